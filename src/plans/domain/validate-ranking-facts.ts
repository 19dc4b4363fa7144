import { rankingWords } from '../../catalogue/domain/ranking-words.js';
import { rankingFactNames, type RankingFactName } from '../../catalogue/domain/step.js';
import { isRecord, pointerTo } from '../../incidents/domain/json-pointer.js';
import type { Fault } from '../../platform/errors.js';
import { known, type RankingFacts, type RankingVocabulary } from './ranking-facts.js';

/** Gives the value in canonical form, or the faults with their paths below the fact. */
type Reader = (value: unknown) => { value: unknown } | { faults: Fault[] };

/**
 * Ranking facts from outside, in the form of `knowledge/ranking-golden.yaml`. Without `mode` they are those of an
 * incident. Lists come back sorted with each word once, so that equal facts give equal bytes.
 *
 * @returns the facts, or one fault per wrong place; an unknown word or key is a fault and names the allowed ones
 */
export function validateRankingFacts(
  input: unknown,
  knowledge: RankingVocabulary,
): { facts: RankingFacts } | { faults: Fault[] } {
  if (!isRecord(input)) return { faults: [{ path: '', message: 'Must be one object of ranking facts.' }] };
  const readers = readersFor(knowledge);
  const faults = unknownKeys(input);
  const facts: Partial<Record<RankingFactName, unknown>> = {};
  for (const name of rankingFactNames) {
    if (!Object.hasOwn(input, name) || input[name] === undefined) continue;
    const answer = readers[name](input[name]);
    if ('value' in answer) facts[name] = answer.value;
    else faults.push(...answer.faults.map(({ path, message }) => ({ path: `/${name}${path}`, message })));
  }
  if (faults.length > 0) return { faults };
  const { mode = 'incident', ...rest } = facts as Partial<RankingFacts>;
  return { facts: known({ mode, ...rest } as RankingFacts) };
}

function readersFor({ industries, vocabulary }: RankingVocabulary): Record<RankingFactName, Reader> {
  const { regions, ...words } = rankingWords;
  const dataClasses = [...new Set(vocabulary.dataClasses.map(({ rankingClass }) => rankingClass))].sort();
  const closed = Object.entries(words).map(([name, allowed]) => [name, oneOf(allowed)] as const);
  return {
    ...(Object.fromEntries(closed) as Record<keyof typeof words, Reader>),
    industry: oneOf([...industries.keys()].sort()),
    dataClasses: listOf(dataClasses),
    hoursSinceDiscovery: wholeHours,
    regions: listOf(regions),
  };
}

function oneOf(words: readonly (string | boolean)[]): Reader {
  return (value) =>
    words.includes(value as string | boolean)
      ? { value }
      : fault('', `Must be one of: ${words.join(', ')}. Leave it out where it is unknown.`);
}

function listOf(words: readonly string[]): Reader {
  const word = oneOf(words);
  return (value) => {
    if (!Array.isArray(value)) return fault('', `Must be a list of: ${words.join(', ')}.`);
    const faults = value.flatMap((item: unknown, place) => {
      const answer = word(item);
      return 'faults' in answer ? answer.faults.map(({ message }) => ({ path: `/${place}`, message })) : [];
    });
    return faults.length > 0 ? { faults } : { value: [...new Set<string>(value)].sort() };
  };
}

const wholeHours: Reader = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? { value }
    : fault('', 'Must be a whole number of hours, 0 or more. Leave it out where it is unknown.');

function unknownKeys(input: Record<string, unknown>): Fault[] {
  return Object.keys(input)
    .filter((key) => !(rankingFactNames as readonly string[]).includes(key))
    .map((key) => ({
      path: pointerTo('', key),
      message: `Is no ranking fact. They are: ${rankingFactNames.join(', ')}.`,
    }));
}

function fault(path: string, message: string): { faults: Fault[] } {
  return { faults: [{ path, message }] };
}
