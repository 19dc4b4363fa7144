import { ComparableCellRow } from '../../src/comparables/comparable-cell.entity.js';
import { ComparableRow } from '../../src/comparables/comparable-row.entity.js';
import { ComparableTally } from '../../src/comparables/comparable-tally.entity.js';
import { createHash } from 'node:crypto';
import { ENTITIES } from '../../src/app.entities.js';
import { Session } from '../../src/identity/session.entity.js';
import { SignInTryRow } from '../../src/identity/sign-in-try.entity.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { RunningApp } from './app.js';
import { ask } from './client.js';
import type { Answer } from './client.js';
import type { SignedIn } from './people.js';
import { trailOf } from './trail.js';

/** Stands in what is sent, and must stand in no answer and no record. */
export const CANARY = 'canary7c1e94';

/** Rows that mere asking may change: who was seen when, and failed tries. Refusals go on record of their own. */
const MOVING = new Set<unknown>([Session, SignInTryRow]);
/** Worked out in the background from rows that are held; they may still be on their way from the setting up. */
const DERIVED = new Set<unknown>([ComparableRow, ComparableCellRow, ComparableTally]);
const RECORDS = /^(audit_|data_key)/;

/** Words of libraries and places in code: no answer may hold them. */
export const NOT_OURS =
  /node_modules|\bat \S+:\d+|\w+Error\b|sqlite|postgres|typeorm|fastify|FST_|class-validator|SELECT |INSERT |position \d+/i;

type Ask = () => Promise<Answer>;

/** Holds of refused requests what must be so of every one. */
export class Refusals {
  constructor(private readonly running: RunningApp) {}

  /** One hash over every row that is not a record of the asking itself. */
  async everything(): Promise<string> {
    const { manager } = this.running.app.get(Reader);
    const hash = createHash('sha256');
    for (const entity of ENTITIES) {
      const { tableName } = manager.connection.getMetadata(entity);
      if (MOVING.has(entity) || DERIVED.has(entity) || RECORDS.test(tableName)) continue;
      const rows = (await manager.query(`SELECT * FROM ${tableName}`)) as object[];
      const texts = rows.map((row) => JSON.stringify(row)).sort();
      hash.update(`${tableName}\n${texts.join('\n')}\n`);
    }
    return hash.digest('hex');
  }

  /** Asks; nothing may change, and the answer is a refusal in our words, without a word of what was sent. */
  async hold(status: number, code: string | null, act: Ask): Promise<Answer> {
    const before = await this.everything();
    const answer = await act();
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([status, expect.any(String)]);
    expect(await this.everything()).toBe(before);
    expect(answer.text).not.toMatch(NOT_OURS);
    expect(answer.text).not.toContain(CANARY);
    if (code === null) return answer;
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const own = { status, code, type: 'about:blank', request: expect.any(String) as string };
    expect(answer.json()).toMatchObject(own);
    return answer;
  }

  /**
   * The same of someone signed in whose attempt has to go on record under their name.
   *
   * @returns what the record says of the attempt
   */
  async onRecord(
    who: SignedIn,
    status: number,
    code: string,
    act: Ask,
  ): Promise<Record<string, unknown> | undefined> {
    const before = await this.#attempts(who);
    await this.hold(status, code, act);
    const after = await this.#attempts(who);
    expect(after).toHaveLength(before.length + 1);
    expect(JSON.stringify(after.at(-1))).not.toContain(CANARY);
    return after.at(-1)?.facts;
  }

  async #attempts(who: SignedIn) {
    return (await trailOf(this.running, who.id)).filter(({ action }) => action === 'access.refused');
  }
}

export interface Raw {
  method?: string;
  /** Beside those of the session; `''` takes one away. */
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A request in someone's session with exactly these headers. */
export function raw(
  url: string,
  who: SignedIn,
  path: string,
  { method = 'POST', headers, body }: Raw,
): Promise<Answer> {
  const own = { cookie: who.cookie, origin: url, 'x-form-token': who.formToken, ...headers };
  const sent = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
  return ask(url, path, { method, headers: sent, body });
}
