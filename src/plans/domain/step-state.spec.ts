import fc from 'fast-check';
import { STEP_DECISIONS, nextState } from './step-state.js';
import type { StepState } from './step-state.js';

describe('the states of a step', () => {
  it.each([
    ['proposed', 'accept', 'accepted'],
    ['accepted', 'complete', 'done'],
    ['skipped', 'reopen', 'proposed'],
    ['done', 'reopen', 'accepted'],
  ] as const)('lead from %s by %s to %s', (from, decision, to) => {
    expect(nextState(from, decision)).toBe(to);
  });

  it('never make a proposal done without someone accepting it first', () => {
    expect(nextState('proposed', 'complete')).toBeNull();
    expect(nextState('proposed', 'start')).toBeNull();
  });

  it('leave an ended step only by reopening it', () => {
    const ended = fc.constantFrom<StepState>('done', 'skipped', 'not_applicable');
    const decision = fc.constantFrom(...STEP_DECISIONS.filter((one) => one !== 'reopen'));
    fc.assert(fc.property(ended, decision, (from, wanted) => nextState(from, wanted) === null));
  });
});
