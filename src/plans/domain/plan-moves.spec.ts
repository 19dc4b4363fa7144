import * as fc from 'fast-check';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { ownStepAsStep } from '../../catalogue/domain/own-step.js';
import { rankingWords } from '../../catalogue/domain/ranking-words.js';
import { buildPlan } from './build-plan.js';
import { planMoves } from './plan-moves.js';
import type { StepMove } from './plan-moves.js';
import type { RankingFacts } from './ranking-facts.js';

const knowledge = loadCatalogue();
const industries = [...knowledge.industries.keys()];
const dataClasses = [
  ...new Set(knowledge.vocabulary.dataClasses.map(({ rankingClass }) => rankingClass)),
].sort();

const bank: RankingFacts = {
  mode: 'incident',
  industry: 'financial-services',
  cause: 'external-attack',
  dataClasses: ['bank-account', 'contact'],
  lossesIncurred: 'reported',
  hoursSinceDiscovery: 30,
};
const movesOf = (before: RankingFacts, after: RankingFacts) =>
  planMoves({ facts: before, knowledge }, { facts: after, knowledge }, { bands: false });
const ownCallback = ownStepAsStep('own-1', {
  title: 'Call the ten largest customers back',
  phase: 'support',
  owner: 'customer-service',
  lane: 'normal',
  serves: { 'human-contact': 4 },
  requires: [],
  doneWhen: 'All ten were reached',
  leadHours: 24,
  effort: 'S',
  asksEvidence: false,
});

const yesOrNo = fc.boolean();
const anyFacts: fc.Arbitrary<RankingFacts> = fc.record(
  {
    mode: fc.constantFrom(...rankingWords.mode),
    industry: fc.constantFrom(...industries),
    cause: fc.constantFrom(...rankingWords.cause),
    dataClasses: fc.subarray(dataClasses),
    lossesIncurred: fc.constantFrom(...rankingWords.lossesIncurred),
    vulnerableGroups: yesOrNo,
    scale: fc.constantFrom(...rankingWords.scale),
    hoursSinceDiscovery: fc.nat(2_000),
    ongoing: fc.constantFrom(...rankingWords.ongoing),
    repeat: yesOrNo,
    published: yesOrNo,
    safetyRisk: yesOrNo,
    contactDetailsPoor: yesOrNo,
    encrypted: yesOrNo,
    regions: fc.subarray([...rankingWords.regions]),
  },
  { requiredKeys: ['mode'] },
);

describe('planMoves', () => {
  it('puts the whole move on the one fact that changed', () => {
    const { changes, steps, weights, modulators } = movesOf(bank, { ...bank, lossesIncurred: 'confirmed' });
    expect(changes).toEqual([
      {
        id: 'fact/lossesIncurred',
        kind: 'fact',
        name: 'lossesIncurred',
        before: 'reported',
        after: 'confirmed',
      },
    ]);
    expect(modulators).toEqual({ begun: ['mod-loss-confirmed'], ended: ['mod-loss-reported'] });
    const compensation = weights.find(({ priority }) => priority === 'compensation')!;
    expect(compensation.after).toBeGreaterThan(compensation.before);
    expect(steps.length).toBeGreaterThan(0);
    for (const { rank, because, together } of steps.filter(({ rank: { before } }) => before !== null)) {
      expect(because).toEqual([{ change: 'fact/lossesIncurred', ranks: rank.after! - rank.before! }]);
      expect(together).toBeNull();
    }
  });

  it('names the condition by which a step entered, and the one by which it left', () => {
    const entered = movesOf(bank, { ...bank, safetyRisk: true }).steps.filter(
      ({ rank }) => rank.before === null,
    );
    expect(entered.map(({ id }) => id)).toContain('contain-safe-state');
    const left = movesOf({ ...bank, safetyRisk: true }, bank).steps.filter(({ rank }) => rank.after === null);
    expect(left.map(({ id }) => id).sort()).toEqual(entered.map(({ id }) => id).sort());
    for (const { condition, because } of [...entered, ...left]) {
      expect(condition).toEqual([expect.objectContaining({ fact: 'safetyRisk' })]);
      expect(because).toEqual([{ change: 'fact/safetyRisk', ranks: null }]);
    }
  });

  it('takes time for a change only once a condition reads it differently', () => {
    expect(movesOf(bank, { ...bank, hoursSinceDiscovery: 719 })).toMatchObject({ changes: [], steps: [] });
    const { changes, modulators } = movesOf(bank, { ...bank, hoursSinceDiscovery: 720 });
    expect(changes.map(({ id }) => id)).toEqual(['fact/hoursSinceDiscovery']);
    expect(modulators.begun).toHaveLength(1);
  });

  it('takes a new version of the knowledge for a change, and says what its weights did', () => {
    const { weights } = knowledge;
    const heavier = weights.modulators.map((modulator) =>
      modulator.id === 'mod-loss-reported' ? { ...modulator, factors: { compensation: 0.6 } } : modulator,
    );
    const later = { ...knowledge, version: '2027-01-01+next', weights: { ...weights, modulators: heavier } };
    const moves = planMoves({ facts: bank, knowledge }, { facts: bank, knowledge: later }, { bands: false });
    expect(moves.changes).toMatchObject([
      { id: 'knowledge', before: knowledge.version, after: '2027-01-01+next' },
    ]);
    expect(moves.lead).toEqual({ before: 'compensation', after: expect.not.stringMatching('compensation') });
    expect(moves.steps.every(({ because }) => because[0]?.change === 'knowledge')).toBe(true);
  });

  it('counts an own step and an overruled feasibility among the changes', () => {
    const overrules = { 'remedy-loss-guarantee': { factor: 0.5, reason: 'No money before March' } };
    const moves = planMoves(
      { facts: bank, knowledge },
      { facts: bank, knowledge, ownSteps: [ownCallback], overrules },
      { bands: false },
    );
    expect(moves.changes.map(({ id, before, after }) => [id, before, after])).toEqual([
      ['own-step/own-1', null, 'Call the ten largest customers back'],
      ['overrule/remedy-loss-guarantee', null, 0.5],
    ]);
    const of = (id: string) => moves.steps.find((step) => step.id === id);
    expect(of('own-1')).toMatchObject({ rank: { before: null }, because: [{ change: 'own-step/own-1' }] });
    expect(of('remedy-loss-guarantee')?.because).toContainEqual({
      change: 'overrule/remedy-loss-guarantee',
      ranks: expect.any(Number),
    });
  });

  it('gives the band before and after where draws are asked for', () => {
    const after = { ...bank, lossesIncurred: 'confirmed' as const };
    const { steps } = planMoves({ facts: bank, knowledge }, { facts: after, knowledge });
    const plans = [bank, after].map((facts) => buildPlan(facts, knowledge));
    for (const { id, band } of steps) {
      const bands = plans.map((plan) => plan.steps.find((step) => step.id === id)?.band ?? null);
      expect([band.before, band.after]).toEqual(bands);
    }
  });
});

describe('for every two sets of facts', () => {
  const holds = (property: (before: RankingFacts, after: RankingFacts) => void, numRuns = 60) =>
    fc.assert(fc.property(anyFacts, anyFacts, property), { numRuns });
  const causes = ({ because, together }: StepMove) => [
    ...because.map(({ change }) => change),
    ...(together?.changes ?? []),
  ];

  it('nothing moves where nothing changed, in whatever order the facts are written', () => {
    holds((facts) => {
      const turned = Object.fromEntries(
        Object.entries(facts)
          .reverse()
          .map(([name, value]) => [name, Array.isArray(value) ? [...value].reverse() : value]),
      ) as unknown as RankingFacts;
      expect(movesOf(facts, turned)).toMatchObject({ changes: [], steps: [], weights: [] });
    });
  });

  it('exactly the steps that stand elsewhere are listed, with the ranks of both plans', () => {
    holds((before, after) => {
      const ranks = [before, after].map(
        (facts) =>
          new Map(
            buildPlan(facts, knowledge, { bands: false }).steps.map(({ id, rank }) => [id, rank] as const),
          ),
      );
      const [was, is] = ranks as [Map<string, number>, Map<string, number>];
      const elsewhere = [...new Set([...was.keys(), ...is.keys()])].filter(
        (id) => was.get(id) !== is.get(id),
      );
      const { steps } = movesOf(before, after);
      expect(steps.map(({ id }) => id).sort()).toEqual(elsewhere.sort());
      for (const { id, rank } of steps)
        expect([rank.before, rank.after]).toEqual([was.get(id) ?? null, is.get(id) ?? null]);
    });
  });

  it('each move names at least one change, and the shares add up to it', () => {
    holds((before, after) => {
      const { changes, steps } = movesOf(before, after);
      const known = new Set(changes.map(({ id }) => id));
      for (const step of steps) {
        expect(causes(step).length).toBeGreaterThan(0);
        expect(causes(step).every((id) => known.has(id))).toBe(true);
        if (step.rank.before === null || step.rank.after === null) continue;
        const shares = [...step.because, ...(step.together ? [step.together] : [])];
        const sum = shares.reduce((total, { ranks }) => total + ranks!, 0);
        expect(sum).toBe(step.rank.after - step.rank.before);
      }
    });
  });

  it('a step that entered or left names a condition that reads a changed fact', () => {
    holds((before, after) => {
      const { changes, steps } = movesOf(before, after);
      const changed = new Set(changes.map(({ name }) => name));
      for (const { rank, condition } of steps) {
        if (rank.before !== null && rank.after !== null) continue;
        expect(condition.length).toBeGreaterThan(0);
        expect(condition.every(({ fact }) => changed.has(fact))).toBe(true);
      }
    });
  });

  it('the way back is the same moves, turned round', () => {
    holds((before, after) => {
      const there = movesOf(before, after).steps.map(({ id, rank }) => [id, rank.before, rank.after]);
      const back = movesOf(after, before).steps.map(({ id, rank }) => [id, rank.after, rank.before]);
      expect(new Map(back.map((row) => [row[0], row]))).toEqual(new Map(there.map((row) => [row[0], row])));
    }, 30);
  });
});
