/** Exit status of a command: done and clean; refused, or with findings; wrong usage. */
export const DONE = 0;
export const REFUSED = 1;
export const WRONG_USAGE = 2;

export type ExitStatus = typeof DONE | typeof REFUSED | typeof WRONG_USAGE;

/** What a command reports back. */
export interface CommandResult {
  status: ExitStatus;
}

/** The command was called wrongly: a flag, a value of a flag, a file that is not there. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something stopped the command that the caller can mend; the message says how. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}
