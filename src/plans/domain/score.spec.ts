import { priorities, type Priority } from '../../catalogue/domain/priorities.js';
import type { Effort, Step } from '../../catalogue/domain/step.js';
import type { ScoringConstants } from '../../catalogue/domain/weights.js';
import { rankSteps, termsOf } from './score.js';

const scoring: ScoringConstants = {
  breadthFactor: 0.25,
  leadFloor: 0.85,
  leadSpan: 0.15,
  leadHalfLifeHours: 168,
  effortFactor: { S: 1, M: 0.95, L: 0.9 },
  deliversFrom: 3,
  capMargin: 0.01,
};
const even = priorities.map(() => 0.125);
const step = (id: string, serves: Step['serves'], leadHours = 0, effort: Effort = 'S') =>
  termsOf({ id, serves, leadHours, effort } as Step, scoring);
const weighing = (weights: Partial<Record<Priority, number>>) =>
  priorities.map((priority) => weights[priority] ?? 0);

describe('the score of a step', () => {
  it('adds main part, a quarter of the others, lead and effort', () => {
    const [scored] = rankSteps([step('a', { speed: 2, compensation: 4 }, 168, 'M')], even, scoring);
    // 12.5 + 12.5 * 2/4 / 4 = 14.0625; t = 0.85 + 0.15/2 = 0.925; e = 0.95
    expect(scored).toMatchObject({
      mainPriority: 'compensation',
      parts: [
        { priority: 'compensation', points: 12.5 },
        { priority: 'speed', points: 1.5625 },
      ],
      cap: 0,
    });
    expect(scored?.lead).toBeCloseTo(-1.0546875, 10);
    expect(scored?.effort).toBeCloseTo(-0.650390625, 10);
    expect(scored?.score).toBeCloseTo(12.357421875, 10);
  });

  it('loses at most 15 percent by waiting and 10 percent by effort', () => {
    const [scored] = rankSteps([step('a', { speed: 4 }, 1e6, 'L')], even, scoring);
    expect(scored?.score).toBeCloseTo(12.5 * 0.85 * 0.9, 10);
  });

  it('takes as main priority the strongest, of equals the heaviest, of those the first in the list', () => {
    const mainOf = (serves: Step['serves'], weights: readonly number[]) =>
      rankSteps([step('a', serves)], weights, scoring)[0]?.mainPriority;
    expect(mainOf({ speed: 3, transparency: 2 }, weighing({ transparency: 0.9, speed: 0.1 }))).toBe('speed');
    expect(mainOf({ speed: 3, transparency: 3 }, weighing({ transparency: 0.6, speed: 0.4 }))).toBe(
      'transparency',
    );
    expect(mainOf({ transparency: 3, speed: 3 }, even)).toBe('speed');
  });

  it('ranks by score down, then by id', () => {
    const ranked = rankSteps(
      [step('z', { speed: 4 }), step('b', { speed: 2 }), step('a', { transparency: 2 })],
      even,
      scoring,
    );
    expect(ranked.map(({ terms }) => terms.step.id)).toEqual(['z', 'a', 'b']);
  });
});

describe('the rule on apologies', () => {
  const apology = step('sorry', { apology: 4 });
  const scoresOf = (...steps: Parameters<typeof rankSteps>[0]) =>
    Object.fromEntries(
      rankSteps(steps, even, scoring).map(({ terms, score, cap }) => [terms.step.id, { score, cap }]),
    );

  it('holds an apology 0.01 below the lowest step that delivers a remedy, and shows the difference', () => {
    const scores = scoresOf(
      apology,
      step('help', { 'identity-help': 3 }),
      step('proof', { 'proof-of-fix': 4 }),
    );
    // help scores 12.5 * 3/4 = 9.375, the apology 12.5
    expect(scores['sorry']?.score).toBeCloseTo(9.365, 10);
    expect(scores['sorry']?.cap).toBeCloseTo(-3.135, 10);
    expect(scores['help']?.cap).toBe(0);
  });

  it('leaves an apology that stands lower anyway', () => {
    expect(scoresOf(step('sorry', { apology: 2 }), step('help', { 'identity-help': 3 }))['sorry']).toEqual({
      score: 6.25,
      cap: 0,
    });
  });

  it('is silent without a step that delivers, such as one that only enables', () => {
    expect(scoresOf(apology, step('enables', { compensation: 2 }))['sorry']).toEqual({ score: 12.5, cap: 0 });
  });

  it('covers no step that touches an apology beside its main priority', () => {
    const late = step('explain-delay', { transparency: 3, apology: 1 }, 0);
    expect(scoresOf(late, step('help', { 'identity-help': 3 }, 1e6, 'L'))['explain-delay']?.cap).toBe(0);
  });
});
