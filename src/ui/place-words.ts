import { placeName } from '../incidents/domain/place-name.js';
import { COUNTRY_CODES, PARTS_OF_COUNTRIES, jurisdictionFault } from '../incidents/domain/jurisdictions.js';

const parts = new Map(PARTS_OF_COUNTRIES.map(({ code, name }) => [code, name]));
const codes = [...COUNTRY_CODES, ...parts.keys()].filter((code) => jurisdictionFault(code) === undefined);

export { placeName } from '../incidents/domain/place-name.js';

/** Every place a field may offer, as the field shows it. */
export const PLACE_CHOICES: readonly string[] = codes
  .map(placeChoice)
  .sort((a, b) => a.localeCompare(b, 'en'));

/** A place as a field shows it: `Ireland (IE)`. */
export function placeChoice(code: string): string {
  return `${placeName(code)} (${code})`;
}

const byName = new Map<string, string | null>();
for (const code of [...codes, 'EU', 'ZZ']) {
  const name = placeName(code).toLowerCase();
  for (const said of new Set([name, name.split(',')[0] ?? name])) {
    byName.set(said, byName.has(said) ? null : code);
  }
}

/**
 * The code that was typed (`ie`), chosen (`Ireland (IE)`) or named (`Ireland`, `California`). A name of two places,
 * such as Georgia, and what is none come back as typed: the check of facts refuses them.
 */
export function readPlace(text: string): string {
  const trimmed = text.trim();
  const chosen = /\(([A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)\)$/.exec(trimmed)?.[1];
  if (chosen !== undefined) return chosen.toUpperCase();
  return byName.get(trimmed.toLowerCase()) ?? trimmed.toUpperCase();
}
