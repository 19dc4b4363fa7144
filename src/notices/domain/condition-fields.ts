import type { DerivedFlag, NoticeCondition } from './notice-kind.js';

const comparedBy: Record<DerivedFlag, readonly string[]> = {
  severalDays: ['incident.occurredAt', 'incident.occurredUntil'],
  sameDay: ['incident.occurredAt', 'incident.occurredUntil'],
  sureLater: ['incident.discoveredAt', 'incident.awareAt'],
  stoppedSameDay: ['incident.discoveredAt', 'incident.containedAt'],
  late: ['incident.discoveredAt', 'notice.date'],
  dataComplete: [],
  inUnitedStates: [],
};

/** Placeholders that a condition looks at: a kind without one of them cannot ask it. */
export function fieldsOf(condition: NoticeCondition): readonly string[] {
  if ('known' in condition) return condition.known;
  if ('derived' in condition) return comparedBy[condition.derived];
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  return 'not' in condition ? fieldsOf(condition.not) : [];
}
