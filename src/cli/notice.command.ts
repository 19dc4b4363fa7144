import { Option } from 'commander';
import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { shippedFactsValidator } from '../incidents/facts-form.js';
import { loadMailShell, loadNoticeKinds } from '../notices/notice-kinds.loader.js';
import { documentFormats } from '../notices/render-document.js';
import { noticeGround, renderFromFacts } from '../notices/render-from-facts.js';
import type { NoticeDocument, NoticeRequest } from '../notices/render-from-facts.js';
import { Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';
import { readAtOption, readFactsInput } from './facts-input.js';
import type { FactsItem } from './facts-input.js';
import { knowledgeInForce } from './knowledge.js';
import { addNoticeCheckCommand } from './notice-check.command.js';
import { REFUSED } from './outcome.js';
import type { CommandResult } from './outcome.js';
import { print, printBytes, readInput, report } from './streams.js';

interface RenderOptions {
  kind: string;
  locale: string;
  format: string;
  at?: string;
  json?: boolean;
}

export function addNoticeCommands(program: Command, result: CommandResult): void {
  const notice = program.command('notice').description('texts to the people affected');
  addNoticeCheckCommand(notice, result);
  notice
    .command('render')
    .description('draft a notice from facts alone; what is not known is marked')
    .argument('<facts>', 'FACTS file: one object, an array or JSON Lines; - for standard input')
    .requiredOption('--kind <kind>', 'folder of templates/notices')
    .option('--locale <locale>', 'language; where it has no texts, another by rule, which is said', 'en')
    .addOption(new Option('--format <format>', documentFormats.join(', ')).default('text'))
    .option('--at <instant>', 'instant of evaluation, default now')
    .option(
      '--json',
      'machine-readable output: the document (a PDF or Word file as base64), what is missing, notes',
    )
    .action(async (file: string, options: RenderOptions) => {
      const at = readAtOption(options.at) ?? Temporal.Instant.fromEpochMilliseconds(Date.now());
      const render = renderer(options);
      for (const item of readFactsInput(readInput(file)).items) {
        const answer = await render(item, at);
        if ('errors' in answer) result.status = REFUSED;
        await show(item, answer, options.json ?? false);
      }
    });
}

type Answer = NoticeDocument | { errors: Fault[] };

function renderer({
  kind,
  locale,
  format,
}: RenderOptions): (item: FactsItem, at: Temporal.Instant) => Promise<Answer> {
  const catalogue = knowledgeInForce();
  const ground = noticeGround(catalogue, loadNoticeKinds(catalogue), loadMailShell());
  const validate = shippedFactsValidator();
  return async (item, at) => {
    if (item.errors.length > 0) return { errors: item.errors };
    const outcome = validate(item.facts);
    if ('faults' in outcome) return { errors: outcome.faults };
    const request: NoticeRequest = { facts: outcome.facts, at: item.at ?? at, kind, locale, format };
    try {
      return await renderFromFacts(request, ground);
    } catch (error) {
      if (error instanceof Unprocessable) return { errors: error.faults };
      throw error;
    }
  };
}

async function show(item: FactsItem, answer: Answer, json: boolean): Promise<void> {
  if (json) return print(JSON.stringify({ ...(item.id === null ? {} : { id: item.id }), ...inJson(answer) }));
  if ('document' in answer && answer.fallback) report(answer.fallback.reason);
  if ('document' in answer && answer.sms)
    report(`${answer.sms.encoding}, ${answer.sms.units} units, parts: ${answer.sms.parts}`);
  if ('document' in answer)
    return typeof answer.document === 'string' ? print(answer.document) : printBytes(answer.document);
  for (const { path, message } of answer.errors)
    report(`${item.id === null ? '' : `${item.id}: `}${path || '/'}: ${message}`);
}

/** Bytes go as base64. */
function inJson(answer: Answer): object {
  if (!('document' in answer) || typeof answer.document === 'string') return answer;
  return { ...answer, document: answer.document.toString('base64') };
}
