import type { Priority } from '../../../../catalogue/domain/priorities.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding, NoticePart } from '../finding.js';
import { partsByKind, sizeOf } from '../five-parts.js';
import { findingIn, findingOn } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import type { ReadPart } from '../notice-reading.js';
import { hasCue } from '../word-hits.js';
import { isForPeople, tellsAll, tellsOfBreach } from './whom.js';
import { withoutWords } from './word-rules.js';

/** Chinese and Japanese put into three sentences what others put into two; a Japanese one may be the apology. */
const firstSentences = { words: 2, characters: 3 };

const badNewsFirst: CheckRule = {
  id: 'O1',
  group: 'order',
  ceiling: 'warn',
  needs: 'notice',
  concerns: tellsOfBreach,
  unable: withoutWords,
  check: (notice, ground) => {
    const { opening, match } = readingOf(notice);
    const list = listOf(checkLanguage(notice.locale), ground);
    const first = opening.slice(0, firstSentences[match]);
    const [start] = first;
    if (!list || !start) return [];
    const says = (cue: 'leak' | 'reader') => first.some(({ units }) => hasCue(units, list, cue));
    if (says('leak') && (says('reader') || notice.audience === 'public')) return [];
    return [
      findingIn('O1', start.part.part, start, {
        severity: 'warn',
        fix: 'Say in the first two sentences that data were taken or passed on, and that the reader’s are among them.',
      }),
    ];
  },
};

/** What a section is for, in the words of the plan. */
const remedyOf: Readonly<Record<string, Priority>> = {
  fix: 'proof-of-fix',
  payback: 'compensation',
  identity: 'identity-help',
  control: 'control-over-data',
};

const priorityOrder: CheckRule = {
  id: 'O2',
  group: 'order',
  ceiling: 'hint',
  needs: 'notice',
  concerns: (notice) => tellsAll(notice) && !notice.parts.some(({ prescribed }) => prescribed === true),
  check: (notice) => {
    const ids = readingOf(notice).body.map(({ part }) => part.id);
    return [...remediesInOrder(notice, ids), ...framed(notice, ids)];
  },
};

function remediesInOrder({ parts, leads }: CheckedNotice, ids: readonly string[]): Finding[] {
  const here = ids.flatMap((id) => {
    const priority = Object.hasOwn(remedyOf, id) ? remedyOf[id] : undefined;
    const rank = priority === undefined ? -1 : leads.indexOf(priority);
    return rank < 0 ? [] : [{ id, rank }];
  });
  const late = here.find(({ rank }, index) => here.slice(0, index).some((before) => before.rank > rank));
  const part = parts.find(({ id }) => id === late?.id);
  if (!part) return [];
  return [
    findingIn('O2', part, null, {
      severity: 'hint',
      text: part.heading,
      fix: 'Move this part up: the plan ranks what it tells above a part that stands before it.',
    }),
  ];
}

/** What stands before what, in every order of the remedies. */
const before: readonly [first: string, then: string, fix: string][] = [
  ['happened', 'fix', 'Tell what happened before what you do about it.'],
  ['data', 'fix', 'Tell which data are out before what you do about it.'],
  ['fix', 'apology', 'Say sorry after the help.'],
  ['payback', 'apology', 'Say sorry after the help.'],
  ['identity', 'apology', 'Say sorry after the help.'],
  ['control', 'apology', 'Say sorry after the help.'],
];

function framed({ parts }: CheckedNotice, ids: readonly string[]): Finding[] {
  const late = before.filter(([first, then]) => ids.includes(first) && ids.includes(then));
  const wrong = late.filter(([first, then]) => ids.indexOf(first) > ids.indexOf(then));
  const seen = new Set<string>();
  return wrong.flatMap(([, then, fix]) => {
    const part = parts.find(({ id }) => id === then);
    if (!part || seen.has(then)) return [];
    seen.add(then);
    return [findingIn('O2', part, null, { severity: 'hint', text: part.heading, fix })];
  });
}

/** How long a text of the same content is, against English words; Chinese and Japanese in characters. */
const lengthAgainstEnglish: Readonly<Record<string, number>> = {
  de: 16 / 15,
  fr: 1.15,
  es: 1.15,
  ja: 10 / 3,
  'zh-Hans': 2.5,
};
const mostWords = 600;
/** Characters of a line in Chinese and Japanese are as wide as two. */
const wideLines: Readonly<Record<string, number>> = { subject: 28, preheader: 55 };

const length: CheckRule = {
  id: 'O3',
  group: 'order',
  ceiling: 'hint',
  needs: 'notice',
  check: (notice) => {
    const { body, match, language, parts } = readingOf(notice);
    const limit = notice.limits.words ?? (tellsAll(notice) && isForPeople(notice) ? mostWords : null);
    const size = body.reduce((sum, part) => sum + sizeOf(part, match), 0);
    const most = limit === null ? Infinity : Math.round(limit * (lengthAgainstEnglish[language ?? ''] ?? 1));
    const noun = match === 'words' ? 'words' : 'characters';
    const lines = (['subject', 'preheader'] as const).flatMap((id) => {
      const line = parts.find(({ part }) => part.id === id)?.part;
      const room =
        match === 'characters'
          ? Math.min(notice.limits[id] ?? Infinity, wideLines[id] ?? Infinity)
          : (notice.limits[id] ?? Infinity);
      const long = [...(line?.words ?? '')].length;
      if (!line || long <= room) return [];
      return [
        findingIn(
          'O3',
          line,
          { start: 0, end: line.words.length },
          {
            severity: 'hint',
            why: 'Mail programs cut off what is longer.',
            fix: `Cut it: it has ${long} characters, and ${room} is the most.`,
          },
        ),
      ];
    });
    if (size <= most) return lines;
    return [
      ...lines,
      findingOn('O3', {
        severity: 'hint',
        text: `${size} ${noun}`,
        fix: `Shorten it: ${most} ${noun} before annexes is the most; addresses and texts of law go into an annex.`,
      }),
    ];
  },
};

/** Words; characters. */
const mostInParagraph: Readonly<Record<string, number>> = { ja: 267, 'zh-Hans': 200 };
const mostWordsInParagraph = 80;
/** Help and actions of this length want a list. */
const mostWithoutList = { words: 80, characters: 200 };

const structure: CheckRule = {
  id: 'O4',
  group: 'order',
  ceiling: 'warn',
  needs: 'notice',
  concerns: isForPeople,
  check: (notice, ground) => {
    const { body, match, language } = readingOf(notice);
    const most = mostInParagraph[language ?? ''] ?? mostWordsInParagraph;
    const long = body.flatMap(({ blocks }) =>
      blocks.filter((block) => block.kind === 'paragraph' && sizeOf(block, match) > most),
    );
    const kinds = tellsAll(notice) ? partsByKind(notice, ground) : new Map<ReadPart, NoticePart>();
    const unlisted = [...kinds].filter(
      ([part, kind]) =>
        (kind === 'what-you-can-do' || (kind === 'what-we-do' && part.part.id !== 'control')) &&
        part.blocks.every((block) => block.kind === 'paragraph') &&
        sizeOf(part, match) > mostWithoutList[match],
    );
    return [
      ...long.map((block) =>
        findingIn('O4', block.part.part, block, {
          severity: 'warn',
          fix: 'Part this paragraph, or make it a list.',
        }),
      ),
      ...unlisted.map(([{ part }]) =>
        findingIn('O4', part, null, {
          severity: 'warn',
          text: part.heading,
          fix: 'Make this part a list, one thing per item.',
        }),
      ),
    ];
  },
};

export const orderRules: readonly CheckRule[] = [badNewsFirst, priorityOrder, length, structure];
