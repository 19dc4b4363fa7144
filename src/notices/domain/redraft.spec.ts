import fc from 'fast-check';
import type { NoticeSection, NoticeText } from './notice-text.js';
import { PartsUnknown, driftOf, visibilityOf, withPartsTaken } from './redraft.js';

const section = (id: string, markdown = id, hidden = false): NoticeSection => ({
  id,
  level: 2,
  heading: id,
  markdown,
  hidden,
});
const text = (...sections: NoticeSection[]): NoticeText => ({ subject: 's', preheader: 'p', sections });
const ids = ({ sections }: NoticeText) => sections.map(({ id }) => id);

describe('a part of a text against its draft of now', () => {
  const ground = { kept: section('a'), drafted: section('a'), edited: false, moved: false };

  it('is the same, or reads differently for its values only', () => {
    expect(driftOf({ ...ground, readsDifferently: false })).toBe('same');
    expect(driftOf({ ...ground, readsDifferently: true })).toBe('values');
  });

  it('is as good as the draft where people wrote the very words that the draft says now', () => {
    expect(driftOf({ ...ground, edited: true, moved: true, readsDifferently: false })).toBe('same');
  });

  it.each([
    [false, true, 'generated'],
    [true, false, 'edited'],
    [true, true, 'both'],
    [null, null, 'both'],
  ] as const)('with edited %s and moved %s is %s', (edited, moved, drift) => {
    const differs = { ...ground, drafted: section('a', 'other'), edited, moved, readsDifferently: false };
    expect(driftOf(differs)).toBe(drift);
  });

  it('is new or gone', () => {
    const rest = { edited: null, moved: null, readsDifferently: false };
    expect(driftOf({ ...rest, kept: null, drafted: section('a') })).toBe('new');
    expect(driftOf({ ...rest, kept: section('a'), drafted: null })).toBe('gone');
  });

  it('is what people wrote where they did without it, until its draft moves', () => {
    const rest = { kept: null, drafted: section('a'), edited: null, readsDifferently: false };
    expect([driftOf({ ...rest, moved: false }), driftOf({ ...rest, moved: true })]).toEqual([
      'edited',
      'new',
    ]);
  });

  it('would be hidden or shown', () => {
    const [shown, hidden] = [section('a'), section('a', 'a', true)];
    expect([visibilityOf(shown, hidden), visibilityOf(hidden, shown)]).toEqual(['hides', 'shows']);
    expect([visibilityOf(null, shown), visibilityOf(shown, null)]).toEqual(['shows', 'hides']);
    expect([visibilityOf(hidden, hidden), visibilityOf(null, hidden), visibilityOf('s', 't')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('taking parts of a draft', () => {
  const kept = text(section('opening'), section('data', 'mine'), section('old'), section('next'));
  const drafted = text(
    section('opening'),
    section('data', 'new words'),
    section('fix'),
    section('proof'),
    section('next'),
  );

  it('replaces what is taken and leaves the rest as it is', () => {
    const taken = withPartsTaken(kept, { ...drafted, subject: 'other' }, ['data']);
    expect(taken).toEqual(
      text(section('opening'), section('data', 'new words'), section('old'), section('next')),
    );
  });

  it('puts a new section after what it follows in the draft, and takes a gone one out', () => {
    expect(ids(withPartsTaken(kept, drafted, ['fix', 'old']))).toEqual(['opening', 'data', 'fix', 'next']);
    expect(ids(withPartsTaken(kept, drafted, ['proof']))).toEqual([
      'opening',
      'data',
      'proof',
      'old',
      'next',
    ]);
    expect(ids(withPartsTaken(kept, drafted, ['proof', 'fix']))).toEqual([
      'opening',
      'data',
      'fix',
      'proof',
      'old',
      'next',
    ]);
  });

  it('takes the lines alone too', () => {
    const other = { ...drafted, subject: 'S', preheader: 'P' };
    expect(withPartsTaken(kept, other, ['subject'])).toEqual({ ...kept, subject: 'S' });
  });

  it('refuses what neither has, and what is given twice, by its place', () => {
    const taking = () => withPartsTaken(kept, drafted, ['data', 'none', 'data']);
    expect(taking).toThrow(PartsUnknown);
    try {
      taking();
    } catch (error) {
      expect((error as PartsUnknown).faults.map(({ path }) => path)).toEqual(['/sections/1', '/sections/2']);
    }
  });

  it('gives the whole draft when everything is taken, whatever stood there', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    fc.assert(
      fc.property(names, names, (before, after) => {
        const [then, now] = [
          text(...before.map((id) => section(id, 'old'))),
          text(...after.map((id) => section(id, 'new'))),
        ];
        const all = [...new Set([...before, ...after])];
        const taken = withPartsTaken(then, now, all);
        expect(new Set(ids(taken))).toEqual(new Set(after));
        expect(taken.sections.every(({ markdown }) => markdown === 'new')).toBe(true);
      }),
    );
  });

  it('never touches a section that was not asked for', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(names, names, fc.infiniteStream(fc.boolean()), (before, after, coin) => {
        const [then, now] = [
          text(...before.map((id) => section(id, 'old'))),
          text(...after.map((id) => section(id, 'new'))),
        ];
        const wanted = [...new Set([...before, ...after])].filter(() => coin.next().value);
        const taken = withPartsTaken(then, now, wanted);
        const untouched = before.filter((id) => !wanted.includes(id));
        expect(taken.sections.filter(({ markdown }) => markdown === 'old').map(({ id }) => id)).toEqual(
          untouched,
        );
        expect(new Set(ids(taken)).size).toBe(taken.sections.length);
      }),
    );
  });
});
