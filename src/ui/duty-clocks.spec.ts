import { Temporal } from 'temporal-polyfill';
import type { Duty } from '../obligations/domain/duty.js';
import type { DutyState } from '../obligations/domain/register-row.js';
import type { DutyRecord, RegisteredDuty } from '../obligations/registered-duties.js';
import { dutyClocks, nextLegalClock, registerClocks } from './duty-clocks.js';

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

/** A duty of the register that was due at 14:00 on the 19th, twenty minutes ago. */
function held(state: DutyState, more: Partial<Duty>, record: Partial<Record<keyof DutyRecord, unknown>>) {
  const at = (text: unknown) => (typeof text === 'string' ? Temporal.Instant.from(text) : null);
  const { dueAt = '2026-11-19T14:00:00Z', filedAt = null, decision = null } = record;
  const row = { dueAt: at(dueAt), filedAt: at(filedAt), decision };
  const duty14 = duty('rule', { dueAt: '2026-11-19T14:00:00Z', ...more });
  return registerClocks([{ duty: duty14, state, record: row } as unknown as RegisteredDuty], NOW);
}

describe('Clocks of the register', () => {
  it('stay late after a filing that came too late, and say by how much', () => {
    expect(held('late', {}, { filedAt: '2026-11-19T14:10:00Z' })).toMatchObject([
      { state: 'late', due: { at: '2026-11-19T14:00:00.000Z', metAt: '2026-11-19T14:10:00.000Z' } },
    ]);
    expect(held('met', {}, { filedAt: '2026-11-19T14:00:00.900Z' })).toMatchObject([{ state: 'met' }]);
  });

  it('run to the moment of an extension, not to the one of the law', () => {
    const until = '2026-11-22T14:00:00Z';
    const [clock] = held('due', {}, { dueAt: until, decision: { decision: 'extended' } });
    expect(clock).toMatchObject({
      state: 'due',
      at: '2026-11-22T14:00:00.000Z',
      due: { remark: 'extended' },
    });
  });

  it('have no time while law enforcement delays without an end', () => {
    const [clock] = held('due', {}, { dueAt: null, decision: { decision: 'delayed' } });
    expect(clock).toMatchObject({ state: 'not-started', due: { words: 'Delayed' }, at: undefined });
  });

  it('are gone for what was waived or is no longer owed', () => {
    expect(held('waived', {}, { dueAt: null })).toEqual([]);
    expect(held('not_owed', { status: 'not-owed' }, { dueAt: null })).toEqual([]);
  });
});
