import { checkLanguage, listOf } from '../check-language.js';
import type { CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding } from '../finding.js';
import { findingAtHit, findingOn, fixOf } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import { hitsOf } from '../word-hits.js';
import { tellsAll } from './whom.js';
import { severityOf, withoutWords } from './word-rules.js';

/** Fields that hold the name of somebody who answers. */
const namedFields: ReadonlySet<string> = new Set([
  'recipient.caseWorker',
  'organisation.signer',
  'organisation.dpo',
  'organisation.spokesperson',
]);

const formLetter: CheckRule = {
  id: 'W16',
  group: 'wording',
  ceiling: 'hint',
  needs: 'part',
  concerns: (notice) => tellsAll(notice) && notice.audience === 'individuals',
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    if (!list) return [];
    const greetings = hitsOf(notice, ground, 'greeting').flatMap((hit): Finding[] => {
      const severity = severityOf(hit);
      return severity === null ? [] : [findingAtHit('W16', hit, { severity, fix: fixOf(hit.entry) })];
    });
    const nameless = namesSomebody(notice)
      ? []
      : [findingOn('W16', { severity: 'hint', fix: 'Name a person who answers, or who signs.' })];
    return [...greetings, ...nameless];
  },
};

/** By a field, by a name that is known, or by two words of a name beside each other. */
function namesSomebody(notice: CheckedNotice): boolean {
  const { reader, values, facts } = notice;
  const parts = readingOf(notice).body.filter(({ part }) => part.level > 1);
  if (parts.some(({ part }) => part.fields.some(({ name }) => namedFields.has(name)))) return true;
  const known = [reader?.caseWorker, values['organisation.signer'], values['organisation.dpo']].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
  const house = facts.organisation?.name ?? '';
  return parts.some(
    ({ part }) =>
      known.some((name) => part.words.includes(name)) ||
      (nameParts.has(part.id) && withoutHouse(part.words, house).search(twoNames) >= 0),
  );
}

const nameParts: ReadonlySet<string> = new Set(['contact', 'apology', 'next']);
const twoNames = /(?<![.\p{L}])\p{Lu}\p{Ll}{1,30}\s\p{Lu}\p{Ll}{1,30}(?!\p{L})/u;

function withoutHouse(words: string, house: string): string {
  return house === '' ? words : words.replaceAll(house, '');
}

export const formRules: readonly CheckRule[] = [formLetter];
