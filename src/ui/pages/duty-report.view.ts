import { isTold } from '../../obligations/domain/build-report.js';
import type { AnswerState, Report, ReportAnswer } from '../../obligations/domain/build-report.js';
import type { ChipView, IncidentHeaderView, KeyValueView, PageView } from '../views.types.js';
import { registerHref } from './obligations.query.js';

export interface DutyReportView extends PageView {
  header: IncidentHeaderView;
  report: {
    heading: string;
    exercise: boolean;
    basics: KeyValueView[];
    arithmetic: readonly string[];
    sections: {
      id: string;
      heading: string;
      fields: {
        heading: string;
        answers: ReportAnswerView[];
        /** Labels of what the law does not ask and nothing fills. */
        others: readonly string[];
      }[];
    }[];
    /** `3 answers are missing or not whole`; empty when none. */
    gaps: { label: string; words: string; ask: string }[];
    attachments: readonly string[];
    notes: readonly string[];
    sha256: string;
    made: string;
  };
  downloads: { href: string; label: string }[];
  /** Of the filing with this text; empty for readers who record none. */
  filingHref: string;
  registerHref: string;
}

export interface ReportAnswerView {
  label: string;
  asked: boolean;
  /** Paragraphs. */
  lines: readonly string[];
  chip: ChipView | null;
}

const CHIPS: Readonly<Record<AnswerState, ChipView | null>> = {
  known: null,
  partly: { text: 'In part', tone: 'warn' },
  unknown: { text: 'Not known yet', tone: 'danger' },
  attach: { text: 'Handed over beside it', tone: 'info' },
  forbidden: { text: 'Forbidden', tone: 'danger' },
};

export function dutyReportBody(
  report: Report,
  at: { incidentId: string; reference: string; files: boolean },
): Omit<DutyReportView, keyof PageView | 'header'> {
  const { duty } = report;
  const api = `/api/v1/incidents/${at.incidentId}/obligations/${duty.ruleId}/report`;
  const filing = new URLSearchParams({ duty: duty.ruleId, report: '1' }).toString();
  return {
    report: {
      heading: report.form.title,
      exercise: report.exercise,
      basics: basics(report),
      arithmetic: duty.arithmetic,
      sections: report.sections.map(({ heading, fields }, index) => ({
        id: `s-${index + 1}`,
        heading,
        fields: fields.map((field) => ({
          heading: field.heading,
          answers: field.answers.filter(isTold).map(answerView),
          others: field.answers.filter((answer) => !isTold(answer)).map(({ label }) => label),
        })),
      })),
      gaps: report.missing.map(({ label, missing, ask }) => ({
        label,
        words: missing.join('; '),
        ask: ask.replaceAll('-', ' '),
      })),
      attachments: report.attachments,
      notes: report.notes,
      sha256: report.sha256,
      made: report.at,
    },
    downloads: [
      { href: `${api}?format=pdf`, label: 'PDF' },
      { href: `${api}?format=md`, label: 'Markdown' },
      { href: `${api}?format=json`, label: 'JSON' },
    ],
    filingHref: at.files ? `/incidents/${at.reference}/obligations?${filing}#duty-${duty.ruleId}` : '',
    registerHref: registerHref(at.reference, { status: '', duty: duty.ruleId }),
  };
}

function basics({ duty, factsRevision, knowledgeVersion }: Report): KeyValueView[] {
  const lines: [string, string | null][] = [
    ['To', duty.authority],
    ['Law', `${duty.law} (${duty.ruleId})`],
    ['Stage', `${duty.stage}: ${duty.stageWords}`],
    ['Standing', duty.statusWords],
    ['Last moment', duty.dueWords],
    ['Goes by', duty.channels.join('; ') || null],
    ['Format', duty.prescribedFormat],
    ['Language', duty.language],
    ['Made from', `revision ${factsRevision ?? 0} of the facts, knowledge ${knowledgeVersion}`],
  ];
  return lines.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function answerView({ label, asked, text, state }: ReportAnswer): ReportAnswerView {
  return { label, asked, lines: text.split(/\n+/), chip: CHIPS[state] };
}
