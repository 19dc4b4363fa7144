import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import type { Step } from '../../catalogue/domain/step.js';
import { previewPlaybook } from './playbook-preview.js';
import type { PreviewGround } from './playbook-preview.js';
import { ownStepsInOrder } from './playbook-own-steps.js';

const OWN: OwnStep = {
  title: 'Call the shops',
  phase: 'notify',
  owner: 'operations',
  lane: 'normal',
  serves: { speed: 2 },
  requires: [],
  doneWhen: 'Every shop answered',
  leadHours: 4,
  effort: 'S',
  asksEvidence: false,
};

function step(id: string, more: Partial<Step> = {}): Step {
  return { ...OWN, id, title: `Do ${id}`, appliesWhen: {}, requiresIfApplicable: [], ...FIXED, ...more };
}
const FIXED = { commitment: null, standard: [], legalDueHours: null, evidence: [] };

const STEPS = new Map(
  [
    step('fix', { serves: { 'proof-of-fix': 4 } }),
    step('pay', { serves: { compensation: 3 } }),
    step('lock', { serves: { 'identity-help': 2 } }),
    step('guard', { appliesWhen: { all: [{ fact: 'dataClasses', has: ['children'] }] } }),
  ].map((one) => [one.id, one]),
);

const content = (more: Partial<PlaybookContent>): PlaybookContent => ({
  title: 'P',
  summary: 'S',
  industry: null,
  causes: [],
  steps: [],
  leftOut: [],
  ...more,
});

function ground(more: Partial<PreviewGround> = {}): PreviewGround {
  const ranked = ['fix', 'pay', 'lock'].map((id, index) => ({ id, rank: index + 1 }));
  return {
    plan: { steps: ranked as never, leadStep: { 'identity-help': 'lock' } },
    facts: { mode: 'incident', dataClasses: ['contact'] },
    steps: STEPS,
    stateOf: () => 'proposed',
    added: new Map(),
    ...more,
  };
}

describe('what a playbook would do', () => {
  it('accepts what is proposed, in its own order, with the ranks of the incident', () => {
    const steps = [{ step: 'pay', title: 'Pay at once', dueHours: 24 }, { step: 'fix' }];
    const { accepted } = previewPlaybook(content({ steps }), ground());
    expect(accepted.map(({ id, title, rank }) => [id, title, rank])).toEqual([
      ['pay', 'Pay at once', 2],
      ['fix', 'Do fix', 1],
    ]);
  });

  it('leaves every decision as it is, also one to skip', () => {
    const states = { fix: 'done', pay: 'skipped' } as const;
    const decided = previewPlaybook(
      content({ steps: [{ step: 'fix' }, { step: 'pay' }] }),
      ground({ stateOf: (id) => states[id as 'fix'] ?? 'proposed' }),
    );
    expect(decided.accepted).toEqual([]);
    expect(decided.decided.map(({ id, state }) => [id, state])).toEqual([
      ['fix', 'done'],
      ['pay', 'skipped'],
    ]);
  });

  it('says of a step that does not apply which facts it would need', () => {
    const { accepted, notApplicable } = previewPlaybook(content({ steps: [{ step: 'guard' }] }), ground());
    expect(accepted).toEqual([]);
    expect(notApplicable).toMatchObject([
      { id: 'guard', unmet: [[{ test: { fact: 'dataClasses', has: ['children'] }, recorded: true }]] },
    ]);
  });

  it('warns of a step left out among the first ten, and of none that people decided about', () => {
    const ranks = Array.from({ length: 12 }, (_, index) => ({ id: `s${index + 1}`, rank: index + 1 }));
    const plan = { steps: ranks as never, leadStep: {} };
    const leftOut = ['s11', 's10', 's2'].map((id) => ({ step: id, reason: `Not ${id}` }));
    const preview = previewPlaybook(
      content({ leftOut }),
      ground({ plan, stateOf: (id) => (id === 's2' ? 'accepted' : 'proposed') }),
    );
    expect(preview.leftOut.map(({ id, warned }) => [id, warned])).toEqual([
      ['s10', true],
      ['s11', false],
    ]);
  });

  it('names the remedies that none of its live steps does at least mostly', () => {
    const steps = [{ step: 'fix' }, { step: 'pay' }, { step: 'lock' }];
    const missing = (state: (id: string) => 'proposed' | 'skipped') =>
      previewPlaybook(content({ steps }), ground({ stateOf: state })).missingRemedies;
    expect(missing(() => 'proposed')).toEqual([{ remedy: 'identity-help', leadStep: 'lock' }]);
    expect(missing((id) => (id === 'pay' ? 'skipped' : 'proposed')).map(({ remedy }) => remedy)).toEqual([
      'compensation',
      'identity-help',
    ]);
  });

  it('adds an own step once: a newer version finds the one that an earlier version added', () => {
    const steps = [{ id: 'own-call', own: OWN }];
    expect(previewPlaybook(content({ steps }), ground()).accepted).toMatchObject([
      { id: 'own-call', own: true, rank: null },
    ]);
    const added = new Map([['own-call', 'own-01']]);
    const again = previewPlaybook(
      content({ steps }),
      ground({ added, stateOf: (id) => (id === 'own-01' ? 'withdrawn' : 'proposed') }),
    );
    expect([again.accepted, again.decided.map(({ state }) => state)]).toEqual([[], ['withdrawn']]);
  });
});

it('puts own steps in an order in which each finds what it waits for', () => {
  const own = (id: string, requires: string[]) => ({ id, own: { ...OWN, requires } });
  const steps = [own('own-c', ['own-b', 'fix']), own('own-b', ['own-a']), { step: 'fix' }, own('own-a', [])];
  expect(ownStepsInOrder({ steps }).map(({ id }) => id)).toEqual(['own-a', 'own-b', 'own-c']);
  expect(() => ownStepsInOrder({ steps: [own('own-a', ['own-a'])] })).toThrow(RangeError);
});
