import type { Command } from 'commander';
import { shippedFactsValidator } from '../incidents/facts-form.js';
import { concerns } from '../obligations/domain/duty.js';
import type { Report } from '../obligations/domain/build-report.js';
import { prepareDutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../obligations/domain/evaluate-duties.js';
import { reportMarkdown } from '../obligations/domain/report-markdown.js';
import { answerItems } from './answer-items.js';
import { dutiesText } from './duties-text.js';
import type { DutyList } from './duties-text.js';
import type { CommandResult } from './outcome.js';
import { readAtOption, readFactsInput } from './facts-input.js';
import { knowledgeInForce } from './knowledge.js';
import { readReportOptions, reportFromFacts } from './obligation-report.js';
import type { ReportOptions } from './obligation-report.js';
import { readInput } from './streams.js';

interface ObligationsOptions extends ReportOptions {
  at?: string;
  all?: boolean;
}

export function addObligationsCommand(program: Command, result: CommandResult): void {
  program
    .command('obligations')
    .description('compute every duty to notify for facts, with its clock; no legal advice')
    .argument('<facts>', 'FACTS file: one object, an array or JSON Lines; - for standard input')
    .option('--at <instant>', 'instant of evaluation, default now')
    .option('--all', 'also the rules that are not owed or inactive')
    .option('--json', 'machine-readable output')
    .option(
      '--report <rule>',
      'the pre-filled report of one rule from these facts alone, in place of the list',
    )
    .option('--format <format>', 'of the report: md (default) or json')
    .action(async (file: string, options: ObligationsOptions) => {
      const at = readAtOption(options.at);
      const catalogue = knowledgeInForce();
      const knowledge = prepareDutyKnowledge(catalogue);
      const validate = shippedFactsValidator();
      const answer = (input: unknown, instant: Parameters<typeof evaluateDuties>[1]) => {
        const outcome = validate(input);
        if ('faults' in outcome) return { errors: outcome.faults };
        const duties = evaluateDuties(outcome.facts, instant, knowledge);
        const shown = options.all ? duties : duties.filter(concerns);
        return { value: { knowledgeVersion: catalogue.version, duties: shown } };
      };
      const report = readReportOptions(options, catalogue);
      const input = readFactsInput(readInput(file));
      if (report !== null) {
        await answerItems<Report>(
          {
            input,
            at,
            json: report.json,
            answer: (given, instant) => {
              const outcome = validate(given);
              if ('faults' in outcome) return { errors: outcome.faults };
              return { value: reportFromFacts(outcome.facts, instant, report.ruleId, knowledge, catalogue) };
            },
            asText: reportMarkdown,
          },
          result,
        );
        return;
      }
      await answerItems<DutyList>(
        { input, at, json: options.json ?? false, answer, asText: dutiesText },
        result,
      );
    });
}
