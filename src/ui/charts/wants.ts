/** What customers want: the priorities of the ranking, in plain words for charts and lists. */
export const wants = {
  'proof-of-fix': 'Proof of fix',
  compensation: 'Compensation',
  'identity-help': 'Identity help',
  speed: 'Speed',
  transparency: 'Plain facts',
  'control-over-data': 'Control over data',
  'human-contact': 'A person to talk to',
  apology: 'Apology',
} as const;

export type Want = keyof typeof wants;

export function isWant(id: string): id is Want {
  return Object.hasOwn(wants, id);
}

/** Class of its colour; the same in bars, keys and diamonds. */
export function wantClass(want: Want): string {
  return `p-${want}`;
}
