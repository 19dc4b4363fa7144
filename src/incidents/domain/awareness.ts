import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../platform/errors.js';
import type { IncidentFacts } from './incident-facts.js';

/** Clocks of two machines may differ by this much. */
const AHEAD_MINUTES = 5;

/**
 * Every legal clock starts at `awareAt`: said to lie ahead, it would move all deadlines. What people plan or expect is
 * no awareness yet.
 */
export function awarenessFaults({ awareAt }: IncidentFacts, now: Temporal.Instant): Fault[] {
  if (awareAt === undefined) return [];
  const latest = now.add({ minutes: AHEAD_MINUTES });
  if (Temporal.Instant.compare(Temporal.Instant.from(awareAt), latest) <= 0) return [];
  const message = 'Lies in the future; give the moment when you knew, or leave it out until you do.';
  return [{ path: '/awareAt', message }];
}
