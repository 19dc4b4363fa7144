import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import { canonicalText } from '../../incidents/domain/canonical-text.js';

/**
 * One text for one content, to be hashed as UTF-8: however the keys stood, and in whichever order causes, left-out
 * steps and the prerequisites of own steps were named, for that order says nothing.
 */
export function canonicalPlaybook(content: PlaybookContent): string {
  return canonicalText({
    ...content,
    causes: content.causes.toSorted(),
    steps: content.steps.map(ordered),
    leftOut: content.leftOut.toSorted((one, other) => (one.step < other.step ? -1 : 1)),
  });
}

/** The step with its prerequisites in one order. */
export function ordered(step: PlaybookStep): PlaybookStep {
  return 'own' in step ? { ...step, own: { ...step.own, requires: step.own.requires.toSorted() } } : step;
}
