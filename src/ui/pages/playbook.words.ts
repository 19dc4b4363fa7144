import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { UnmetTest } from '../../plans/domain/unmet-tests.js';
import type { PlaybookRecord } from '../../playbooks/playbook-records.js';
import { wordOf } from '../incident-words.js';
import { wants } from '../charts/wants.js';
import { testWords } from './plan.words.js';

const ORIGIN_WORDS: Readonly<Record<PlaybookRecord['origin'], string>> = {
  shipped: 'Ships with the knowledge',
  own: 'Written here',
  adapted: 'Adapted from a shipped one',
  incident: 'Saved from a plan',
  cacao: 'Imported from CACAO',
};

export const CAUSE_WORDS: Readonly<Record<string, string>> = {
  'own-sharing': 'We shared it ourselves',
  'third-party': 'Through a supplier',
  'internal-misuse': 'Misuse from inside',
  'external-attack': 'Attack from outside',
  error: 'An error',
  'physical-loss': 'Something lost or stolen',
  unknown: 'Cause not known',
};

export function originWords({ origin, basedOn }: Pick<PlaybookRecord, 'origin' | 'basedOn'>): string {
  return basedOn === null ? ORIGIN_WORDS[origin] : `${ORIGIN_WORDS[origin]}, version ${basedOn.version}`;
}

/** `Retail`; `Any industry`. */
export function industryWords(
  industry: string | null,
  { industries }: Pick<Catalogue, 'industries'>,
): string {
  return industry === null ? 'Any industry' : (industries.get(industry)?.name ?? industry);
}

/** `Attack from outside, An error`; `Any cause`. */
export function causesWords(causes: readonly string[]): string {
  return causes.length === 0 ? 'Any cause' : causes.map((one) => wordOf(CAUSE_WORDS, one)).join(', ');
}

export function wantWords(priority: Priority): string {
  return wants[priority];
}

/** `losses confirmed (not recorded)`; alternatives are joined by `or`. */
export function unmetWords(unmet: readonly UnmetTest[], industryName: (id: string) => string): string {
  return unmet
    .map(({ test, recorded }) => {
      const words = testWords(test, industryName);
      return recorded ? words : `${words} (not recorded)`;
    })
    .join(', or ');
}
