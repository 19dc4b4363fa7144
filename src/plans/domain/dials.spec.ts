import * as fc from 'fast-check';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { ownStepAsStep } from '../../catalogue/domain/own-step.js';
import { priorities, remedies } from '../../catalogue/domain/priorities.js';
import { rankingWords } from '../../catalogue/domain/ranking-words.js';
import type { Weights } from '../../catalogue/domain/weights.js';
import { buildPlan } from './build-plan.js';
import { applies } from './conditions.js';
import type { PlanDials, PlanHead } from './dials.js';
import type { Plan } from './plan.js';
import type { RankingFacts } from './ranking-facts.js';

const catalogue = loadCatalogue();
const { weights, steps } = catalogue;
const clinic: RankingFacts = {
  mode: 'incident',
  industry: 'healthcare',
  cause: 'external-attack',
  dataClasses: ['contact', 'government-id', 'health'],
  lossesIncurred: 'none-known',
  vulnerableGroups: true,
};
const turned = (facts: RankingFacts, knowledge = catalogue): PlanDials =>
  buildPlan(facts, knowledge, { bands: false, dials: true }).dials!;
const planUnder = (facts: RankingFacts, changed: Partial<Weights>): Plan =>
  buildPlan(facts, { ...catalogue, weights: { ...weights, ...changed } }, { bands: false });
const headOf = ({ steps: ranked }: Plan): PlanHead => ({
  leadPriority: ranked[0]!.mainPriority,
  leadStep: ranked[0]!.id,
  firstFive: ranked.slice(0, 5).map(({ id }) => id),
});
const setting = ({ modulators }: PlanDials, modulator: string, exponent: number) =>
  modulators.find(({ id }) => id === modulator)!.settings.find((one) => one.exponent === exponent)!;
/** The modulators with the factors of some of them raised to a power. */
const raised = (exponent: number, ids: readonly string[]) =>
  weights.modulators.map((modulator) => {
    if (!ids.includes(modulator.id)) return modulator;
    const factors = Object.entries(modulator.factors).map(([priority, factor]) => [
      priority,
      factor ** exponent,
    ]);
    return { ...modulator, factors: Object.fromEntries(factors) as typeof modulator.factors };
  });

describe('the dials of modulators', () => {
  const dials = turned(clinic);
  const plan = buildPlan(clinic, catalogue, { bands: false });

  it('are one per modulator of the incident, then all together', () => {
    expect(dials.modulators.map(({ id }) => id)).toEqual([...plan.modulators, 'all']);
    for (const { settings } of dials.modulators) {
      expect(settings.map(({ exponent }) => exponent)).toEqual([0, 0.5, 1, 2]);
    }
  });

  it('show the plan itself at exponent 1', () => {
    for (const { settings } of dials.modulators) {
      expect(settings[2]).toEqual({ exponent: 1, ...headOf(plan), sameFirstFive: 5 });
    }
  });

  it('switched off are a plan whose knowledge has no such modulators', () => {
    const none = headOf(planUnder(clinic, { modulators: [] }));
    expect(setting(dials, 'all', 0)).toMatchObject(none);
    const others = weights.modulators.filter(({ id }) => id !== 'mod-identity-data');
    expect(setting(dials, 'mod-identity-data', 0)).toMatchObject(
      headOf(planUnder(clinic, { modulators: others })),
    );
  });

  it.each([0.5, 2] as const)(
    'at %d are a plan of factors raised to that power, held within the bounds',
    (exponent) => {
      for (const { id } of dials.modulators) {
        const ids = id === 'all' ? plan.modulators : [id];
        expect(setting(dials, id, exponent)).toMatchObject(
          headOf(planUnder(clinic, { modulators: raised(exponent, ids) })),
        );
      }
    },
  );

  it('count how many of the shown first five stay', () => {
    const { firstFive, sameFirstFive } = setting(dials, 'all', 0);
    const shown = headOf(plan).firstFive;
    expect(sameFirstFive).toBe(firstFive.filter((id) => shown.includes(id)).length);
    expect(sameFirstFive).toBeLessThan(5);
  });

  it('are none where no fact changes a weight', () => {
    expect(turned({ mode: 'incident', cause: 'external-attack' }).modulators).toEqual([]);
  });
});

describe('the dial of sources', () => {
  const dials = turned(clinic);

  it('leaves out every source that the knowledge stores, with its findings', () => {
    const shown = dials.withoutSource.map(({ source, title, evidence }) => ({ id: source, title, evidence }));
    expect(shown).toEqual(weights.withoutSource!.map(({ id, title, evidence }) => ({ id, title, evidence })));
  });

  it.each([
    ['healthcare', 'healthcare'],
    ['education', 'pooled only'],
    [undefined, 'all'],
  ])('is for %s a plan of the points of %s without the source', (industry, points) => {
    const { industry: _, ...rest } = clinic;
    const facts: RankingFacts = industry === undefined ? rest : { ...rest, industry };
    const { withoutSource } = turned(facts);
    for (const { id, points: stored } of weights.withoutSource!) {
      const row = structuredClone(weights.results[industry ?? 'all']!);
      for (const priority of priorities) row.weights[priority].point = stored[points]![priority];
      const plan = planUnder(facts, { results: { ...weights.results, [industry ?? 'all']: row } });
      expect(withoutSource.find(({ source }) => source === id)).toMatchObject(headOf(plan));
    }
  });

  it('names the one survey on ordinary service on which the lead of a clinic rests', () => {
    const { leadRestsOn, withoutSource } = dials;
    expect(leadRestsOn).toEqual(['achieve13']);
    expect(withoutSource.filter(({ movesLead }) => movesLead)).toEqual([
      expect.objectContaining({ source: 'achieve13', leadPriority: 'human-contact' }),
    ]);
  });

  it('is empty for own weights without such a table', () => {
    const { withoutSource: _, ...own } = weights;
    expect(turned(clinic, { ...catalogue, weights: own })).toMatchObject({
      withoutSource: [],
      leadRestsOn: [],
    });
  });
});

describe('all dials', () => {
  const facts: fc.Arbitrary<RankingFacts> = fc.record(
    {
      mode: fc.constant('incident' as const),
      industry: fc.constantFrom(...catalogue.industries.keys()),
      cause: fc.constantFrom(...rankingWords.cause),
      dataClasses: fc.subarray([
        'children',
        'credentials',
        'device-control',
        'health',
        'location',
        'payment-card',
      ]),
      lossesIncurred: fc.constantFrom(...rankingWords.lossesIncurred),
      vulnerableGroups: fc.boolean(),
      repeat: fc.boolean(),
      encrypted: fc.boolean(),
    },
    { requiredKeys: ['mode'] },
  );
  const serves = (id: string, priority: (typeof priorities)[number]) => steps.get(id)!.serves[priority] ?? 0;
  const delivers = (id: string) => remedies.some((remedy) => serves(id, remedy) >= 3);

  it('hold the rule: no apology leads, or stands before a step that delivers a remedy', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { modulators, withoutSource } = turned(one);
        const remedySteps = [...steps.values()].filter((step) => applies(step, one) && delivers(step.id));
        for (const { leadPriority, firstFive } of [
          ...modulators.flatMap(({ settings }) => settings),
          ...withoutSource,
        ]) {
          expect(leadPriority).not.toBe('apology');
          const sorry = firstFive.findIndex(
            (id) => id === 'notify-apology' || id === 'remedy-leader-apology',
          );
          const before = firstFive.slice(0, sorry).filter(delivers).length;
          if (sorry >= 0) expect(before).toBe(remedySteps.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('give the same bytes, whatever the order of facts and files', () => {
    const shuffled = { ...catalogue, steps: new Map([...steps].reverse()) };
    const backwards = Object.fromEntries(Object.entries(clinic).reverse()) as unknown as RankingFacts;
    expect(JSON.stringify(turned(backwards, shuffled))).toBe(JSON.stringify(turned(clinic)));
  });

  it('are turned over own steps and overrules too', () => {
    const own = ownStepAsStep('own-visit', {
      title: 'Visit every patient',
      phase: 'support',
      owner: 'wards',
      lane: 'normal',
      serves: { 'human-contact': 4, 'identity-help': 4, compensation: 4, 'proof-of-fix': 4 },
      requires: [],
      doneWhen: 'all were visited',
      leadHours: 1,
      effort: 'S',
      asksEvidence: false,
    });
    const { dials } = buildPlan(clinic, catalogue, { bands: false, dials: true, ownSteps: [own] });
    expect(dials!.withoutSource.every(({ leadStep }) => leadStep === 'own-visit')).toBe(true);
    const overrules = { 'own-visit': { factor: 0.5, reason: 'No cars.' } };
    const slower = buildPlan(clinic, catalogue, { bands: false, dials: true, ownSteps: [own], overrules });
    expect(slower.dials!.withoutSource.some(({ leadStep }) => leadStep !== 'own-visit')).toBe(true);
  });

  it('are empty where no step applies, and null where nobody asked', () => {
    const none = { ...catalogue, steps: new Map() };
    expect(turned(clinic, none)).toEqual({ modulators: [], withoutSource: [], leadRestsOn: [] });
    expect(buildPlan(clinic, catalogue, { bands: false }).dials).toBeNull();
  });
});
