import { Temporal } from 'temporal-polyfill';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import { stepsOfPlan } from './playbook-of-plan.js';
import type { FinishedStep } from './playbook-of-plan.js';

const OPENED = Temporal.Instant.from('2026-11-17T09:00:00Z');
const OWN = { title: 'Call the shops', requires: ['own-b', 'fix', 'own-kept'] } as unknown as OwnStep;

const step = (id: string, more: Partial<FinishedStep> = {}): FinishedStep => ({
  id,
  own: null,
  state: 'accepted',
  reason: '',
  title: null,
  dueAt: null,
  feasibility: null,
  ...more,
});

describe('a plan as a playbook', () => {
  it('keeps accepted steps in their order with what people adapted, due in hours from the opening', () => {
    const feasibility = { factor: 0.8, reason: 'We have no call centre.' };
    const dueAt = OPENED.add({ hours: 47, minutes: 1 });
    const { steps } = stepsOfPlan(
      [step('pay', { state: 'done', title: 'Pay at once', dueAt }), step('fix', { feasibility })],
      OPENED,
    );
    expect(steps).toEqual([
      { step: 'pay', title: 'Pay at once', dueHours: 48 },
      { step: 'fix', feasibility },
    ]);
  });

  it('takes what was skipped as left out with its reason, and nothing that nobody decided about', () => {
    const dropped = [
      step('a', { state: 'skipped', reason: 'The bank pays.' }),
      step('b', { state: 'not_applicable', reason: 'No children.' }),
      step('c', { state: 'proposed' }),
    ];
    expect(stepsOfPlan(dropped, OPENED)).toEqual({
      steps: [],
      leftOut: [
        { step: 'a', reason: 'The bank pays.' },
        { step: 'b', reason: 'No children.' },
      ],
    });
  });

  it('keeps own steps, waiting only for own steps that are kept as well', () => {
    const { steps, leftOut } = stepsOfPlan(
      [step('own-kept', { own: OWN }), step('own-b', { own: OWN, state: 'skipped', reason: 'No.' })],
      OPENED,
    );
    expect(steps).toEqual([{ id: 'own-kept', own: { ...OWN, requires: ['fix', 'own-kept'] } }]);
    expect(leftOut).toEqual([]);
  });

  it('keeps hours within what a playbook may hold', () => {
    const due = (hours: number) =>
      stepsOfPlan([step('a', { dueAt: OPENED.add({ hours }) })], OPENED).steps[0]?.dueHours;
    expect([due(-5), due(0), due(10_000)]).toEqual([1, 1, 8_760]);
  });
});
