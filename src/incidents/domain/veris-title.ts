import type { IncidentFacts } from './incident-facts.js';
import { partialDate } from './partial-date.js';
import { valueAt } from './json-pointer.js';
import type { VerisSigns } from './veris-signs.js';

const LONGEST = 200;

/** Not after one capital letter: "U.S. firms" goes on. */
const END_OF_SENTENCE = /(?<=[^\s.\p{Lu}][.!?]["”)]?) (?=[\p{Lu}\p{N}"“(])/u;

/** First sentence of the summary; without one: who, what and when, in the words of the record. */
export function verisTitle(veris: VerisSigns, facts: IncidentFacts): string {
  const sentence = oneLine(facts.summary ?? '').split(END_OF_SENTENCE)[0] ?? '';
  if (sentence !== '' && sentence.length <= LONGEST) return sentence.replace(/\.$/, '');
  return cut(sentence !== '' ? sentence : composed(veris, facts));
}

function composed(veris: VerisSigns, facts: IncidentFacts): string {
  const who = oneLine(facts.organisation?.name ?? '') || 'Organisation not named';
  const what = facts.incident?.types?.map((type) => type.replaceAll('-', ' ')).join(', ') ?? actions(veris);
  const when = partialDate(valueAt(veris.record, '/timeline/incident'));
  const date = when && [when.year, when.month, when.day].filter((part) => part !== undefined).map(twoDigits);
  return `${who}: ${what || 'kind not known'}${date ? `, ${date.join('-')}` : ''}`;
}

function actions(veris: VerisSigns): string {
  return Object.keys((valueAt(veris.record, '/action') as object | undefined) ?? {})
    .filter((action) => action !== 'unknown')
    .join(', ');
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** White space and control characters of any kind become one space. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').trim();
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}
