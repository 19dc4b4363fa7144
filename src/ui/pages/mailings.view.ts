import type { DeliveryState } from '../../delivery/domain/delivery-state.js';
import { DELIVERY_STATES } from '../../delivery/domain/delivery-state.js';
import type { DeliveryCounts } from '../../delivery/mailing-end.js';
import type { ReplyCount } from '../../delivery/mailing-ledger.js';
import type { DeliveryView, MailingView, MailingWithCounts } from '../../delivery/mailings.views.js';
import type { ProgressBar } from '../charts/bars.js';
import { formatNumber } from '../views.helpers.js';
import type {
  ChipView,
  IncidentHeaderView,
  KeyValueView,
  LedgerRowView,
  OptionView,
  PageView,
  PagerView,
} from '../views.types.js';
import { codeWords, deliveryChip, holdWords, mailingChip } from './mailings.words.js';

/** Names of people by id; one who left is said so. */
export type NameOf = (userId: string | null) => string;

export interface MailingsPageView extends PageView {
  header: IncidentHeaderView;
  rows: readonly MailingRowView[];
  /** Approved texts that can be sent; empty for a reader who asks for none. */
  choices: readonly OptionView[];
  mayRequest: boolean;
  action: string;
  recipientsHref: string;
  /** `7 people`. */
  listed: string;
  nobody: boolean;
  /** Approved texts that must not go out any more, and where that is mended. */
  overtaken: readonly { title: string; words: string; href: string; label: string }[];
  /** Where messages go on this installation and in this incident. */
  way: string;
}

export interface MailingRowView {
  title: string;
  href: string;
  chip: ChipView;
  people: number;
  progress: string;
  requestedBy: string;
  requestedAt: string;
}

export interface MailingPageView extends PageView {
  header: IncidentHeaderView;
  title: string;
  name: string;
  line: string;
  chip: ChipView;
  contentHash: string;
  hold: string;
  holdTone: 'warn' | 'danger';
  way: string;
  asOf: string;
  href: string;
  stats: readonly { value: string; label: string; tone?: 'warn' | 'danger' }[];
  progress: ProgressBar;
  footer: string;
  startsAt: string | null;
  rows: readonly LedgerRowView[];
  ledgerAside: string;
  filter: { value: string; options: readonly OptionView[] };
  pager: PagerView;
  replies: readonly { words: string; count: number }[];
  acts: MailingActsView;
  before: readonly { text: string; detail?: string; icon?: 'hourglass'; tone?: 'warn' }[];
}

/** What this reader can do with it now. */
export interface MailingActsView {
  confirmHref: string;
  pause: boolean;
  resume: boolean;
  stop: boolean;
  retry: string;
  /** `1 copy is unconfirmed`; empty when there is none. */
  unconfirmed: string;
  none: string;
}

export interface ConfirmationPageView extends PageView {
  header: IncidentHeaderView;
  question: string;
  items: readonly KeyValueView[];
  action: string;
  confirm: string;
  cancelHref: string;
  count: string;
  /** Why this reader cannot confirm it; empty when they can. */
  refusal: string;
  sample: { subject: string; text: string } | null;
  wait: string;
}

export function people(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'person' : 'people'}`;
}

export function toMailingRow(
  { mailing, counts }: MailingWithCounts,
  title: string,
  nameOf: NameOf,
): MailingRowView {
  return {
    title,
    href: `/mailings/${mailing.id}`,
    chip: mailingChip(mailing.state),
    people: mailing.recipientCount,
    progress: progressWords(mailing, counts),
    requestedBy: nameOf(mailing.requestedBy),
    requestedAt: mailing.requestedAt,
  };
}

function progressWords({ startedAt }: MailingView, counts: DeliveryCounts): string {
  if (startedAt === null) return 'Not started';
  const open = counts.failed + counts.bounced + counts.deferred + counts.unconfirmed;
  const done = `${formatNumber(counts.accepted)} accepted`;
  return open > 0 ? `${done}, ${formatNumber(open)} to look at` : done;
}

/** Progress of a mailing in figures, and as a bar of which every part is also a word. */
export function progressOf(
  mailing: MailingView,
  counts: DeliveryCounts,
): Pick<MailingPageView, 'stats' | 'progress' | 'footer'> {
  const total = mailing.recipientCount + mailing.toldCount;
  const lost = counts.failed + counts.bounced;
  const over = counts.accepted + counts.deferred + counts.unconfirmed + lost;
  const share = over > 0 ? `, ${((lost / over) * 100).toFixed(1)} %` : '';
  const waiting = mailing.startedAt === null ? mailing.recipientCount : counts.queued;
  return {
    stats: [
      { value: formatNumber(over), label: `handed over of ${formatNumber(mailing.recipientCount)}` },
      { value: formatNumber(counts.accepted), label: 'accepted by mail servers' },
      { value: formatNumber(lost), label: `failed${share}`, ...(lost > 0 ? { tone: 'danger' } : {}) },
      {
        value: formatNumber(counts.unconfirmed),
        label: 'unconfirmed',
        ...(counts.unconfirmed > 0 ? { tone: 'warn' } : {}),
      },
    ],
    progress: {
      total,
      of: people(total),
      parts: [
        { label: 'Accepted', count: counts.accepted, tone: 'ok' },
        { label: 'Sending', count: counts.sending, tone: 'brand' },
        { label: 'Deferred', count: counts.deferred, tone: 'warn' },
        { label: 'Unconfirmed', count: counts.unconfirmed, tone: 'warn' },
        { label: 'Failed', count: lost, tone: 'danger' },
        {
          label: 'Held back',
          count: mailing.startedAt === null ? mailing.toldCount : counts.suppressed,
          tone: 'muted',
        },
      ],
    },
    footer:
      `${formatNumber(waiting)} still queued. Pauses by itself when more than 5 % of the last 500 fail. ` +
      `One row per person; a copy whose answer was lost is listed as unconfirmed: ${counts.unconfirmed > 0 ? formatNumber(counts.unconfirmed) : 'none'}.`,
  };
}

export function toLedgerRow({ person, state, attempt, code, maybeTwice, at }: DeliveryView): LedgerRowView {
  const remarks = [codeWords(code), maybeTwice ? 'may have got two copies' : ''].filter(
    (words) => words !== '',
  );
  return {
    person: person === null ? 'Hidden' : person.initials || 'No name',
    address: person === null ? 'Your role sees counts only' : person.address,
    channel: 'E-mail',
    state: deliveryChip(state),
    at,
    tries: attempt,
    remark: remarks.join('; '),
  };
}

/** States to filter by, each with its count; those that no copy is in are left out. */
export function stateOptions(counts: DeliveryCounts): OptionView[] {
  return DELIVERY_STATES.filter((state) => counts[state] > 0).map((state) => ({
    value: state,
    label: `${deliveryChip(state).text} (${formatNumber(counts[state])})`,
  }));
}

export function isDeliveryState(value: unknown): value is DeliveryState {
  return DELIVERY_STATES.some((state) => state === value);
}

export function toReplies(replies: readonly ReplyCount[]): MailingPageView['replies'] {
  return replies.map(({ code, state, count }) => ({
    words: capital(codeWords(code) || deliveryChip(state).text),
    count,
  }));
}

/** Who decided what before the first message, as a list that is ticked off. */
export function decisionsOf(mailing: MailingView, nameOf: NameOf): MailingPageView['before'] {
  const { recipientCount, toldCount, requestedBy, confirmedBy, secondConfirmedBy, startsAt } = mailing;
  const typed = (who: string | null) =>
    `Confirmed by ${nameOf(who)}, who typed the count: ${formatNumber(recipientCount)}`;
  return [
    {
      text: 'Text approved by someone who wrote none of it',
      detail: `Revision ${mailing.revision}; compared again before each batch`,
    },
    {
      text: `Asked for by ${nameOf(requestedBy)}`,
      detail: toldCount > 0 ? `${people(toldCount)} left out: told before` : undefined,
    },
    ...(confirmedBy === null
      ? [{ text: 'Not confirmed yet', icon: 'hourglass' as const, tone: 'warn' as const }]
      : [{ text: typed(confirmedBy) }]),
    ...(secondConfirmedBy === null ? [] : [{ text: typed(secondConfirmedBy) }]),
    ...(confirmedBy !== null && startsAt === null
      ? [{ text: 'A further person has to confirm it', icon: 'hourglass' as const, tone: 'warn' as const }]
      : []),
  ];
}

export function holdOf(mailing: MailingView): Pick<MailingPageView, 'hold' | 'holdTone'> {
  return { hold: holdWords(mailing), holdTone: mailing.state === 'paused' ? 'danger' : 'warn' };
}

function capital(words: string): string {
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}
