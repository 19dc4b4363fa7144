import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import {
  EFFECT_WORDS,
  HARM_WORDS,
  INCIDENT_TYPE_WORDS,
  INTENT_WORDS,
  LOSSES_WORDS,
  OPT_IN_WORDS,
  PROTECTION_WORDS,
  RELATION_WORDS,
  ROLE_WORDS,
  capitalised,
  codeWords,
  dataClassNames,
} from '../code-words.js';
import { FACT_WORDS } from '../fact-words.js';
import { wordOf } from '../incident-words.js';
import { peopleWords } from '../incident-frame.js';
import { placeName } from '../place-words.js';
import { escapeHtml, safeHtml, type SafeHtml } from '../safe-html.js';
import { formatNumber } from '../views.helpers.js';
import { formatInstant } from '../views.time.js';
import type { KeyValueView } from '../views.types.js';
import type { FactOrigins } from './fact-origins.js';
import { SHEET } from './facts.fields.js';
import { factAt } from './facts.values.js';

type Words = Readonly<Record<string, string>>;

const UNKNOWN = 'Not known yet';
/** Asked for on every sheet, even while nobody knows. */
const ALWAYS = new Set([
  'summary',
  'incident.types',
  'discoveredAt',
  'awareAt',
  'lossesIncurred',
  'ongoing',
  'harm.level',
]);
const YES_NO = [
  'ongoing',
  'published',
  'serviceDisrupted',
  'safetyRisk',
  'unpatchable',
  'repeat',
  'vulnerableGroups',
  'contactDetailsPoor',
  'lawEnforcementHold',
];

export interface FactSheet {
  items: KeyValueView[];
  /** Who recorded those without an origin of their own, and when; empty when nobody did. */
  common: string;
}

/** The facts of an incident as one sheet of words, each with who recorded it and when. */
export function factSheet(
  facts: IncidentFacts,
  origins: FactOrigins,
  catalogue: Catalogue,
  zone: string,
): FactSheet {
  const sheet = new Sheet(facts, origins, zone);
  sheet.text('summary', facts.summary);
  sheet.text('incident.types', listed(facts.incident?.types, INCIDENT_TYPE_WORDS));
  sheet.text('incident.effects', listed(facts.incident?.effects, EFFECT_WORDS));
  sheet.text('incident.intent', oneOf(facts.incident?.intent, INTENT_WORDS));
  for (const { name } of [...SHEET.when, ...SHEET.moments]) sheet.moment(name);
  sheet.add('Data affected', dataWords(facts, dataClassNames(catalogue)) ?? UNKNOWN, '/data');
  sheet.add('People', affectedWords(facts), '/affected');
  sheet.text('affected.relations', listed(facts.affected?.relations, RELATION_WORDS));
  sheet.text('lossesIncurred', oneOf(facts.lossesIncurred, LOSSES_WORDS));
  sheet.text('harm.level', harmWords(facts));
  for (const name of YES_NO) sheet.yesOrNo(name);
  sheet.text('organisation.roles', listed(facts.organisation?.roles, ROLE_WORDS));
  sheet.text('organisation.establishments', placesWords(facts.organisation?.establishments));
  sheet.text('organisation.insuranceLicences', placesWords(facts.organisation?.insuranceLicences));
  sheet.text('optIn', listed(facts.optIn, OPT_IN_WORDS));
  sheet.answers(
    'organisation.attributes',
    facts.organisation?.attributes,
    catalogue.vocabulary.organisationAttributes,
  );
  sheet.answers('incident.findings', facts.incident?.findings, catalogue.vocabulary.findings);
  return calmed(sheet.items);
}

/** What most facts share of their origin is said once, below them. */
function calmed(items: readonly KeyValueView[]): FactSheet {
  const counts = new Map<string, number>();
  for (const { origin } of items) if (origin !== undefined) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  const [common] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return {
    items: items.map(({ origin, ...item }) =>
      origin === undefined || origin === common ? item : { ...item, origin },
    ),
    common: common === undefined ? '' : `${common}, unless a fact says otherwise.`,
  };
}

class Sheet {
  readonly items: KeyValueView[] = [];

  constructor(
    private readonly facts: IncidentFacts,
    private readonly origins: FactOrigins,
    private readonly zone: string,
  ) {}

  add(key: string, value: string | SafeHtml, pointer: string): void {
    const origin = value === UNKNOWN ? undefined : this.origins.of(pointer);
    this.items.push({ key, value, ...(origin === undefined ? {} : { origin }) });
  }

  text(name: string, value: string | undefined): void {
    if (value === undefined && !ALWAYS.has(name)) return;
    this.add(wordOf(FACT_WORDS, name), value ?? UNKNOWN, pointerOf(name));
  }

  moment(name: string): void {
    const at = factAt(this.facts, name);
    this.text(name, typeof at === 'string' ? formatInstant(at, this.zone) : undefined);
  }

  yesOrNo(name: string): void {
    const answer = factAt(this.facts, name);
    this.text(name, answer === true ? 'Yes' : answer === false ? 'No' : undefined);
  }

  /** Yes and no by meaning; what is not decided is left out. */
  answers(
    name: string,
    given: Readonly<Record<string, boolean>> | undefined,
    terms: readonly { code: string; meaning: string }[],
  ): void {
    const meaning = new Map(terms.map((term) => [term.code, term.meaning]));
    const said = Object.entries(given ?? {}).map(
      ([code, yes]) => `${yes ? 'Yes' : 'No'}: ${meaning.get(code) ?? codeWords(code)}`,
    );
    if (said.length > 0) this.text(name, capitalised(said.join('; ')));
  }
}

function pointerOf(name: string): string {
  return `/${name.replaceAll('.', '/')}`;
}

function oneOf(code: string | undefined, words: Words): string | undefined {
  return code === undefined ? undefined : wordOf(words, code);
}

function listed(codes: readonly string[] | undefined, words: Words): string | undefined {
  return codes === undefined || codes.length === 0
    ? undefined
    : codes.map((code) => wordOf(words, code)).join(', ');
}

function placesWords(places: readonly string[] | undefined): string | undefined {
  return places?.length === 0 ? 'None' : places?.map(placeName).join('; ');
}

/** One chip per class, with how it was protected where that is known. */
function dataWords(facts: IncidentFacts, names: ReadonlyMap<string, string>): SafeHtml | string | undefined {
  const { classes, complete } = facts.data ?? {};
  if (classes === undefined || classes.length === 0)
    return complete === true ? 'No personal data' : undefined;
  const chips = classes.map(({ class: code, protection, keyTaken }) => {
    const how = [
      ...(protection ? [wordOf(PROTECTION_WORDS, protection).toLowerCase()] : []),
      ...(keyTaken === true ? ['key taken too'] : keyTaken === false ? ['key safe'] : []),
    ];
    const words = `${names.get(code) ?? codeWords(code)}${how.length > 0 ? ` (${how.join(', ')})` : ''}`;
    return `<span class="chip line">${escapeHtml(words)}</span>`;
  });
  const rest = complete === true ? '<span class="small muted">No other data</span>' : '';
  return safeHtml(`<span class="row">${chips.join(' ')} ${rest}</span>`);
}

/** `48,213 people: Ireland 31,940, Netherlands 11,872`; largest first. */
export function affectedWords(facts: IncidentFacts): string {
  const places = Object.entries(facts.affected?.byJurisdiction ?? {})
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([code, count]) => `${placeName(code)} ${count === null ? 'some' : formatNumber(count)}`);
  const shown = places.slice(0, PLACES_SHOWN).join(', ');
  const rest = places.length > PLACES_SHOWN ? ` and ${places.length - PLACES_SHOWN} more places` : '';
  return places.length === 0 ? peopleWords(facts) : `${peopleWords(facts)}: ${shown}${rest}`;
}

const PLACES_SHOWN = 12;

function harmWords({ harm }: IncidentFacts): string | undefined {
  const places = Object.entries(harm?.byJurisdiction ?? {}).map(
    ([code, level]) => `${placeName(code)}: ${wordOf(HARM_WORDS, level).toLowerCase()}`,
  );
  if (harm?.level === undefined && places.length === 0) return undefined;
  const level = harm?.level === undefined ? UNKNOWN : wordOf(HARM_WORDS, harm.level);
  return [level, ...places].join('; ');
}
