import { isHard, readabilityOf, widthOf, wordsOf } from '../readability.js';
import { withoutMarks } from '../../shared-fields.js';
import { checkLanguage } from '../check-language.js';
import type { CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding, Readability } from '../finding.js';
import { findingAtHit, findingIn, findingOn, fixOf } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import { hitsOf } from '../word-hits.js';
import { isForPeople } from './whom.js';
import { severityOf } from './word-rules.js';

/** A formula says nothing about less text. Words; characters for Chinese and Japanese. */
const leastText = { words: 100, characters: 300 };
/** From this grade on an English text goes out only where somebody signs for it. */
const signedGrade = 12;

const formulas: CheckRule = {
  id: 'W1',
  group: 'wording',
  ceiling: 'block',
  needs: 'words',
  concerns: isForPeople,
  unable: ({ locale }) =>
    checkLanguage(locale) === null ? 'No formula of readability is known for this language.' : null,
  check: (notice) => {
    const read = readabilityOf(notice);
    if (!read || read.units < leastText[readingOf(notice).match] || !isHard(read)) return [];
    const needsName = read.name === 'Flesch-Kincaid grade' && read.value > signedGrade;
    return [
      findingOn('W1', {
        text: `${read.name} ${read.value}`,
        severity: needsName ? 'block' : 'warn',
        judgement: needsName,
        why: `${read.name} is ${read.value}, the limit ${read.limit ?? 0}: many readers will not take this in.`,
        fix: needsName
          ? 'Write shorter sentences and shorter words; as it is, it goes out only where somebody signs for it.'
          : 'Write shorter sentences and shorter words.',
      }),
    ];
  },
};

/** Words of a sentence on average and at most; characters. */
const words = { average: 20, longest: 35 };
const longestCharacters: Readonly<Record<string, number>> = { ja: 90, 'zh-Hans': 70 };

const sentences: CheckRule = {
  id: 'W2',
  group: 'wording',
  ceiling: 'block',
  needs: 'words',
  concerns: isForPeople,
  check: (notice, ground) => [
    ...longSentences(notice),
    ...average(readabilityOf(notice), readingOf(notice).match),
    ...hitsOf(notice, ground, 'honorific').flatMap((hit) => {
      const severity = severityOf(hit);
      return severity === null ? [] : [findingAtHit('W2', hit, { severity, fix: fixOf(hit.entry) })];
    }),
  ],
};

function longSentences(notice: CheckedNotice): Finding[] {
  const { body, language } = readingOf(notice);
  const characters = longestCharacters[language ?? ''];
  const [count, limit, noun] =
    characters === undefined
      ? [(text: string) => wordsOf(text, language).length, words.longest, 'words']
      : [widthOf, characters, 'characters'];
  return body
    .flatMap((part) => part.sentences)
    .filter(({ text }) => count(withoutMarks(text)) > limit)
    .map((sentence) =>
      findingIn('W2', sentence.part.part, sentence, {
        severity: 'warn',
        fix: `Part it: it has ${count(withoutMarks(sentence.text))} ${noun}, and ${limit} is the most.`,
      }),
    );
}

function average(read: Readability | null, match: 'words' | 'characters'): Finding[] {
  if (
    !read ||
    match === 'characters' ||
    read.units < leastText.words ||
    read.averageSentence <= words.average
  )
    return [];
  return [
    findingOn('W2', {
      severity: 'warn',
      text: `${read.averageSentence} words a sentence`,
      fix: `Write shorter sentences: ${words.average} words on average is the most.`,
    }),
  ];
}

export const readableRules: readonly CheckRule[] = [formulas, sentences];
