import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './audit.command.js';
import { addIncidentCommands } from './incident.command.js';
import { addKnowledgeCommands } from './knowledge.command.js';
import { addNoticeCommands } from './notice.command.js';
import { addObligationsCommand } from './obligations.command.js';
import { CommandRefused, DONE, REFUSED, UsageError, WRONG_USAGE } from './outcome.js';
import type { CommandResult, ExitStatus } from './outcome.js';
import { addPlanCommand } from './plan.command.js';
import { addServiceCommands } from './service.command.js';
import { report } from './streams.js';
import { addTemplateCommands } from './template.command.js';
import { addUserCommands } from './user.command.js';

/**
 * Runs one `redress` command.
 *
 * @param words the command line without the program's name
 * @returns the exit status: 0 done and clean, 1 refused or findings, 2 wrong usage
 */
export async function runCommandLine(words: string[]): Promise<ExitStatus> {
  const result: CommandResult = { status: DONE };
  try {
    await commandTree(result).parseAsync(words, { from: 'user' });
    return result.status;
  } catch (error) {
    return statusOf(error);
  }
}

function commandTree(result: CommandResult): Command {
  const program = new Command('redress')
    .description('Runs the response to a data breach so that customers can trust the company again.')
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  addServiceCommands(program, result);
  addIncidentCommands(program, result);
  addPlanCommand(program, result);
  addObligationsCommand(program, result);
  addNoticeCommands(program, result);
  addTemplateCommands(program, result);
  addAuditCommands(program, result);
  addKnowledgeCommands(program, result);
  addUserCommands(program, result);
  for (const command of withChildren(program))
    command.exitOverride().allowExcessArguments(false).showHelpAfterError();
  return program;
}

function withChildren(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withChildren)];
}

function statusOf(error: unknown): ExitStatus {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof UsageError) {
    report(error.message);
    return WRONG_USAGE;
  }
  if (error instanceof CommandRefused || isStartRefusal(error)) {
    report(error.message);
    return REFUSED;
  }
  throw error;
}

/** Configuration, keys and knowledge say themselves what is wrong; a stack would hide it. */
function isStartRefusal(error: unknown): error is Error {
  const names = ['ConfigurationFaults', 'KeysUnusable', 'KnowledgeFaults', 'DataFolderBusy'];
  return error instanceof Error && names.includes(error.name);
}
