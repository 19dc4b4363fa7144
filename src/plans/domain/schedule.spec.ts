import type { Lane, Step } from '../../catalogue/domain/step.js';
import type { RankingFacts } from './ranking-facts.js';
import { prerequisitesOf, scheduleSteps } from './schedule.js';
import type { StepScore } from './score.js';

interface Sketch {
  lane?: Lane;
  requires?: string[];
  requiresIfApplicable?: string[];
  legalDueHours?: number;
}
/** Steps in consumer order. */
function ranked(steps: Record<string, Sketch>): StepScore[] {
  return Object.entries(steps).map(([id, sketch]) => {
    const plain = { id, lane: 'normal', requires: [], requiresIfApplicable: [], legalDueHours: null };
    return { terms: { step: { ...plain, ...sketch } as unknown as Step } } as StepScore;
  });
}
const facts: RankingFacts = { mode: 'incident', regions: ['eu'] };
const aware = '2026-03-27T16:00:00+01:00';
const scheduled = (steps: Record<string, Sketch>, awareAt?: string) =>
  scheduleSteps(ranked(steps), facts, awareAt);
const order = (steps: Record<string, Sketch>, awareAt?: string) =>
  scheduled(steps, awareAt).map(({ id }) => id);

describe('the schedule', () => {
  it('goes by lane first, within a lane by consumer rank', () => {
    const steps = {
      popular: {},
      plain: {},
      law: { lane: 'legal' },
      stop: { lane: 'containment' },
      safety: { lane: 'life-safety' },
    } as const;
    expect(order(steps)).toEqual(['safety', 'stop', 'law', 'popular', 'plain']);
  });

  it('lets an urgent step pull what it needs forward, near and far', () => {
    const steps: Record<string, Sketch> = {
      popular: {},
      stop: { lane: 'containment', requires: ['look'] },
      look: { requires: ['start'] },
      start: {},
    };
    expect(order(steps)).toEqual(['start', 'look', 'stop', 'popular']);
    expect(scheduled(steps)[0]).toEqual({
      id: 'start',
      lane: 'containment',
      dueAt: null,
      waitsFor: [],
      rank: 4,
      ownLane: 'normal',
      placed: 'placed first for safety, containment or law',
    });
    expect(scheduled(steps)[3]).toMatchObject({ id: 'popular', lane: 'normal', placed: null });
  });

  it('waits for prerequisites that apply, each named once in order, and for no others', () => {
    const steps = { a: { requires: ['c', 'gone'], requiresIfApplicable: ['b', 'c'] }, b: {}, c: {} };
    expect(scheduled(steps)).toEqual([
      expect.objectContaining({ id: 'b', waitsFor: [] }),
      expect.objectContaining({ id: 'c', waitsFor: [] }),
      expect.objectContaining({ id: 'a', waitsFor: ['b', 'c'] }),
    ]);
  });

  it('places the earliest due time first within a lane, 72 elapsed hours through a change of clocks', () => {
    const steps: Record<string, Sketch> = {
      register: { lane: 'legal' },
      report: { lane: 'legal', legalDueHours: 72 },
    };
    expect(order(steps)).toEqual(['register', 'report']);
    expect(scheduled(steps, aware)).toEqual([
      expect.objectContaining({ id: 'report', dueAt: '2026-03-30T15:00:00Z' }),
      expect.objectContaining({ id: 'register', dueAt: null }),
    ]);
  });

  it('shows the common clock only where it is the law: in the EU and the UK', () => {
    const due = (regions?: RankingFacts['regions']) =>
      scheduleSteps(ranked({ report: { legalDueHours: 72 } }), { mode: 'incident', regions }, aware)[0]
        ?.dueAt;
    expect(due(['uk'])).toBe('2026-03-30T15:00:00Z');
    expect(due(['br', 'eu'])).toBe('2026-03-30T15:00:00Z');
    expect(due(['br'])).toBeNull();
    expect(due(undefined)).toBeNull();
  });

  it('refuses steps that wait for each other', () => {
    expect(() => order({ a: { requires: ['b'] }, b: { requires: ['a'] } })).toThrow(/cycle/);
  });
});

describe('what a commitment rests on', () => {
  it('is every prerequisite that applies, near and far, in the order of time', () => {
    const steps = { claim: { requires: ['test'] }, test: { requires: ['fix', 'gone'] }, fix: {}, other: {} };
    const all = prerequisitesOf(scheduled(steps));
    expect(all.get('claim')).toEqual(['fix', 'test']);
    expect(all.get('fix')).toEqual([]);
  });
});
