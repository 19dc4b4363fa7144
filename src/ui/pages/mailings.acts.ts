import type { DeliveryCounts } from '../../delivery/mailing-end.js';
import type { MailingView } from '../../delivery/mailings.views.js';
import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS, holds } from '../../platform/access/permissions.js';
import type { Permission } from '../../platform/access/permissions.js';
import { holdersWords } from '../role-words.js';
import { formatNumber } from '../views.helpers.js';
import type { MailingActsView } from './mailings.view.js';

/** What the reader can do with a mailing in its state; what they may not do is absent, with who may. */
export function actsOf(mailing: MailingView, counts: DeliveryCounts, { id, role }: Actor): MailingActsView {
  const may = (permission: Permission) => holds(role, permission);
  const { state } = mailing;
  const mine = mailing.requestedBy === id || mailing.confirmedBy === id;
  const again = counts.failed + counts.deferred;
  const open = state === 'requested' || state === 'confirmed' || state === 'sending' || state === 'paused';
  const retries = state === 'finished' && may('deliveries:retry');
  return {
    confirmHref:
      state === 'requested' && may('mailings:confirm') && !mine ? `/mailings/${mailing.id}/confirmation` : '',
    pause: (state === 'sending' || state === 'confirmed') && may('mailings:stop'),
    resume: state === 'paused' && may('mailings:confirm'),
    stop: open && may('mailings:stop'),
    retry: retries && again + counts.unconfirmed > 0 ? retryWords(again) : '',
    unconfirmed: counts.unconfirmed > 0 ? unconfirmedWords(counts.unconfirmed) : '',
    none: waitsFor(mailing, mine, may('mailings:confirm')),
  };
}

function retryWords(again: number): string {
  return again === 0 ? 'Send again' : `Send ${formatNumber(again)} failed or deferred again`;
}

function unconfirmedWords(count: number): string {
  return count === 1
    ? 'Also the unconfirmed copy: that person may then get two'
    : `Also the ${formatNumber(count)} unconfirmed copies: those people may then get two`;
}

/** Who has to act next when the reader cannot; empty when they can, or nobody has to. */
function waitsFor({ state, confirmedBy }: MailingView, mine: boolean, mayConfirm: boolean): string {
  if (state === 'paused' && !mayConfirm)
    return `${holdersWords(PERMISSIONS['mailings:confirm'])} can let it go on.`;
  if (state !== 'requested' || (mayConfirm && !mine)) return '';
  const who = holdersWords(PERMISSIONS['mailings:confirm']);
  const further = confirmedBy === null ? 'Another person' : 'A further person';
  return `${further} has to confirm it: ${who.toLowerCase()}, who did not ask for it.`;
}
