import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type {
  CheckReport,
  Finding,
  NoticePart,
  Presence,
  Readability,
  Severity,
} from '../../notices/domain/checks/finding.js';
import { ruleTexts } from '../../notices/domain/checks/rule-texts.js';
import { evidenceHref } from '../evidence-links.js';
import type { IconName } from '../icons.js';
import type { ChipView } from '../views.types.js';

/** How a finding stands in the saved text. */
export interface FindingState {
  /** Names it in the saved text. */
  fingerprint: string;
  /** Why it stays; null: nobody has said so. */
  dismissal: { reason: string; by: string; at: string } | null;
}

export interface ChecksView {
  /** `1 blocks review, 2 warn, 14 pass` */
  words: string;
  groups: readonly FindingGroupView[];
  dismissed: readonly (FindingView & { by: string; at: string; reason: string })[];
  passed: readonly { rule: string; why: string }[];
  parts: readonly { label: string; chip: ChipView }[];
  readability: readonly ReadabilityView[];
  remarks: readonly string[];
  mendAction: string;
  dismissAction: string;
}

export interface FindingGroupView {
  title: string;
  icon: IconName;
  tone: string;
  findings: readonly FindingView[];
}

export interface FindingView {
  /** Its fingerprint; empty: it is not in the saved text. */
  key: string;
  anchor: string;
  /** Where the reason to dismiss it is typed. */
  reasonField: string;
  rule: string;
  icon: IconName;
  tone: string;
  place: { href: string; title: string; quote: string } | null;
  text: string;
  why: string;
  fix: string;
  evidence: readonly { href: string; label: string }[];
  mend: { value: string; from: string; to: string } | null;
  /** Asks for a reason; absent where nobody may lift it. */
  mayDismiss: boolean;
}

export interface ReadabilityView {
  name: string;
  value: string;
  limit: string;
  words: string;
  limits: string;
  over: boolean;
}

const GROUPS: Readonly<Record<Severity, Omit<FindingGroupView, 'findings'>>> = {
  block: { title: 'Blocks review', icon: 'octagon-alert', tone: 't-danger' },
  warn: { title: 'Warnings', icon: 'triangle-alert', tone: 't-warn' },
  hint: { title: 'Hints', icon: 'info', tone: 'muted' },
};
const ORDER: readonly Severity[] = ['block', 'warn', 'hint'];

const PARTS: Readonly<Record<NoticePart, string>> = {
  'what-happened': 'What happened',
  'what-information': 'Which information',
  'what-we-do': 'What you do about it',
  'what-you-can-do': 'What people can do',
  'where-to-get-help': 'Where to get help',
};
const PRESENCE: Readonly<Record<Presence, ChipView>> = {
  present: { text: 'Present', tone: 'ok', icon: 'check' },
  thin: { text: 'Thin', tone: 'warn', icon: 'triangle-alert' },
  missing: { text: 'Missing', tone: 'danger', icon: 'octagon-alert' },
};

/** Where the forms of the panel lead, and who may use them. */
export interface ChecksPlace {
  noticeId: string;
  titles: ReadonlyMap<string, string>;
  mayEdit: boolean;
  /** A named person may lift the block of a judgement. */
  mayLift: boolean;
}

/** @param stateOf null: the finding is not in the saved text, and cannot be dismissed before it is saved */
export function checksView(
  report: CheckReport,
  stateOf: (finding: Finding) => FindingState | null,
  place: ChecksPlace,
  catalogue: Pick<Catalogue, 'evidence'>,
): ChecksView {
  const view = (finding: Finding) =>
    findingView(finding, stateOf(finding)?.fingerprint ?? '', place, catalogue);
  const open = openFindings(report, stateOf);
  const groups = ORDER.map((severity) => ({
    ...GROUPS[severity],
    findings: open.filter((finding) => finding.severity === severity).map(view),
  }));
  return {
    words: countsWords({ findings: open, passed: report.passed }),
    groups: groups.filter(({ findings }) => findings.length > 0),
    dismissed: report.findings.flatMap((finding) => {
      const dismissal = stateOf(finding)?.dismissal;
      return dismissal ? [{ ...view(finding), ...dismissal }] : [];
    }),
    passed: report.passed.map((rule) => ({ rule, why: WHY.get(rule) ?? '' })),
    parts: report.parts.map(({ part, state }) => ({ label: PARTS[part], chip: PRESENCE[state] })),
    readability: report.readability.map(readabilityView),
    remarks: report.remarks,
    mendAction: place.mayEdit ? `/notices/${place.noticeId}/mends` : '',
    dismissAction: place.mayEdit ? `/notices/${place.noticeId}/dismissals` : '',
  };
}

/** Those that nobody has dismissed. */
export function openFindings(
  { findings }: Pick<CheckReport, 'findings'>,
  stateOf: (finding: Finding) => FindingState | null,
): Finding[] {
  return findings.filter((finding) => !stateOf(finding)?.dismissal);
}

/** `1 blocks review, 2 warn, 14 pass`; what does not occur is not counted. */
export function countsWords({ findings, passed }: Pick<CheckReport, 'findings' | 'passed'>): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const [blocks, warnings, hints] = ORDER.map(count) as [number, number, number];
  const parts = [
    blocks > 0 ? `${blocks} ${blocks === 1 ? 'blocks' : 'block'} review` : '',
    warnings > 0 ? `${warnings} ${warnings === 1 ? 'warns' : 'warn'}` : '',
    hints > 0 ? `${hints} ${hints === 1 ? 'hint' : 'hints'}` : '',
    `${passed.length} ${passed.length === 1 ? 'passes' : 'pass'}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The same words at the same place are the same finding, saved or typed. */
export function findingKey({ rule, place, text, fix }: Finding): string {
  return JSON.stringify([rule, place.section, text === '' ? fix : text]);
}

/** Name of the field in which a finding is dismissed with a reason. */
export function reasonField(fingerprint: string): string {
  return `reason.${fingerprint.slice(0, 12)}`;
}

const WHY: ReadonlyMap<string, string> = new Map(
  Object.entries(ruleTexts).map(([rule, { why }]) => [rule, why]),
);

function findingView(
  finding: Finding,
  fingerprint: string,
  { titles, mayEdit, mayLift }: ChecksPlace,
  catalogue: Pick<Catalogue, 'evidence'>,
): FindingView {
  const { rule, severity, place, text, why, fix, evidence, mend, judgement = false } = finding;
  const { section } = place;
  const known = section !== null && (titles.has(section) || section in LINES);
  return {
    key: fingerprint,
    anchor: fingerprint.slice(0, 12),
    reasonField: reasonField(fingerprint),
    rule,
    icon: GROUPS[severity].icon,
    tone: GROUPS[severity].tone,
    place: known
      ? {
          href: section in LINES ? '#section-lines' : `#section-${section}`,
          title: titles.get(section) ?? LINES[section] ?? section,
          quote: text,
        }
      : null,
    text,
    why,
    fix,
    evidence: evidence
      .filter((id) => catalogue.evidence.has(id))
      .map((id) => ({ href: evidenceHref(id), label: id.replaceAll('-', ' ') })),
    mend:
      mend && mayEdit
        ? { value: JSON.stringify([mend.section, mend.from, mend.to]), from: mend.from, to: mend.to }
        : null,
    mayDismiss: mayEdit && fingerprint !== '' && (severity !== 'block' || (judgement && mayLift)),
  };
}

const LINES: Readonly<Record<string, string>> = { subject: 'Subject', preheader: 'Preheader' };

function readabilityView(one: Readability): ReadabilityView {
  const { name, value, limit, limits, sentences, averageSentence, longestSentence } = one;
  return {
    name,
    value: value.toFixed(1),
    limit: limit === null ? '' : `at most ${limit}`,
    words: `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}, ${averageSentence.toFixed(1)} on average, the longest ${longestSentence}`,
    limits,
    over: limit !== null && value > limit,
  };
}

/** How the findings of one section look in its head and in the outline: its gravest, counted. */
export function sectionFindings(
  { findings }: Pick<CheckReport, 'findings'>,
  section: string,
): { severity: Severity; words: string } | null {
  const here = findings.filter(({ place }) => place.section === section);
  const severity = ORDER.find((one) => here.some((finding) => finding.severity === one));
  if (severity === undefined) return null;
  const count = here.filter((finding) => finding.severity === severity).length;
  const words: Record<Severity, [string, string]> = {
    block: ['blocks', 'block'],
    warn: ['warning', 'warnings'],
    hint: ['hint', 'hints'],
  };
  return { severity, words: `${count} ${words[severity][count === 1 ? 0 : 1]}` };
}
