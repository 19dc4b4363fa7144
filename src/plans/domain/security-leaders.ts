import type { Evidence } from '../../catalogue/domain/evidence.js';
import { gapFindings } from './priority-gap.js';

const comparable = new Set<string>(gapFindings.map(({ leaders }) => leaders));

/**
 * True for a figure of security leaders that no page prints. Only two of their figures answer a question that
 * customers were asked too, and no ranking of security leaders may be drawn: a further figure beside those would look
 * like a part of one.
 */
export function isLeadersFigureApart({ id, figure }: Pick<Evidence, 'id' | 'figure'>): boolean {
  const ofLeaders = /\bsecurity (executives|leaders|officers)\b|\bCISOs?\b/i.test(figure.population);
  return ofLeaders && figure.value !== null && !comparable.has(id);
}
