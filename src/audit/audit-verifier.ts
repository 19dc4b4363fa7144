import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { AuditCheckpoint } from './audit-checkpoint.entity.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditHead } from './audit-head.entity.js';
import { instantText } from '../platform/database/columns.js';
import { openCheckpoint, originOf } from './domain/checkpoint.js';
import type { Checkpoint } from './domain/checkpoint.js';
import { CompactRange, leafHash } from './domain/merkle-log.js';

export interface FirstBad {
  /** Place in the log from 0; null when the fault is no single entry. */
  seq: number | null;
  id: string | null;
  reason: string;
}

export interface Verification {
  ok: boolean;
  /** Sealed entries that were read. */
  entries: number;
  /** Entries not yet sealed. */
  unsealed: number;
  firstBad: FirstBad | null;
  /** Checkpoints whose signature and root hold. */
  checkpoints: number;
}

const PAGE = 2_000;

/**
 * Reads the tables alone, recomputes every leaf and root from the bodies, and compares them with the head and with
 * signed checkpoints, of the database and from outside it.
 *
 * @param published notes that left the database (files, mail to an auditor); they are what exposes a rewritten log
 */
export async function verifyAudit(
  manager: EntityManager,
  publicKey: KeyObject,
  published: string[] = [],
): Promise<Verification> {
  const stored = await manager.find(AuditCheckpoint, { order: { size: 'ASC' } });
  const notes = readNotes([...stored.map((row) => row.note), ...published], publicKey);
  const walk = new LogWalk(notes.checkpoints);
  let bad = notes.firstBad ?? (await walkOn(manager, walk));
  let head = await headOf(manager);
  // What was sealed meanwhile moved the head: the entries up to it are there by now, or they are missing.
  while (!bad && head && walk.size < head.size) {
    bad = await walkOn(manager, walk);
    if (walk.size < head.size) break;
    head = await headOf(manager);
  }
  bad ??= walk.end(head);
  const unsealed = await manager.createQueryBuilder(AuditEntry, 'e').where('e.seq IS NULL').getCount();
  return { ok: bad === null, entries: walk.size, unsealed, firstBad: bad, checkpoints: walk.agreed };
}

function headOf(manager: EntityManager): Promise<AuditHead | null> {
  return manager.findOneBy(AuditHead, { id: 1 });
}

/** Goes along all that is sealed by now. */
async function walkOn(manager: EntityManager, walk: LogWalk): Promise<FirstBad | null> {
  for (let page: AuditEntry[] | null = null; !page || page.length === PAGE;) {
    page = await manager
      .createQueryBuilder(AuditEntry, 'e')
      .where('e.seq >= :from', { from: walk.size })
      .orderBy('e.seq', 'ASC')
      .limit(PAGE)
      .getMany();
    for (const entry of page) {
      const bad = walk.step(entry);
      if (bad) return bad;
    }
  }
  return null;
}

function readNotes(
  notes: string[],
  publicKey: KeyObject,
): { checkpoints: Checkpoint[]; firstBad: FirstBad | null } {
  const checkpoints: Checkpoint[] = [];
  for (const note of notes) {
    const checkpoint = openCheckpoint(note, publicKey);
    if (checkpoint?.origin !== originOf(publicKey)) {
      return {
        checkpoints,
        firstBad: {
          seq: null,
          id: null,
          reason: 'a checkpoint does not carry a valid signature of this log',
        },
      };
    }
    checkpoints.push(checkpoint);
  }
  return { checkpoints, firstBad: null };
}

/** Goes along the log entry by entry and keeps the tree. */
class LogWalk {
  readonly #range = new CompactRange();
  readonly #bySize: Map<number, Set<string>>;
  agreed = 0;

  constructor(checkpoints: Checkpoint[]) {
    this.#bySize = new Map();
    for (const { size, root } of checkpoints) {
      this.#bySize.set(size, (this.#bySize.get(size) ?? new Set()).add(root));
    }
  }

  get size(): number {
    return this.#range.size;
  }

  step(entry: AuditEntry): FirstBad | null {
    const bad = (reason: string): FirstBad => ({ seq: this.size, id: entry.id, reason });
    if (entry.seq !== this.size) return bad(`entry ${this.size} is missing`);
    const leaf = leafHash(entry.body);
    if (leaf.toString('hex') !== entry.leafHash) return bad('the body does not fit its hash');
    if (!columnsFit(entry)) return bad('a column does not fit the body');
    this.#range.append(leaf);
    return this.#compare(entry);
  }

  end(head: AuditHead | null): FirstBad | null {
    const root = this.#range.root().toString('hex');
    const wrong = head ? head.size !== this.size || head.root !== root : this.size > 0;
    if (wrong)
      return {
        seq: Math.min(head?.size ?? 0, this.size),
        id: null,
        reason: 'the end of the log does not fit its head',
      };
    const beyond = [...this.#bySize.keys()].filter((size) => size > this.size);
    if (beyond.length > 0)
      return { seq: this.size, id: null, reason: 'a signed checkpoint covers entries that are missing' };
    return null;
  }

  #compare(entry: AuditEntry): FirstBad | null {
    const roots = this.#bySize.get(this.size);
    if (!roots) return null;
    const root = this.#range.root().toString('hex');
    if (roots.size > 1 || !roots.has(root)) {
      return { seq: entry.seq, id: entry.id, reason: 'the log up to here differs from a signed checkpoint' };
    }
    this.agreed += 1;
    return null;
  }
}

function columnsFit(entry: AuditEntry): boolean {
  const body = parsed(entry.body);
  return (
    body !== null &&
    body.id === entry.id &&
    body.at === instantText(entry.at) &&
    body.action === entry.action &&
    body.subject === entry.subject &&
    body.incidentId === entry.incidentId &&
    (body.actor as { id?: unknown } | undefined)?.id === entry.actorId
  );
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return null;
  }
}
