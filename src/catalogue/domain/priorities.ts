/** What customers ask for after a breach; the order is that of every vector and matrix of `weights.yaml`. */
export const priorities = [
  'proof-of-fix',
  'compensation',
  'identity-help',
  'speed',
  'transparency',
  'control-over-data',
  'human-contact',
  'apology',
] as const;

export type Priority = (typeof priorities)[number];

/** The three remedies that no apology may outrank. */
export const remedies = [
  'proof-of-fix',
  'compensation',
  'identity-help',
] as const satisfies readonly Priority[];

/** Numbers by priority; every priority is present unless the type says `Partial`. */
export type ByPriority<T> = Record<Priority, T>;
