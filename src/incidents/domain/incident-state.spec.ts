import { mayBecome, STATUSES, TRANSITIONS } from './incident-state.js';

describe('mayBecome', () => {
  it.each([
    ['open', 'contained'],
    ['open', 'closed'],
    ['contained', 'open'],
    ['notifying', 'monitoring'],
    ['closed', 'open'],
  ] as const)('lets %s become %s', (from, to) => expect(mayBecome(from, to)).toBe(true));

  it.each([
    ['open', 'monitoring'],
    ['closed', 'notifying'],
    ['closed', 'monitoring'],
    ['monitoring', 'contained'],
  ] as const)('keeps %s from becoming %s', (from, to) => expect(mayBecome(from, to)).toBe(false));

  it('takes no status as a step to itself', () => {
    for (const status of STATUSES) expect(mayBecome(status, status)).toBe(false);
  });

  it('lets every incident be closed in the end, and reopened only as open', () => {
    for (const status of STATUSES.filter((one) => one !== 'closed')) {
      expect(TRANSITIONS[status]).toContain('closed');
    }
    expect(TRANSITIONS.closed).toEqual(['open']);
  });
});
