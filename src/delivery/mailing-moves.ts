import type { EntityManager } from 'typeorm';
import { mayBecome } from './domain/mailing-state.js';
import type { MailingState } from './domain/mailing-state.js';
import { Mailing } from './mailing.entity.js';
import { MailingStateRefused } from './mailings.errors.js';

type Changes = Partial<
  Pick<
    Mailing,
    | 'reason'
    | 'confirmedBy'
    | 'confirmedAt'
    | 'secondConfirmedBy'
    | 'secondConfirmedAt'
    | 'startsAt'
    | 'startedAt'
    | 'finishedAt'
    | 'leaseOwner'
    | 'leaseUntil'
  >
>;

/**
 * Takes a mailing from the state it was read in to another.
 *
 * @throws MailingStateRefused when the table of transitions forbids it, or someone else moved it meanwhile
 */
export async function moveMailing(
  manager: EntityManager,
  mailing: Mailing,
  to: MailingState,
  changes: Changes = {},
): Promise<void> {
  if (!mayBecome(mailing.state, to)) throw new MailingStateRefused(mailing.state);
  const { affected } = await manager.update(
    Mailing,
    { id: mailing.id, state: mailing.state },
    { ...changes, state: to },
  );
  if (affected !== 1) throw new MailingStateRefused(mailing.state);
}
