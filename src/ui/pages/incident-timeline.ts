import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { factWords } from '../fact-words.js';
import { asInstant, type InstantLike } from '../views.time.js';
import type { TimelineItemView } from '../views.types.js';
import { SHEET } from './facts.fields.js';
import { factAt } from './facts.values.js';

const TURNING_POINTS = new Set(['occurredAt', 'containedAt', 'discoveredAt']);
const SHOWN = 14;

/** What happened when, newest first: the moments among the facts, notices that were sent, the opening here. */
export function incidentTimeline(
  facts: IncidentFacts,
  openedAt: InstantLike,
  authorities: ReadonlyMap<string, string>,
): TimelineItemView[] {
  const moments = [...SHEET.when, ...SHEET.moments].flatMap(({ name }): TimelineItemView[] => {
    const at = factAt(facts, name);
    if (typeof at !== 'string') return [];
    return [{ at, text: factWords(name), kind: TURNING_POINTS.has(name) ? 'key' : 'law' }];
  });
  const notices = Object.entries(facts.notices ?? {}).flatMap(([ruleId, { sentAt }]): TimelineItemView[] => {
    if (sentAt === undefined) return [];
    return [{ at: sentAt, text: `Told: ${authorities.get(ruleId) ?? ruleId}`, kind: 'law' }];
  });
  return [...moments, ...notices, { at: openedAt, text: 'Opened in Redress' }]
    .sort((a, b) => asInstant(b.at).epochMilliseconds - asInstant(a.at).epochMilliseconds)
    .slice(0, SHOWN);
}
