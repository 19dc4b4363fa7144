import type { StepConditionGroup } from '../../catalogue/domain/step.js';
import { unmetTests } from './unmet-tests.js';

const FACTS = { mode: 'incident', cause: 'error', dataClasses: ['contact'] } as const;

function unmet(appliesWhen: StepConditionGroup, phase: 'remedy' | 'prepare' = 'remedy') {
  return unmetTests({ phase, appliesWhen }, { ...FACTS, dataClasses: ['contact'] });
}

describe('why a step does not apply', () => {
  it('is nothing where it applies', () => {
    expect(unmet({})).toEqual([]);
    expect(
      unmet({
        any: [
          { fact: 'cause', equals: 'error' },
          { fact: 'repeat', equals: true },
        ],
      }),
    ).toEqual([]);
  });

  it('names each condition that is not met and leaves out those that are', () => {
    expect(
      unmet({
        all: [
          { fact: 'cause', equals: 'error' },
          { fact: 'dataClasses', has: ['children'] },
          { fact: 'repeat', equals: true },
        ],
      }),
    ).toEqual([
      [{ test: { fact: 'dataClasses', has: ['children'] }, recorded: true }],
      [{ test: { fact: 'repeat', equals: true }, recorded: false }],
    ]);
  });

  it('gathers alternatives of which any one would do', () => {
    const tests = [
      { fact: 'repeat', equals: true },
      { fact: 'published', equals: true },
    ] as const;
    expect(unmet({ any: [...tests] })).toEqual([tests.map((test) => ({ test, recorded: false }))]);
  });

  it('says that getting ready is for when nothing has happened yet', () => {
    expect(unmet({}, 'prepare')).toEqual([[{ test: { fact: 'mode', equals: 'prepare' }, recorded: true }]]);
  });
});
