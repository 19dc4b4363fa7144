import type { AuditEntryView } from '../../audit/audit-log.js';
import { isRecord } from '../../incidents/domain/json-pointer.js';
import { capitalised } from '../code-words.js';
import { factWords } from '../fact-words.js';

/** What an action of the trail is called; the filter offers these. */
export const ACTION_WORDS: Readonly<Record<string, string>> = {
  'incident.opened': 'Incident opened',
  'incident.changed': 'Incident changed',
  'incident.assessed': 'Small incident assessed',
  'incident.facts_changed': 'Facts changed',
  'incident.member_added': 'Person added to an incident',
  'incident.member_removed': 'Person taken off an incident',
  'step.accepted': 'Step accepted',
  'step.in_progress': 'Step started',
  'step.done': 'Step done',
  'step.skipped': 'Step skipped',
  'step.not_applicable': 'Step does not apply',
  'step.proposed': 'Step reopened',
  'step.assigned': 'Step assigned',
  'step.titled': 'Step renamed',
  'step.due_set': 'Due date of a step set',
  'step.feasibility_overruled': 'Feasibility of a step set',
  'step.own_added': 'Own step added',
  'step.own_changed': 'Own step changed',
  'step.own_withdrawn': 'Own step withdrawn',
  'playbook.created': 'Playbook made',
  'playbook.revised': 'Playbook saved',
  'playbook.archived': 'Playbook archived',
  'playbook.unarchived': 'Playbook taken out of the archive',
  'template.saved': 'House text of a notice saved',
  'template.archived': 'House text of a notice archived',
  'template.unarchived': 'House text of a notice in use again',
  'playbook.applied': 'Playbook applied to an incident',
  'plan.saved_as_playbook': 'Plan saved as a playbook',
  'obligation.manual_added': 'Duty by contract added',
  'obligation.manual_changed': 'Duty by contract changed',
  'obligation.manual_withdrawn': 'Duty by contract withdrawn',
  'obligation.import_prepared': 'File of contracts checked',
  'obligation.import_discarded': 'File of contracts let go',
  'obligation.manual_imported': 'Contracts imported',
  'notice.drafted': 'Notice drafted',
  'notice.revised': 'Notice revised',
  'notice.submitted': 'Notice submitted for review',
  'notice.returned': 'Notice given back',
  'notice.approved': 'Notice approved',
  'notice.withdrawn': 'Notice withdrawn',
  'notice.sent': 'Notice sent',
  'notice.review_asked': 'Review of a notice asked for',
  'notice.review_answered': 'Review of a notice answered',
  'notice.review_taken_back': 'Question to a reviewer taken back',
  'notice.comment_added': 'Comment on a notice',
  'notice.comment_resolved': 'Comment on a notice settled',
  'notice.comment_reopened': 'Comment on a notice opened again',
  'counsel_note.written': 'Note of counsel written',
  'counsel_note.taken_back': 'Note of counsel taken back',
  'evidence.added': 'Evidence file added',
  'evidence.linked': 'Evidence file given as proof',
  'evidence.unlinked': 'Evidence file no longer proof',
  'evidence.opened': 'Evidence file downloaded',
  'evidence.verified': 'Evidence file verified',
  'evidence.quarantined': 'Evidence file in quarantine',
  'evidence.released': 'Evidence file out of quarantine',
  'recipients.imported': 'Recipients imported',
  'recipient.revealed': 'Personal data looked at',
  'mailing.requested': 'Mailing requested',
  'mailing.confirmed': 'Mailing confirmed',
  'mailing.started': 'Mailing started',
  'mailing.paused': 'Mailing paused',
  'mailing.resumed': 'Mailing resumed',
  'mailing.stopped': 'Mailing stopped',
  'mailing.retried': 'Mailing retried',
  'mailing.reopened': 'Mailing opened again for copies not sent',
  'mailing.finished': 'Mailing finished',
  'mailing.amended': 'Late outcomes of a finished mailing',
  'reminder.sent': 'Reminder of a duty sent',
  'reminder.failed': 'Reminder of a duty not sent',
  'calendar.address_made': 'Calendar address made',
  'calendar.address_revoked': 'Calendar address taken back',
  'organisation.profile_saved': 'Organisation profile saved',
  'user.created': 'Account created',
  'user.invited': 'Account invited',
  'user.first_admin_set_up': 'First administrator set up',
  'user.set_up': 'Account set up',
  'user.signed_in': 'Signed in',
  'user.sign_in_failed': 'Sign-in failed',
  'user.password_changed': 'Password changed',
  'user.role_changed': 'Role changed',
  'user.disabled': 'Account disabled',
  'user.enabled': 'Account enabled',
  'access.refused': 'Attempt refused',
};

/** The action in words; an unknown one as its code says it: `mailing.chunk_closed` as `Mailing: chunk closed`. */
export function actionWords(action: string): string {
  const known = Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action] : undefined;
  return known ?? capitalised(action.replace('.', ': ').replaceAll('_', ' '));
}

const SHOWN_FACTS = 4;
/** Facts that say nothing at a glance; the open entry shows them. */
const SILENT = new Set(['before', 'knowledge', 'sessionsEnded', 'method']);
const PATHS_SHOWN = 3;

/** The particulars of an entry in one line; empty when the action says it all. */
export function whatWords(
  { action, facts, subject }: AuditEntryView,
  stepTitle: (id: string) => string,
): string {
  if (action === 'incident.facts_changed') return factsChangedWords(facts);
  const what = Object.entries(facts)
    .filter(([name, value]) => !SILENT.has(name) && value !== 'real')
    .map(([name, value]) => factOfEntry(name, value))
    .filter((words) => words !== '')
    .slice(0, SHOWN_FACTS)
    .join(', ');
  if (!action.startsWith('step.')) return what;
  return [stepTitle(subject), what].filter((words) => words !== '').join(': ');
}

function factsChangedWords({ revision, paths }: Record<string, unknown>): string {
  const names = Array.isArray(paths) ? [...new Set(paths.map((path) => topicOf(String(path))))] : [];
  const shown = names.slice(0, PATHS_SHOWN).join(', ');
  const rest = names.length > PATHS_SHOWN ? ` and ${names.length - PATHS_SHOWN} more` : '';
  return `Revision ${String(revision)}: ${shown}${rest}`;
}

/** Who said so changes along with a fact, and the imported record is one thing. */
function topicOf(path: string): string {
  return factWords(/^\/(veris|provenance)(\/|$)/.exec(path)?.[0] ?? path);
}

function factOfEntry(name: string, value: unknown): string {
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  if (value === true) return words;
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  if (/^[0-9a-f]{64}$/.test(text)) return `${words} ${text.slice(0, 8)}`;
  return `${words} ${text.replaceAll('_', ' ')}`;
}

/** What was before and what is after, as text to put side by side; null where the entry tells no change. */
export function beforeAndAfter({ facts, detail }: AuditEntryView): { before: string; after: string } | null {
  const changes = detail?.['changes'];
  if (Array.isArray(changes)) {
    const told = changes.filter(isRecord);
    return { before: linesOf(told, 'before'), after: linesOf(told, 'after') };
  }
  const title = detail?.['title'];
  const { before } = facts;
  if (isRecord(before)) {
    const named = isRecord(facts['after']) ? facts['after'] : without(facts, 'before');
    const titles = isRecord(title) ? [title] : [];
    return {
      before: pretty({ ...only(before, Object.keys(named)), ...titled(titles, 'before') }),
      after: pretty({ ...named, ...titled(titles, 'after') }),
    };
  }
  if (typeof before === 'string' && typeof facts['after'] === 'string')
    return { before, after: facts['after'] };
  if (typeof detail?.['after'] !== 'string') return null;
  return { before: prettyText(detail['before']), after: prettyText(detail['after']) };
}

function linesOf(changes: readonly Record<string, unknown>[], side: 'before' | 'after'): string {
  return changes.map((change) => `${String(change['path'])}: ${prettyText(change[side])}`).join('\n');
}

function titled(titles: readonly Record<string, unknown>[], side: string): Record<string, unknown> {
  return titles[0] ? { title: titles[0][side] } : {};
}

function only(record: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const shared = names.filter((name) => Object.hasOwn(record, name));
  return shared.length === 0 ? record : Object.fromEntries(shared.map((name) => [name, record[name]]));
}

function without(record: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** JSON kept as text, laid out; nothing where it was not known. */
function prettyText(text: unknown): string {
  if (text === null || text === undefined) return 'not known';
  if (typeof text !== 'string') return pretty(text);
  try {
    return pretty(JSON.parse(text));
  } catch {
    return text;
  }
}
