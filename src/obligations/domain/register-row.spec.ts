import fc from 'fast-check';
import type { DutyStatus } from './duty.js';
import { compareTerms, isOwed, type DutyTerms } from './duty-terms.js';
import { holdAgainst, lastMoment, stateOf } from './register-row.js';

const terms = (change: Partial<DutyTerms> = {}): DutyTerms => ({
  ruleVersion: '0123456789ab',
  knowledgeVersion: '2026-11-21+0123456789ab',
  factsRevision: 1,
  evaluatedAt: '2026-11-21T08:00:00Z',
  status: 'due',
  dueAt: '2026-11-24T08:00:00Z',
  safeDueAt: null,
  softDueAt: null,
  notBefore: null,
  projected: false,
  clock: 'awareAt',
  clockAt: '2026-11-21T08:00:00Z',
  arithmetic: [],
  missingFacts: [],
  decidedBy: [],
  calendarError: null,
  ...change,
});

const held = (change: Partial<DutyTerms> = {}) => ({ terms: terms(change), open: null, refused: null });

describe('the terms a duty is held to', () => {
  it('stay where a later evaluation gives the same answer', () => {
    expect(holdAgainst(held(), terms({ factsRevision: 2, evaluatedAt: '2026-11-22T08:00:00Z' }))).toEqual(
      held(),
    );
  });

  it('follow an earlier due date at once and keep what was there before for people to see', () => {
    const earlier = terms({ dueAt: '2026-11-23T08:00:00Z', factsRevision: 2 });
    expect(holdAgainst(held(), earlier)).toEqual({
      terms: earlier,
      open: { change: 'tighter', other: terms() },
      refused: null,
    });
  });

  it('never move to a later due date by themselves: it waits beside them', () => {
    const later = terms({ dueAt: '2026-11-25T08:00:00Z', factsRevision: 2 });
    expect(holdAgainst(held(), later)).toEqual({
      terms: terms(),
      open: { change: 'looser', other: later },
      refused: null,
    });
  });

  it('stay when the duty would no longer be owed, and forget the proposal when the fact is taken back', () => {
    const gone = terms({ status: 'not-owed', dueAt: null, decidedBy: ['affected.total'] });
    const asking = holdAgainst(held(), gone);
    expect(asking.terms.status).toBe('due');
    expect(asking.open).toEqual({ change: 'looser', other: gone });
    expect(holdAgainst(asking, terms({ factsRevision: 3 }))).toEqual(held());
  });

  it('are not asked about again once a person refused to loosen them, unless the answer is another one', () => {
    const later = terms({ dueAt: '2026-11-25T08:00:00Z' });
    const kept = { ...held(), refused: later };
    expect(holdAgainst(kept, { ...later, factsRevision: 7 })).toEqual(kept);
    const evenLater = terms({ dueAt: '2026-11-26T08:00:00Z' });
    expect(holdAgainst(kept, evenLater).open).toEqual({ change: 'looser', other: evenLater });
  });

  it('compare with what people last saw, after two stricter evaluations in a row', () => {
    const second = terms({ dueAt: '2026-11-23T08:00:00Z' });
    const third = terms({ dueAt: '2026-11-22T08:00:00Z' });
    const after = holdAgainst(holdAgainst(held(), second), third);
    expect(after.terms).toEqual(third);
    expect(after.open?.other).toEqual(terms());
  });

  it('show a changed rule that leaves the moment alone', () => {
    expect(holdAgainst(held(), terms({ ruleVersion: 'ba9876543210' })).open?.change).toBe('reworded');
  });

  it.each<[DutyStatus, DutyStatus, string]>([
    ['needs-facts', 'due', 'tighter'],
    ['clock-not-started', 'asap', 'tighter'],
    ['asap', 'due', 'tighter'],
    ['due', 'asap', 'looser'],
    ['due', 'on-hold', 'looser'],
    ['on-hold', 'due', 'tighter'],
    ['asap', 'needs-facts', 'looser'],
    ['inactive', 'not-owed', 'same'],
  ])('from %s to %s are %s', (before, after, change) => {
    const moment = (status: DutyStatus) => (status === 'due' ? '2026-11-24T08:00:00Z' : null);
    expect(
      compareTerms(
        terms({ status: before, dueAt: moment(before) }),
        terms({ status: after, dueAt: moment(after) }),
      ),
    ).toBe(change);
  });

  it('give no later last moment and no weaker answer than before, whatever is evaluated', () => {
    const status = fc.constantFrom<DutyStatus>(
      'due',
      'asap',
      'clock-not-started',
      'on-hold',
      'needs-facts',
      'not-owed',
    );
    const evaluated = status.chain((one) =>
      fc.integer({ min: 1, max: 28 }).map((day) =>
        terms({
          status: one,
          dueAt: one === 'due' ? `2026-12-${String(day).padStart(2, '0')}T08:00:00Z` : null,
        }),
      ),
    );
    fc.assert(
      fc.property(evaluated, fc.array(evaluated, { maxLength: 6 }), (first, rest) => {
        let row: ReturnType<typeof holdAgainst> = { terms: first, open: null, refused: null };
        for (const next of rest) {
          const before = row.terms;
          row = holdAgainst(row, next);
          expect(compareTerms(before, row.terms)).not.toBe('looser');
          if (isOwed(before.status)) expect(isOwed(row.terms.status)).toBe(true);
        }
      }),
    );
  });
});

describe('the state of a duty', () => {
  const row = { terms: terms(), decision: null, decisionUntil: null, filedAt: null } as const;

  it('is due until the last moment, that moment included, and late one second after', () => {
    expect(stateOf(row, '2026-11-24T08:00:00.999Z')).toBe('due');
    expect(stateOf(row, '2026-11-24T08:00:01.000Z')).toBe('late');
  });

  it('stays late when the report went out after the last moment', () => {
    expect(stateOf({ ...row, filedAt: '2026-11-24T09:00:00Z' }, '2026-12-01T00:00:00Z')).toBe('late');
    expect(stateOf({ ...row, filedAt: '2026-11-24T07:00:00Z' }, '2026-12-01T00:00:00Z')).toBe('met');
  });

  it('counts with the moment of an extension, not with the law’s own', () => {
    const extended = { ...row, decision: 'extended', decisionUntil: '2026-12-01T12:00:00Z' } as const;
    expect(lastMoment(extended)).toBe('2026-12-01T12:00:00Z');
    expect(stateOf(extended, '2026-11-30T00:00:00Z')).toBe('due');
    expect(stateOf(extended, '2026-12-02T00:00:00Z')).toBe('late');
  });

  it('is never late while law enforcement asks to wait without naming an end', () => {
    expect(stateOf({ ...row, decision: 'delayed' }, '2027-11-30T00:00:00Z')).toBe('due');
  });

  it('is not owed once a person took over that nothing is', () => {
    const gone = terms({ status: 'not-owed', dueAt: null });
    expect(stateOf({ ...row, terms: gone }, '2027-11-30T00:00:00Z')).toBe('not_owed');
  });

  it('is waived when a person decided that nothing has to be sent', () => {
    expect(stateOf({ ...row, decision: 'not_notifiable' }, '2027-11-30T00:00:00Z')).toBe('waived');
  });
});
