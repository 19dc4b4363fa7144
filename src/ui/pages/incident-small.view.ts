import { MEASURE_WORDS } from '../../breach-register/domain/breach-words.js';
import type { PartyDuties } from '../../breach-register/domain/small-duties.js';
import { MEASURES, SMALL_TYPES } from '../../breach-register/domain/small-incident.js';
import type { DutyParty } from '../../breach-register/domain/small-incident.js';
import type { SmallOutlook } from '../../breach-register/small-incidents.js';
import type { Duty } from '../../obligations/domain/duty.js';
import { INCIDENT_TYPE_WORDS, PROTECTION_WORDS } from '../code-words.js';
import type { FormFields } from '../form-fields.js';
import type { LegalFoot } from '../legal-foot.js';
import { formatInstant } from '../views.time.js';
import type { CrumbView, OptionView, PageView } from '../views.types.js';
import type { FactFieldView, PlaceRow } from './facts.view.js';
import { dutyName } from './obligations.words.js';

export interface IncidentSmallView extends PageView {
  crumbs: readonly CrumbView[];
  typed: Readonly<
    Record<'happened' | 'type' | 'protection' | 'measuresNote' | 'harm' | 'harmReason', string>
  >;
  types: readonly OptionView[];
  when: readonly FactFieldView[];
  us: readonly FactFieldView[];
  ordinary: boolean;
  zoneWords: string;
  commonData: readonly OptionView[];
  moreData: readonly { id: string; legend: string; options: readonly OptionView[] }[];
  moreDataWords: string;
  moreDataOpen: boolean;
  protections: readonly OptionView[];
  placeRows: readonly PlaceRow[];
  places: readonly string[];
  measures: readonly OptionView[];
  harms: readonly OptionView[];
  visibilities: readonly OptionView[];
  mayClose: boolean;
  close: boolean;
  /** Null before the duties were worked out. */
  decide: DecideView | null;
  /** Why it is not small; then it goes on with the full record. */
  big: readonly string[];
  foot: LegalFoot;
}

export interface DecideView {
  parties: readonly PartyView[];
  mayDecide: boolean;
  /** `15 rules wait for facts about the organisation.`; empty: none. */
  undecided: string;
}

export interface PartyView {
  name: string;
  decisionField: string;
  reasonField: string;
  seenField: string;
  seen: string;
  duties: readonly { name: string; law: string; detail: string; verified: boolean }[];
  options: readonly OptionView[];
  reason: string;
}

export const PARTY_NAMES: Readonly<Record<DutyParty, string>> = {
  authorities: 'Authorities',
  people: 'People affected',
  others: 'Press, credit bureaus, partners',
};

export const TYPE_OPTIONS: OptionView[] = SMALL_TYPES.map((value) => ({
  value,
  label: INCIDENT_TYPE_WORDS[value] ?? value,
}));

export const PROTECTION_OPTIONS: OptionView[] = [
  { value: 'none', label: PROTECTION_WORDS['none'] ?? '' },
  { value: 'encrypted', label: 'Encrypted, and the key did not go with them' },
  { value: 'redacted', label: PROTECTION_WORDS['redacted'] ?? '' },
];

export function measureOptions(form: FormFields): OptionView[] {
  const ticked = new Set(form.list('measures'));
  return MEASURES.map((value) => ({ value, label: MEASURE_WORDS[value], checked: ticked.has(value) }));
}

/** What has to be decided, party by party. */
export function decideView(
  { parties, undecided }: SmallOutlook,
  form: FormFields,
  mayDecide: boolean,
  zone: string,
): DecideView {
  return {
    parties: parties.map((party) => partyView(party, form, zone)),
    mayDecide,
    undecided:
      undecided === 0
        ? ''
        : `${undecided} ${undecided === 1 ? 'rule waits' : 'rules wait'} for facts, most about what kind of organisation you are. They stay on the incident’s register, and it stays open.`,
  };
}

/** Rules of a party as the page showed them; others now mean that the facts changed in between. */
export function seenOf({ owed, assessedAway }: PartyDuties): string {
  return [...owed.map(({ ruleId }) => `+${ruleId}`), ...assessedAway.map(({ ruleId }) => `-${ruleId}`)]
    .sort()
    .join(' ');
}

function partyView(party: PartyDuties, form: FormFields, zone: string): PartyView {
  const { owed, assessedAway } = party;
  const chosen = form.text(`decision.${party.party}`) || 'later';
  const choices = [
    ...(owed.length === 0 ? [] : [{ value: 'notify', label: 'Notify' }]),
    { value: 'not_notifiable', label: 'Not notifiable' },
    { value: 'later', label: 'Decide later' },
  ];
  return {
    name: PARTY_NAMES[party.party],
    decisionField: `decision.${party.party}`,
    reasonField: `reason.${party.party}`,
    seenField: `seen.${party.party}`,
    seen: seenOf(party),
    duties: [
      ...owed.map((duty) => dutyItem(duty, owedWords(duty, zone))),
      ...assessedAway.map((duty) => dutyItem(duty, 'Not owed on your assessment of harm')),
    ],
    options: choices.map((option) => ({ ...option, checked: option.value === chosen })),
    reason: form.typed(`reason.${party.party}`),
  };
}

function dutyItem(duty: Duty, detail: string): PartyView['duties'][number] {
  return { name: dutyName(duty), law: duty.law, detail, verified: duty.verified };
}

function owedWords({ status, dueAt }: Duty, zone: string): string {
  if (dueAt !== null) return `Due ${formatInstant(dueAt, zone)}`;
  if (status === 'asap') return 'Owed without undue delay';
  return status === 'on-hold' ? 'Owed, on hold' : 'Owed, its clock has not started';
}
