import type { AffectedDataClass } from '../../incidents/domain/incident-facts.js';

/**
 * Whether nobody can read what was taken, as a legal safe harbour for encryption reads it: encrypted or tokenised
 * with its key safe, strongly hashed, or redacted.
 *
 * @returns absent when no class is known, or when the protection or the key of one class is unknown
 */
export function allUnreadable(classes: readonly AffectedDataClass[] | undefined): boolean | undefined {
  if (classes === undefined || classes.length === 0) return undefined;
  const answers = classes.map(unreadable);
  return answers.includes(undefined) ? undefined : answers.every(Boolean);
}

function unreadable({ protection, keyTaken }: AffectedDataClass): boolean | undefined {
  switch (protection) {
    case 'none':
    case 'hashed-weak':
      return false;
    case 'hashed-strong':
    case 'redacted':
      return true;
    case 'encrypted':
    case 'tokenised':
      return typeof keyTaken === 'boolean' ? !keyTaken : undefined;
    default:
      return undefined;
  }
}
