import { Command, CommanderError } from 'commander';
import { breakdownWords, placesOf } from './breakdown.js';
import { CommandRefused, DONE, REFUSED, UsageError, WRONG_USAGE } from './outcome.js';
import type { CommandResult, ExitStatus } from './outcome.js';
import { mindClosedPipes, report } from './streams.js';

type AddCommands = (program: Command, result: CommandResult) => void;

/** What `redress` knows, by first word. Only the group that is asked for is loaded, so that each starts fast. */
const GROUPS: Record<string, { says: string; load: () => Promise<AddCommands> }> = {
  serve: { says: 'run the service (also: npm start)', load: service },
  migrate: { says: 'bring the database up to date and stop', load: service },
  demo: { says: 'run with sample incidents and one person per role', load: service },
  incident: {
    says: 'import incidents',
    load: async () => (await import('./incident.command.js')).addIncidentCommands,
  },
  plan: {
    says: 'rank the response steps for facts',
    load: async () => (await import('./plan.command.js')).addPlanCommand,
  },
  obligations: {
    says: 'compute every duty to notify for facts',
    load: async () => (await import('./obligations.command.js')).addObligationsCommand,
  },
  notice: {
    says: 'draft notices from facts, check finished ones',
    load: async () => (await import('./notice.command.js')).addNoticeCommands,
  },
  template: {
    says: 'check texts',
    load: async () => (await import('./template.command.js')).addTemplateCommands,
  },
  audit: {
    says: 'verify the trail',
    load: async () => (await import('./audit.command.js')).addAuditCommands,
  },
  knowledge: {
    says: 'check packs',
    load: async () => (await import('./knowledge.command.js')).addKnowledgeCommands,
  },
  user: { says: 'add accounts', load: async () => (await import('./user.command.js')).addUserCommands },
};

async function service(): Promise<AddCommands> {
  return (await import('./service.command.js')).addServiceCommands;
}

/**
 * Runs one `redress` command.
 *
 * @param words the command line without the program's name
 * @returns the exit status: 0 done and clean, 1 refused or findings, 2 wrong usage
 */
export async function runCommandLine(words: string[]): Promise<ExitStatus> {
  const result: CommandResult = { status: DONE };
  mindClosedPipes();
  try {
    const program = await commandTree(words, result);
    await program.parseAsync(words, { from: 'user' });
    return result.status;
  } catch (error) {
    return statusOf(error);
  }
}

async function commandTree(words: string[], result: CommandResult): Promise<Command> {
  const program = new Command('redress').description(
    'Runs the response to a data breach so that customers can trust the company again.',
  );
  const wanted = words.find((word) => !word.startsWith('-')) ?? '';
  if (Object.hasOwn(GROUPS, wanted)) (await GROUPS[wanted]?.load())?.(program, result);
  const loaded = new Set(program.commands.map((command) => command.name()));
  for (const [name, { says }] of Object.entries(GROUPS))
    if (!loaded.has(name)) program.command(name).description(says);
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
  report(breakdownWords(error));
  if (process.env.LOG_LEVEL === 'debug') report(placesOf(error));
  return REFUSED;
}

/** Configuration, keys and knowledge say themselves what is wrong; a stack would hide it. */
function isStartRefusal(error: unknown): error is Error {
  const names = [
    'ConfigurationFaults',
    'KeysUnusable',
    'KnowledgeFaults',
    'TemplateFaults',
    'DataFolderBusy',
  ];
  return error instanceof Error && names.includes(error.name);
}
