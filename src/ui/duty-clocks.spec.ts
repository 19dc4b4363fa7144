import type { Duty } from '../obligations/domain/duty.js';
import { dutyClocks, nextLegalClock, shortLaw } from './duty-clocks.js';

const NOW = '2026-11-19T14:20:00Z';

function duty(ruleId: string, more: Partial<Duty>): Duty {
  return {
    ruleId,
    status: 'due',
    dueAt: null,
    softDueAt: null,
    authority: 'the authority',
    law: 'GDPR (Reg. 2016/679) Art. 33(1)',
    stage: 'single',
    ruleStatus: 'in-force',
    missingFacts: [],
    calendarError: null,
    projected: false,
    sameDutyAs: null,
    ...more,
  } as Duty;
}

const ids = (duties: Duty[], facts = {}) => dutyClocks(duties, facts, NOW).map(({ ruleId }) => ruleId);

describe('Clocks of duties', () => {
  it('stand by time, then those without a time, then those met with the newest first', () => {
    const duties = [
      duty('asap', { status: 'asap' }),
      duty('met-early', { dueAt: '2026-11-20T00:00:00Z' }),
      duty('later', { dueAt: '2026-11-21T00:00:00Z' }),
      duty('late', { dueAt: '2026-11-18T00:00:00Z' }),
      duty('met-late', { dueAt: '2026-11-20T00:00:00Z' }),
    ];
    const notices = {
      'met-early': { sentAt: '2026-11-17T00:00:00Z' },
      'met-late': { sentAt: '2026-11-18T00:00:00Z' },
    };
    expect(ids(duties, { notices })).toEqual(['late', 'later', 'asap', 'met-late', 'met-early']);
  });

  it('leave out what is not owed, starts no clock, or waits for facts', () => {
    const statuses = ['not-owed', 'inactive', 'needs-facts'] as const;
    expect(ids(statuses.map((status) => duty(status, { status })))).toEqual([]);
  });

  it('show one duty that two laws describe once', () => {
    const dueAt = '2026-11-20T00:00:00Z';
    expect(ids([duty('a', { dueAt, sameDutyAs: 'b' }), duty('b', { dueAt })])).toEqual(['b']);
    expect(ids([duty('a', { dueAt, sameDutyAs: 'b' })])).toEqual(['a']);
  });

  it.each([
    ['late', { dueAt: '2026-11-19T14:19:59Z' }],
    ['due', { dueAt: '2026-11-19T14:20:00Z' }],
    ['target', { dueAt: '2026-11-20T00:00:00Z', ruleStatus: 'internal-clock' }],
    ['target', { status: 'asap', softDueAt: '2026-11-20T00:00:00Z' }],
    ['not-started', { status: 'clock-not-started' }],
    ['not-started', { status: 'on-hold' }],
  ] as const)('are %s', (state, more) => {
    expect(dutyClocks([duty('one', more)], {}, NOW)[0]?.state).toBe(state);
  });

  it('never call a target or a recommendation the next legal clock', () => {
    const clocks = dutyClocks(
      [
        duty('own', { dueAt: '2026-11-19T15:00:00Z', ruleStatus: 'internal-clock' }),
        duty('soft', { status: 'asap', softDueAt: '2026-11-19T16:00:00Z' }),
        duty('law', { dueAt: '2026-11-20T00:00:00Z', stage: 'final' }),
      ],
      {},
      NOW,
    );
    expect(nextLegalClock(clocks)).toEqual({
      at: '2026-11-20T00:00:00Z',
      duty: 'GDPR Art. 33(1): The authority, final report',
    });
  });

  it('have no next one when all were met', () => {
    const facts = { notices: { one: { sentAt: '2026-11-18T00:00:00Z' } } };
    expect(nextLegalClock(dutyClocks([duty('one', { dueAt: NOW })], facts, NOW))).toBeUndefined();
  });
});

describe('A law on a tape', () => {
  it.each([
    ['Reg. (EU) 2022/2554 Art. 19(4)(a); Del. Reg. 2025/301 Art. 5(1)(a)', 'DORA Art. 19(4)(a)'],
    ['GDPR (Reg. 2016/679) Art. 33(1),(3)-(4)', 'GDPR Art. 33(1),(3)-(4)'],
    ['45 CFR 164.404', '45 CFR 164.404'],
  ])('%s is %s', (law, short) => expect(shortLaw(law)).toBe(short));
});
