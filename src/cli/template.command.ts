import type { Command } from 'commander';
import { Option } from 'commander';
import type { CommandResult } from './outcome.js';
import { REFUSED } from './outcome.js';
import { print, readInput } from './streams.js';
import { shippedTemplateFields } from '../notices/notice-kinds.loader.js';
import { checkTemplate } from '../notices/domain/template-checker.js';
import { readTemplateFields } from '../notices/domain/template-fields.js';
import { CommandRefused } from './outcome.js';
import type { TemplateFields } from '../notices/domain/template-fields.js';

interface CheckOptions {
  profile: 'author' | 'kind';
  fields?: string;
  json?: boolean;
}

export function addTemplateCommands(program: Command, result: CommandResult): void {
  program
    .command('template')
    .description('texts with merge fields')
    .command('check')
    .description('check that a text holds nothing but words, Markdown and declared merge fields')
    .argument('<file>', 'the text; - for standard input')
    .addOption(
      new Option('--profile <profile>', 'who wrote it').choices(['author', 'kind']).default('author'),
    )
    .option(
      '--fields <file>',
      'JSON of the declared placeholders, helpers and link hosts; absent: those of notices to individuals',
    )
    .option('--json', 'machine-readable output')
    .action(async (file: string, options: CheckOptions) => {
      const fields = options.fields === undefined ? shippedTemplateFields() : readFields(options.fields);
      const findings = checkTemplate(readInput(file), options.profile, fields);
      const ok = findings.length === 0;
      if (!ok) result.status = REFUSED;
      if (options.json) return print(JSON.stringify({ ok, findings }));
      const lines = findings.map(
        ({ rule, place, message }) => `${place.line}:${place.column} ${rule}: ${message}`,
      );
      return print(ok ? 'Nothing found.' : lines.join('\n'));
    });
}

function readFields(file: string): TemplateFields {
  const outcome = readTemplateFields(parse(readInput(file)));
  if ('fields' in outcome) return outcome.fields;
  throw new CommandRefused(
    outcome.faults.map(({ path, message }) => `${path || '/'}: ${message}`).join('\n'),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandRefused('The fields are no JSON.');
  }
}
