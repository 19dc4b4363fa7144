import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import type { ScopeCondition } from '../platform/access/incident-scope.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import { KEYS } from '../platform/platform.tokens.js';
import { CannotOpen } from '../platform/secrets/field-cipher.js';
import { DataKeys, ScopeErased } from '../platform/secrets/data-keys.js';
import type { Sealer } from '../platform/secrets/data-keys.js';
import type { Keys } from '../platform/secrets/key-files.js';
import { AuditCheckpoint } from './audit-checkpoint.entity.js';
import { AuditDetail } from './audit-detail.entity.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditHead } from './audit-head.entity.js';
import { detailPlace } from './audit-trail.js';
import { verifyAudit } from './audit-verifier.js';
import type { Verification } from './audit-verifier.js';

export interface AuditFilter {
  incidentId?: string;
  actorId?: string;
  action?: string;
  /** Entries older than this place in the log: the cursor of the next page. */
  before?: number;
  limit: number;
  /** Which incidents the reader may see; absent: the whole log. */
  scope?: ScopeCondition;
}

/** Some of the acts on one thing of an incident. */
export interface SubjectActs {
  incidentId: string;
  subject: string;
  /** As entries name them: `notice.approved`. */
  actions: readonly string[];
  limit: number;
}

export interface AuditEntryView {
  id: string;
  /** Place in the log from 0; null for the last second's entries, which are not sealed yet. */
  seq: number | null;
  at: string;
  action: string;
  subject: string;
  incidentId: string | null;
  actor: { id: string; kind: string; role: string };
  facts: Record<string, unknown>;
  /** What people wrote; null when there is nothing or it was erased. */
  detail: Record<string, unknown> | null;
  leafHash: string;
}

export interface AuditState {
  sealedEntries: number;
  root: string | null;
  sealedAt: Temporal.Instant | null;
  lastCheckpoint: { size: number; signedAt: Temporal.Instant } | null;
}

/** Reads the trail. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly reader: Reader,
    private readonly dataKeys: DataKeys,
    private readonly environment: Environment,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Sealed entries, newest first. */
  async list(filter: AuditFilter): Promise<AuditEntryView[]> {
    const query = this.reader.query(AuditEntry, 'e').where('e.seq IS NOT NULL');
    if (filter.incidentId !== undefined)
      query.andWhere('e.incident_id = :incidentId', { incidentId: filter.incidentId });
    if (filter.actorId !== undefined) query.andWhere('e.actor_id = :actorId', { actorId: filter.actorId });
    if (filter.action !== undefined) query.andWhere('e.action = :action', { action: filter.action });
    if (filter.before !== undefined) query.andWhere('e.seq < :before', { before: filter.before });
    if (filter.scope) query.andWhere(`(${filter.scope.sql})`, filter.scope.parameters);
    const entries = await query.orderBy('e.seq', 'DESC').limit(filter.limit).getMany();
    return this.#views(entries);
  }

  /** Entries about one thing of an incident, oldest first, also those not sealed yet. */
  async ofSubject(incidentId: string, subject: string, limit: number): Promise<AuditEntryView[]> {
    const entries = await this.reader.manager.find(AuditEntry, {
      where: { incidentId, subject },
      order: { at: 'ASC', id: 'ASC' },
      take: limit,
    });
    return this.#views(entries);
  }

  /** Entries about one thing that tell of these acts, newest first, also those not sealed yet. */
  async latestOfSubject({ incidentId, subject, actions, limit }: SubjectActs): Promise<AuditEntryView[]> {
    const entries = await this.reader.manager.find(AuditEntry, {
      where: { incidentId, subject, action: In(actions) },
      order: { at: 'DESC', id: 'DESC' },
      take: limit,
    });
    return this.#views(entries);
  }

  async state(): Promise<AuditState> {
    const head = await this.reader.manager.findOneBy(AuditHead, { id: 1 });
    const [last] = await this.reader.manager.find(AuditCheckpoint, { order: { size: 'DESC' }, take: 1 });
    return {
      sealedEntries: head?.size ?? 0,
      root: head?.root ?? null,
      sealedAt: head?.sealedAt ?? null,
      lastCheckpoint: last ? { size: last.size, signedAt: last.signedAt } : null,
    };
  }

  /** Recomputes the whole log and compares it with the checkpoints inside and outside the database. */
  verify(): Promise<Verification> {
    return verifyAudit(
      this.reader.manager,
      createPublicKey(this.keys.checkpoint),
      publishedCheckpoints(this.environment.DATA_DIR),
    );
  }

  async #views(entries: readonly AuditEntry[]): Promise<AuditEntryView[]> {
    const details = await this.#details(entries.map(({ id }) => id));
    return entries.map((entry) => toView(entry, details.get(entry.id) ?? null));
  }

  /** By entry, without those that were erased. */
  async #details(entryIds: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
    const rows = await this.reader.manager.findBy(AuditDetail, { entryId: In(entryIds) });
    const sealers = await this.#sealers(new Set(rows.map(({ scope }) => scope)));
    const details = new Map<string, Record<string, unknown>>();
    for (const { entryId, scope, sealed } of rows) {
      const detail = opened(sealers.get(scope), entryId, sealed);
      if (detail) details.set(entryId, detail);
    }
    return details;
  }

  /** By scope, without those that were erased. */
  async #sealers(scopes: ReadonlySet<string>): Promise<Map<string, Sealer>> {
    const sealers = new Map<string, Sealer>();
    for (const scope of scopes) {
      try {
        sealers.set(scope, await this.dataKeys.forReading(this.reader.manager, scope));
      } catch (error) {
        if (!isUnreadable(error)) throw error;
      }
    }
    return sealers;
  }
}

function opened(sealer: Sealer | undefined, entryId: string, sealed: string): Record<string, unknown> | null {
  if (!sealer) return null;
  try {
    return JSON.parse(sealer.open(detailPlace(entryId), sealed)) as Record<string, unknown>;
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof ScopeErased || error instanceof CannotOpen;
}

function toView(entry: AuditEntry, detail: Record<string, unknown> | null): AuditEntryView {
  const body = JSON.parse(entry.body) as Pick<AuditEntryView, 'at' | 'actor' | 'facts'>;
  return {
    id: entry.id,
    seq: entry.seq,
    at: body.at,
    action: entry.action,
    subject: entry.subject,
    incidentId: entry.incidentId,
    actor: { id: body.actor.id, kind: body.actor.kind, role: body.actor.role },
    facts: body.facts,
    detail,
    leafHash: entry.leafHash,
  };
}

/** The signed notes that were written beside the database. */
export function publishedCheckpoints(dataDir: string): string[] {
  const folder = join(dataDir, 'checkpoints');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.note'));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}
