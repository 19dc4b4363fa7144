import fc from 'fast-check';
import { afterMove, refusalOf } from './notice-standing.js';
import type { NoticeMove, NoticeStanding } from './notice-standing.js';

const person = fc.constantFrom('dana', 'karl', 'lena', 'omar');
const hash = fc.constantFrom('a', 'b');
const textMove = (act: 'save' | 'approve' | 'send') =>
  fc.record({ act: fc.constant(act), by: person, contentHash: hash });
const plainMove = (act: 'submit' | 'request_changes' | 'withdraw') =>
  fc.record({ act: fc.constant(act), by: person });

/** What leads far is drawn often, so that sequences get there. */
const move: fc.Arbitrary<NoticeMove> = fc.oneof(
  { weight: 2, arbitrary: textMove('save') },
  { weight: 6, arbitrary: plainMove('submit') },
  { weight: 8, arbitrary: textMove('approve') },
  { weight: 3, arbitrary: textMove('send') },
  { weight: 2, arbitrary: plainMove('request_changes') },
  { weight: 1, arbitrary: plainMove('withdraw') },
);

/** Everything that happened to a notice, refused acts left out: the judge of what follows, kept apart from the rules. */
interface Told {
  standing: NoticeStanding;
  done: NoticeMove[];
}

function play(moves: readonly NoticeMove[], seen: (told: Told, last: NoticeMove) => void): void {
  const told: Told = {
    standing: { state: 'draft', contentHash: 'a', authors: new Set(['dana']), approval: null },
    done: [{ act: 'save', by: 'dana', contentHash: 'a' }],
  };
  for (const next of moves) {
    if (refusalOf(told.standing, next) !== null) continue;
    told.standing = afterMove(told.standing, next);
    told.done.push(next);
    seen(told, next);
  }
}

/** The last text that was saved, and what came after it. */
function sinceSave(done: readonly NoticeMove[]): { saved: string; after: readonly NoticeMove[] } {
  const place = done.findLastIndex(({ act }) => act === 'save');
  const saved = done[place];
  return { saved: saved && 'contentHash' in saved ? saved.contentHash : '', after: done.slice(place + 1) };
}

const authorsOf = (done: readonly NoticeMove[]) =>
  new Set(done.filter(({ act }) => act === 'save').map(({ by }) => by));

describe('no sequence of acts', () => {
  it('reaches approved or sent without an approval of that very text by someone who wrote none of it', () => {
    let approvals = 0;
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        play(moves, ({ standing, done }) => {
          if (standing.state !== 'approved' && standing.state !== 'sent') return;
          approvals++;
          const { saved, after } = sinceSave(done);
          const authors = authorsOf(done);
          const ended = after.findLastIndex(({ act }) => act === 'request_changes');
          const given = after
            .slice(ended + 1)
            .filter((one) => one.act === 'approve' && one.contentHash === saved && !authors.has(one.by));
          expect(given.length).toBeGreaterThan(0);
        });
      }),
      { numRuns: 3_000 },
    );
    expect(approvals).toBeGreaterThan(100);
  });

  it('sends a text other than the one that was approved', () => {
    let sent = 0;
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        play(moves, ({ done }, last) => {
          if (last.act !== 'send') return;
          sent++;
          const approval = done.findLast(({ act }) => act === 'approve');
          expect(approval).toMatchObject({ contentHash: last.contentHash });
          expect(last.contentHash).toBe(sinceSave(done).saved);
        });
      }),
      { numRuns: 3_000 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  it('changes anything that was sent or withdrawn', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const states: string[] = [];
        play(moves, ({ standing }) => states.push(standing.state));
        const end = states.findIndex((state) => state === 'sent' || state === 'withdrawn');
        if (end >= 0) expect(states).toHaveLength(end + 1);
      }),
    );
  });
});

describe('an approval', () => {
  const standing: NoticeStanding = {
    state: 'in_review',
    contentHash: 'a',
    authors: new Set(['dana', 'karl']),
    approval: null,
  };
  const approve = (by: string, contentHash: string) =>
    refusalOf(standing, { act: 'approve', by, contentHash });

  it('is refused to every author, whoever saved last', () => {
    expect([approve('dana', 'a'), approve('karl', 'a'), approve('lena', 'a')]).toEqual([
      'author',
      'author',
      null,
    ]);
  });

  it('is refused for another text than the one that stands', () => {
    expect(approve('lena', 'b')).toBe('other_text');
  });

  it('does not let go what was changed in the database after it', () => {
    const approved = afterMove(standing, { act: 'approve', by: 'lena', contentHash: 'a' });
    expect(refusalOf(approved, { act: 'send', by: 'lena', contentHash: 'b' })).toBe('other_text');
  });
});
