import type { Evidence } from '../../catalogue/domain/evidence.js';
import type { Effort, FactTest, Lane, Phase } from '../../catalogue/domain/step.js';
import type { MatchedFact } from '../../plans/domain/conditions.js';
import type { StepDecision, StepState } from '../../plans/domain/step-state.js';
import { wordOf } from '../incident-words.js';
import type { ChipView } from '../views.types.js';

/** Words of the plan page for the codes of steps, facts and findings. */
export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  prepare: 'Prepare',
  contain: 'Contain',
  assess: 'Assess',
  notify: 'Notify',
  remedy: 'Remedy',
  support: 'Support',
  verify: 'Verify',
  learn: 'Learn',
};

export const EFFORT_WORDS: Readonly<Record<Effort, string>> = { S: 'small', M: 'medium', L: 'large' };

export const LANE_WORDS: Readonly<Record<Lane, string>> = {
  'life-safety': 'Life and safety',
  containment: 'Containment',
  legal: 'Law',
  normal: 'All other steps',
};

export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  proposed: 'To decide',
  accepted: 'Accepted',
  in_progress: 'In progress',
  done: 'Done',
  skipped: 'Skipped',
  not_applicable: 'Does not apply',
};

/** The button that asks for a decision. */
export const DECISION_WORDS: Readonly<Record<StepDecision, string>> = {
  accept: 'Accept',
  start: 'Start',
  complete: 'Mark as done',
  skip: 'Skip with this reason',
  not_applicable: 'Does not apply',
  reopen: 'Reopen',
};

const STATE_CHIPS: Readonly<Record<StepState, Omit<ChipView, 'text'>>> = {
  proposed: {},
  accepted: { icon: 'check' },
  in_progress: { tone: 'brand', icon: 'loader' },
  done: { tone: 'ok', icon: 'check' },
  skipped: { tone: 'warn', icon: 'ban' },
  not_applicable: { tone: 'line', icon: 'minus' },
};

export function stateChip(state: StepState): ChipView {
  return { text: STATE_WORDS[state], ...STATE_CHIPS[state] };
}

/** `Customer service` of `customer-service`. */
export function ownerWords(owner: string): string {
  const words = owner.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Hours below two days, then days: `24 h`, `2 days`. */
export function hoursWords(hours: number): string {
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** How far a step meets a wish; strengths are 1 to 4. */
export function strengthWords(strength: number): string {
  return ['touches it', 'helps with it', 'does most of it', 'does it fully'][strength - 1] ?? 'serves it';
}

/** A share of 1 in per cent with one decimal: `24.4 %`. */
export function percentWords(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cause: {
    'own-sharing': 'the organisation itself shared the data',
    'third-party': 'it came through a supplier',
    'internal-misuse': 'misuse from inside',
    'external-attack': 'attack from outside',
    error: 'an error',
    'physical-loss': 'something was lost or stolen',
    unknown: 'cause not known',
  },
  lossesIncurred: {
    'none-known': 'no losses known',
    reported: 'losses reported',
    confirmed: 'losses confirmed',
  },
  scale: {
    'under-500': 'fewer than 500 people',
    '500-10k': '500 to 10,000 people',
    '10k-1m': '10,000 to a million people',
    'over-1m': 'more than a million people',
  },
  dataClasses: {
    contact: 'contact details',
    'government-id': 'government identity numbers',
    'tax-id': 'tax numbers',
    'education-record': 'education records',
    'bank-account': 'bank data',
    'payment-card': 'payment cards',
    credentials: 'passwords and other access codes',
    health: 'health data',
    'insurance-claim': 'insurance numbers and claims',
    biometric: 'biometric data',
    location: 'location',
    'private-content': 'private messages and content',
    behavioural: 'behaviour and devices',
    'meter-usage': 'meter readings',
    children: 'data of children',
    employment: 'employment records',
    'device-control': 'control of a device or vehicle',
  },
  regions: {
    eu: 'European Union',
    uk: 'United Kingdom',
    us: 'United States',
    au: 'Australia',
    br: 'Brazil',
    ca: 'Canada',
    jp: 'Japan',
    kr: 'South Korea',
    sg: 'Singapore',
    other: 'another place',
  },
  mode: { prepare: 'nothing has happened yet', incident: 'an incident' },
};

const YES: Readonly<Record<string, string>> = {
  vulnerableGroups: 'people who need extra care',
  ongoing: 'still going on',
  repeat: 'it happened before',
  published: 'data published',
  serviceDisrupted: 'service disrupted',
  safetyRisk: 'danger to life or safety',
  unpatchable: 'cannot be fixed by an update',
  contactDetailsPoor: 'contact details are poor',
  encrypted: 'all data unreadable to others',
};

/** The fact that let a step apply: `losses confirmed`, `bank data, payment cards`. */
export function matchedWords(
  { fact, value }: MatchedFact,
  industryName: (id: string) => string = (id) => id,
): string {
  if (fact === 'hoursSinceDiscovery') return `discovered ${hoursWords(Number(value))} ago`;
  if (fact === 'industry') return `industry: ${industryName(String(value))}`;
  const words = [value]
    .flat()
    .map((one) => valueWords(fact, one))
    .join(', ');
  return fact === 'regions' ? `people in: ${words}` : words;
}

function valueWords(fact: string, value: string | number | boolean): string {
  const known = VALUES[fact];
  if (known) return wordOf(known, String(value));
  const words = YES[fact] ?? fact;
  if (value === true) return words;
  return value === 'unknown' ? `${words}: not known` : `${words}: no`;
}

/** What a modulator of the weights reads: `losses confirmed`, `30 days since discovery`. */
export function testWords(test: FactTest, industryName?: (id: string) => string): string {
  if ('atLeast' in test) return `${hoursWords(test.atLeast)} or more since discovery`;
  if ('has' in test) return matchedWords({ fact: test.fact, value: test.has }, industryName);
  if ('in' in test)
    return test.in.map((value) => matchedWords({ fact: test.fact, value }, industryName)).join(' or ');
  return matchedWords({ fact: test.fact, value: test.equals }, industryName);
}

/** The figure in large type; words alone where the source gives an order, a direction or no number. */
export function figureWords({ value, unit }: Pick<Evidence['figure'], 'value' | 'unit'>): string {
  if (value === null) return UNIT_ALONE[unit] ?? '';
  switch (unit) {
    case 'percent':
      return `${value} %`;
    case 'percent-min':
      return `${value} % or more`;
    case 'percent-max':
      return `${value} % or less`;
    case 'percent-derived':
      return `about ${value} %`;
    case 'rank':
      return `Rank ${value}`;
    case 'ratio':
      return `${value} times`;
    case 'ratio-min':
      return `${value} times or more`;
    case 'usd-median':
    case 'usd-mean':
      return `USD ${value}`;
    case 'mean-of-5':
      return `${value} of 5`;
    default:
      return String(value);
  }
}

const UNIT_ALONE: Readonly<Partial<Record<Evidence['figure']['unit'], string>>> = {
  order: 'Order only',
  direction: 'Direction only',
  list: 'List only',
  guidance: 'Guidance',
  law: 'Law',
  theory: 'Theory',
};

/** What kind of knowing a finding is. */
export const KIND_WORDS: Readonly<Record<Evidence['kind'], string>> = {
  'survey-stated': 'Stated, not observed',
  'survey-recall': 'As people recall it',
  experiment: 'Experiment',
  'field-study': 'Observed in the field',
  'meta-analysis': 'Many studies together',
  'content-analysis': 'Read from documents',
  interview: 'Interviews',
  benchmark: 'Counted at firms',
  guidance: 'Advice of an authority',
  law: 'Law',
  theory: 'Theory',
};
