import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../../audit/domain/canonical-json.js';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { fieldsRead } from '../../catalogue/domain/report-forms.js';
import type { ContentCode, ReportFieldPath, ReportForm } from '../../catalogue/domain/report-forms.js';
import type { Duty } from './duty.js';
import { formOf } from './report-form.js';
import type { ReportRecord } from './report-record.js';
import { reportValue } from './report-values.js';
import type { ReportGround } from './report-ground.js';
import { meaningOf, momentWords, roleOf } from './report-words.js';
import type { ReportKnowledge } from './report-words.js';

/** `partly`: something stands, and something needed is missing. `attach`: handed over beside the report. */
export type AnswerState = 'known' | 'partly' | 'unknown' | 'attach' | 'forbidden';

/** What the record says to one content code. */
export interface ReportAnswer {
  code: string;
  label: string;
  /** True: the law of this duty asks for it; false: only the group of forms does. */
  asked: boolean;
  state: AnswerState;
  /** Sentences of the record; what is not known is said as such. */
  text: string;
  /** What is not known, in words; empty when known. */
  missing: string[];
  /** Role that can say what is missing. */
  ask: string;
}

export interface ReportSection {
  heading: string;
  fields: { heading: string; answers: ReportAnswer[] }[];
}

/** A report to whom a duty is owed, filled from the record. The same in Markdown, PDF and JSON. */
export interface Report {
  form: Pick<ReportForm, 'id' | 'title' | 'verified' | 'basis'>;
  /** Nothing of it happened; it is filed with nobody. */
  exercise: boolean;
  incident: { reference: string; title: string } | null;
  duty: ReportedDuty;
  sections: ReportSection[];
  /** What the law asks and the record does not fully say, in the order of the report. */
  missing: Pick<ReportAnswer, 'code' | 'label' | 'state' | 'missing' | 'ask'>[];
  /** What is handed over beside the report. */
  attachments: string[];
  notes: string[];
  /** RFC 3339. */
  at: string;
  factsRevision: number | null;
  knowledgeVersion: string;
  /** SHA-256 over the canonical JSON of all the rest. */
  sha256: string;
}

export interface ReportedDuty {
  ruleId: string;
  law: string;
  authority: string;
  recipient: string;
  jurisdiction: string;
  stage: string;
  stageWords: string;
  status: Duty['status'];
  /** What that means, in a sentence. */
  statusWords: string;
  dueAt: string | null;
  /** In the zone of the authority. */
  dueWords: string | null;
  /** How it was counted, or why it is not. */
  arithmetic: string[];
  missingFacts: string[];
  channels: string[];
  prescribedFormat: string | null;
  language: string | null;
  /** YYYY-MM that the rule describes. */
  asOf: string;
  verified: boolean;
  sources: string[];
}

const STATUS_WORDS: Readonly<Record<Duty['status'], string>> = {
  due: 'Owed, with a last moment.',
  asap: 'Owed without undue delay; the law sets no number.',
  'clock-not-started': 'Owed; its clock has not started.',
  'on-hold': 'On hold: an authority asked in writing to wait.',
  'needs-facts': 'Not decided yet: facts are missing.',
  inactive: 'The rule starts no clock.',
  'not-owed': 'Not owed by the facts as recorded.',
};

/** Whether an answer stands in full: what is unknown and not asked by the law is only named. */
export function isTold({ asked, state }: ReportAnswer): boolean {
  return asked || state === 'known' || state === 'partly' || state === 'forbidden';
}

/**
 * The pre-filled report of a duty. Nothing is guessed: what the record does not hold reads "Not known yet" with who
 * can say. A code that the law asks for and the form lacks stands in a section of its own at the end; what the law
 * forbids is left out.
 */
export function buildReport(
  duty: Duty,
  rule: ObligationRule,
  record: ReportRecord,
  knowledge: ReportKnowledge,
  at: Temporal.Instant,
): Report {
  const moment = at.toString({ smallestUnit: 'second' });
  const ground: ReportGround = { record, rule, duty, knowledge, at: moment };
  const form = formOf(rule, knowledge.reportForms);
  const sections = sectionsOf(form, ground);
  const answers = sections.flatMap(({ fields }) => fields.flatMap((field) => field.answers));
  const report: Omit<Report, 'sha256'> = {
    form: { id: form.id, title: form.title, verified: form.verified, basis: form.basis },
    exercise: record.incident?.exercise ?? false,
    incident: record.incident && { reference: record.incident.reference, title: record.incident.title },
    duty: reportedDuty(duty, rule, knowledge),
    sections,
    missing: answers
      .filter(({ asked, state }) => asked && (state === 'unknown' || state === 'partly'))
      .map(({ code, label, state, missing, ask }) => ({ code, label, state, missing, ask })),
    attachments: answers
      .filter(({ asked, state }) => asked && state === 'attach')
      .map(({ label, text }) => `${label}: ${text}`),
    notes: notesOf(rule, form, knowledge, at),
    at: moment,
    factsRevision: record.factsRevision,
    knowledgeVersion: knowledge.version,
  };
  return { ...report, sha256: createHash('sha256').update(canonicalJson(report)).digest('hex') };
}

function sectionsOf(form: ReportForm, ground: ReportGround): ReportSection[] {
  const { rule } = ground;
  const placed = new Set(form.sections.flatMap(({ fields }) => fields.flatMap(({ codes }) => codes)));
  const besides = [...new Set(rule.content)].filter((code) => !placed.has(code));
  const laidOut =
    besides.length === 0
      ? form.sections
      : [
          ...form.sections,
          {
            heading: 'Also asked by this law',
            fields: besides.map((code) => ({ heading: contentOf(code, ground).label, codes: [code] })),
          },
        ];
  return laidOut.map(({ heading, fields }) => ({
    heading,
    fields: fields.map((field) => ({
      heading: field.heading,
      answers: field.codes.map((code) => answerOf(contentOf(code, ground), ground)),
    })),
  }));
}

/** A manual duty may ask for what the knowledge no longer describes. */
function contentOf(code: string, { knowledge }: ReportGround): ContentCode {
  const words = meaningOf(knowledge.vocabulary.contentCodes, code);
  return (
    knowledge.contentCodes.get(code) ?? { code, label: words, asks: `${words}?`, ask: 'counsel', reads: [] }
  );
}

function answerOf(content: ContentCode, ground: ReportGround): ReportAnswer {
  const { code, label, ask, attach } = content;
  const base = { code, label, asked: ground.rule.content.includes(code), ask };
  if (ground.rule.prohibitedContent?.includes(code))
    return { ...base, state: 'forbidden', text: 'Left out: this law forbids it.', missing: [] };
  if (attach !== undefined) return { ...base, state: 'attach', text: attach, missing: [] };
  const said = (content.reads ?? []).flatMap((sentence) => filled(sentence, ground));
  const missing = missingOf(content, ground);
  if (missing.length === 0 && said.length > 0)
    return { ...base, state: 'known', text: said.join(' '), missing: [] };
  const gap = notKnown(missing, ask);
  return {
    ...base,
    state: said.length > 0 ? 'partly' : 'unknown',
    text: [...said, gap].join(' '),
    missing,
  };
}

/** `Not known yet: when it began. Who can say: the security lead.` */
export function notKnown(missing: readonly string[], ask: string): string {
  return `Not known yet: ${ended(missing.join('; '))} Who can say: ${roleOf(ask)}.`;
}

function ended(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

/** The sentence, if all of its fields are known. */
function filled(sentence: string, ground: ReportGround): string[] {
  const values = new Map(
    fieldsRead(sentence).map((path) => [path, reportValue(path as ReportFieldPath, ground)]),
  );
  if ([...values.values()].includes(undefined)) return [];
  return [sentence.replace(/\{\{([^{}]+)\}\}/g, (_, path: string) => values.get(path) ?? '')];
}

/** Labels of the needed fields that are not known; the question itself where no record answers it. */
function missingOf({ asks, reads = [], needs = [] }: ContentCode, ground: ReportGround): string[] {
  if (reads.length === 0) return [asks];
  const gone = needs.filter((path) => reportValue(path, ground) === undefined);
  return gone.map((path) => ground.knowledge.reportFields.get(path) ?? path);
}

function reportedDuty(duty: Duty, rule: ObligationRule, { vocabulary }: ReportKnowledge): ReportedDuty {
  return {
    ruleId: rule.id,
    law: rule.law,
    authority: rule.authority,
    recipient: rule.recipient,
    jurisdiction: rule.jurisdiction,
    stage: rule.stage,
    stageWords: meaningOf(vocabulary.stages, rule.stage),
    status: duty.status,
    statusWords: STATUS_WORDS[duty.status],
    dueAt: duty.dueAt,
    dueWords: duty.dueAt === null ? null : momentWords(duty.dueAt, rule.deadline.tz),
    arithmetic: duty.arithmetic,
    missingFacts: duty.missingFacts,
    channels: rule.channels.map((code) => meaningOf(vocabulary.channels, code)),
    prescribedFormat: rule.prescribedFormat ?? null,
    language: rule.language ?? null,
    asOf: rule.asOf,
    verified: rule.verified,
    sources: rule.source,
  };
}

function notesOf(
  rule: ObligationRule,
  form: ReportForm,
  knowledge: ReportKnowledge,
  at: Temporal.Instant,
): string[] {
  const months = Temporal.PlainYearMonth.from(rule.asOf).until(
    at.toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth(),
    { largestUnit: 'months' },
  ).months;
  const age = months <= 0 ? 'this month' : months === 1 ? 'one month ago' : `${months} months ago`;
  return [
    'Not legal advice. Counsel reads this report before it is filed.',
    `The rule describes ${rule.asOf} (${age}); knowledge ${knowledge.version}.`,
    ...(rule.verified ? [] : ['The rule is not verified: its number or trigger was not seen in a document.']),
    `${form.verified ? 'The form was seen.' : 'The form itself was not seen; the recipient’s own form wins.'} ${form.basis}`,
    ...(rule.content.length === 0
      ? ['The law lists no content for this duty; the report follows the group of forms.']
      : []),
    ...(rule.prohibitedContent ?? []).map(
      (code) =>
        `This law forbids: ${knowledge.contentCodes.get(code)?.label ?? code}. It is left out of this report.`,
    ),
    'No personal data of recipients stand in this report; lists of people go over the recipient’s own secure way.',
  ];
}
