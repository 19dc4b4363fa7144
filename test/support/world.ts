import { Agent, request } from 'node:http';
import type { DeclaredRoute } from '../../src/identity/routes.js';
import { PERMISSIONS } from '../../src/platform/access/permissions.js';
import type { Role } from '../../src/platform/access/permissions.js';
import type { RunningApp } from './app.js';
import type { Answer } from './client.js';
import {
  approvedNotice,
  confirmed,
  csvOf,
  deliveriesOf,
  importCsv,
  incidentOf,
  noticeInReview,
  requested,
  until,
} from './mailings.js';
import type { As } from './mailings.js';
import { EVERYONE, people } from './people.js';
import type { SignedIn } from './people.js';

/** Ids by the names that stand in the patterns of routes: `incidentId`, `reference`, … */
export type Ids = Readonly<Record<string, string>>;

/** One thing of each sort that a page or a route can be about. */
export interface World {
  as: As;
  /** An incident whose notice went out, with a second mailing that waits for its confirmation. */
  told: Ids;
  /** An incident whose notice is in review; nobody was told. */
  untold: Ids;
}

/** Makes it through the API, as people would. */
export async function worldOf(running: RunningApp): Promise<World> {
  const as = (await people(running, EVERYONE)) as As;
  const [first, second] = [await incidentOf(as), await incidentOf(as, { title: 'Laptop lost' })];
  await importCsv(as, first, csvOf(3));
  const noticeId = await approvedNotice(as, first);
  const sent = await confirmed(as, noticeId);
  await until(running, sent, 'finished');
  const [delivery] = await deliveriesOf(running, sent);
  await importCsv(as, first, csvOf(1, 9));
  const { id: mailingId } = await requested(as, noticeId);
  const { id: inReview } = await noticeInReview(as, second);
  const playbook = await as('lena').post('/api/v1/playbooks', { content: PLAYBOOK });
  const common = {
    playbookId: playbook.json<{ id: string }>().id,
    version: '1',
    kind: 'individuals-email',
    locale: 'en',
    userId: as('vera').id,
    sessionId: noticeId,
    file: 'x.css',
    deliveryId: delivery?.id ?? '',
  };
  const told = { ...common, ...(await namesOf(as, first)), noticeId, mailingId };
  const untold = { ...common, ...(await namesOf(as, second)), noticeId: inReview, mailingId: sent };
  return { as, told, untold };
}

/** A step that people add to a plan. */
export const OWN_STEP = {
  title: 'Call the works council',
  phase: 'notify',
  owner: 'communications',
  lane: 'normal',
  serves: { 'human-contact': 3 },
  requires: ['notify-early-alert'],
  doneWhen: 'Minutes of the call',
  leadHours: 24,
  effort: 'S',
  asksEvidence: true,
};

/** What a contract asks for, as people enter it. */
export const MANUAL_DUTY = {
  counterparty: 'Northwind Retail',
  contract: 'Master services agreement, 14.2',
  title: 'Report security incidents',
  clock: 'awareAt',
  amount: 3,
  unit: 'business-days',
  zone: 'Europe/London',
  calendar: 'gb-england',
  cutoff: '17:00',
  channels: ['email'],
  content: 'What happened and what was done',
  note: 'Through the portal after hours',
};

/** A letter that went to the wrong person, as people record it in one go. */
export const SMALL_INCIDENT = {
  happened: 'Letter to a wrong address',
  type: 'misdelivery',
  occurredAt: '2026-01-02T09:00:00Z',
  discoveredAt: '2026-01-02T10:00:00Z',
  awareAt: '2026-01-02T10:00:00Z',
  people: { IE: 1 },
  data: ['name'],
  protection: 'none',
  roles: ['controller'],
  establishments: ['IE'],
  ordinaryOrganisation: true,
  measures: ['returned'],
  measuresNote: 'The letter came back',
  harm: 'unlikely',
  harmReason: 'It was not opened',
  decisions: [{ party: 'authorities', decision: 'not_notifiable', reason: 'No risk' }],
  visibility: 'organisation',
  close: false,
};

/** What a playbook of the organisation says. */
export const PLAYBOOK = {
  title: 'Accounts copied',
  summary: 'For the branches.',
  industry: 'retail',
  causes: ['error'],
  steps: [
    { step: 'notify-individuals', title: 'Tell them', dueHours: 48 },
    {
      id: 'own-council',
      own: OWN_STEP,
      feasibility: { factor: 0.8, reason: 'Two shifts' },
      note: 'By phone',
    },
  ],
  leftOut: [{ step: 'support-phone', reason: 'The shops answer' }],
};

const EVIDENCE = { field: 'file', name: 'log.txt', type: 'text/plain', content: 'access denied\n' };

const CONTRACTS = {
  field: 'file',
  name: 'contracts.csv',
  type: 'text/csv',
  content:
    'counterparty,contract,title,clock,amount,unit,zone\nAcme Ltd,2,Report incidents,awareAt,72,hours,Europe/London\n',
};

async function namesOf(as: As, incidentId: string): Promise<Record<string, string>> {
  const { reference } = (await as('lena').get(`/api/v1/incidents/${incidentId}`)).json<{
    reference: string;
  }>();
  const { plan } = (await as('lena').get(`/api/v1/incidents/${incidentId}/plan`)).json<{
    plan: { steps: { id: string }[] };
  }>();
  const { id: fileId } = (
    await as('dana').upload(`/api/v1/incidents/${incidentId}/evidence`, {}, EVIDENCE)
  ).json<{ id: string }>();
  const { id: ownStepId } = (
    await as('lena').post(`/api/v1/incidents/${incidentId}/plan/own-steps`, { step: OWN_STEP })
  ).json<{ id: string }>();
  const stepId = plan.steps[0]?.id ?? '';
  return { incidentId, reference, stepId, fileId, ownStepId, ...(await dutyOf(as, incidentId, reference)) };
}

/** A duty by contract that was reported once, and a file of contracts that waits for a yes. */
async function dutyOf(as: As, incidentId: string, reference: string): Promise<Record<string, string>> {
  const base = `/api/v1/incidents/${incidentId}/obligations`;
  const { ruleId, revision } = (await as('lena').post(`${base}/manual`, { duty: MANUAL_DUTY })).json<{
    ruleId: string;
    revision: number;
  }>();
  const filing = { filedAt: '2026-01-02T10:00:00Z', channel: 'email', text: 'We report', revision };
  const { id: filingId } = (await as('lena').post(`${base}/${ruleId}/filings`, filing)).json<{
    id: string;
  }>();
  const waits = await as('lena').upload(`/incidents/${reference}/obligations/import`, {}, CONTRACTS);
  if (waits.status !== 303) throw new Error(`No contracts wait for a yes: ${waits.status}`);
  return { ruleId, filingId };
}

/** The address of a route with the ids in the place of its parameters. */
export function addressOf({ path }: Pick<DeclaredRoute, 'path'>, ids: Ids): string {
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'x');
}

/** Someone whose role may call the route; the lead where there is a choice. */
export function allowed({ access }: DeclaredRoute, as: As): SignedIn {
  const roles: readonly Role[] = access.kind === 'permission' ? PERMISSIONS[access.permission] : ['lead'];
  const names = Object.entries(EVERYONE) as [keyof typeof EVERYONE, Role][];
  const byChoice: readonly Role[] = ['lead', 'communications', 'admin', 'counsel', 'auditor', 'viewer'];
  const role = byChoice.find((one) => roles.includes(one));
  const [name] = names.find(([, theirs]) => theirs === role) ?? ['lena' as const];
  return as(name);
}

export const isApi = ({ path }: Pick<DeclaredRoute, 'path'>) => /^\/(api|health)(\/|$)/.test(path);

export const nameOf = ({ method, path }: Pick<DeclaredRoute, 'method' | 'path'>) => `${method} ${path}`;

export interface Sent {
  method: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const KEPT_OPEN = new Agent({ keepAlive: true, maxSockets: 8 });

/** Of many at once that write the same rows, some are asked to come again (503): so often they do. */
const MOST_TURNS = 20;

/** One request of a person over a connection that is kept, with the path exactly as it is given. */
export async function send(running: RunningApp, person: SignedIn, path: string, sent: Sent): Promise<Answer> {
  await person.stayProved();
  for (let turn = 1; ; turn++) {
    const answer = await sendKept(running, person, path, sent);
    if (answer.status !== 503 || turn === MOST_TURNS) return answer;
  }
}

async function sendKept(running: RunningApp, person: SignedIn, path: string, sent: Sent): Promise<Answer> {
  try {
    return await sendOnce(running, person, path, sent);
  } catch (error) {
    // The server may close a kept connection at the moment it is used again; a new one it may not.
    if (!['ECONNRESET', 'EPIPE'].includes((error as { code?: string }).code ?? '')) throw error;
    return sendOnce(running, person, path, sent, false);
  }
}

function sendOnce(
  running: RunningApp,
  person: SignedIn,
  path: string,
  sent: Sent,
  agent: Agent | false = KEPT_OPEN,
): Promise<Answer> {
  const { method, headers = {}, body } = sent;
  const { host, port } = new URL(running.url);
  const change = method === 'GET' ? {} : { origin: running.url, 'x-form-token': person.formToken };
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all = Object.entries({ host, cookie: person.cookie, ...change, ...length, ...headers });
  const own = Object.fromEntries(all.filter(([, value]) => value !== ''));
  return new Promise((resolve, reject) => {
    const asked = { agent, host: '127.0.0.1', port, path, method, headers: own };
    const outgoing = request(asked, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = <T>() => JSON.parse(text) as T;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Does the work for each, eight at a time; results in order. */
export async function forEach<T, R>(all: Iterable<T>, work: (one: T) => Promise<R>): Promise<R[]> {
  const items = [...all];
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return results;
}
