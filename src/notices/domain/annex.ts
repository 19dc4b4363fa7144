import type { StateText, StateTexts } from '../../catalogue/domain/state-texts.js';
import type { NoticeDuty } from './notice-condition.js';
import { gapFor } from './shared-fields.js';

/** Section with the addresses and texts that laws ask for: last in order, on a new page of a letter, beyond the length. */
export const ANNEX = 'annex';

/** Language of its texts, whatever the language of the notice: they are those of the law. */
export const ANNEX_LANGUAGE = 'en';

/**
 * Language of the texts of laws in a section, from its first heading on: what stands before introduces them in the
 * words of the notice.
 *
 * @param locale of the notice, BCP 47
 * @returns undefined where it is that of the notice, and for a section that holds no such texts
 */
export function languageOfLaws(sectionId: string, locale: string): string | undefined {
  return sectionId === ANNEX && locale.split('-')[0] !== ANNEX_LANGUAGE ? ANNEX_LANGUAGE : undefined;
}

/**
 * What the duties to the readers ask the annex to carry, as Markdown; each text stands once. What no text answers, and
 * what a text lacks, stands there as a mark that keeps the notice from being sent until people have put it in.
 *
 * @param duties those owed to the readers of one notice
 * @returns empty where no duty asks for a text
 */
export function annexOf(duties: readonly NoticeDuty[], { asks, texts }: StateTexts): string {
  const wanted = new Set<StateText>();
  const open = new Set<string>();
  for (const { jurisdiction, contentCodes } of duties)
    for (const { code, missing } of asks) {
      if (!contentCodes.includes(code)) continue;
      const found = texts.filter((text) => text.codes.includes(code) && holdsIn(text, jurisdiction));
      for (const text of found) wanted.add(text);
      if (found.length === 0) open.add(gapFor({ label: `${missing} (${jurisdiction})`, ask: 'counsel' }));
    }
  const printed = texts.filter((text) => wanted.has(text)).map(blockOf);
  return [...printed, ...open].join('\n\n');
}

function blockOf({ heading, text, lacks }: StateText): string {
  const gap = lacks === undefined ? [] : [gapFor({ label: lacks, ask: 'counsel' })];
  return [`### ${heading}`, text.trim(), ...gap].join('\n\n');
}

/** A text of a country holds in all its parts. */
function holdsIn(text: StateText, jurisdiction: string): boolean {
  return jurisdiction === text.jurisdiction || jurisdiction.startsWith(`${text.jurisdiction}-`);
}
