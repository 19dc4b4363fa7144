import { isTold, notKnown } from './build-report.js';
import type { Report, ReportAnswer } from './build-report.js';

/** The report as Markdown; the PDF is set from this very text. */
export function reportMarkdown(report: Report): string {
  const { form, incident } = report;
  const blocks = [
    ...(report.exercise ? [EXERCISE] : []),
    `# ${report.exercise ? 'EXERCISE: ' : ''}${plain(form.title)}`,
    ...(incident === null ? [] : [`**Incident:** ${plain(incident.reference)}, ${plain(incident.title)}`]),
    ...dutyBlocks(report),
    ...report.sections.flatMap(({ heading, fields }) => [
      `## ${plain(heading)}`,
      ...fields.flatMap((field) => [
        `### ${plain(field.heading)}`,
        ...field.answers.filter(isTold).map(answerBlock),
        ...namedOnly(field.answers),
      ]),
    ]),
    '## What the law asks and is not fully known yet',
    report.missing.length === 0
      ? 'Nothing: the record answers everything that this law lists. Read each answer before you file.'
      : bullets(report.missing.map(({ label, missing, ask }) => `${label}. ${notKnown(missing, ask)}`)),
    ...(report.attachments.length === 0
      ? []
      : ['## To be handed over beside it', bullets(report.attachments)]),
    '## About this report',
    bullets([...report.notes, ...basis(report)]),
    ...(report.exercise ? [EXERCISE] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const EXERCISE = '**EXERCISE. Nothing of this happened. File it with nobody.**';

function dutyBlocks({ duty, at }: Report): string[] {
  const due = duty.dueWords === null ? '' : ` Last moment: ${duty.dueWords}.`;
  return [
    bullets([
      `To: ${duty.authority}`,
      `Law: ${duty.law} (rule ${duty.ruleId})`,
      `Stage: ${duty.stage}, ${duty.stageWords}`,
      `Standing as of ${at}: ${duty.statusWords}${due}`,
      `Goes by: ${duty.channels.join('; ')}`,
      ...(duty.prescribedFormat === null ? [] : [`Format: ${duty.prescribedFormat}`]),
      ...(duty.language === null ? [] : [`Language: ${duty.language}`]),
    ]),
    '## How the time was counted',
    bullets(duty.arithmetic),
  ];
}

function namedOnly(answers: readonly ReportAnswer[]): string[] {
  const labels = answers.filter((answer) => !isTold(answer)).map(({ label }) => plain(label));
  return labels.length === 0 ? [] : [`*Not asked by this law and not filled: ${labels.join('; ')}.*`];
}

function answerBlock({ label, text, asked }: ReportAnswer): string {
  const [first = '', ...more] = text.split(/\n+/).map(plain);
  const besides = asked ? '' : ' (not asked by this law)';
  return [`**${plain(label)}${besides}:** ${first}`, ...more].join('\n\n');
}

function basis({ at, factsRevision, sha256, duty }: Report): string[] {
  return [
    `Made ${at} from ${factsRevision === null ? 'facts of a file' : `revision ${factsRevision} of the facts`}.`,
    `Sources of the rule: ${duty.sources.join('; ')}.`,
    `SHA-256 of the content: ${sha256}`,
  ];
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${plain(item.replace(/\s*\n\s*/g, ' '))}`).join('\n');
}

/** Text as it is written: nothing in it is read as Markdown or HTML. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
