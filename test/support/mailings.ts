import { setTimeout as pause } from 'node:timers/promises';
import { Delivery } from '../../src/delivery/delivery.entity.js';
import { MailingSignal } from '../../src/delivery/mailing-signal.js';
import { Mailing } from '../../src/delivery/mailing.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { RunningApp } from './app.js';
import type { Answer } from './client.js';
import type { EVERYONE, SignedIn } from './people.js';

export type As = (name: keyof typeof EVERYONE) => SignedIn;

/** A text short enough to read, with fields of the reader. */
export const OPENING =
  'Dear {{recipient.name}}, your number is {{recipient.reference}}. Affected: {{dataClassBare recipient.dataClasses}}.';

/** The answer's body. @throws Error with what was answered, when that is a refusal */
export function fine<T>(answer: Answer): T {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<T>();
}

/** An incident of the organisation, seen by everyone on staff. */
export async function incidentOf(as: As, extra: Record<string, unknown> = {}): Promise<string> {
  const facts = { data: { classes: [{ class: 'name' }, { class: 'passport' }], complete: true } };
  const body = { title: 'Statements copied', visibility: 'organisation', facts, ...extra };
  return fine<{ id: string }>(await as('lena').post('/api/v1/incidents', body)).id;
}

export async function importCsv(as: As, incidentId: string, csv: string): Promise<void> {
  fine(await as('dana').post(`/api/v1/incidents/${incidentId}/recipients/import`, { csv }));
}

/** People `p0 … p<n-1>@example.org`, each with a name and a number of their own. */
export function csvOf(count: number, from = 0): string {
  const rows = Array.from(
    { length: count },
    (_, n) => `p${from + n}@example.org,Person Q${from + n}Q,R-${from + n}-R`,
  );
  return `email,name,reference\n${rows.join('\n')}\n`;
}

/** A notice written and submitted by Dana, one section only; not approved yet. */
export async function noticeInReview(
  as: As,
  incidentId: string,
  kind = 'individuals-email',
): Promise<{ id: string; revision: number; contentHash: string }> {
  interface View {
    id: string;
    revision: number;
    contentHash: string;
    current: { text: { sections: { id: string; heading: string; markdown: string }[] } };
  }
  const draft = fine<View>(await as('dana').post(`/api/v1/incidents/${incidentId}/notices`, { kind }));
  const sections = draft.current.text.sections.map(({ id, heading, markdown }, place) => ({
    id,
    heading: place === 0 ? 'Notice of a data breach' : heading,
    markdown: place === 0 ? OPENING : markdown,
    hidden: place !== 0,
  }));
  const body = { revision: draft.revision, subject: 'About your data', preheader: '', sections, details: {} };
  const saved = fine<View>(await as('dana').post(`/api/v1/notices/${draft.id}/revisions`, body));
  return fine<View>(
    await as('dana').post(`/api/v1/notices/${draft.id}/submission`, { revision: saved.revision }),
  );
}

/** The same, approved by Karl. */
export async function approvedNotice(as: As, incidentId: string, kind?: string): Promise<string> {
  const { id, revision, contentHash } = await noticeInReview(as, incidentId, kind);
  fine(await as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash }));
  return id;
}

/** Dana changes one word of an approved text, and Karl approves that too. */
export async function approveAnotherText(as: As, noticeId: string): Promise<void> {
  interface View {
    revision: number;
    contentHash: string;
    current: { text: { preheader: string; sections: Record<string, unknown>[] } };
  }
  const path = `/api/v1/notices/${noticeId}`;
  const { revision, current } = fine<View>(await as('dana').get(path));
  const sections = current.text.sections.map(({ id, heading, markdown, hidden }) => ({
    id,
    heading,
    markdown,
    hidden,
  }));
  const text = { subject: 'About your money', preheader: current.text.preheader, sections };
  const saved = fine<View>(await as('dana').post(`${path}/revisions`, { revision, ...text }));
  fine(await as('dana').post(`${path}/submission`, { revision: saved.revision }));
  const seen = { revision: saved.revision, contentHash: saved.contentHash };
  fine(await as('karl').post(`${path}/approval`, seen));
}

/** A mailing asked for by Dana. */
export async function requested(as: As, noticeId: string): Promise<{ id: string; recipientCount: number }> {
  return fine(await as('dana').post('/api/v1/mailings', { noticeId }));
}

/** A mailing asked for by Dana and confirmed by Karl. */
export async function confirmed(as: As, noticeId: string): Promise<string> {
  const { id, recipientCount } = await requested(as, noticeId);
  fine(await as('karl').post(`/api/v1/mailings/${id}/confirmation`, { count: recipientCount }));
  return id;
}

/** Begins at once what waits until people can stop it no more (`MAILING_WAIT_SECONDS`). */
export async function endWait(running: RunningApp, mailingId: string): Promise<void> {
  const startsAt = running.app.get(Clock).now();
  await running.app
    .get(UnitOfWork)
    .run((manager) => manager.update(Mailing, { id: mailingId }, { startsAt }));
  running.app.get(MailingSignal).raise();
}

/** Looks this often before it says what came instead; a busy machine takes longer over each look. */
const MOST_LOOKS = 15_000;

/** Waits until the mailing is in the state and no worker holds it. */
export async function until(
  running: RunningApp,
  mailingId: string,
  state: Mailing['state'],
): Promise<Mailing> {
  const { manager } = running.app.get(Reader);
  for (let looks = 1; ; looks++) {
    const mailing = await manager.findOneByOrFail(Mailing, { id: mailingId });
    if (mailing.state === state && mailing.leaseOwner === null) return mailing;
    if (looks >= MOST_LOOKS)
      throw new Error(`The mailing is ${mailing.state} (${mailing.reason}), not ${state}.`);
    await pause(20);
  }
}

export function deliveriesOf(running: RunningApp, mailingId: string): Promise<Delivery[]> {
  return running.app
    .get(Reader)
    .manager.find(Delivery, { where: { mailingId }, order: { recipientId: 'ASC' } });
}

/** Copies by state, without those that are none. */
export async function countsOf(running: RunningApp, mailingId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await deliveriesOf(running, mailingId)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
