import { asksStepUp } from '../../platform/access/allow.js';
import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS, holds } from '../../platform/access/permissions.js';
import { isFreshProof } from '../../identity/domain/session-life.js';
import { holdersWords } from '../role-words.js';
import { asInstant, type InstantLike } from '../views.time.js';

/** Whether this reader may act on duties now. */
export interface DutyRights {
  mayDecide: boolean;
  /** Why there are no forms; empty where there are, or where a fresh sign-in brings them. */
  words: string;
  /** Where to prove who one is before the forms come; empty: not needed. */
  stepUpHref: string;
}

/** Counsel proves who they are again; the lead is not stopped at night. */
export const DECIDE_STEP_UP = { stepUp: ['counsel'] } as const;

/** @param back the page to come back to after a fresh sign-in */
export function dutyRights(actor: Actor, isClosed: boolean, now: InstantLike, back: string): DutyRights {
  const none = (words: string) => ({ mayDecide: false, words, stepUpHref: '' });
  if (!holds(actor.role, 'obligations:decide'))
    return none(`${holdersWords(PERMISSIONS['obligations:decide'])} decide and file.`);
  if (isClosed) return none('The incident is closed; a lead has to reopen it before anything changes.');
  if (asksStepUp(DECIDE_STEP_UP.stepUp, actor.role) && !isFreshProof(actor.provedAt, asInstant(now)))
    return {
      mayDecide: false,
      words: '',
      stepUpHref: `/step-up?${new URLSearchParams({ next: back }).toString()}`,
    };
  return { mayDecide: true, words: '', stepUpHref: '' };
}
