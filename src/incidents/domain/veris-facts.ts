import type { Fault } from '../../platform/errors.js';
import type { IncidentFacts } from './incident-facts.js';
import { COUNTRY_CODES, placeOf, zoneOf } from './jurisdictions.js';
import { dataClasses, relations, type VerisVarieties } from './veris-data.js';
import { effects, incidentTypes, intent } from './veris-kind.js';
import type { VerisSigns } from './veris-signs.js';
import { datedFacts } from './veris-timeline.js';

/** One fact taken over from a record: where it goes, what it is, where in VERIS it came from, and how. */
interface Taken {
  to: string;
  value: unknown;
  from: string;
  note?: string;
}

export interface VerisReading {
  facts: IncidentFacts;
  /** JSON pointer of a fact to where in the record it came from, and how. */
  sources: Map<string, { from: string; note?: string }>;
  warnings: Fault[];
}

const LONGEST_SUMMARY = 20_000;

/**
 * The facts that a checked record carries soundly; everything else stays in `veris`, which is the record as it
 * came. Awareness is never read from VERIS: it is a decision. No list is called complete.
 */
export function readFacts(veris: VerisSigns, varieties: VerisVarieties): VerisReading {
  const warnings: Fault[] = [];
  const place = placeOfVictim(veris, warnings);
  const taken = [
    ...datedFacts(veris.record, zoneOf(place)).map((dated) => ({
      to: `/${dated.fact}`,
      value: dated.at,
      from: dated.from,
      note: dated.note,
    })),
    ...organisation(veris, place, warnings),
    ...kindOfIncident(veris),
    ...dataAndPeople(veris, varieties),
    ...summary(veris, warnings),
  ];
  const facts: Record<string, unknown> = {};
  for (const { to, value } of taken) put(facts, to, value);
  facts['veris'] = veris.record;
  return {
    facts,
    sources: new Map(taken.map(({ to, from, note }) => [to, note === undefined ? { from } : { from, note }])),
    warnings,
  };
}

/** One country is a place of business; several are not told apart, and each counts. */
function placeOfVictim(veris: VerisSigns, warnings: Fault[]): string | undefined {
  const [country, ...others] = countriesOf(veris);
  const state = veris.text(`${veris.victim}/state`);
  if (country === undefined || others.length > 0) return undefined;
  const place = placeOf(country, state);
  if (state !== undefined && place?.partKnown === false && !['Unknown', 'NA', 'Other'].includes(state)) {
    warnings.push({
      path: `${veris.victim}/state`,
      message:
        'Is no part of the country that is told apart here; it is kept as it came, the country is read.',
    });
  }
  return place?.code;
}

function countriesOf(veris: VerisSigns): string[] {
  return veris.words(`${veris.victim}/country`).filter((country) => COUNTRY_CODES.has(country));
}

function organisation(veris: VerisSigns, place: string | undefined, warnings: Fault[]): Taken[] {
  const name = veris.text(`${veris.victim}/victim_id`);
  const several = countriesOf(veris).flatMap((country) => placeOf(country)?.code ?? []);
  const establishments = place === undefined ? [...new Set(several)] : [place];
  const named = name !== undefined && !['Unknown', 'NA', 'Other'].includes(name);
  return [
    ...(named ? [{ to: '/organisation/name', value: name, from: `${veris.victim}/victim_id` }] : []),
    ...naics(veris, warnings),
    ...(establishments.length > 0
      ? [
          {
            to: '/organisation/establishments',
            value: establishments,
            from: `${veris.victim}/country`,
            note: 'where the organisation is',
          },
        ]
      : []),
  ];
}

/** `000` and other codes of the unknown sector 00 are none; a range of sectors such as 31-33 is its first. */
function naics(veris: VerisSigns, warnings: Fault[]): Taken[] {
  const from = `${veris.victim}/industry`;
  const written = veris.text(from);
  if (written === undefined || /^00\d{0,4}$/.test(written)) return [];
  const code = /^(\d{2})-\d{2}$/.exec(written)?.[1] ?? written;
  if (/^\d{2,6}$/.test(code)) return [{ to: '/organisation/naics', value: code, from }];
  warnings.push({
    path: from,
    message: 'Is no NAICS code of 2 to 6 digits; it is kept as it came and not read.',
  });
  return [];
}

function kindOfIncident(veris: VerisSigns): Taken[] {
  const types = incidentTypes(veris);
  const deliberate = intent(veris);
  const happened = effects(veris);
  return [
    ...(types.length > 0 ? [{ to: '/incident/types', value: types, from: '/action' }] : []),
    ...(deliberate ? [{ to: '/incident/intent', value: deliberate, from: '/action' }] : []),
    ...(happened ? [{ to: '/incident/effects', value: happened, from: '/attribute' }] : []),
  ];
}

function dataAndPeople(veris: VerisSigns, varieties: VerisVarieties): Taken[] {
  const confidentiality = '/attribute/confidentiality';
  const classes = dataClasses(veris, varieties);
  const records = veris.number(`${confidentiality}/data_total`);
  const people = relations(veris);
  return [
    ...(classes.length > 0
      ? [
          {
            to: '/data/classes',
            value: classes,
            from: `${confidentiality}/data`,
            note: 'by variety, a start',
          },
        ]
      : []),
    ...(records !== undefined
      ? [
          {
            to: '/affected/total',
            value: records,
            from: `${confidentiality}/data_total`,
            note: 'records, of which a person may have none or several',
          },
        ]
      : []),
    ...(people.length > 0
      ? [{ to: '/affected/relations', value: people, from: `${confidentiality}/data_victim` }]
      : []),
  ];
}

function summary(veris: VerisSigns, warnings: Fault[]): Taken[] {
  const text = veris.text('/summary');
  if (text === undefined) return [];
  if (text.length <= LONGEST_SUMMARY) return [{ to: '/summary', value: text, from: '/summary' }];
  const message = `Only its first ${LONGEST_SUMMARY} characters are read; the whole is kept in the record.`;
  warnings.push({ path: '/summary', message });
  return [{ to: '/summary', value: text.slice(0, LONGEST_SUMMARY).toWellFormed(), from: '/summary' }];
}

/** Sets a fact at a pointer of one or two names, which are this module's own. */
function put(facts: Record<string, unknown>, pointer: string, value: unknown): void {
  const [group = '', name] = pointer.slice(1).split('/');
  if (name === undefined) facts[group] = value;
  else facts[group] = { ...(facts[group] as object | undefined), [name]: value };
}
