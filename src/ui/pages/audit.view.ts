import type { AuditEntryView, AuditState } from '../../audit/audit-log.js';
import type { Verification } from '../../audit/audit-verifier.js';
import { roleWords } from '../role-words.js';
import type { Role } from '../../platform/access/permissions.js';
import { formatNumber } from '../views.helpers.js';
import { formatInstant } from '../views.time.js';
import type {
  IncidentHeaderView,
  KeyValueView,
  OptionView,
  PageView,
  PagerView,
  Tone,
} from '../views.types.js';
import type { IconName } from '../icons.js';
import { actionWords, beforeAndAfter, whatWords } from './audit.words.js';

export interface AuditPageView extends PageView {
  /** On the trail of one incident; null on the whole one. */
  header: IncidentHeaderView | null;
  log: LogStateView;
  mayVerify: boolean;
  /** Address of this page without filters. */
  address: string;
  filters: AuditFiltersView;
  rows: readonly AuditRow[];
  /** An entry that was asked for and is not in the list. */
  alone: OpenEntry | null;
  filtered: boolean;
  pager: PagerView;
}

export interface AuditFiltersView {
  /** Null on the trail of one incident. */
  incident: string | null;
  actor: string;
  action: string;
  actors: readonly OptionView[];
  actions: readonly OptionView[];
}

export interface LogStateView {
  tone: Tone;
  icon: IconName;
  headline: string;
  detail: string;
  /** Root over what is sealed; empty before the first entry. */
  root: string;
}

export interface AuditRow {
  seq: number;
  id: string;
  at: string;
  who: string;
  action: string;
  code: string;
  what: string;
  incident: { reference: string; href: string } | null;
  /** It belongs to an incident that the reader may not see. */
  hidden: boolean;
  hash: string;
  href: string;
  open: OpenEntry | null;
}

export interface OpenEntry {
  seq: number;
  title: string;
  change: { before: string; after: string } | null;
  items: readonly KeyValueView[];
  leafHash: string;
  /** How the leaf stands in the log. */
  place: readonly string[];
  closeHref: string;
}

/** What the log says of itself before anyone recomputes it. */
export function logState(state: AuditState, zone: string): LogStateView {
  const checkpoint = state.lastCheckpoint;
  const signed = checkpoint
    ? `Last signed checkpoint: ${entriesWords(checkpoint.size)}, ${formatInstant(checkpoint.signedAt, zone)}.`
    : 'No checkpoint is signed yet.';
  if (state.sealedEntries === 0 || state.sealedAt === null)
    return { tone: 'plain', icon: 'link-2', headline: 'Nothing is sealed yet.', detail: signed, root: '' };
  return {
    tone: 'plain',
    icon: 'link-2',
    headline: `Sealed: ${entriesWords(state.sealedEntries)}, last ${formatInstant(state.sealedAt, zone)}.`,
    detail: `${signed} Verifying recomputes every entry and compares it with the checkpoints.`,
    root: state.root ?? '',
  };
}

/** What came out when the whole log was recomputed. */
export function verifiedState(found: Verification, state: AuditState, at: string): LogStateView {
  const newer =
    found.unsealed === 0 ? '' : ` ${entriesWords(found.unsealed)} newer, to be sealed within a second.`;
  if (found.ok)
    return {
      tone: 'ok',
      icon: 'shield-check',
      headline: `Log verified ${at}: ${entriesWords(found.entries)}, no gap, no change.`,
      detail: `${formatNumber(found.checkpoints)} signed ${found.checkpoints === 1 ? 'checkpoint agrees' : 'checkpoints agree'}.${newer}`,
      root: state.root ?? '',
    };
  const where = found.firstBad?.seq ?? null;
  return {
    tone: 'danger',
    icon: 'link-2-off',
    headline: where === null ? 'The log is broken.' : `The log is broken at entry ${formatNumber(where)}.`,
    detail: `${found.firstBad?.reason ?? ''}. Tell your administrator and compliance; keep the data folder as it is.`,
    root: '',
  };
}

function entriesWords(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

export interface EntryContext {
  nameOf(id: string): string;
  /** The reference of an incident, or null when the reader may not see it. */
  referenceOf(incidentId: string): string | null;
  stepTitle(id: string): string;
  state: AuditState;
  /** The address of the list with this entry open, or closed. */
  hrefOf(seq: number | null): string;
}

export function toAuditRow(entry: AuditEntryView, context: EntryContext, open: boolean): AuditRow {
  const seq = entry.seq ?? 0;
  const reference = entry.incidentId === null ? null : context.referenceOf(entry.incidentId);
  return {
    seq,
    id: `e${seq}`,
    at: entry.at,
    who: context.nameOf(entry.actor.id),
    action: actionWords(entry.action),
    code: entry.action,
    what: whatWords(entry, context.stepTitle),
    hidden: entry.incidentId !== null && reference === null,
    incident: reference === null ? null : { reference, href: `/incidents/${reference}` },
    hash: `${entry.leafHash.slice(0, 4)} ${entry.leafHash.slice(4, 8)}`,
    href: open ? context.hrefOf(null) : `${context.hrefOf(seq)}#e${seq}`,
    open: open ? toOpenEntry(entry, context) : null,
  };
}

export function toOpenEntry(entry: AuditEntryView, context: EntryContext): OpenEntry {
  const seq = entry.seq ?? 0;
  const { lastCheckpoint, sealedEntries, root } = context.state;
  const covered = lastCheckpoint !== null && seq < lastCheckpoint.size;
  return {
    seq,
    title: actionWords(entry.action),
    change: beforeAndAfter(entry),
    items: itemsOf(entry, context),
    leafHash: spaced(entry.leafHash),
    place: [
      `Leaf ${formatNumber(seq)} of ${entriesWords(sealedEntries)}`,
      `Root over all of them: ${spaced(root ?? '')}`,
      covered
        ? `Covered by the signed checkpoint of ${entriesWords(lastCheckpoint.size)}`
        : 'Newer than the last signed checkpoint',
    ],
    closeHref: context.hrefOf(null),
  };
}

function itemsOf(entry: AuditEntryView, context: EntryContext): KeyValueView[] {
  const reason = entry.detail?.['reason'];
  const comment = entry.detail?.['comment'];
  const reference = entry.incidentId === null ? null : context.referenceOf(entry.incidentId);
  const items: KeyValueView[] = [
    {
      key: 'Who',
      value: `${context.nameOf(entry.actor.id)}, ${roleWords(entry.actor.role as Role).toLowerCase()}`,
    },
    { key: 'When', value: formatInstant(entry.at, 'UTC') },
    { key: 'Action', value: entry.action },
    { key: 'Of', value: entry.subject },
  ];
  if (entry.incidentId !== null)
    items.push({ key: 'Incident', value: reference ?? 'One that you may not see' });
  if (typeof reason === 'string' && reason !== '') items.push({ key: 'Reason given', value: reason });
  if (typeof comment === 'string' && comment !== '') items.push({ key: 'Comment', value: comment });
  items.push({ key: 'Kept for ever', value: JSON.stringify(entry.facts) });
  return items;
}

/** A hash in eights, so that lines can break between them. */
function spaced(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(' ');
}
