import fc from 'fast-check';
import { MAILING_STATES, MAILING_TRANSITIONS, mayBecome } from './mailing-state.js';
import type { MailingState } from './mailing-state.js';

describe('the states of a mailing', () => {
  it('never reach sending without a confirmation, whatever way is taken', () => {
    const steps = fc.array(fc.nat({ max: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (choices) => {
        const way: MailingState[] = ['requested'];
        for (const choice of choices) {
          const next = MAILING_TRANSITIONS[way.at(-1) ?? 'requested'];
          const state = next[choice % Math.max(next.length, 1)];
          if (state) way.push(state);
        }
        const sends = way.indexOf('sending');
        if (sends >= 0) expect(way.slice(0, sends)).toContain('confirmed');
      }),
    );
  });

  it('end with stopped', () => {
    expect(MAILING_STATES.filter((to) => mayBecome('stopped', to))).toEqual([]);
  });

  it('take a finished mailing nowhere but back to sending', () => {
    expect(MAILING_STATES.filter((to) => mayBecome('finished', to))).toEqual(['sending']);
  });
});
