import { PARTS_OF_COUNTRIES } from './jurisdictions.js';

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const parts = new Map(PARTS_OF_COUNTRIES.map(({ code, name }) => [code, name]));

/** `Ireland`, `California, United States`, `European Union`; the code itself for a part without a name here, and for what is no place. */
export function placeName(code: string): string {
  if (code === 'ZZ') return 'Everywhere';
  const [country = '', part] = code.split('-');
  if (!/^[A-Z]{2}$/.test(country)) return code;
  const name = countryNames.of(country) ?? country;
  if (part === undefined) return name;
  const within = parts.get(code);
  return within === undefined ? code : `${within}, ${name}`;
}
