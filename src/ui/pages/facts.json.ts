import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { isRecord } from '../../incidents/domain/json-pointer.js';

/** Kept with the facts but not for people to edit: the imported record, and who said what. */
const KEPT = ['veris', 'provenance'] as const;

/** Facts as JSON for a text field, without what is kept beside them. */
export function jsonOf(facts: IncidentFacts | Record<string, unknown>): string {
  const shown = Object.fromEntries(Object.entries(facts).filter(([name]) => !isKept(name)));
  return JSON.stringify(shown, null, 2);
}

/** The facts that a text says, with what is kept beside them from the revision it started from. */
export function readJsonFacts(
  text: string,
  base: IncidentFacts,
): { facts: Record<string, unknown> } | { message: string } {
  let facts: unknown;
  try {
    facts = JSON.parse(text);
  } catch (error) {
    return { message: `This is not JSON${placeOf(error, text)}. Mend it; nothing was saved.` };
  }
  if (!isRecord(facts)) return { message: 'The facts must be one JSON object: { … }.' };
  const kept = KEPT.filter((name) => base[name] !== undefined).map((name) => [name, base[name]] as const);
  return { facts: { ...Object.fromEntries(kept), ...facts } };
}

function isKept(name: string): boolean {
  return (KEPT as readonly string[]).includes(name);
}

/** `, line 12`: where the parser stopped, if it says so. */
function placeOf(error: unknown, text: string): string {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return at === undefined ? '' : `, line ${text.slice(0, Number(at)).split('\n').length}`;
}
