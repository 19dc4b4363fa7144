import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { CATALOGUE } from './catalogue.module.js';
import type { Catalogue } from './domain/catalogue.js';
import { EditionRefused, loadEdition } from './edition-folder.js';
import type { EditionTexts } from './edition-folder.js';
import { KnowledgeEdition } from './knowledge-edition.entity.js';
import { KnowledgeFaults } from './knowledge-faults.js';
import { KnowledgePack } from './knowledge-pack.entity.js';
import { packTexts } from './pack-texts.js';
import type { RankingPart } from './ranking-part.js';

/** Keeps every knowledge the service ever ran on, so that a plan can be made again years later. */
@Injectable()
export class KnowledgeEditions implements OnApplicationBootstrap {
  #lastLoaded: RankingPart | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly environment: Environment,
    private readonly host: HttpAdapterHost,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** The service that answers people keeps what it runs on; a command on the same database does not. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.host.httpAdapter) await this.keep();
  }

  /** Keeps the loaded knowledge, unless it is what was in use last. */
  keep(): Promise<void> {
    const { version, packs } = this.catalogue;
    const texts = packTexts(packs, this.environment.KNOWLEDGE_DIR);
    return this.unitOfWork.run(async (manager) => {
      if ((await latest(manager))?.version === version) return;
      await insertMissing(manager, texts);
      const edition = {
        id: this.ids.next(),
        version,
        inUseFrom: this.clock.now(),
        packs: packs.map(({ file, sha256, overlay }) => ({ file, sha256, overlay })),
      };
      await manager.insert(KnowledgeEdition, edition);
      await this.audit.append(manager, {
        action: 'knowledge.taken_into_use',
        subject: edition.id,
        actor: SYSTEM,
        facts: {
          knowledge: version,
          packs: packs.length,
          own: packs.filter(({ overlay }) => overlay).length,
        },
      });
    });
  }

  /** The version the service ran on at an instant; null when it was not yet kept then. */
  async versionAt(at: Temporal.Instant): Promise<string | null> {
    const found = await this.reader.manager
      .createQueryBuilder(KnowledgeEdition, 'e')
      .where('e.inUseFrom <= :at', { at: instantText(at) })
      .orderBy('e.inUseFrom', 'DESC')
      .addOrderBy('e.id', 'DESC')
      .getOne();
    return found?.version ?? null;
  }

  /** When a version first came into use here; null when it never did. */
  async inUseFrom(version: string): Promise<Temporal.Instant | null> {
    const { manager } = this.reader;
    const first = await manager.findOne(KnowledgeEdition, { where: { version }, order: { id: 'ASC' } });
    return first?.inUseFrom ?? null;
  }

  /** Every version that was ever in use, oldest first, each once. */
  async versions(): Promise<string[]> {
    const rows = await this.reader.manager.find(KnowledgeEdition, { order: { id: 'ASC' } });
    return [...new Set(rows.map(({ version }) => version))];
  }

  /**
   * What a ranking reads of a version: of the one in use, or of a kept one. Null when it was never kept here, or when
   * today's program can no longer read it.
   */
  async rankingPartOf(version: string): Promise<RankingPart | null> {
    if (version === this.catalogue.version) return this.catalogue;
    if (this.#lastLoaded?.version === version) return this.#lastLoaded;
    const texts = await this.texts(version);
    const loaded = texts && loadedOrNull(texts);
    if (loaded) this.#lastLoaded = loaded;
    return loaded;
  }

  /** The texts of a version, or null when it was never kept here. */
  async texts(version: string): Promise<EditionTexts | null> {
    const { manager } = this.reader;
    const edition = await manager.findOne(KnowledgeEdition, { where: { version }, order: { id: 'ASC' } });
    if (!edition) return null;
    const kept = await manager.findBy(KnowledgePack, {
      sha256: In(edition.packs.map(({ sha256 }) => sha256)),
    });
    const textOf = new Map(kept.map(({ sha256, text }) => [sha256, text]));
    return {
      version,
      inUseFrom: edition.inUseFrom,
      files: edition.packs.map((pack) => ({ pack, text: textOf.get(pack.sha256)! })),
    };
  }
}

function loadedOrNull(texts: EditionTexts): RankingPart | null {
  try {
    return loadEdition(texts);
  } catch (error) {
    if (error instanceof KnowledgeFaults || error instanceof EditionRefused) return null;
    throw error;
  }
}

function latest(manager: EntityManager): Promise<KnowledgeEdition | null> {
  return manager
    .createQueryBuilder(KnowledgeEdition, 'e')
    .orderBy('e.inUseFrom', 'DESC')
    .addOrderBy('e.id', 'DESC')
    .getOne();
}

async function insertMissing(manager: EntityManager, texts: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...texts].map(([sha256, text]) => ({ sha256, text }));
  for (const row of rows)
    await manager.createQueryBuilder().insert().into(KnowledgePack).values(row).orIgnore().execute();
}
