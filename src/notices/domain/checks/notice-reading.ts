import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import { checkLanguage, matchOf } from './check-language.js';
import type { CheckedNotice, CheckedPart } from './checked-notice.js';
import { blocksOf } from './text/notice-blocks.js';
import type { Span, TextBlock } from './text/notice-blocks.js';
import { sentencesIn } from './text/sentences.js';
import { unitsOf } from './text/units.js';
import type { Match, Unit } from './text/units.js';

export interface ReadSentence extends Span {
  part: ReadPart;
  block: ReadBlock;
  text: string;
  units: readonly Unit[];
}

export interface ReadBlock extends TextBlock {
  part: ReadPart;
  units: readonly Unit[];
  sentences: readonly ReadSentence[];
}

export interface ReadPart {
  part: CheckedPart;
  /** In reading order, from 0. */
  order: number;
  blocks: readonly ReadBlock[];
  sentences: readonly ReadSentence[];
}

/** A notice taken apart once for all rules. */
export interface NoticeReading {
  language: WordLanguage | null;
  match: Match;
  parts: readonly ReadPart[];
  /** Without subject, preheader and annex. */
  body: readonly ReadPart[];
  /** Where the text speaks to its reader: parts with a heading of their own, or all where there are none. */
  opening: readonly ReadSentence[];
}

const known = new WeakMap<CheckedNotice, NoticeReading>();

export function readingOf(notice: CheckedNotice): NoticeReading {
  const before = known.get(notice);
  if (before) return before;
  const language = checkLanguage(notice.locale);
  const match = matchOf(language);
  const parts = notice.parts.map((part, order) => readPart(part, order, language, match));
  const body = parts.filter(({ part }) => part.level > 0 && part.id !== 'annex');
  const headed = body.filter(({ part }) => part.level > 1);
  const reading: NoticeReading = {
    language,
    match,
    parts,
    body,
    opening: (headed.length > 0 ? headed : body).flatMap(({ sentences }) => sentences),
  };
  known.set(notice, reading);
  return reading;
}

function readPart(part: CheckedPart, order: number, language: WordLanguage | null, match: Match): ReadPart {
  const read: ReadPart = { part, order, blocks: [], sentences: [] };
  const blocks = blocksOf(part.words).map((span): ReadBlock => {
    const text = part.words.slice(span.start, span.end);
    const units = unitsOf(text, match, span.start);
    const block: ReadBlock = { ...span, part: read, units, sentences: [] };
    let from = 0;
    block.sentences = sentencesIn(text, language).map(({ start, end }): ReadSentence => {
      const place = { start: span.start + start, end: span.start + end };
      while ((units[from]?.start ?? Infinity) < place.start) from++;
      let to = from;
      while ((units[to]?.start ?? Infinity) < place.end) to++;
      const inside = units.slice(from, to);
      from = to;
      return { part: read, block, ...place, text: part.words.slice(place.start, place.end), units: inside };
    });
    return block;
  });
  read.blocks = blocks;
  read.sentences = blocks.flatMap(({ sentences }) => sentences);
  return read;
}
