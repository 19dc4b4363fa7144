import type { EntityManager } from 'typeorm';

/** A value as a driver takes it; instants and JSON are given as their text. */
export type PlainValue = string | number | boolean | null;

/**
 * Inserts many rows by one statement with one parameter, the same on both databases; the entity manager's own insert
 * costs a parameter and a clause for each value, which is felt from a few thousand rows on.
 *
 * @param table   name as in the migration; names of columns likewise. Both come from code, never from outside.
 * @param columns column name to `text`, `integer` or `boolean`
 */
export async function insertRows<Column extends string>(
  manager: EntityManager,
  table: string,
  columns: Readonly<Record<Column, 'text' | 'integer' | 'boolean'>>,
  rows: readonly Readonly<Record<Column, PlainValue>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns) as Column[];
  const list = names.map((name) => `"${name}"`).join(', ');
  const postgres = manager.connection.options.type === 'postgres';
  const source = postgres
    ? `SELECT ${list} FROM json_to_recordset($1::json) AS r(${names.map((name) => `"${name}" ${columns[name]}`).join(', ')})`
    : `SELECT ${names.map((name) => `value ->> '${name}'`).join(', ')} FROM json_each(?)`;
  await manager.query(`INSERT INTO "${table}" (${list}) ${source}`, [JSON.stringify(rows)]);
}
