import { PERMISSIONS } from '../../platform/access/permissions.js';
import { NOTICE_ACTS, NOTICE_RULES, NOTICE_STATES, afterAct, isEnded } from './notice-state.js';
import type { NoticeAct, NoticeState } from './notice-state.js';

const played = (...acts: NoticeAct[]) =>
  acts.reduce<NoticeState | null>((state, act) => (state === null ? null : afterAct(state, act)), 'draft');

describe('the states of a notice', () => {
  it('lead to sent by the plain way, and by the way of a request for changes', () => {
    expect(played('save', 'submit', 'approve', 'send')).toBe('sent');
    expect(played('submit', 'request_changes', 'save', 'submit', 'approve', 'send')).toBe('sent');
    expect(played('submit', 'approve', 'request_changes', 'submit', 'approve', 'send')).toBe('sent');
  });

  it('make whatever is saved a draft', () => {
    const after = NOTICE_STATES.map((state) => afterAct(state, 'save'));
    expect(after).toEqual(['draft', 'draft', 'draft', 'draft', null, null]);
  });

  it('lead to approved only from review, and to sent only from approved', () => {
    const from = (wanted: NoticeState) =>
      NOTICE_STATES.flatMap((state) =>
        NOTICE_ACTS.filter((act) => afterAct(state, act) === wanted).map((act) => `${act} of ${state}`),
      );
    expect(from('approved')).toEqual(['approve of in_review']);
    expect(from('sent')).toEqual(['send of approved']);
  });

  it('end with sent and withdrawn', () => {
    expect(NOTICE_STATES.filter(isEnded)).toEqual(['sent', 'withdrawn']);
  });

  it('leave approval, withdrawal and sending to lead and counsel, and the text to communications too', () => {
    const holders = (act: NoticeAct) => [...PERMISSIONS[NOTICE_RULES[act].permission]].sort();
    for (const act of ['approve', 'withdraw', 'send'] as const)
      expect(holders(act)).toEqual(['counsel', 'lead']);
    for (const act of ['save', 'submit', 'request_changes'] as const)
      expect(holders(act)).toEqual(['communications', 'counsel', 'lead']);
  });
});
