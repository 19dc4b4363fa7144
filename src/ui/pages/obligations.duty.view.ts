import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { Term } from '../../catalogue/domain/vocabulary.js';
import type { Duty } from '../../obligations/domain/duty.js';
import { capitalised } from '../code-words.js';
import { formatNumber } from '../views.helpers.js';
import type { KeyValueView, TimelineItemView } from '../views.types.js';
import { dutyActsView } from './obligations.acts.view.js';
import type { ActsGround, DutyActsView } from './obligations.acts.view.js';
import type { DutyFacts, FactLinkView } from './obligations.facts.js';
import { registerHref } from './obligations.query.js';
import type { RegisterEntry } from './obligations.register.js';
import { languageWords } from './obligations.words.js';

/** The open row of a duty: how it was worked out, what the notice must be. */
export interface DutyDetailView {
  title: string;
  ruleId: string;
  asOf: string;
  /** Of which version and facts the terms are, and when they were frozen; null: worked out anew at each look. */
  frozen: { version: string; at: string; factsRevision: number; knowledge: string } | null;
  /** The last moment as first worked out, where it is another one now; empty: it is not. */
  firstDue: string | null;
  /** `A duty of your own`, `The loaded rules no longer have this one`; empty: a rule of the pack. */
  origin: string;
  verified: boolean;
  arithmetic: readonly string[];
  missing: FactLinkView[];
  decidedBy: FactLinkView[];
  law: string;
  notes: string;
  sources: { words: string; href: string }[];
  content: KeyValueView[];
  prohibited: string[];
  form: KeyValueView[];
  protection: { words: string; missing: FactLinkView[] } | null;
  /** The other rule of the same duty that stands otherwise; null: none. */
  twin: { ruleId: string; href: string } | null;
  acts: DutyActsView;
  history: TimelineItemView[];
  reminders: TimelineItemView[];
  /** The pre-filled report; null where there is none for this reader. */
  reportHref: string | null;
}

/** What an open row shows besides the duty itself. */
export interface OpenDuty extends ActsGround {
  facts: DutyFacts;
  history: TimelineItemView[];
  reminders: TimelineItemView[];
  /** Pattern with the rule id at its end, or null. */
  reportHref: string | null;
}

/** The law of a duty; each once where several rules describe the same duty. */
export function lawsOf({ duty, also }: RegisterEntry): string {
  return [...new Set([duty, ...also.map((one) => one.duty)].map(({ law }) => law))].join('; also ');
}

export function dutyDetailView(entry: RegisterEntry, open: OpenDuty): DutyDetailView {
  const { duty, group, record, twin } = entry;
  const { catalogue, facts } = open;
  const rule = record?.rule ?? catalogue.rules.get(duty.ruleId);
  return {
    title: TITLES[group] ?? 'How the date was worked out',
    ruleId: duty.ruleId,
    asOf: rule?.asOf ?? '',
    frozen: record && {
      version: record.terms.ruleVersion,
      at: record.terms.evaluatedAt,
      factsRevision: record.terms.factsRevision,
      knowledge: record.terms.knowledgeVersion,
    },
    firstDue: record && record.firstTerms.dueAt !== record.terms.dueAt ? record.firstTerms.dueAt : null,
    origin: originOf(entry, catalogue),
    verified: duty.verified,
    arithmetic: duty.arithmetic,
    missing: duty.missingFacts.map((path) => facts.link(path)),
    decidedBy: duty.decidedBy.map((path) => facts.link(path)),
    law: lawsOf(entry),
    notes: rule?.notes ?? '',
    sources: (rule?.source ?? []).map((words) => ({ words, href: /^https?:\/\//.test(words) ? words : '' })),
    content: contentOf(duty, catalogue),
    prohibited: duty.prohibitedContent.map((code) => meaningOf(catalogue.vocabulary.contentCodes, code)),
    form: formOf(duty, rule, catalogue),
    protection: protectionOf(duty, facts),
    twin:
      twin === ''
        ? null
        : { ruleId: twin, href: registerHref(open.reference, { status: open.query.status, duty: twin }) },
    acts: dutyActsView(entry, rule, open),
    history: open.history,
    reminders: open.reminders,
    reportHref: record === null ? null : open.reportHref,
  };
}

/** Where the duty comes from, when it is no rule of the pack as it is loaded. */
function originOf({ duty, record }: RegisterEntry, catalogue: Catalogue): string {
  if (record?.origin === 'manual') return 'Added by people of this incident';
  return catalogue.rules.has(duty.ruleId)
    ? ''
    : 'The loaded rule pack no longer has this rule; the duty stays until someone decides';
}

const TITLES: Readonly<Record<string, string>> = {
  'needs-facts': 'Why it is not decided',
  inactive: 'Why it starts no clock',
  'not-owed': 'Why it is not owed',
  'on-hold': 'Why it waits',
  'not-started': 'What starts the clock',
};

/** Required content by group, in the plain words of the vocabulary. */
function contentOf(duty: Duty, { vocabulary }: Catalogue): KeyValueView[] {
  const groups = new Map<string, string[]>();
  for (const code of duty.contentCodes) {
    const term = vocabulary.contentCodes.find((one) => one.code === code);
    const group = capitalised(term?.group ?? 'other');
    groups.set(group, [...(groups.get(group) ?? []), term?.meaning ?? code]);
  }
  return [...groups].map(([key, meanings]) => ({ key, value: meanings.join('; ') }));
}

function formOf(duty: Duty, rule: ObligationRule | undefined, { vocabulary }: Catalogue): KeyValueView[] {
  const lines: [string, string | null][] = [
    ['Goes by', duty.channels.map((code) => meaningOf(vocabulary.channels, code)).join(', ') || null],
    ['E-mail counts', duty.emailCondition && meaningOf(vocabulary.emailConditions, duty.emailCondition)],
    ['Format', duty.prescribedFormat],
    ['Language', duty.language && languageWords(duty.language)],
    ['In place of it', substituteWords(duty, vocabulary.channels)],
    ['Comes before', rule?.deadline.mustPrecede ?? null],
    ['Not before', duty.notBefore && duty.notBefore.replace('T', ' ').replace('Z', ' UTC')],
  ];
  return lines.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function substituteWords({ substituteNotice }: Duty, channels: readonly Term[]): string | null {
  if (!substituteNotice) return null;
  const { costOverUsd, affectedOver } = substituteNotice;
  const when = [
    ...(costOverUsd === null ? [] : [`it costs more than USD ${formatNumber(costOverUsd)}`]),
    ...(affectedOver === null ? [] : [`more than ${formatNumber(affectedOver)} people are affected`]),
    'contact details are missing',
  ];
  const by = substituteNotice.channels.map((code) => meaningOf(channels, code)).join(', ');
  return `Substitute notice (${by}) where ${when.join(', or ')}`;
}

function protectionOf({ identityProtection }: Duty, facts: DutyFacts): DutyDetailView['protection'] {
  if (!identityProtection) return null;
  const { level, months, applies, missingFacts } = identityProtection;
  const words = `${months} months of free identity protection, ${level}`;
  return {
    words: applies === 'unknown' ? `${words}, if the missing facts say so` : words,
    missing: missingFacts.map((path) => facts.link(path)),
  };
}

function meaningOf(terms: readonly Term[], code: string): string {
  return terms.find((term) => term.code === code)?.meaning ?? code;
}
