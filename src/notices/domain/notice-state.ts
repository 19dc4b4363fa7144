/** Where a notice stands between the first words and the last copy. */
export type NoticeState = 'draft' | 'in_review' | 'approved' | 'sent' | 'withdrawn';

/** What may happen to a notice. `save` is a new revision of its text. */
export type NoticeAct = 'save' | 'submit' | 'return' | 'approve' | 'withdraw' | 'send';

/**
 * Which act is possible in which state, and where it leads. Every change of the text leads back to a draft, so that
 * an approval never outlives the text it was given for; only an approved text can be sent.
 */
export const NOTICE_TRANSITIONS: Readonly<Record<NoticeState, Partial<Record<NoticeAct, NoticeState>>>> = {
  draft: { save: 'draft', submit: 'in_review', withdraw: 'withdrawn' },
  in_review: { save: 'draft', return: 'draft', approve: 'approved', withdraw: 'withdrawn' },
  approved: { save: 'draft', return: 'draft', send: 'sent', withdraw: 'withdrawn' },
  sent: {},
  withdrawn: {},
};

/** The state after an act, or null when it is not possible from here. */
export function afterAct(state: NoticeState, act: NoticeAct): NoticeState | null {
  return NOTICE_TRANSITIONS[state][act] ?? null;
}
