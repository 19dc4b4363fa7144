import { codeOf, outcomeOf } from './smtp-outcome.js';
import type { SendEvidence } from './smtp-outcome.js';

const attempt = (given: Partial<SendEvidence>) =>
  outcomeOf({ begun: true, reply: null, toSender: false, ...given });

describe('outcomeOf', () => {
  it.each([
    ['taken', { reply: '250 2.0.0 OK queued as 7F3' }, 'accepted', '250 2.0.0'],
    ['greylisted before the body', { begun: false, reply: '450 4.2.0 try later' }, 'deferred', '450 4.2.0'],
    ['put off after the body', { reply: '451 later' }, 'deferred', '451'],
    ['unknown person', { begun: false, reply: '550 5.1.1 no such user' }, 'failed', '550 5.1.1'],
    ['refused after the body', { reply: '554 spam' }, 'failed', '554'],
    ['line lost after the body', {}, 'unconfirmed', 'no_answer'],
    ['nonsense after the body', { reply: 'huh' }, 'unconfirmed', 'no_answer'],
  ] as const)('%s', (_, given, state, code) => {
    expect(attempt(given)).toEqual({ state, code });
  });

  it('gives a copy back to the queue, with trouble for the whole mailing, when the line was lost before the body', () => {
    expect(attempt({ begun: false })).toEqual({ state: 'queued', code: null, trouble: 'smtp_unreachable' });
  });

  it('blames nobody on the list when the server refuses the sender', () => {
    expect(attempt({ begun: false, toSender: true, reply: '550 5.7.1 not you' })).toEqual({
      state: 'queued',
      code: '550 5.7.1',
      trouble: 'smtp_sender_refused',
    });
  });
});

describe('codeOf', () => {
  it('never keeps the words of a reply', () => {
    expect(codeOf('550 5.1.1 <maria@example.org>: unknown')).toBe('550 5.1.1');
    expect(codeOf('550-maria@example.org unknown')).toBe('550');
    expect(codeOf('550 5.1.1@example.org')).toBe('550');
  });
});
