import type { LintCue, LintList } from '../../../catalogue/domain/lint-words.js';
import { listOf } from './check-language.js';
import type { CheckGround } from './check-rule.js';
import type { CheckedNotice } from './checked-notice.js';
import { noticeParts } from './finding.js';
import type { NoticePart, Presence } from './finding.js';
import { readingOf } from './notice-reading.js';
import type { ReadPart } from './notice-reading.js';
import { charactersOf, wordsOf } from './readability.js';
import { unitsOf } from './text/units.js';
import { hasCue } from './word-hits.js';

/** Sections of the kinds, whatever their heading says. */
const bySection: Readonly<Record<string, NoticePart>> = {
  happened: 'what-happened',
  'happened-short': 'what-happened',
  data: 'what-information',
  fix: 'what-we-do',
  control: 'what-we-do',
  payback: 'what-we-do',
  identity: 'what-we-do',
  actions: 'what-you-can-do',
  contact: 'where-to-get-help',
};

const byCue: readonly [LintCue, NoticePart][] = [
  ['heading-actions', 'what-you-can-do'],
  ['heading-doing', 'what-we-do'],
  ['heading-data', 'what-information'],
  ['heading-help', 'where-to-get-help'],
  ['heading-happened', 'what-happened'],
];

/** Fewer words under a heading say nothing yet; characters for Chinese and Japanese. */
const substance = { words: 5, characters: 10 };

/** Which of the five parts a part is: by its section, else by its heading, else as the part it is a part of. */
export function partsByKind(notice: CheckedNotice, ground: CheckGround): ReadonlyMap<ReadPart, NoticePart> {
  const { language, match, body } = readingOf(notice);
  const list = listOf(language, ground);
  const kinds = new Map<ReadPart, NoticePart>();
  let above: NoticePart | undefined;
  for (const read of body) {
    const { id, heading, level } = read.part;
    if (level < 3) above = undefined;
    const own =
      (Object.hasOwn(bySection, id) ? bySection[id] : undefined) ?? headed(heading, list, match) ?? above;
    if (level === 2) above = own;
    if (own !== undefined) kinds.set(read, own);
  }
  return kinds;
}

/** All parts of one kind, in reading order. */
export function partsOfKind(notice: CheckedNotice, ground: CheckGround, wanted: NoticePart): ReadPart[] {
  return [...partsByKind(notice, ground)].filter(([, kind]) => kind === wanted).map(([read]) => read);
}

export function presenceOf(
  notice: CheckedNotice,
  ground: CheckGround,
): readonly { part: NoticePart; state: Presence }[] {
  const kinds = partsByKind(notice, ground);
  const { match } = readingOf(notice);
  return noticeParts.map((part) => {
    const found = [...kinds].filter(([, kind]) => kind === part).map(([read]) => read);
    const size = found.reduce((sum, read) => sum + sizeOf(read, match), 0);
    return { part, state: found.length === 0 ? 'missing' : size < substance[match] ? 'thin' : 'present' };
  });
}

/** Words; characters where words are not written apart. */
export function sizeOf({ sentences }: Pick<ReadPart, 'sentences'>, match: 'words' | 'characters'): number {
  const size = match === 'words' ? (text: string) => wordsOf(text, null).length : charactersOf;
  return sentences.reduce((sum, { text }) => sum + size(text), 0);
}

function headed(
  heading: string,
  list: LintList | null,
  match: 'words' | 'characters',
): NoticePart | undefined {
  if (!list) return undefined;
  const units = unitsOf(heading, match);
  return byCue.find(([cue]) => hasCue(units, list, cue))?.[1];
}
