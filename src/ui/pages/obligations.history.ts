import type { ObligationEventView } from '../../obligations/obligations.views.js';
import type { DutyStatus } from '../../obligations/domain/duty.js';
import type { DutyDecision } from '../../obligations/domain/register-row.js';
import type { SentReminder } from '../../reminders/reminders.service.js';
import { formatInstant, type InstantLike } from '../views.time.js';
import type { TimelineItemView } from '../views.types.js';
import { capitalised } from '../code-words.js';
import { DECISION_WORDS, STATUS_TERMS } from './obligations.words.js';

type Told = Pick<ObligationEventView, 'kind' | 'facts' | 'reason' | 'by'> & { at: InstantLike };

/** Names and words that events only carry as ids and codes. */
export interface HistoryWords {
  nameOf: (id: string) => string;
  channelOf: (code: string) => string;
  zone: string;
}

/** What has happened to one duty, newest first, in sentences. */
export function dutyHistory(events: readonly Told[], words: HistoryWords): TimelineItemView[] {
  return events.map((event) => ({
    at: event.at,
    text: sentenceOf(event, words),
    kind: TURNS.has(event.kind) ? 'law' : undefined,
    detail: [words.nameOf(event.by), ...(event.reason === '' ? [] : [`“${event.reason}”`])].join(': '),
  }));
}

/** Which reminders went to whom, and which could not. */
export function remindersTold(
  reminders: readonly SentReminder[],
  nameOf: (id: string) => string,
): TimelineItemView[] {
  return reminders.map(({ at, words, state, code, userId }) => ({
    at,
    text: `${capitalised(words)}: ${REMINDER_WORDS[state]}`,
    kind: undefined,
    detail: userId === '' ? 'nobody to tell' : [nameOf(userId), ...(code === null ? [] : [code])].join(', '),
  }));
}

const REMINDER_WORDS: Readonly<Record<SentReminder['state'], string>> = {
  queued: 'waits to be sent',
  sending: 'on its way',
  sent: 'reminded',
  unconfirmed: 'sent, not confirmed',
  failed: 'not delivered',
  dropped: 'not needed any more',
};

/** What moved the moment that counts, or ended it. */
const TURNS: ReadonlySet<ObligationEventView['kind']> = new Set(['tighter', 'adopted', 'decided', 'filed']);

function sentenceOf({ kind, facts }: Told, { nameOf, channelOf, zone }: HistoryWords): string {
  const moment = (name: string) => {
    const at = facts[name];
    return typeof at === 'string' ? formatInstant(at, zone) : '';
  };
  const terms = (status: string, due: string) =>
    [STATUS_TERMS[facts[status] as DutyStatus] ?? '', moment(due)].filter((part) => part !== '').join(', ');
  const decision = (name: string) => DECISION_WORDS[facts[name] as DutyDecision] ?? 'nothing';
  switch (kind) {
    case 'frozen':
      return `Worked out from revision ${facts['factsRevision'] ?? '?'} of the facts and frozen: ${terms('status', 'dueAt')}`;
    case 'tighter':
      return `Stricter terms count at once: ${terms('status', 'dueAt')}; before: ${terms('statusBefore', 'dueBefore')}`;
    case 'looser':
      return `Other terms proposed: ${terms('status', 'dueAt')}; in force: ${terms('statusBefore', 'dueBefore')}`;
    case 'reworded':
      return 'Reworded; the last moment stays';
    case 'taken_back':
      return 'The proposal fell away: the facts say again what is in force';
    case 'adopted':
      return `New terms taken over: ${terms('statusAfter', 'dueAfter')}; before: ${terms('statusBefore', 'dueBefore')}`;
    case 'kept':
      return `Terms kept as they were: ${terms('statusBefore', 'dueBefore')}`;
    case 'seen':
      return 'Change seen';
    case 'decided':
      return `Decided: ${decision('after')}${moment('until') === '' ? '' : `, until ${moment('until')}`}`;
    case 'undecided':
      return `Decision taken back: ${decision('before')}`;
    case 'keeper_set':
      return typeof facts['after'] === 'string'
        ? `Given to ${nameOf(facts['after'])}`
        : 'Given back: nobody keeps it';
    case 'manual_added':
      return `Entered by people, no law: ${terms('status', 'dueAt')}`;
    case 'manual_changed':
      return `Entered anew: ${terms('status', 'dueAt')}; before: ${terms('statusBefore', 'dueBefore')}`;
    case 'manual_withdrawn':
      return `Withdrawn; before: ${terms('statusBefore', 'dueBefore')}`;
    case 'filed':
      return `Filed ${moment('filedAt')} by ${channelOf(String(facts['channel'] ?? ''))}`;
    case 'filing_withdrawn':
      return `Filing of ${moment('filedAt')} withdrawn`;
    default:
      return capitalisedCode(kind);
  }
}

/** A kind that has no sentence yet is named rather than hidden. */
function capitalisedCode(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ');
}
