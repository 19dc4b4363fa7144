import type { OwnCounts, IncidentComparables } from '../../comparables/comparables.service.js';
import { SMALLEST_SHOWN } from '../../comparables/domain/group.js';
import type { DaysSpread, InGroup, Outcomes } from '../../comparables/domain/measures.js';
import { knownOf } from '../../comparables/domain/measures.js';
import type { WithClasses } from '../../comparables/domain/own-comparables.js';
import type { ProgressBar } from '../charts/bars.js';
import { formatNumber } from '../views.helpers.js';
import type { InstantLike } from '../views.time.js';
import { classWords, counted, days, groupWords } from './comparables.words.js';

/** What organisations did in comparable incidents; every number with its group and its unknowns. */
export interface ComparablesView {
  /** The group that would be closest. */
  asked: string;
  questions: QuestionView[];
  days: DaysView;
  /** Empty: too few are known. */
  records: string[];
  own: { asOf: InstantLike | null; words: string };
  about: {
    counted: string;
    bias: readonly string[];
    source: string;
    sourceHref: string;
    licence: string;
    licenceHref: string;
    changes: string;
  };
}

export interface QuestionView {
  title: string;
  meaning: string;
  yes: string;
  no: string;
  sides: (SideView & { bar: ProgressBar | null })[];
  rows: OutcomeRow[];
}

/** Public breaches, or the organisation's own. */
export interface SideView {
  name: string;
  /** `Retail, errors`; empty: nothing is shown. */
  group: string;
  /** Why a wider group stands here; empty: it is the closest. */
  widened: string;
  /** The counts, or why there are none. */
  words: string[];
}

export interface OutcomeRow {
  name: string;
  /** Empty: nothing is shown. */
  group: string;
  /** Null: fewer than twenty known. */
  count: Outcomes | null;
}

export interface DaysView {
  title: string;
  meaning: string;
  sides: SideView[];
  rows: { name: string; group: string; spread: DaysSpread | null }[];
}

type IndustryName = (id: string) => string;

interface Question {
  title: string;
  yes: string;
  no: string;
  /** `offered it`, for sentences. */
  did: string;
  didNot: string;
}

const MONITORING: Question = {
  title: 'Credit monitoring',
  yes: 'Offered',
  no: 'Not offered',
  did: 'offered it',
  didNot: 'did not offer it',
};

const ABUSE: Question = {
  title: 'Abuse of the data',
  yes: 'Seen',
  no: 'None seen',
  did: 'saw abuse',
  didNot: 'saw none',
};

export function comparablesView(found: IncidentComparables, industryName: IndustryName): ComparablesView {
  const { public: open, own, asked } = found;
  const { source, measures } = open;
  const question = (words: Question, meaning: string, ...both: Parameters<typeof questionView>[2]) =>
    questionView(words, meaning, both, own, industryName);
  return {
    asked: groupWords(asked, industryName),
    questions: [
      question(MONITORING, measures.creditMonitoring, open.creditMonitoring, own.creditMonitoring),
      question(ABUSE, measures.dataAbuse, open.dataAbuse, own.dataAbuse),
    ],
    days: daysView(found, industryName),
    records: open.records
      ? [
          `${groupWords(open.records.group, industryName)}: a number is known in ${formatNumber(open.records.known)} of ${counted(open.records.incidents, 'public breach', 'public breaches')}.`,
          `Half disclosed ${counted(open.records.median, 'record')} or fewer, nine in ten ${formatNumber(open.records.p90)} or fewer.`,
        ]
      : [],
    own: { asOf: own.asOf, words: ownWords(own) },
    about: {
      counted: open.counted,
      bias: open.bias,
      source: `${source.name}, release of ${source.release}, ${formatNumber(source.incidents)} incidents`,
      sourceHref: source.url,
      licence: source.licence,
      licenceHref: source.licenceUrl,
      changes: source.changes,
    },
  };
}

function questionView(
  words: Question,
  meaning: string,
  [open, own]: [InGroup<Outcomes> | null, WithClasses<Outcomes> | null],
  about: OwnCounts,
  industryName: IndustryName,
): QuestionView {
  const side = (name: string, count: InGroup<Outcomes> | null, none: string) => ({
    ...sideView(name, count, count ? outcomeWords(count, words) : [none], industryName),
    bar: count && barOf(count, words),
  });
  return {
    title: words.title,
    meaning,
    yes: words.yes,
    no: words.no,
    sides: [side(PUBLIC, open, TOO_FEW_PUBLIC), side(OWN, own, noOwnWords(about))],
    rows: [
      { name: PUBLIC, group: groupOf(open, industryName), count: open },
      { name: OWN, group: groupOf(own, industryName), count: own },
      ...(own?.byDataClass ?? []).map(({ dataClass, count }) => ({
        name: `${OWN}: ${classWords(dataClass)}`,
        group: groupOf(count && own, industryName),
        count,
      })),
    ],
  };
}

const PUBLIC = 'Public breaches';
const OWN = 'Own incidents';
const TOO_FEW_PUBLIC = `Fewer than ${SMALLEST_SHOWN} public breaches tell, in any group. Nothing is shown.`;

function sideView(
  name: string,
  count: InGroup<object> | null,
  words: string[],
  industryName: IndustryName,
): SideView {
  return {
    name,
    group: groupOf(count, industryName),
    widened: count?.widened ? `A wider group: in a closer one, fewer than ${SMALLEST_SHOWN} tell.` : '',
    words,
  };
}

function groupOf(count: InGroup<object> | null, industryName: IndustryName): string {
  return count ? groupWords(count.group, industryName) : '';
}

/** `Of 7,577 incidents, 655 tell: 530 offered it, 125 did not.` and, always, how many do not tell. */
function outcomeWords(count: Outcomes, { did, didNot }: Question): string[] {
  const silent = count.unknown + count.notRecorded;
  return [
    `Of ${counted(count.incidents, 'incident')}, ${formatNumber(knownOf(count))} tell: ${formatNumber(count.yes)} ${did}, ${formatNumber(count.no)} ${didNot}.`,
    silent === 0
      ? 'None is unknown.'
      : `${formatNumber(silent)} do not tell: ${formatNumber(count.unknown)} recorded as unknown, ${formatNumber(count.notRecorded)} without any record.`,
  ];
}

function barOf(count: Outcomes, { yes, no }: Question): ProgressBar {
  return {
    parts: [
      { label: yes, count: count.yes, tone: 'brand' },
      { label: no, count: count.no, tone: 'warn' },
      { label: 'Unknown', count: count.unknown + count.notRecorded, tone: 'muted' },
    ],
    total: count.incidents,
    of: counted(count.incidents, 'incident'),
  };
}

function daysView({ public: open, own }: IncidentComparables, industryName: IndustryName): DaysView {
  const [publicDays, ownDays] = [open.daysFromIncidentToNotification, own.daysFromIncidentToNotification];
  const words = (spread: InGroup<DaysSpread> | null, none: string) => (spread ? daysWords(spread) : [none]);
  return {
    title: 'Days from incident to notification',
    meaning: open.measures.daysFromIncidentToNotification,
    sides: [
      sideView(PUBLIC, publicDays, words(publicDays, TOO_FEW_PUBLIC), industryName),
      sideView(OWN, ownDays, words(ownDays, noOwnWords(own)), industryName),
    ],
    rows: [
      { name: PUBLIC, group: groupOf(publicDays, industryName), spread: publicDays },
      { name: OWN, group: groupOf(ownDays, industryName), spread: ownDays },
      ...(ownDays?.byDataClass ?? []).map(({ dataClass, count }) => ({
        name: `${OWN}: ${classWords(dataClass)}`,
        group: groupOf(count && ownDays, industryName),
        spread: count,
      })),
    ],
  };
}

function daysWords({ known, incidents, median, p90 }: DaysSpread): string[] {
  const unknown = incidents - known;
  return [
    `Half told within ${days(median)}, nine in ten within ${days(p90)}.`,
    `Known to the day in ${formatNumber(known)} of ${counted(incidents, 'incident')}${unknown === 0 ? '' : `; not known in ${formatNumber(unknown)}`}.`,
  ];
}

function noOwnWords({ state }: OwnCounts): string {
  if (state === 'not-counted-yet')
    return 'Own incidents are not counted yet. They are a minute after the start.';
  if (state === 'counting')
    return 'This incident has just changed and is being counted anew. Open the page again in a minute.';
  return `Fewer than ${SMALLEST_SHOWN} of your other incidents tell. Nothing is shown.`;
}

function ownWords({ incidents }: OwnCounts): string {
  const which =
    'confirmed or suspected breaches of confidentiality that everyone in the organisation may see';
  const many = incidents === null ? `Fewer than ${SMALLEST_SHOWN}` : formatNumber(incidents);
  return `${many} own incidents, imported or recorded, are counted: ${which}. Exercises, incidents kept to a circle and this incident itself are left out.`;
}
