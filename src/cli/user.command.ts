import { Option } from 'commander';
import type { Command } from 'commander';
import { Users } from '../identity/users.service.js';
import { SYSTEM } from '../platform/access/actor.js';
import { PEOPLE_ROLES } from '../platform/access/permissions.js';
import type { Role } from '../platform/access/permissions.js';
import { Refusal, Unprocessable } from '../platform/errors.js';
import type { CommandResult } from './outcome.js';
import { withService } from './ground.js';
import { CommandRefused } from './outcome.js';
import { print, readInput } from './streams.js';

interface AddOptions {
  name: string;
  email: string;
  role: Role;
  passwordFile?: string;
  json?: boolean;
}

export function addUserCommands(program: Command, _result: CommandResult): void {
  program
    .command('user')
    .description('accounts of people')
    .command('add')
    .description('add an account; without --password-file it prints a one-time link to set the password')
    .requiredOption('--name <name>', 'full name')
    .requiredOption('--email <address>', 'address to sign in with')
    .addOption(
      new Option('--role <role>', 'what the person may do').choices(PEOPLE_ROLES).makeOptionMandatory(),
    )
    .option('--password-file <file>', 'file that holds the password; - for standard input')
    .option('--json', 'machine-readable output')
    .action(async (options: AddOptions) => {
      const added = await withService(async (app) => add(app.get(Users, { strict: false }), options));
      await print(options.json ? JSON.stringify(added) : (added.setupLink ?? `Added ${added.id}.`));
    });
}

async function add(
  users: Users,
  options: AddOptions,
): Promise<{ id: string; role: Role; setupLink: string | null }> {
  const { name, email, role } = options;
  try {
    if (options.passwordFile === undefined) {
      const { person, setupLink } = await users.invite({ name, email, role }, SYSTEM);
      return { id: person.id, role, setupLink };
    }
    const password = readInput(options.passwordFile).replace(/\r?\n$/, '');
    return { id: (await users.create({ name, email, role, password })).id, role, setupLink: null };
  } catch (error) {
    throw error instanceof Refusal ? new CommandRefused(sentenceOf(error)) : error;
  }
}

function sentenceOf(refusal: Refusal): string {
  const faults = refusal instanceof Unprocessable ? refusal.faults.map(({ message }) => message) : [];
  return [refusal.message, ...faults].join(' ');
}
