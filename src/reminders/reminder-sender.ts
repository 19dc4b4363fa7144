import { Injectable } from '@nestjs/common';
import type { SendOutcome } from '../delivery/domain/smtp-outcome.js';
import { Mailers } from '../delivery/mailers.js';
import { MessageIds } from '../delivery/message-ids.js';
import { plainDutyName } from '../obligations/domain/duty-names.js';
import type { Obligation } from '../obligations/obligation.entity.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { reminderLetter } from './domain/reminder-letter.js';
import type { ToldDuty } from './domain/reminder-letter.js';
import { ReminderLetters } from './reminder-letters.js';
import type { ClaimedLetter } from './reminder-letters.js';
import type { Reminder } from './reminder.entity.js';

/** Folder of kept reminders below `mail`, in the place of a mailing's id. */
const KEPT_UNDER = 'reminders';

/** Hands the messages over by the same mailer as notices: an exercise, or without a mail server, as files. */
@Injectable()
export class ReminderSender {
  readonly #origin: string;

  constructor(
    private readonly letters: ReminderLetters,
    private readonly mailers: Mailers,
    private readonly messageIds: MessageIds,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {
    this.#origin = environment.PUBLIC_URL.replace(/\/$/, '');
  }

  /** Sends what is ready; stops when the mail server turns us away, or at the signal. */
  async sendAll(stopping: AbortSignal): Promise<void> {
    await this.letters.recover();
    while (!stopping.aborted) {
      const letter = await this.letters.claim();
      if (!letter) break;
      const mailer = this.mailers.for(letter.incident);
      // Whoever fails without an outcome may have handed it over.
      const outcome = await mailer
        .send(this.#message(letter))
        .catch((): SendOutcome => ({ state: 'unconfirmed', code: 'no_answer' }));
      await this.letters.settle(letter, outcome);
      await mailer.rest();
      if (outcome.trouble) break;
    }
  }

  #message({ id, incident, user, reminders }: ClaimedLetter) {
    const { reference } = incident;
    const duties = reminders
      .map(({ reminder, obligation }) => this.#told(reference, reminder, obligation))
      .sort((a, b) => a.dueAt.epochMilliseconds - b.dueAt.epochMilliseconds);
    const letter = reminderLetter({
      reference,
      exercise: incident.kind === 'exercise',
      duties,
      zone: this.environment.TIME_ZONE,
      now: this.clock.now(),
      registerHref: `${this.#origin}/incidents/${reference}/obligations`,
    });
    return {
      mailingId: KEPT_UNDER,
      deliveryId: id,
      messageId: this.messageIds.of(id, this.mailers.sender),
      at: this.clock.now(),
      from: { address: this.mailers.sender, name: 'Redress' },
      to: user.email,
      locale: 'en',
      ...letter,
    };
  }

  #told(reference: string, { rung, dueAt }: Reminder, { rule, ruleId, origin, terms }: Obligation): ToldDuty {
    return {
      name: plainDutyName(rule, origin),
      rung,
      dueAt,
      zone: rule.deadline.tz,
      projected: terms.projected,
      href: `${this.#origin}/incidents/${reference}/obligations?duty=${ruleId}#duty-${ruleId}`,
    };
  }
}
