import type { ComparableGroup } from '../../comparables/domain/group.js';
import { formatNumber } from '../views.helpers.js';
import { wordOf } from '../incident-words.js';
import { matchedWords } from './plan.words.js';

const CAUSES: Readonly<Record<ComparableGroup['cause'], string>> = {
  any: 'any cause',
  'external-attack': 'attacks from outside',
  'internal-misuse': 'misuse from inside',
  'third-party': 'incidents at suppliers',
  'physical-loss': 'losses and thefts',
  'own-sharing': 'sharing by the organisation itself',
  error: 'errors',
  unknown: 'cause not known',
};

/** `Financial services, attacks from outside`; `All industries, any cause`. */
export function groupWords(
  { industry, cause }: ComparableGroup,
  industryName: (id: string) => string,
): string {
  return `${industry === 'any' ? 'All industries' : industryName(industry)}, ${wordOf(CAUSES, cause)}`;
}

export function classWords(dataClass: string): string {
  return capital(matchedWords({ fact: 'dataClasses', value: dataClass }));
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1 incident`, `7,577 incidents`. */
export function counted(count: number, one: string, other = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : other}`;
}

export function days(count: number): string {
  return counted(count, 'day');
}
