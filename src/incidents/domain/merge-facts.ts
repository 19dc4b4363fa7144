import type { IncidentFacts } from './incident-facts.js';
import { isRecord } from './json-pointer.js';

/**
 * Facts with the members of others laid over them: objects member by member, lists and values whole, null as a
 * value (`affected.byJurisdiction.DE: null` is a fact). Neither input is changed; both have the form of facts.
 */
export function mergeFacts(facts: IncidentFacts, over: IncidentFacts): IncidentFacts {
  return merged(facts, over) as IncidentFacts;
}

function merged(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over)) return over;
  const names = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      !Object.hasOwn(over, name)
        ? under[name]
        : merged(Object.hasOwn(under, name) ? under[name] : undefined, over[name]),
    ]),
  );
}
