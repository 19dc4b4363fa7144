import fc from 'fast-check';
import { NOTICE_TRANSITIONS, afterAct } from './notice-state.js';
import type { NoticeAct, NoticeState } from './notice-state.js';

const acts = [
  'save',
  'submit',
  'return',
  'approve',
  'withdraw',
  'send',
] as const satisfies readonly NoticeAct[];

/** Plays acts in order; an impossible one changes nothing. Remembers the last act that changed anything but the state. */
function play(sequence: readonly NoticeAct[]): {
  state: NoticeState;
  approvedSinceSave: boolean;
  sentUnapproved: boolean;
} {
  let state: NoticeState = 'draft';
  let approvedSinceSave = false;
  let sentUnapproved = false;
  for (const act of sequence) {
    const next = afterAct(state, act);
    if (next === null) continue;
    if (act === 'save' || act === 'return') approvedSinceSave = false;
    if (act === 'approve') approvedSinceSave = true;
    if (act === 'send' && !approvedSinceSave) sentUnapproved = true;
    state = next;
  }
  return { state, approvedSinceSave, sentUnapproved };
}

describe('the states of a notice', () => {
  it('never lead to sent without an approval after the last save, whatever people do', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (sequence) => {
        const { state, approvedSinceSave, sentUnapproved } = play(sequence);
        expect(sentUnapproved).toBe(false);
        if (state === 'sent') expect(approvedSinceSave).toBe(true);
      }),
    );
  });

  it('can reach sent by the plain way', () => {
    expect(play(['save', 'submit', 'approve', 'send']).state).toBe('sent');
  });

  it('end with sent and withdrawn', () => {
    expect([NOTICE_TRANSITIONS.sent, NOTICE_TRANSITIONS.withdrawn]).toEqual([{}, {}]);
  });
});
