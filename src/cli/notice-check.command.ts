import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { readYaml, YamlFault } from '../catalogue/yaml-document.js';
import { shippedFactsValidator } from '../incidents/facts-form.js';
import { checkFile } from '../notices/check-file.js';
import { frontMatterOf } from '../notices/domain/checks/facts/markdown-notice.js';
import type { CheckReport } from '../notices/domain/checks/finding.js';
import { loadMailShell, loadNoticeKinds } from '../notices/notice-kinds.loader.js';
import { noticeGround } from '../notices/render-from-facts.js';
import { Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';
import { factsInputOf, readAtOption, readFactsInput } from './facts-input.js';
import { knowledgeInForce } from './knowledge.js';
import { CommandRefused, REFUSED } from './outcome.js';
import type { CommandResult } from './outcome.js';
import { print, readInput } from './streams.js';

interface CheckOptions {
  facts: string;
  kind: string;
  locale: string;
  records?: string;
  at?: string;
  json?: boolean;
}

/** Adds `check` to the commands about notices. Its status is 1 where a block stands, as with findings in a template. */
export function addNoticeCheckCommand(notice: Command, result: CommandResult): void {
  notice
    .command('check')
    .description('hold a finished text against facts, word lists and what the laws ask')
    .argument('<file>', 'the notice as Markdown; front matter is left out but for subject and preheader')
    .requiredOption(
      '--facts <facts>',
      'FACTS of the incident: JSON, or a Markdown file with facts in its front matter',
    )
    .requiredOption('--kind <kind>', 'folder of templates/notices')
    .requiredOption('--locale <locale>', 'language of the text')
    .option(
      '--records <records>',
      'records of the incident: JSON, YAML or front matter; default: the file of --facts',
    )
    .option('--at <instant>', 'instant at which duties are evaluated, default now')
    .option('--json', 'machine-readable output')
    .action(async (file: string, options: CheckOptions) => {
      const at = readAtOption(options.at);
      const report = check(file, options, at ?? Temporal.Instant.fromEpochMilliseconds(Date.now()));
      if (report.findings.some(({ severity }) => severity === 'block')) result.status = REFUSED;
      await print(options.json ? JSON.stringify(report) : inWords(report));
    });
}

function check(file: string, { kind, locale, ...options }: CheckOptions, at: Temporal.Instant): CheckReport {
  const text = readInput(file);
  const own = objectOf(frontMatter(text, 'notice'));
  const { facts, source } = readFacts(options.facts);
  const records = options.records === undefined ? source : readRecords(options.records);
  const lines = {
    ...(typeof own.subject === 'string' && { subject: own.subject }),
    ...(typeof own.preheader === 'string' && { preheader: own.preheader }),
  };
  const catalogue = knowledgeInForce();
  const ground = noticeGround(catalogue, loadNoticeKinds(catalogue), loadMailShell());
  try {
    return checkFile(
      { text, lines, facts, kind, locale, at, ...(records !== undefined && { records }) },
      ground,
    );
  } catch (error) {
    if (error instanceof Unprocessable) throw refused(error.faults);
    throw error;
  }
}

/** Front matter is a record of its incident too; JSON holds facts alone. */
function readFacts(file: string) {
  const text = readInput(file);
  const front = frontMatter(text, 'facts');
  const input = front === undefined ? readFactsInput(text) : factsInputOf(objectOf(front).facts);
  const [item] = input.items;
  if (input.many || !item) throw new CommandRefused('--facts: give the facts of one incident.');
  if (item.errors.length > 0) throw refused(item.errors);
  const outcome = shippedFactsValidator()(item.facts);
  if ('faults' in outcome) throw refused(outcome.faults);
  return { facts: outcome.facts, source: front };
}

function readRecords(file: string): unknown {
  const text = readInput(file);
  return frontMatter(text, 'records') ?? yamlOf(text, 'records');
}

function frontMatter(text: string, what: string): unknown {
  const front = frontMatterOf(text);
  return front === null ? undefined : yamlOf(front, what);
}

/** JSON is YAML too. */
function yamlOf(text: string, what: string): unknown {
  try {
    return readYaml(text).value;
  } catch (error) {
    if (error instanceof YamlFault)
      throw new CommandRefused(`${what}, line ${error.line}: ${error.message}.`);
    throw error;
  }
}

function refused(faults: readonly Fault[]): CommandRefused {
  return new CommandRefused(faults.map(({ path, message }) => `${path || '/'}: ${message}`).join('\n'));
}

function inWords({ findings, parts, readability, coverage, remarks }: CheckReport): string {
  const found = findings.map(({ rule, severity, place, text, why, fix }) => {
    const where = place.section === null ? 'the notice' : place.section;
    const quote = text === '' ? '' : ` “${text}”`;
    return `${severity.padEnd(5)} ${rule} in ${where}:${quote}\n      ${why}\n      ${fix}`;
  });
  const told = parts.map(({ part, state }) => `${part} ${state}`).join(', ');
  const read = readability.map(({ name, value, limits }) => `${name} ${value}. ${limits}`);
  const duties = coverage
    .filter(({ state }) => state !== 'present')
    .map(({ ruleId, code, state }) => `${state.padEnd(7)} ${ruleId}: ${code}`);
  return [
    ...(found.length === 0 ? ['Nothing found.'] : found),
    '',
    `Parts: ${told}.`,
    ...read,
    ...(duties.length === 0 ? [] : ['', 'What the laws ask and the text does not carry in full:', ...duties]),
    '',
    ...remarks,
  ].join('\n');
}

function objectOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};
}
