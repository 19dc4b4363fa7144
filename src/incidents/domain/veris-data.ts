import type { AffectedDataClass, Protection } from './incident-facts.js';
import type { VerisSigns } from './veris-signs.js';

/** Word of `attribute.confidentiality.data.variety` to data classes: `verisVarieties` of the vocabulary. */
export type VerisVarieties = Readonly<Record<string, readonly string[]>>;

/** Classes the varieties stand for, each once: a start for a person to complete, so never the complete list. */
export function dataClasses(veris: VerisSigns, varieties: VerisVarieties): AffectedDataClass[] {
  const known = new Map(Object.entries(varieties));
  const codes = new Set(veris.dataVarieties.flatMap((variety) => known.get(variety) ?? []));
  const protection = protectionOf(veris);
  return [...codes].map((code) => (protection ? { class: code, protection } : { class: code }));
}

/**
 * VERIS tells the state of all data together: it is taken over only where every state in the list says the
 * same. Stored or sent in the clear, and on paper: none. Whether a key was taken is never told.
 */
export function protectionOf(veris: VerisSigns): Protection | undefined {
  const states = veris.words('/attribute/confidentiality/state');
  const told = new Set(
    states.filter((state) => !isBroader(state, states)).map((state) => PROTECTIONS.get(state)),
  );
  return told.size === 1 ? [...told][0] : undefined;
}

const PROTECTIONS: ReadonlyMap<string, Protection> = new Map([
  ['Stored encrypted', 'encrypted'],
  ['Transmitted encrypted', 'encrypted'],
  ['Stored unencrypted', 'none'],
  ['Transmitted unencrypted', 'none'],
  ['Printed', 'none'],
]);

/** VERIS asks to mark "Stored" beside "Stored encrypted": the broader word then says nothing more. */
function isBroader(state: string, states: string[]): boolean {
  return ['Stored', 'Transmitted'].includes(state) && states.some((other) => other.startsWith(`${state} `));
}

const RELATIONS: ReadonlyMap<string, string> = new Map([
  ['Customer', 'customer'],
  ['Employee', 'employee'],
  ['Patient', 'patient'],
  ['Student', 'student'],
  ['Partner', 'partner'],
  ['Other', 'other'],
]);

/** Who the people are to the organisation; the organisation's own data concern nobody. */
export function relations(veris: VerisSigns): string[] {
  const victims = veris.words('/attribute/confidentiality/data_victim');
  return [...new Set(victims.flatMap((victim) => RELATIONS.get(victim) ?? []))];
}
