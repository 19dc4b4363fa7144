import { Unprocessable } from '../../platform/errors.js';
import { partsOf, sourceOf } from './generated-text.js';
import type { GeneratedPart } from './generated-text.js';
import type { NoticeSection, NoticeText } from './notice-text.js';

/**
 * How a kept part stands to what would be drafted now. `values`: the same text, of which only values read differently.
 * `generated`: nobody wrote in it, and the draft says something else by now. `edited`: people wrote in it, and the
 * draft says what it said then. `both`: people wrote in it, and the draft moved. `new`, `gone`: the draft has it, or
 * has it no more.
 */
export type PartDrift = 'same' | 'values' | 'generated' | 'edited' | 'both' | 'new' | 'gone';

/** What is known of one part; null where the text, or the draft, has no such part. */
export interface DriftGround {
  kept: GeneratedPart | null;
  drafted: GeneratedPart | null;
  /** The kept one is not what its draft said; null: nobody knows what that was. */
  edited: boolean | null;
  /** The draft says something else than it did; null likewise. */
  moved: boolean | null;
  /** The kept text reads differently with the values of now. */
  readsDifferently: boolean;
}

/**
 * A text whose draft nobody knows counts as written by people, and its draft as moved. A part that people did without
 * counts as edited.
 */
export function driftOf({ kept, drafted, edited, moved, readsDifferently }: DriftGround): PartDrift {
  if (kept === null) return moved === false ? 'edited' : 'new';
  if (drafted === null) return 'gone';
  if (sourceOf(kept) === sourceOf(drafted)) return readsDifferently ? 'values' : 'same';
  if (edited === false) return 'generated';
  return moved === false ? 'edited' : 'both';
}

/** What the draft would do to a section that it hides or shows otherwise than the text does. */
export function visibilityOf(
  kept: GeneratedPart | null,
  drafted: GeneratedPart | null,
): 'hides' | 'shows' | null {
  const then = isHidden(kept);
  const now = isHidden(drafted);
  if (then === now) return null;
  return now ? 'hides' : 'shows';
}

function isHidden(part: GeneratedPart | null): boolean {
  return part === null || (typeof part !== 'string' && part.hidden);
}

/** Neither the text nor its draft has such a part, or it is given twice. */
export class PartsUnknown extends Unprocessable {
  readonly code = 'notices.parts_unknown';
}

/**
 * The kept text with some parts as they are drafted now: changed ones in their place, new ones after what they follow
 * in the draft, gone ones taken out.
 *
 * @param taken ids of sections, `subject`, `preheader`
 * @throws PartsUnknown naming the place of each in the list
 */
export function withPartsTaken(
  kept: NoticeText,
  drafted: NoticeText,
  taken: readonly string[],
  path = '/sections',
): NoticeText {
  refuseUnknown(kept, drafted, taken, path);
  const wanted = new Set(taken);
  const now = new Map(drafted.sections.map((section) => [section.id, section]));
  const sections = kept.sections.flatMap((section) => {
    if (!wanted.has(section.id)) return [section];
    const fresh = now.get(section.id);
    return fresh ? [fresh] : [];
  });
  drafted.sections.forEach((section, place) => {
    if (!wanted.has(section.id) || sections.some(({ id }) => id === section.id)) return;
    sections.splice(placeAfter(sections, drafted.sections.slice(0, place)), 0, section);
  });
  return {
    subject: wanted.has('subject') ? drafted.subject : kept.subject,
    preheader: wanted.has('preheader') ? drafted.preheader : kept.preheader,
    sections,
  };
}

/** Right behind the nearest of those that stand before it in the draft; first where none of them is there. */
function placeAfter(sections: readonly NoticeSection[], before: readonly NoticeSection[]): number {
  const nearest = before.findLast(({ id }) => sections.some((section) => section.id === id));
  return nearest ? sections.findIndex(({ id }) => id === nearest.id) + 1 : 0;
}

function refuseUnknown(kept: NoticeText, drafted: NoticeText, taken: readonly string[], path: string): void {
  const known = new Set([...partsOf(kept).keys(), ...partsOf(drafted).keys()]);
  const faults = taken.flatMap((id, place) => {
    const message = !known.has(id)
      ? 'Neither the text nor its draft has such a section.'
      : taken.indexOf(id) < place
        ? 'The section is given twice.'
        : null;
    return message === null ? [] : [{ path: `${path}/${place}`, message }];
  });
  if (faults.length > 0) throw new PartsUnknown('Some sections cannot be taken.', faults);
}
