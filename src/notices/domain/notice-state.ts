/** Where a notice stands between the first words and the last copy. */
export const NOTICE_STATES = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'sent',
  'withdrawn',
] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What may happen to a notice. `save` is a new revision of its text; working copies are none. */
export const NOTICE_ACTS = ['save', 'submit', 'request_changes', 'approve', 'withdraw', 'send'] as const;
export type NoticeAct = (typeof NOTICE_ACTS)[number];

/** What a reviewer looks at. */
export const REVIEW_ASPECTS = ['content', 'law', 'facts'] as const;
export type ReviewAspect = (typeof REVIEW_ASPECTS)[number];

export const REVIEW_OUTCOMES = ['agreed', 'changes'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** Who may do an act, from where, and what it takes. */
export interface NoticeActRule {
  /** Permission of the role; of `send`, the one that lets a mailing go. */
  permission: 'notices:edit' | 'notices:review' | 'notices:approve' | 'mailings:confirm';
  /** The state after it, by the state before; where it is missing, the act is not possible. */
  leads: Readonly<Partial<Record<NoticeState, NoticeState>>>;
  /** Someone who saved none of the text, in any revision. */
  byNonAuthor?: true;
  /** It has to say why. */
  withReason?: true;
}

/**
 * Every change of the text leads back to a draft, so that an approval never outlives the text it was given for; only an
 * approved text can be sent.
 */
export const NOTICE_RULES: Readonly<Record<NoticeAct, NoticeActRule>> = {
  save: {
    permission: 'notices:edit',
    leads: { draft: 'draft', in_review: 'draft', changes_requested: 'draft', approved: 'draft' },
  },
  submit: {
    permission: 'notices:edit',
    leads: { draft: 'in_review', changes_requested: 'in_review' },
  },
  request_changes: {
    permission: 'notices:review',
    leads: { in_review: 'changes_requested', approved: 'changes_requested' },
    withReason: true,
  },
  approve: {
    permission: 'notices:approve',
    leads: { in_review: 'approved' },
    byNonAuthor: true,
  },
  withdraw: {
    permission: 'notices:approve',
    leads: {
      draft: 'withdrawn',
      in_review: 'withdrawn',
      changes_requested: 'withdrawn',
      approved: 'withdrawn',
    },
  },
  send: { permission: 'mailings:confirm', leads: { approved: 'sent' } },
};

/** The state after an act, or null when it is not possible from here. */
export function afterAct(state: NoticeState, act: NoticeAct): NoticeState | null {
  return NOTICE_RULES[act].leads[state] ?? null;
}

/** Nothing can be changed any more, nor be asked about the text. */
export function isEnded(state: NoticeState): boolean {
  return NOTICE_ACTS.every((act) => afterAct(state, act) === null);
}
