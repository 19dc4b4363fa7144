import { PROOF_FIELDS } from '../../proofs/domain/proof-values.js';
import { isPersonal } from './notice-kind.js';

/**
 * Where the value of a merge field comes from: the facts of the incident, its proof of fix, the profile of the
 * organisation, what the writers of this notice answer, or each person's own row.
 */
export type FieldSource = 'fact' | 'proof' | 'profile' | 'answer' | 'person';

const facts: ReadonlySet<string> = new Set([
  'incident.reference',
  'incident.occurredAt',
  'incident.occurredUntil',
  'incident.discoveredAt',
  'incident.awareAt',
  'incident.containedAt',
  'incident.peopleAffected',
  'incident.relations',
  'incident.dataClasses',
  'brief.clocks',
  'brief.wants',
]);

const profile: ReadonlySet<string> = new Set([
  'organisation.name',
  'organisation.phone',
  'organisation.phoneHours',
  'organisation.phoneLanguages',
  'organisation.email',
  'organisation.accessRoutes',
  'organisation.dpo',
  'organisation.signer',
]);

export function sourceOfField(name: string): FieldSource {
  if (isPersonal(name)) return 'person';
  if (facts.has(name)) return 'fact';
  if (PROOF_FIELDS.has(name)) return 'proof';
  return profile.has(name) ? 'profile' : 'answer';
}
