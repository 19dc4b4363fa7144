import { diffFacts } from '../../incidents/domain/facts-diff.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { isRecord } from '../../incidents/domain/json-pointer.js';

/**
 * Facts whose `provenance` tells the truth after an edit: where a fact changed that named its source, the editor is
 * its source now; where it went away, so does its source. Other facts are told apart by their revision alone.
 */
export function withFreshOrigins(
  facts: Record<string, unknown>,
  base: IncidentFacts,
  said: { by: string; at: string },
): Record<string, unknown> {
  const provenance = facts['provenance'];
  if (!isRecord(provenance)) return facts;
  const changed = diffFacts(base, facts as IncidentFacts).filter(
    ({ path }) => !path.startsWith('/provenance'),
  );
  const removed = new Set(changed.filter((one) => !('after' in one)).map(({ path }) => path));
  const touched = new Set(changed.map(({ path }) => path));
  const untouched = (pointer: string): boolean =>
    JSON.stringify(provenance[pointer]) === JSON.stringify(base.provenance?.[pointer]);
  const fresh = Object.entries(provenance).flatMap(([pointer, entry]) => {
    if (removed.has(pointer)) return [];
    return [[pointer, touched.has(pointer) && untouched(pointer) ? said : entry] as const];
  });
  return { ...facts, provenance: Object.fromEntries(fresh) };
}
