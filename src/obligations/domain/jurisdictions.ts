const MEMBER_STATES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Parts of Member States that have an ISO 3166-1 code of their own: Union law reaches them (TFEU Art. 355). */
const PARTS_WITH_OWN_CODE: Readonly<Record<string, string>> = {
  AX: 'FI',
  GF: 'FR',
  GP: 'FR',
  MF: 'FR',
  MQ: 'FR',
  RE: 'FR',
  YT: 'FR',
};

/** `US` of `US-CA`; a country, `EU` and `ZZ` are their own. */
export function countryOf(jurisdiction: string): string {
  const dash = jurisdiction.indexOf('-');
  return dash < 0 ? jurisdiction : jurisdiction.slice(0, dash);
}

/** What a place is a part of, innermost first: `US`, `ZZ` for `US-CA`; `DE`, `EU`, `ZZ` for `DE-BY`. */
export function wholesOf(place: string): readonly string[] {
  if (place === 'ZZ') return [];
  const country = countryOf(place);
  const state = PARTS_WITH_OWN_CODE[country] ?? country;
  const wholes = [country, state, ...(MEMBER_STATES.has(state) ? ['EU'] : []), 'ZZ'];
  return wholes.filter((whole, index) => whole !== place && wholes.indexOf(whole) === index);
}

/** True for the jurisdiction itself and for its parts. */
export function isInside(place: string, jurisdiction: string): boolean {
  return place === jurisdiction || wholesOf(place).includes(jurisdiction);
}
