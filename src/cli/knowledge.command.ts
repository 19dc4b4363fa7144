import type { Command } from 'commander';
import { checkKnowledge } from '../catalogue/check-knowledge.js';
import { addKnowledgeExport } from './knowledge-export.command.js';
import type { CommandResult } from './outcome.js';
import { REFUSED } from './outcome.js';
import { addRefitCommand } from './refit.command.js';
import { print, report } from './streams.js';
import { workedAnswers } from './worked-answers.js';

export function addKnowledgeCommands(program: Command, result: CommandResult): void {
  const knowledge = program
    .command('knowledge')
    .description('the packs of industries, steps, evidence and duties');
  addKnowledgeExport(knowledge);
  addRefitCommand(knowledge, result);
  knowledge
    .command('check')
    .description('check the schemas and references of every pack, and that its worked cases come out')
    .argument('[folder]', 'a folder of own packs, or of a whole set; absent: the shipped packs')
    .option('--json', 'machine-readable output')
    .action(async (folder: string | undefined, options: { json?: boolean }) => {
      const check = checkKnowledge(folder, workedAnswers);
      if (!check.ok) result.status = REFUSED;
      if (options.json) return print(JSON.stringify(check));
      for (const { file, line, message } of check.findings) report(`${file}:${line}: ${message}`);
      return print(
        check.ok ? `${check.packs.length} packs are in order.` : `${check.findings.length} findings.`,
      );
    });
}
