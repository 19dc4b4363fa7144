import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { ownStepAsStep, type OwnStep } from '../../catalogue/domain/own-step.js';
import { buildPlan } from './build-plan.js';
import type { Plan } from './plan.js';
import type { RankingFacts } from './ranking-facts.js';

const catalogue = loadCatalogue();
const facts: RankingFacts = {
  mode: 'incident',
  industry: 'financial-services',
  cause: 'external-attack',
  dataClasses: ['bank-account'],
  lossesIncurred: 'confirmed',
};
const callBack: OwnStep = {
  title: 'Call every customer who lost money',
  phase: 'support',
  owner: 'branches',
  lane: 'normal',
  serves: { 'human-contact': 4, compensation: 2 },
  requires: [],
  doneWhen: 'everyone was called',
  leadHours: 48,
  effort: 'L',
  asksEvidence: false,
};
const own = (id: string, changes: Partial<OwnStep> = {}) => ownStepAsStep(id, { ...callBack, ...changes });
const planWith = (...ownSteps: ReturnType<typeof own>[]): Plan =>
  buildPlan(facts, catalogue, { bands: false, ownSteps });
const stepOf = (plan: Plan, id: string) => plan.steps.find((step) => step.id === id)!;
const waitsFor = (plan: Plan, id: string) => plan.schedule.find((step) => step.id === id)!.waitsFor;

describe('an own step in the plan', () => {
  it('scores by the same rules as a step of the catalogue', () => {
    const plan = planWith(own('own-call'));
    const { 'human-contact': contact, compensation } = plan.weights;
    const base = 100 * (contact * 1 + compensation * 0.5 * 0.25);
    const timeliness = 0.85 + 0.15 * 2 ** (-48 / 168);
    expect(stepOf(plan, 'own-call').score).toBeCloseTo(base * timeliness * 0.9, 2);
    expect(plan.steps.map(({ score }) => score)).toEqual(
      plan.steps.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it('says that it is own, and cites findings for the weight of what it serves only', () => {
    const plan = planWith(own('own-call'));
    const { own: marked, evidence, appliesBecause, commitment } = stepOf(plan, 'own-call');
    expect({ marked, appliesBecause, commitment }).toEqual({
      marked: true,
      appliesBecause: [],
      commitment: null,
    });
    expect(evidence.map(({ from }) => from)).not.toContain('step');
    expect(plan.steps.filter((step) => step.own).map(({ id }) => id)).toEqual(['own-call']);
  });

  it('applies in every mode and phase', () => {
    expect(stepOf(planWith(own('own-drill', { phase: 'prepare' })), 'own-drill')).toBeDefined();
    const readiness = buildPlan({ mode: 'prepare' }, catalogue, { ownSteps: [own('own-call')] });
    expect(stepOf(readiness, 'own-call').band).not.toBeNull();
  });

  it('leaves every other step its score', () => {
    const scores = (plan: Plan) =>
      plan.steps.filter((step) => !step.own).map(({ id, score }) => [id, score] as const);
    expect(scores(planWith(own('own-call')))).toEqual(scores(planWith()));
  });

  it('waits for steps of the catalogue and for own ones, and takes a missing one as met', () => {
    const plan = planWith(
      own('own-second', { requires: ['own-call', 'assess-scope', 'own-removed', 'contain-safe-state'] }),
      own('own-call'),
    );
    expect(waitsFor(plan, 'own-second')).toEqual(['assess-scope', 'own-call']);
    const order = plan.schedule.map(({ id }) => id);
    expect(order.indexOf('own-call')).toBeLessThan(order.indexOf('own-second'));
  });

  it('pulls what it needs into its own lane', () => {
    const plan = planWith(
      own('own-recall', { lane: 'life-safety', requires: ['own-call'] }),
      own('own-call'),
    );
    expect(plan.schedule.slice(0, 2).map(({ id, lane }) => [id, lane])).toEqual([
      ['own-call', 'life-safety'],
      ['own-recall', 'life-safety'],
    ]);
  });

  it('of apology stands below every remedy, its own ones included', () => {
    const plan = planWith(
      own('own-sorry', { serves: { apology: 4, 'human-contact': 3, speed: 3 }, leadHours: 0, effort: 'S' }),
      own('own-refund', { serves: { compensation: 3 }, leadHours: 5_000 }),
    );
    expect(stepOf(plan, 'own-sorry').rank).toBeGreaterThan(stepOf(plan, 'own-refund').rank);
    expect(stepOf(plan, 'own-sorry').contributions['cap']).toBeLessThan(0);
  });

  it.each([
    [
      'that wait for each other',
      [
        own('own-a', { requires: ['own-b'] }),
        own('own-b', { requires: ['own-c'] }),
        own('own-c', { requires: ['own-a'] }),
      ],
      /in a circle: own-a, own-b, own-c\./,
    ],
    ['that wait for themselves', [own('own-a', { requires: ['own-a'] })], /in a circle: own-a\./],
    ['with one id', [own('own-a'), own('own-a')], /two steps .* own-a/i],
    ['with the id of a catalogue step', [own('support-phone')], /two steps .* support-phone/i],
    ['that serve nothing', [own('own-a', { serves: {} })], /own-a serves no priority/],
  ])('is refused with others %s', (_, steps, message) => {
    expect(() => planWith(...steps)).toThrow(RangeError);
    expect(() => planWith(...steps)).toThrow(message);
  });
});
