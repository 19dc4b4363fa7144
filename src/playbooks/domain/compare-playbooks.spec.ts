import * as fc from 'fast-check';
import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import { canonicalPlaybook } from './canonical-playbook.js';
import { applyChanges, comparePlaybooks } from './compare-playbooks.js';

const names = Array.from({ length: 12 }, (_, at) => `step-${at}`);

const content = (steps: PlaybookStep[], rest: Partial<PlaybookContent> = {}): PlaybookContent => ({
  title: 'Card fraud',
  summary: 'For card data.',
  industry: null,
  causes: [],
  steps,
  leftOut: [],
  ...rest,
});
const of = (...ids: string[]) => content(ids.map((step) => ({ step })));

const own = fc.record({
  title: fc.constantFrom('Call the branch', 'Call the clinic'),
  phase: fc.constant('support' as const),
  owner: fc.constant('operations'),
  lane: fc.constant('normal' as const),
  serves: fc.constantFrom({ speed: 1 }, { speed: 2 }),
  requires: fc.shuffledSubarray(['contain-preserve', 'assess-who']),
  doneWhen: fc.constant('Called'),
  leadHours: fc.nat(20),
  effort: fc.constant('S' as const),
  asksEvidence: fc.boolean(),
});
const adapted = fc.record(
  {
    title: fc.constantFrom('One', 'Two'),
    dueHours: fc.integer({ min: 1, max: 9 }),
    note: fc.constant('Say so.'),
  },
  { requiredKeys: [] },
);
const step = (id: string): fc.Arbitrary<PlaybookStep> =>
  fc.tuple(fc.boolean(), own, adapted).map(([isOwn, ownStep, more]) => ({
    ...(isOwn && id.endsWith('1') ? { id: `own-${id}`, own: ownStep } : { step: id }),
    ...more,
  }));
const playbook: fc.Arbitrary<PlaybookContent> = fc
  .record({
    title: fc.constantFrom('Card fraud', 'Lost laptop'),
    industry: fc.constantFrom(null, 'retail'),
    causes: fc.shuffledSubarray(['error', 'third-party', 'own-sharing']),
    used: fc.shuffledSubarray(names, { minLength: 1 }),
    left: fc.shuffledSubarray(['left-1', 'left-2', 'left-3']),
    reason: fc.constantFrom('Not ours.', 'Not yet.'),
  })
  .chain(({ used, left, reason, ...head }) =>
    fc.tuple(...used.map(step)).map((steps) => ({
      ...content(steps),
      ...head,
      leftOut: left.map((id) => ({ step: id, reason })),
    })),
  );

describe('comparePlaybooks', () => {
  it('names one step put in at the top and says of no other that it moved', () => {
    expect(comparePlaybooks(of('a', 'b', 'c'), of('n', 'a', 'b', 'c'))).toEqual([
      { kind: 'step-added', id: 'n', to: 1, step: { step: 'n' } },
    ]);
  });

  it('names the one step that went from the end to the top, with both places counted from 1', () => {
    expect(comparePlaybooks(of('a', 'b', 'c'), of('c', 'a', 'b'))).toEqual([
      { kind: 'step-moved', id: 'c', from: 3, to: 1 },
    ]);
  });

  it('shows what stood in a field before and after, absent as undefined', () => {
    const before = content([{ step: 'a', dueHours: 24, note: 'Ring first.' }]);
    const after = content([{ step: 'a', dueHours: 48, title: 'Ring them' }], { title: 'New' });
    expect(comparePlaybooks(before, after)).toEqual([
      { kind: 'head-changed', field: 'title', before: 'Card fraud', after: 'New' },
      { kind: 'step-changed', id: 'a', field: 'title', before: undefined, after: 'Ring them' },
      { kind: 'step-changed', id: 'a', field: 'dueHours', before: 24, after: 48 },
      { kind: 'step-changed', id: 'a', field: 'note', before: 'Ring first.', after: undefined },
    ]);
  });

  it('tells of a step that is now left out, taken back, or left out for another reason', () => {
    const left = (...rows: [string, string][]) =>
      content([{ step: 'a' }], { leftOut: rows.map(([id, reason]) => ({ step: id, reason })) });
    expect(comparePlaybooks(left(['b', 'x'], ['c', 'x']), left(['c', 'y'], ['d', 'z']))).toEqual([
      { kind: 'left-out-removed', id: 'b', reason: 'x' },
      { kind: 'left-out-changed', id: 'c', before: 'x', after: 'y' },
      { kind: 'left-out-added', id: 'd', reason: 'z' },
    ]);
  });

  it('finds nothing where only the order of causes, left-out steps or prerequisites differs', () => {
    fc.assert(
      fc.property(playbook, (one) => {
        const other = {
          ...one,
          causes: one.causes.toReversed(),
          leftOut: one.leftOut.toReversed(),
          steps: one.steps.map((given) =>
            'own' in given
              ? { ...given, own: { ...given.own, requires: given.own.requires.toReversed() } }
              : given,
          ),
        };
        expect(comparePlaybooks(one, other)).toEqual([]);
        expect(canonicalPlaybook(other)).toBe(canonicalPlaybook(one));
      }),
    );
  });

  it('gives the later playbook when applied to the earlier one', () => {
    fc.assert(
      fc.property(playbook, playbook, (from, to) => {
        const made = applyChanges(from, comparePlaybooks(from, to));
        expect(canonicalPlaybook(made)).toBe(canonicalPlaybook(to));
        expect(comparePlaybooks(from, to).length === 0).toBe(
          canonicalPlaybook(from) === canonicalPlaybook(to),
        );
      }),
    );
  });

  it('tells backwards the same things the other way round', () => {
    const mirror: Record<string, string> = {
      'step-added': 'step-removed',
      'step-removed': 'step-added',
      'left-out-added': 'left-out-removed',
      'left-out-removed': 'left-out-added',
    };
    fc.assert(
      fc.property(playbook, playbook, (from, to) => {
        const there = comparePlaybooks(from, to).map(({ kind }) => mirror[kind] ?? kind);
        const back = comparePlaybooks(to, from).map(({ kind }) => kind);
        expect(there.toSorted()).toEqual(back.toSorted());
      }),
    );
  });
});
