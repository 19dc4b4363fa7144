import { Temporal } from 'temporal-polyfill';
import type { BreachDuty } from './breach-entry.js';
import { decidedState } from './breach-entry.js';
import { dutyLine, legalWords } from './breach-words.js';

const duty: BreachDuty = {
  ruleId: 'eu-gdpr-33-authority',
  recipient: 'regulator',
  authority: 'supervisory authority',
  law: 'GDPR Art. 33',
  jurisdiction: 'EU',
  state: 'due',
  dueAt: '2026-01-09T09:30:00.000Z',
  filedAt: null,
  channel: '',
  lateReason: '',
  decision: null,
  reason: '',
  decidedBy: '',
  decidedAt: null,
  awaited: true,
};
const filed = { ...duty, filedAt: '2026-01-10T08:00:00.000Z', awaited: false };
const decidedAt = '2026-01-07T12:00:00.000Z';

describe('A duty in the register', () => {
  it.each([
    ['awaited with its last moment', duty, 'Authority (GDPR Art. 33): awaited, due 2026-01-09 09:30 UTC'],
    [
      'told late, with the reason',
      { ...filed, state: 'late' as const, lateReason: 'Portal down' },
      'Authority (GDPR Art. 33): told 2026-01-10 08:00 UTC, late; late because: Portal down',
    ],
    [
      'let go, by whom and why',
      {
        ...duty,
        dueAt: null,
        awaited: false,
        state: 'waived' as const,
        decision: 'not_notifiable' as const,
        reason: 'No risk',
        decidedBy: 'Lena',
        decidedAt,
      },
      'Authority (GDPR Art. 33): not notifiable: No risk (Lena, 2026-01-07 12:00 UTC)',
    ],
  ])('says that it is %s', (_, one, words) => expect(dutyLine(one)).toBe(words));

  it('makes the breach awaited as long as one of them is', () => {
    expect([
      decidedState({ duties: [] }),
      decidedState({ duties: [filed] }),
      decidedState({ duties: [filed, duty] }),
    ]).toEqual(['none', 'decided', 'awaited']);
  });
});

it('tells the age of the rules in whole days', () => {
  const now = Temporal.Instant.from('2026-11-23T23:59:00Z');
  expect(legalWords('2026-11-21+0123456789ab', now)).toContain('Rule pack 2026-11-21, 2 days old.');
  expect(legalWords('2026-11-22+0123456789ab', now)).toContain('1 day old.');
});
