import type { LintList } from '../../../../catalogue/domain/lint-words.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckGround, CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding } from '../finding.js';
import { findingAtHit, findingIn, fixOf } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import type { ReadSentence } from '../notice-reading.js';
import { PhraseSearch } from '../text/phrase-search.js';
import { daysIn } from '../written-days.js';
import { hasCue, hitsOf } from '../word-hits.js';
import type { WordHit } from '../word-hits.js';
import { isCertain, isForPeople, isOpen } from './whom.js';
import { severityOf, withoutWords } from './word-rules.js';

/** Hedges that stay findings: one is allowed while facts are open and its paragraph says what settles it, and when. */
function hedgesIn(notice: CheckedNotice, ground: CheckGround): WordHit[] {
  const hedges = hitsOf(notice, ground, 'hedge');
  const list = listOf(checkLanguage(notice.locale), ground);
  if (!list || !isOpen(notice)) return hedges;
  const allowed = hedges.find(({ sentence }) => sentence !== null && isSettled(sentence, list, ground));
  return hedges.filter((hedge) => hedge !== allowed);
}

function isSettled({ block }: ReadSentence, list: LintList, ground: CheckGround): boolean {
  const { start, end, units } = block;
  const day = daysIn(block.part, list.language, ground).some((one) => start <= one.start && one.end <= end);
  return day && hasCue(units, list, 'settles');
}

/** Says what became of this reader's data, or of data of nobody named. */
function isAboutReader({ units }: ReadSentence, list: LintList): boolean {
  if (!hasCue(units, list, 'leak')) return false;
  return hasCue(units, list, 'reader') || (hasCue(units, list, 'data') && !hasCue(units, list, 'others'));
}

const hedging: CheckRule = {
  id: 'W3',
  group: 'wording',
  ceiling: 'block',
  needs: 'part',
  concerns: isForPeople,
  unable: withoutWords,
  check: (notice, ground) =>
    hedgesIn(notice, ground).flatMap((hit): Finding[] => {
      const severity = severityOf(hit);
      return severity === null ? [] : [findingAtHit('W3', hit, { severity, fix: fixOf(hit.entry) })];
    }),
};

const hedgedReader: CheckRule = {
  id: 'C3',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  concerns: isForPeople,
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    const doubted = new Set(hedgesIn(notice, ground).flatMap(({ sentence }) => sentence ?? []));
    return [...doubted]
      .filter((sentence) => list !== null && isAboutReader(sentence, list) && !isWish(sentence))
      .map((sentence) =>
        findingIn('C3', sentence.part.part, sentence, {
          severity: isCertain(notice) ? 'block' : 'warn',
          fix: isCertain(notice)
            ? 'The facts say that this reader is affected: say so.'
            : 'Say what will settle it, and by which day.',
        }),
      );
  },
};

/** Behind the help: "you may have questions" doubts nothing. A doubt speaks of what happened or of the data. */
function isWish({ part }: ReadSentence): boolean {
  return harmless.has(part.part.id);
}

const harmless: ReadonlySet<string> = new Set([
  'actions',
  'contact',
  'rights',
  'next',
  'payback',
  'identity',
  'control',
]);

const vagueData: CheckRule = {
  id: 'C2',
  group: 'content',
  ceiling: 'block',
  needs: 'part',
  concerns: isForPeople,
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    if (!list) return [];
    const vague = hitsOf(notice, ground, 'vague-data');
    const said = new Set(vague.map(({ sentence }) => sentence));
    const doubted = new Set(hedgesIn(notice, ground).flatMap(({ sentence }) => sentence ?? []));
    const names = classNames(ground, list);
    return [
      ...vague.flatMap((hit) => {
        const severity = severityOf(hit);
        return severity === null ? [] : [findingAtHit('C2', hit, { severity, fix: fixOf(hit.entry) })];
      }),
      ...[...doubted]
        .filter((one) => !said.has(one) && hasCue(one.units, list, 'data') && hasCue(one.units, list, 'leak'))
        .filter((one) => !names.anyIn(one.units))
        .map((one) =>
          findingIn('C2', one.part.part, one, {
            severity: 'block',
            fix: 'Name each kind of data in plain words, one by one.',
          }),
        ),
    ];
  },
};

const namesByList = new WeakMap<LintList, PhraseSearch<{ text: string }>>();

/** Plain names of the data classes: a sentence with one of them is not vague. */
function classNames({ dataClassWords }: CheckGround, list: LintList): PhraseSearch<{ text: string }> {
  const known = namesByList.get(list);
  if (known) return known;
  const { language } = list;
  const texts = dataClassWords.classes.map((words) => ({ text: words[language].bare }));
  const search = new PhraseSearch(
    texts,
    language === 'ja' || language === 'zh-Hans' ? 'characters' : 'words',
  );
  namesByList.set(list, search);
  return search;
}

const absence: CheckRule = {
  id: 'W4',
  group: 'wording',
  ceiling: 'block',
  needs: 'part',
  concerns: isForPeople,
  unable: withoutWords,
  check: (notice, ground) => {
    const { language } = readingOf(notice);
    const list = listOf(language, ground);
    const warnings = hitsOf(notice, ground, 'absence-ok');
    return hitsOf(notice, ground, 'absence').flatMap((hit): Finding[] => {
      const severity = severityOf(hit);
      if (severity === null || (list && isBacked(hit, warnings, list, ground))) return [];
      return [findingAtHit('W4', hit, { severity, fix: fixOf(hit.entry) })];
    });
  },
};

/** Its paragraph says that someone looked, since or on which day, and that it can still happen. */
function isBacked(
  { sentence }: WordHit,
  warnings: readonly WordHit[],
  list: LintList,
  ground: CheckGround,
): boolean {
  if (!sentence) return false;
  const { block, part } = sentence;
  const warned = warnings.some((warning) => warning.sentence?.block === block);
  const day = daysIn(part, list.language, ground).some(
    ({ start, end }) => block.start <= start && end <= block.end,
  );
  return warned && day && hasCue(block.units, list, 'looked');
}

export const doubtRules: readonly CheckRule[] = [hedging, hedgedReader, vagueData, absence];
