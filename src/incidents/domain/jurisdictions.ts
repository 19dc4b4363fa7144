/**
 * Places whose law or whose people an incident may concern: ISO 3166-1 countries (with XK), the parts of the
 * United States and of Canada by ISO 3166-2, each with the zone of its seat. Other parts of countries are taken
 * by their form alone. `EU` is the Union, `ZZ` the world.
 */
const COUNTRIES = `
  AD Europe/Andorra, AE Asia/Dubai, AF Asia/Kabul, AG America/Antigua, AI America/Anguilla, AL
  Europe/Tirane, AM Asia/Yerevan, AO Africa/Luanda, AQ Antarctica/McMurdo, AR
  America/Argentina/Buenos_Aires, AS Pacific/Pago_Pago, AT Europe/Vienna, AU Australia/Sydney, AW
  America/Aruba, AX Europe/Mariehamn, AZ Asia/Baku, BA Europe/Sarajevo, BB America/Barbados, BD
  Asia/Dhaka, BE Europe/Brussels, BF Africa/Ouagadougou, BG Europe/Sofia, BH Asia/Bahrain, BI
  Africa/Bujumbura, BJ Africa/Porto-Novo, BL America/St_Barthelemy, BM Atlantic/Bermuda, BN Asia/Brunei,
  BO America/La_Paz, BQ America/Kralendijk, BR America/Sao_Paulo, BS America/Nassau, BT Asia/Thimphu, BV
  Europe/Oslo, BW Africa/Gaborone, BY Europe/Minsk, BZ America/Belize, CA America/Toronto, CC
  Indian/Cocos, CD Africa/Kinshasa, CF Africa/Bangui, CG Africa/Brazzaville, CH Europe/Zurich, CI
  Africa/Abidjan, CK Pacific/Rarotonga, CL America/Santiago, CM Africa/Douala, CN Asia/Shanghai, CO
  America/Bogota, CR America/Costa_Rica, CU America/Havana, CV Atlantic/Cape_Verde, CW America/Curacao, CX
  Indian/Christmas, CY Asia/Nicosia, CZ Europe/Prague, DE Europe/Berlin, DJ Africa/Djibouti, DK
  Europe/Copenhagen, DM America/Dominica, DO America/Santo_Domingo, DZ Africa/Algiers, EC
  America/Guayaquil, EE Europe/Tallinn, EG Africa/Cairo, EH Africa/El_Aaiun, ER Africa/Asmara, ES
  Europe/Madrid, ET Africa/Addis_Ababa, FI Europe/Helsinki, FJ Pacific/Fiji, FK Atlantic/Stanley, FM
  Pacific/Pohnpei, FO Atlantic/Faroe, FR Europe/Paris, GA Africa/Libreville, GB Europe/London, GD
  America/Grenada, GE Asia/Tbilisi, GF America/Cayenne, GG Europe/Guernsey, GH Africa/Accra, GI
  Europe/Gibraltar, GL America/Nuuk, GM Africa/Banjul, GN Africa/Conakry, GP America/Guadeloupe, GQ
  Africa/Malabo, GR Europe/Athens, GS Atlantic/South_Georgia, GT America/Guatemala, GU Pacific/Guam, GW
  Africa/Bissau, GY America/Guyana, HK Asia/Hong_Kong, HM Indian/Kerguelen, HN America/Tegucigalpa, HR
  Europe/Zagreb, HT America/Port-au-Prince, HU Europe/Budapest, ID Asia/Jakarta, IE Europe/Dublin, IL
  Asia/Jerusalem, IM Europe/Isle_of_Man, IN Asia/Kolkata, IO Indian/Chagos, IQ Asia/Baghdad, IR
  Asia/Tehran, IS Atlantic/Reykjavik, IT Europe/Rome, JE Europe/Jersey, JM America/Jamaica, JO Asia/Amman,
  JP Asia/Tokyo, KE Africa/Nairobi, KG Asia/Bishkek, KH Asia/Phnom_Penh, KI Pacific/Tarawa, KM
  Indian/Comoro, KN America/St_Kitts, KP Asia/Pyongyang, KR Asia/Seoul, KW Asia/Kuwait, KY America/Cayman,
  KZ Asia/Almaty, LA Asia/Vientiane, LB Asia/Beirut, LC America/St_Lucia, LI Europe/Vaduz, LK
  Asia/Colombo, LR Africa/Monrovia, LS Africa/Maseru, LT Europe/Vilnius, LU Europe/Luxembourg, LV
  Europe/Riga, LY Africa/Tripoli, MA Africa/Casablanca, MC Europe/Monaco, MD Europe/Chisinau, ME
  Europe/Podgorica, MF America/Marigot, MG Indian/Antananarivo, MH Pacific/Majuro, MK Europe/Skopje, ML
  Africa/Bamako, MM Asia/Yangon, MN Asia/Ulaanbaatar, MO Asia/Macau, MP Pacific/Saipan, MQ
  America/Martinique, MR Africa/Nouakchott, MS America/Montserrat, MT Europe/Malta, MU Indian/Mauritius,
  MV Indian/Maldives, MW Africa/Blantyre, MX America/Mexico_City, MY Asia/Kuala_Lumpur, MZ Africa/Maputo,
  NA Africa/Windhoek, NC Pacific/Noumea, NE Africa/Niamey, NF Pacific/Norfolk, NG Africa/Lagos, NI
  America/Managua, NL Europe/Amsterdam, NO Europe/Oslo, NP Asia/Kathmandu, NR Pacific/Nauru, NU
  Pacific/Niue, NZ Pacific/Auckland, OM Asia/Muscat, PA America/Panama, PE America/Lima, PF
  Pacific/Tahiti, PG Pacific/Port_Moresby, PH Asia/Manila, PK Asia/Karachi, PL Europe/Warsaw, PM
  America/Miquelon, PN Pacific/Pitcairn, PR America/Puerto_Rico, PS Asia/Hebron, PT Europe/Lisbon, PW
  Pacific/Palau, PY America/Asuncion, QA Asia/Qatar, RE Indian/Reunion, RO Europe/Bucharest, RS
  Europe/Belgrade, RU Europe/Moscow, RW Africa/Kigali, SA Asia/Riyadh, SB Pacific/Guadalcanal, SC
  Indian/Mahe, SD Africa/Khartoum, SE Europe/Stockholm, SG Asia/Singapore, SH Atlantic/St_Helena, SI
  Europe/Ljubljana, SJ Arctic/Longyearbyen, SK Europe/Bratislava, SL Africa/Freetown, SM
  Europe/San_Marino, SN Africa/Dakar, SO Africa/Mogadishu, SR America/Paramaribo, SS Africa/Juba, ST
  Africa/Sao_Tome, SV America/El_Salvador, SX America/Lower_Princes, SY Asia/Damascus, SZ Africa/Mbabane,
  TC America/Grand_Turk, TD Africa/Ndjamena, TF Indian/Kerguelen, TG Africa/Lome, TH Asia/Bangkok, TJ
  Asia/Dushanbe, TK Pacific/Fakaofo, TL Asia/Dili, TM Asia/Ashgabat, TN Africa/Tunis, TO
  Pacific/Tongatapu, TR Europe/Istanbul, TT America/Port_of_Spain, TV Pacific/Funafuti, TW Asia/Taipei, TZ
  Africa/Dar_es_Salaam, UA Europe/Kiev, UG Africa/Kampala, UM Pacific/Midway, US America/New_York, UY
  America/Montevideo, UZ Asia/Tashkent, VA Europe/Vatican, VC America/St_Vincent, VE America/Caracas, VG
  America/Tortola, VI America/St_Thomas, VN Asia/Ho_Chi_Minh, VU Pacific/Efate, WF Pacific/Wallis, WS
  Pacific/Apia, XK Europe/Belgrade, YE Asia/Aden, YT Indian/Mayotte, ZA Africa/Johannesburg, ZM
  Africa/Lusaka, ZW Africa/Harare`;

const US_STATES = `
  AL Alabama America/Chicago, AK Alaska America/Anchorage, AZ Arizona America/Phoenix, AR Arkansas
  America/Chicago, CA California America/Los_Angeles, CO Colorado America/Denver, CT Connecticut
  America/New_York, DE Delaware America/New_York, DC District of Columbia America/New_York, FL Florida
  America/New_York, GA Georgia America/New_York, HI Hawaii Pacific/Honolulu, ID Idaho America/Denver, IL
  Illinois America/Chicago, IN Indiana America/Indiana/Indianapolis, IA Iowa America/Chicago, KS Kansas
  America/Chicago, KY Kentucky America/New_York, LA Louisiana America/Chicago, ME Maine America/New_York,
  MD Maryland America/New_York, MA Massachusetts America/New_York, MI Michigan America/Detroit, MN
  Minnesota America/Chicago, MS Mississippi America/Chicago, MO Missouri America/Chicago, MT Montana
  America/Denver, NE Nebraska America/Chicago, NV Nevada America/Los_Angeles, NH New Hampshire
  America/New_York, NJ New Jersey America/New_York, NM New Mexico America/Denver, NY New York
  America/New_York, NC North Carolina America/New_York, ND North Dakota America/Chicago, OH Ohio
  America/New_York, OK Oklahoma America/Chicago, OR Oregon America/Los_Angeles, PA Pennsylvania
  America/New_York, RI Rhode Island America/New_York, SC South Carolina America/New_York, SD South Dakota
  America/Chicago, TN Tennessee America/Chicago, TX Texas America/Chicago, UT Utah America/Denver, VT
  Vermont America/New_York, VA Virginia America/New_York, WA Washington America/Los_Angeles, WV West
  Virginia America/New_York, WI Wisconsin America/Chicago, WY Wyoming America/Denver, AS American Samoa
  Pacific/Pago_Pago, GU Guam Pacific/Guam, MP Northern Mariana Islands Pacific/Guam, PR Puerto Rico
  America/Puerto_Rico, UM US Minor Outlying Islands Pacific/Midway, VI US Virgin Islands America/St_Thomas`;

const CA_PROVINCES = `
  AB Alberta America/Edmonton, BC British Columbia America/Vancouver, MB Manitoba America/Winnipeg, NB New
  Brunswick America/Moncton, NL Newfoundland and Labrador America/St_Johns, NS Nova Scotia
  America/Halifax, NT Northwest Territories America/Edmonton, NU Nunavut America/Iqaluit, ON Ontario
  America/Toronto, PE Prince Edward Island America/Halifax, QC Quebec America/Toronto, SK Saskatchewan
  America/Regina, YT Yukon America/Whitehorse`;

const UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Parts of Member States with an ISO 3166-1 code of their own: Union law reaches them (TFEU Art. 355). */
const UNION_PARTS = new Map(
  Object.entries({ AX: 'FI', GF: 'FR', GP: 'FR', MF: 'FR', MQ: 'FR', RE: 'FR', YT: 'FR' }),
);

/** Codes that no rule would find, and the one that is meant: habits, and territories of the United States. */
const MEANT = new Map(
  Object.entries({
    UK: 'GB',
    EL: 'GR',
    AS: 'US-AS',
    GU: 'US-GU',
    MP: 'US-MP',
    PR: 'US-PR',
    UM: 'US-UM',
    VI: 'US-VI',
  }),
);

interface Place {
  code: string;
  name: string;
  zone: string;
}

const countries = placesOf(COUNTRIES);
const parts = new Map([
  ['US', placesOf(US_STATES)],
  ['CA', placesOf(CA_PROVINCES)],
]);

/** ISO 3166-1 alpha-2 codes, with XK. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set(countries.map(({ code }) => code));

/** The parts of the United States and of Canada that are told apart, with their English names: `US-CA`. */
export const PARTS_OF_COUNTRIES: readonly { code: string; name: string }[] = [...parts].flatMap(
  ([country, within]) => within.map(({ code, name }) => ({ code: `${country}-${code}`, name })),
);

/** Why a well-formed code names no place here, and what to write instead; nothing where it does. */
export function jurisdictionFault(code: string): string | undefined {
  const meant = MEANT.get(code);
  if (meant) return `This place is written ${meant}.`;
  const [country = '', part] = code.split('-');
  if (country === 'EU' || country === 'ZZ')
    return part === undefined ? undefined : `${country} has no parts here; write the country.`;
  if (!COUNTRY_CODES.has(country)) return 'No country has this code; use ISO 3166-1, such as DE or US-CA.';
  const known = parts.get(country);
  if (part === undefined || !known || known.some((place) => place.code === part)) return undefined;
  return `${country} has no part with this code; use ISO 3166-2, such as ${country}-${known[0]?.code}.`;
}

/**
 * The place of a country code and the code or English name of one of its parts: `US` and `Vermont` are `US-VT`.
 * Parts of other countries than the United States and Canada are known by their whole ISO 3166-2 code alone.
 *
 * @returns the place, and whether the part was understood; nothing for a country that is none
 */
export function placeOf(country: string, part?: string): { code: string; partKnown: boolean } | undefined {
  if (!COUNTRY_CODES.has(country)) return undefined;
  const whole = part?.trim().toUpperCase() ?? '';
  const wanted = whole.startsWith(`${country}-`) ? whole.slice(country.length + 1) : whole;
  const known = parts.get(country);
  const found = known
    ? known.find(({ code, name }) => wanted === code || wanted === name.toUpperCase())?.code
    : wanted !== whole && /^[A-Z0-9]{1,3}$/.test(wanted)
      ? wanted
      : undefined;
  const code = found === undefined ? (MEANT.get(country) ?? country) : `${country}-${found}`;
  return { code, partKnown: found !== undefined };
}

/** IANA zone of the seat of a place; UTC for the Union, the world, and no place. */
export function zoneOf(place: string | undefined): string {
  const [country = '', part] = (place ?? '').split('-');
  const within = parts.get(country)?.find(({ code }) => code === part);
  return within?.zone ?? countries.find(({ code }) => code === country)?.zone ?? 'UTC';
}

/** True for a part of the whole, not for the whole itself: `US-CA` of `US`, `DE` and `DE-BY` of `EU`, all of `ZZ`. */
export function liesIn(part: string, whole: string): boolean {
  if (part === whole) return false;
  if (whole === 'ZZ') return true;
  if (whole.includes('-')) return false;
  const country = part.slice(0, part.includes('-') ? part.indexOf('-') : part.length);
  const state = UNION_PARTS.get(country) ?? country;
  return whole === 'EU' ? UNION.has(state) : country === whole || state === whole;
}

function placesOf(text: string): Place[] {
  return text.split(',').map((entry) => {
    const [code = '', ...rest] = entry.trim().split(/\s+/);
    return { code, name: rest.slice(0, -1).join(' '), zone: rest.at(-1) ?? 'UTC' };
  });
}
