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
export function allOf<T>(items: Iterable<T>, ask: (item: T) => Verdict): Verdict {
  return combine(items, ask, false);
}

/** True if one is true (that one decided), else unknown if one is unknown, naming the facts of the unknown ones only. */
export function anyOf<T>(items: Iterable<T>, ask: (item: T) => Verdict): Verdict {
  return combine(items, ask, true);
}

function combine<T>(items: Iterable<T>, ask: (item: T) => Verdict, deciding: boolean): Verdict {
  const missing: string[] = [];
  const agreed: string[] = [];
  let open = false;
  for (const item of items) {
    const verdict = ask(item);
    if (verdict.is === deciding) return verdict;
    open ||= verdict.is === 'unknown';
    (verdict.is === 'unknown' ? missing : agreed).push(...verdict.facts);
  }
  return open ? { is: 'unknown', facts: missing } : { is: !deciding, facts: agreed };
}

/** Each name once, in code-unit order, so that the same facts give the same bytes. */
export function sortedNames(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}
