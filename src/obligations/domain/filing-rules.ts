import type { Fault } from '../../platform/errors.js';

/** A filing as a person records it. Instants are RFC 3339, UTC. */
export interface RecordedFiling {
  filedAt: string;
  channel: string;
  reference: string;
  /** What was sent, word for word; empty where a file holds it. */
  text: string;
  hasFile: boolean;
  lateReason: string;
}

export interface FilingGround {
  /** Codes of the vocabulary. */
  channels: ReadonlySet<string>;
  now: string;
  /** Of the facts; null: unknown. Nothing is told before it happened. */
  occurredAt: string | null;
}

/** Clocks of people and machines differ; a filing made "now" is taken. */
const ALLOWED_AHEAD_MS = 5 * 60_000;

/** What is missing or impossible, by field; empty: nothing. */
export function filingFaults(filing: RecordedFiling, ground: FilingGround): Fault[] {
  const filed = Date.parse(filing.filedAt);
  const faults: Fault[] = [];
  if (filed > Date.parse(ground.now) + ALLOWED_AHEAD_MS)
    faults.push({
      path: '/filedAt',
      message: 'It is recorded once it went out; give a moment that is past.',
    });
  if (ground.occurredAt !== null && filed < Date.parse(ground.occurredAt))
    faults.push({
      path: '/filedAt',
      message: 'This is before the incident occurred; check the date and the year.',
    });
  if (!ground.channels.has(filing.channel))
    faults.push({ path: '/channel', message: `Take one of: ${[...ground.channels].join(', ')}.` });
  if (filing.text.trim() === '' && !filing.hasFile)
    faults.push({ path: '/text', message: 'Keep what was sent: its text word for word, or the file.' });
  return faults;
}
