import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import { buildPlan } from './build-plan.js';
import type { Plan } from './plan.js';
import { validateRankingFacts } from './validate-ranking-facts.js';
import type { RankingFacts } from './ranking-facts.js';

interface GoldenCase {
  id: string;
  facts: unknown;
  modulators: string[];
  weights: Record<Priority, number>;
  applicableSteps: number;
  top: { step: string; score: number }[];
  leadStep: Partial<Record<Priority, string>>;
  apology: { step: string; rank: number; cap: number }[];
  firstInTime: string[];
}

const catalogue = loadCatalogue();
const golden = parse(readFileSync('knowledge/ranking-golden.yaml', 'utf8')) as GoldenCase[];
const goldenCase = (id: string) => golden.find((one) => one.id === id)!;

function validated(input: unknown): RankingFacts {
  const answer = validateRankingFacts(input, catalogue);
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
  return answer.facts;
}
const planOf = (id: string, options?: Parameters<typeof buildPlan>[2]): Plan =>
  buildPlan(validated(goldenCase(id).facts), catalogue, options);
const stepOf = (plan: Plan, id: string) => plan.steps.find((step) => step.id === id)!;

describe.each(golden.map((one) => [one.id, one] as const))('the golden case %s', (id, expected) => {
  const plan = planOf(id, { bands: false });

  it('names the modulators and the weights after them', () => {
    expect(plan.modulators).toEqual(expected.modulators);
    for (const [priority, weight] of Object.entries(expected.weights)) {
      expect(Math.abs(plan.weights[priority as Priority] - weight)).toBeLessThanOrEqual(0.00005 + 1e-12);
    }
  });

  it('ranks the steps that apply', () => {
    expect(plan.steps).toHaveLength(expected.applicableSteps);
    expect(plan.steps.slice(0, 8).map(({ id, score }) => ({ step: id, score }))).toEqual(expected.top);
    expect(plan.leadStep).toEqual(expected.leadStep);
  });

  it('keeps the apology where the rule puts it', () => {
    const apology = plan.steps
      .filter(({ mainPriority }) => mainPriority === 'apology')
      .map(({ id, rank, contributions }) => ({
        step: id,
        rank,
        cap: Math.round(contributions['cap']! * 100) / 100,
      }));
    expect(apology).toEqual(expected.apology);
  });

  it('puts the steps in time order', () => {
    expect(plan.schedule.slice(0, 8).map(({ id }) => id)).toEqual(expected.firstInTime);
  });
});

describe('an explanation', () => {
  const plan = planOf('bank-hack-confirmed-loss');
  const guarantee = stepOf(plan, 'remedy-loss-guarantee');

  it('gives the worked line of a bank with confirmed losses', () => {
    expect(Object.keys(guarantee.contributions)).toEqual(['compensation', 'speed', 'lead', 'effort', 'cap']);
    expect(guarantee.contributions['compensation']).toBeCloseTo(24.41, 2);
    expect(guarantee.contributions['speed']).toBeCloseTo(0.72, 2);
    expect(guarantee.contributions['lead']).toBeCloseTo(-0.68, 2);
    expect(guarantee.contributions['effort']).toBeCloseTo(-1.22, 2);
    expect(guarantee.contributions['cap']).toBe(0);
    expect(guarantee.score).toBe(23.22);
  });

  it('shows the weight before the facts, each modulator with its basis, and the weight after', () => {
    expect(plan.weighing.compensation).toEqual({
      before: 0.166,
      low: 0.12,
      high: 0.208,
      modulators: [
        {
          id: 'mod-payment-data',
          factor: 1.25,
          basis: 'direction',
          evidence: ['kpmg16-fs-cover-losses', 'brunswick14-pay', 'target14-discount-vs-monitoring'],
        },
        {
          id: 'mod-loss-confirmed',
          factor: 1.5,
          basis: 'direction',
          evidence: ['kpmg16-fs-leave-losses', 'accenture17-pocket'],
        },
      ],
      factor: 1.875,
      after: expect.closeTo(0.2441, 4),
    });
  });

  it('shows where the rule held the weight of the apology down', () => {
    expect(planOf('bank-hack-confirmed-loss', { bands: false }).weighing.apology.heldFrom).toBeUndefined();
    const held = buildPlan({ mode: 'incident', cause: 'error', encrypted: true }, catalogue, {
      bands: false,
    });
    const { apology, 'identity-help': help } = held.weighing;
    expect(apology.heldFrom).toBeGreaterThan(apology.after);
    expect(apology.after / help.after).toBeCloseTo(0.999, 9);
  });

  it('cites figures for and against, with sample, age, place and standing', () => {
    expect(guarantee.evidence).toContainEqual({
      id: 'kpmg16-fs-cover-losses',
      value: 74,
      unit: 'percent',
      n: 449,
      year: 2016,
      region: 'United States',
      verified: true,
      stance: 'supports',
      from: 'step',
    });
    const against = guarantee.against.map(({ id }) => id);
    expect(against).toEqual(
      expect.arrayContaining(['nikkhah22-comp-not-better', 'goode17-match-expectation']),
    );
    expect(guarantee.against.every(({ stance }) => stance === 'contradicts' || stance === 'qualifies')).toBe(
      true,
    );
  });

  it('says by which facts a step applies', () => {
    expect(stepOf(plan, 'remedy-pay-losses').appliesBecause).toEqual([
      { fact: 'lossesIncurred', value: 'confirmed' },
    ]);
  });

  it('holds the proof of a fix back until the independent test', () => {
    const proof = stepOf(plan, 'verify-publish-proof').commitment;
    expect(proof?.claimableAfter).toContain('verify-independent-test');
    expect(proof?.claimableAfter).toContain('remedy-fix-root');
    expect(stepOf(plan, 'notify-apology').commitment).toBeNull();
  });
});

describe('a plan', () => {
  it('has the names that scripts rely on, in their order', () => {
    const plan = planOf('bank-hack-confirmed-loss', { dials: true });
    expect(plan).toMatchObject({ knowledgeVersion: catalogue.version, industry: 'financial-services' });
    expect(Object.keys(plan)).toEqual([
      'knowledgeVersion',
      'industry',
      'modulators',
      'weights',
      'steps',
      'schedule',
      'gap',
      'outlook',
      'mode',
      'basis',
      'weighing',
      'leadStep',
      'sensitivity',
      'dials',
    ]);
    const ofStep = ['id', 'rank', 'score', 'band', 'mainPriority', 'contributions', 'evidence', 'against'];
    expect(Object.keys(plan.steps[0]!).slice(0, ofStep.length)).toEqual(ofStep);
    const inTime = ['id', 'lane', 'dueAt', 'waitsFor'];
    expect(Object.keys(plan.schedule[0]!).slice(0, inTime.length)).toEqual(inTime);
    expect(plan.schedule.map(({ id }) => id).sort()).toEqual(plan.steps.map(({ id }) => id).sort());
  });

  it('pools all industries where none is known', () => {
    const plan = buildPlan({ mode: 'incident' }, catalogue);
    expect(plan).toMatchObject({ industry: null, basis: 'all industries pooled', modulators: [] });
    expect(plan.sensitivity?.posterior).toBe('all');
  });

  it('labels an industry without findings of its own', () => {
    expect(planOf('car-remote-control')).toMatchObject({
      basis: 'pooled only',
      sensitivity: { posterior: 'pooled only' },
    });
  });

  it('of readiness holds the steps of preparation and no others', () => {
    const plan = buildPlan({ mode: 'prepare', industry: 'retail' }, catalogue, { bands: false });
    expect(plan.steps).toHaveLength(7);
    expect(plan.steps.every(({ phase }) => phase === 'prepare')).toBe(true);
  });

  it('shows the due time of the report to the authority once awareness is known', () => {
    const { schedule } = planOf('bank-hack-confirmed-loss', {
      awareAt: '2026-11-20T08:00:00Z',
      bands: false,
    });
    const report = schedule.find(({ id }) => id === 'notify-authority')!;
    expect(report).toMatchObject({
      lane: 'legal',
      dueAt: '2026-11-23T08:00:00Z',
      waitsFor: ['assess-duties'],
    });
  });

  it('follows a feasibility that the firm overruled, with its reason', () => {
    const overrule = { factor: 0.5, reason: 'Two other recalls run at the same time.' };
    const overrules = { 'remedy-loss-guarantee': overrule };
    const plan = planOf('bank-hack-confirmed-loss', { bands: false, overrules });
    const before = stepOf(planOf('bank-hack-confirmed-loss', { bands: false }), 'remedy-loss-guarantee');
    const after = stepOf(plan, 'remedy-loss-guarantee');
    expect(after.overruled).toEqual(overrule);
    // The step is of effort M: 0.95 becomes 0.5.
    expect(after.score).toBeCloseTo((before.score / 0.95) * 0.5, 1);
    expect(before.overruled).toBeNull();
  });

  it.each([
    [{ factor: 0.4, reason: 'too low' }],
    [{ factor: 1.1, reason: 'too high' }],
    [{ factor: 0.7, reason: ' ' }],
    [{ factor: Number.NaN, reason: 'no number' }],
  ])('refuses the overrule %j', (overrule) => {
    expect(() => planOf('school-misdirected', { overrules: { 'support-phone': overrule } })).toThrow(
      RangeError,
    );
  });
});
