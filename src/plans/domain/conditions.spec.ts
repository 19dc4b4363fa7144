import type { Step, StepConditionGroup } from '../../catalogue/domain/step.js';
import { applies, matchedFacts, meets } from './conditions.js';
import type { RankingFacts } from './ranking-facts.js';

const facts: RankingFacts = {
  mode: 'incident',
  cause: 'error',
  dataClasses: ['contact', 'health', 'tax-id'],
  hoursSinceDiscovery: 720,
  ongoing: 'unknown',
  repeat: false,
};

describe('a condition', () => {
  it.each<[string, StepConditionGroup, boolean]>([
    ['holds when it sets nothing', {}, true],
    ['equals: the exact value', { all: [{ fact: 'repeat', equals: false }] }, true],
    ['in: one of the values', { all: [{ fact: 'ongoing', in: [true, 'unknown'] }] }, true],
    ['has: one value in common', { all: [{ fact: 'dataClasses', has: ['credentials', 'health'] }] }, true],
    ['has: no value in common', { all: [{ fact: 'dataClasses', has: ['credentials'] }] }, false],
    ['atLeast: the bound is included', { all: [{ fact: 'hoursSinceDiscovery', atLeast: 720 }] }, true],
    ['atLeast: below the bound', { all: [{ fact: 'hoursSinceDiscovery', atLeast: 721 }] }, false],
    ['an absent fact meets no test', { any: [{ fact: 'safetyRisk', equals: false }] }, false],
    ['an absent list meets no test', { any: [{ fact: 'regions', has: ['eu'] }] }, false],
    [
      'all: every part must hold',
      {
        all: [
          { fact: 'cause', in: ['error'] },
          { fact: 'repeat', equals: true },
        ],
      },
      false,
    ],
    [
      'any: one part is enough',
      {
        any: [
          { fact: 'cause', in: ['error'] },
          { fact: 'repeat', equals: true },
        ],
      },
      true,
    ],
    ['any: an empty list holds no part', { any: [] }, false],
    [
      'all and any together: both must hold',
      { all: [{ fact: 'cause', in: ['error'] }], any: [{ fact: 'repeat', equals: true }] },
      false,
    ],
    [
      'a group inside a group',
      {
        any: [
          {
            all: [
              { fact: 'dataClasses', has: ['contact'] },
              { fact: 'cause', in: ['error'] },
            ],
          },
        ],
      },
      true,
    ],
  ])('%s', (_, condition, expected) => {
    expect(meets(condition, facts)).toBe(expected);
  });

  it('names the facts by which it holds, and of a list only the words that matched', () => {
    const condition: StepConditionGroup = {
      all: [{ fact: 'dataClasses', has: ['tax-id', 'health', 'biometric'] }],
      any: [
        { fact: 'repeat', equals: true },
        { fact: 'cause', in: ['error', 'unknown'] },
      ],
    };
    expect(matchedFacts(condition, facts)).toEqual([
      { fact: 'dataClasses', value: ['health', 'tax-id'] },
      { fact: 'cause', value: 'error' },
    ]);
    expect(matchedFacts({ all: [{ fact: 'repeat', equals: true }] }, facts)).toEqual([]);
  });
});

describe('a step applies', () => {
  const step = (phase: Step['phase']) => ({ phase, appliesWhen: {} }) as Step;

  it('to preparation in phase prepare alone, to an incident in every other phase', () => {
    expect(applies(step('prepare'), { mode: 'prepare' })).toBe(true);
    expect(applies(step('prepare'), { mode: 'incident' })).toBe(false);
    expect(applies(step('remedy'), { mode: 'incident' })).toBe(true);
    expect(applies(step('remedy'), { mode: 'prepare' })).toBe(false);
  });
});
