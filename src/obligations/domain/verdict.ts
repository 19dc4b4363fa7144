/**
 * Three-valued answer to one question about an incident. `facts` names, as paths of the facts object, what is
 * missing when the answer is unknown, else what decided it; empty when no fact was needed (a date, a presumption).
 */
export interface Verdict {
  readonly is: boolean | 'unknown';
  readonly facts: readonly string[];
}

export function decided(is: boolean, ...facts: string[]): Verdict {
  return { is, facts };
}

export function unknown(...missing: string[]): Verdict {
  return { is: 'unknown', facts: missing };
}

export function not(verdict: Verdict): Verdict {
  return verdict.is === 'unknown' ? verdict : { is: !verdict.is, facts: verdict.facts };
}

/** False if one is false (that one decided), else unknown if one is unknown, naming the facts of the unknown ones only. */
export function allOf<T>(items: readonly T[], ask: (item: T) => Verdict): Verdict {
  return combine(items, ask, false);
}

/** True if one is true (that one decided), else unknown if one is unknown, naming the facts of the unknown ones only. */
export function anyOf<T>(items: readonly T[], ask: (item: T) => Verdict): Verdict {
  return combine(items, ask, true);
}

function combine<T>(items: readonly T[], ask: (item: T) => Verdict, deciding: boolean): Verdict {
  let missing: readonly string[] | undefined;
  let agreed: readonly string[] = [];
  for (const item of items) {
    const verdict = ask(item);
    if (verdict.is === deciding) return verdict;
    if (verdict.is === 'unknown') missing = together(missing ?? [], verdict.facts);
    else agreed = together(agreed, verdict.facts);
  }
  return missing ? { is: 'unknown', facts: missing } : { is: !deciding, facts: agreed };
}

/** Both lists; the common cases (one is empty, or a single name that is there already) make no new one. */
function together(names: readonly string[], more: readonly string[]): readonly string[] {
  if (names.length === 0) return more;
  const [name] = more;
  if (name === undefined || (more.length === 1 && names.includes(name))) return names;
  return [...names, ...more];
}

/** Each name once, in code-unit order, so that the same facts give the same bytes. */
export function sortedNames(names: readonly string[]): string[] {
  if (names.length > FEW) return [...new Set(names)].sort();
  const sorted: string[] = [];
  for (const name of names) {
    let place = sorted.length;
    while (place > 0 && (sorted[place - 1] as string) > name) place -= 1;
    if (sorted[place - 1] !== name) sorted.splice(place, 0, name);
  }
  return sorted;
}

/** Up to so many names, putting each in its place is faster than sorting them all. */
const FEW = 24;
