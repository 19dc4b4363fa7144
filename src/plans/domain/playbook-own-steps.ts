import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';

export interface PlaybookOwnStep {
  id: string;
  own: OwnStep;
  /** In place of those in `own`. */
  title?: string;
  owner?: string;
}

/**
 * The own steps of a playbook, each after the own steps that it waits for.
 *
 * @throws RangeError for a circle, which no checked playbook has
 */
export function ownStepsInOrder({ steps }: Pick<PlaybookContent, 'steps'>): PlaybookOwnStep[] {
  const own = new Map(steps.flatMap((step) => ('own' in step ? [[step.id, step] as const] : [])));
  const placed = new Set<string>();
  const order: PlaybookOwnStep[] = [];
  const waiting = [...own.values()];
  while (waiting.length > 0) {
    const next = waiting.findIndex((step) => step.own.requires.every((id) => !own.has(id) || placed.has(id)));
    const [step] = next < 0 ? [] : waiting.splice(next, 1);
    if (step === undefined) throw new RangeError('The own steps of the playbook wait for each other.');
    placed.add(step.id);
    order.push(step);
  }
  return order;
}
