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

/** In plain words, for charts, lists and briefs. */
export const priorityWords = {
  'proof-of-fix': 'Proof of fix',
  compensation: 'Compensation',
  'identity-help': 'Identity help',
  speed: 'Speed',
  transparency: 'Plain facts',
  'control-over-data': 'Control over data',
  'human-contact': 'A person to talk to',
  apology: 'Apology',
} as const satisfies Record<Priority, string>;

/** The three remedies that no apology may outrank. */
export const remedies = [
  'proof-of-fix',
  'compensation',
  'identity-help',
] as const satisfies readonly Priority[];

/** Numbers by priority; every priority is present unless the type says `Partial`. */
export type ByPriority<T> = Record<Priority, T>;
