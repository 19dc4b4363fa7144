import { StepProof } from './step-proof.js';
import type { ScheduledStep } from './schedule.js';
import type { StepState } from './step-state.js';

/** Publish waits for the test, the test for the repair, the repair for the cause; a brief stands alone. */
const WAITS: Record<string, string[]> = {
  cause: [],
  repair: ['cause'],
  test: ['repair'],
  publish: ['test'],
  brief: [],
};
const ASKS = new Set(['repair', 'test', 'publish']);

function proof(states: Record<string, StepState>, files: Record<string, number> = {}): StepProof {
  const ids = Object.keys(WAITS);
  return new StepProof({
    schedule: ids.map((id) => ({ id, waitsFor: WAITS[id] }) as ScheduledStep),
    steps: new Map(ids.map((id) => [id, { asksEvidence: ASKS.has(id) }])),
    standings: new Map(Object.entries(states).map(([id, state]) => [id, { state }])),
    filesByStep: new Map(Object.entries(files)),
  });
}

const open = (stepId: string) => ({ stepId, lacks: 'completion' });
const unshown = (stepId: string) => ({ stepId, lacks: 'evidence' });

describe('A step can be done', () => {
  it('when it asks for nothing and nothing comes first', () => {
    expect(proof({}).missingFor('brief')).toEqual([]);
  });

  it('only with a file of its own where it asks for evidence', () => {
    expect(proof({}).missingFor('repair')).toEqual([unshown('repair')]);
    expect(proof({}, { repair: 1 }).missingFor('repair')).toEqual([]);
  });

  it('although a prerequisite that asks for no evidence is open', () => {
    expect(proof({ cause: 'proposed' }, { repair: 1 }).missingFor('repair')).toEqual([]);
  });

  it.each(['proposed', 'accepted', 'in_progress'] as const)(
    'not while a prerequisite that asks for evidence is %s, however far it is',
    (state) => {
      const files = { repair: 1, test: 1, publish: 1 };
      expect(proof({ repair: state, test: 'done' }, files).missingFor('publish')).toEqual([open('repair')]);
    },
  );

  it('not while a prerequisite is said to be done and no file shows it', () => {
    expect(proof({ repair: 'done' }, { test: 1 }).missingFor('test')).toEqual([unshown('repair')]);
  });

  it.each(['skipped', 'not_applicable'] as const)('when a prerequisite is %s', (state) => {
    expect(proof({ repair: state }, { test: 1 }).missingFor('test')).toEqual([]);
  });

  it('when its prerequisite is not in the plan', () => {
    const alone = new StepProof({
      schedule: [{ id: 'test', waitsFor: [] as string[] } as ScheduledStep],
      steps: new Map([['test', { asksEvidence: true }]]),
      standings: new Map(),
      filesByStep: new Map([['test', 2]]),
    });
    expect(alone.missingFor('test')).toEqual([]);
  });
});

describe('A step that is done stands as proven', () => {
  const done = { cause: 'done', repair: 'done', test: 'done' } as const;

  it('until its last file is taken away or a prerequisite is opened again', () => {
    expect(proof(done, { repair: 1, test: 1 }).isProven('test')).toBe(true);
    expect(proof(done, { repair: 1 }).isProven('test')).toBe(false);
    expect(proof({ ...done, repair: 'accepted' }, { repair: 1, test: 1 }).isProven('test')).toBe(false);
  });

  it('never before it is done', () => {
    expect(proof({ brief: 'in_progress' }).isProven('brief')).toBe(false);
  });
});

describe('A commitment can be claimed', () => {
  const commitment = { claimableAfter: ['cause', 'repair', 'test'] };
  const files = { repair: 1, test: 3 };

  it('when each step it rests on is done, with evidence where that is asked for', () => {
    expect(proof({ cause: 'done', repair: 'done', test: 'done' }, files).openFor(commitment)).toEqual([]);
  });

  it('not while one is open, also one that asks for no evidence', () => {
    expect(proof({ repair: 'done', test: 'done' }, files).openFor(commitment)).toEqual([open('cause')]);
  });

  it('not while one lacks its evidence', () => {
    const states = { cause: 'done', repair: 'done', test: 'done' } as const;
    expect(proof(states, { repair: 1 }).openFor(commitment)).toEqual([unshown('test')]);
  });

  it('not on a step that was skipped, but without one that does not apply', () => {
    const states = { cause: 'not_applicable', repair: 'done', test: 'skipped' } as const;
    expect(proof(states, files).openFor(commitment)).toEqual([open('test')]);
  });
});
