import { findCycles } from './cycles.js';
import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';
import { rankingWords } from './ranking-words.js';
import type { FactTest, Step, StepCondition } from './step.js';

/** Steps name only evidence, steps and words of facts that exist, and no step waits for itself. */
export function checkSteps(tables: KnowledgeTables, report: Report): void {
  for (const row of tables.steps.rows.values()) {
    const step = row.value;
    checkEvidence(tables, row, ['evidence'], step.evidence, report);
    for (const field of ['requires', 'requiresIfApplicable'] as const) {
      step[field].forEach((id, index) => {
        if (!tables.steps.ids.has(id)) report(row, [field, index], `there is no step ${id}`);
      });
    }
    for (const [test, path] of testsOf(step.appliesWhen, ['appliesWhen'])) {
      checkFactTest(tables, row, path, test, report);
    }
  }
  for (const cycle of findCycles(prerequisites(tables))) {
    const row = tables.steps.rows.get(cycle[0] ?? '');
    if (row) report(row, ['requires'], `steps wait for each other: ${[...cycle, cycle[0]].join(' -> ')}`);
  }
}

/** Every id of the list is in `evidence.yaml`; an entry that is in use cannot be removed. */
export function checkEvidence(
  tables: KnowledgeTables,
  row: Row<unknown>,
  path: Path,
  ids: readonly string[],
  report: Report,
): void {
  ids.forEach((id, index) => {
    if (!tables.evidence.ids.has(id)) report(row, [...path, index], `there is no evidence ${id}`);
  });
}

/** A test asks a fact in the one way that fits its type, and only for words that the fact can have. */
export function checkFactTest(
  tables: KnowledgeTables,
  row: Row<unknown>,
  path: Path,
  test: FactTest,
  report: Report,
): void {
  const { fact } = test;
  if (fact === 'hoursSinceDiscovery') {
    if (!('atLeast' in test)) report(row, path, `${fact} is a number: use atLeast`);
    return;
  }
  const isList = fact === 'dataClasses' || fact === 'regions';
  if (isList ? !('has' in test) : !('equals' in test || 'in' in test)) {
    report(row, path, `${fact} ${isList ? 'is a list: use has' : 'is one word: use equals or in'}`);
    return;
  }
  const words = wordsOf(tables, fact);
  if (!words) return;
  for (const [word, place] of askedWords(test)) {
    if (!words.has(word))
      report(row, [...path, ...place], `${fact} has no such word; it knows ${[...words].join(', ')}`);
  }
}

function askedWords(test: FactTest): [word: unknown, path: Path][] {
  if ('equals' in test) return [[test.equals, ['equals']]];
  if ('in' in test) return test.in.map((word, index) => [word, ['in', index]]);
  if ('has' in test) return test.has.map((word, index) => [word, ['has', index]]);
  return [];
}

function wordsOf(
  tables: KnowledgeTables,
  fact: Exclude<FactTest['fact'], 'hoursSinceDiscovery'>,
): ReadonlySet<unknown> | undefined {
  if (fact === 'industry') return tables.industries.ids;
  if (fact !== 'dataClasses') return new Set<unknown>(rankingWords[fact]);
  return tables.vocabulary && new Set(tables.vocabulary.value.dataClasses.map((term) => term.rankingClass));
}

function* testsOf(condition: StepCondition, path: Path): Generator<[FactTest, Path]> {
  if ('fact' in condition) {
    yield [condition, path];
    return;
  }
  for (const key of ['all', 'any'] as const) {
    for (const [index, inner] of (condition[key] ?? []).entries())
      yield* testsOf(inner, [...path, key, index]);
  }
}

function prerequisites(tables: KnowledgeTables): Map<string, string[]> {
  const before = ({ requires, requiresIfApplicable }: Step) => [...requires, ...requiresIfApplicable];
  return new Map([...tables.steps.rows].map(([id, row]) => [id, before(row.value)]));
}
