import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Reads committed rows only. On SQLite it has a connection of its own on which a write throws. */
export class Reader {
  constructor(private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /** A query over one entity; `alias` names it in the conditions. */
  query<T extends ObjectLiteral>(entity: EntityTarget<T>, alias: string): SelectQueryBuilder<T> {
    return this.dataSource.getRepository(entity).createQueryBuilder(alias);
  }

  /** `postgres` or `better-sqlite3`: for the few statements that differ. */
  get dialect(): string {
    return this.dataSource.options.type;
  }
}
