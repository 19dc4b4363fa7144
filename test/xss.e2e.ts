import { Routes } from '../src/identity/routes.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { faultsOfFile, fileTypeOf } from './support/downloads.js';
import { formsOffered, isTyped, sendForm } from './support/forms.js';
import { readHtml } from './support/html.js';
import type { Tag } from './support/html.js';
import { deliveriesOf, requested, until } from './support/mailings.js';
import {
  MANUAL_DUTY,
  OWN_STEP,
  PLAYBOOK,
  SMALL_INCIDENT,
  addressOf,
  allowed,
  forEach,
  isApi,
  nameOf,
  send,
  worldOf,
} from './support/world.js';
import type { Ids, World } from './support/world.js';

/** In each of the strings; whatever names it in a tag, beside a value that is shown, has broken out. */
const MARK = 'xq7';
const STRINGS = [
  `<script>alert('${MARK}')</script>`,
  `"><script src=//${MARK}.example></script>`,
  `<img src=${MARK} onerror=alert(1)>`,
  `'><svg onload=alert('${MARK}')>`,
  `</title><script>${MARK}</script>`,
  `</textarea><script>${MARK}</script>`,
  `<iframe srcdoc="<script>${MARK}</script>">`,
  `javascript:alert('${MARK}')`,
  `<a href="javascript:${MARK}">x</a>`,
  `" onmouseover="${MARK}`,
  `' onfocus='${MARK}' autofocus='`,
  `{{constructor.${MARK}}}`,
  `{{{${MARK}}}}`,
  `--><script>${MARK}</script><!--`,
  `&lt;script&gt;${MARK}&lt;/script&gt;`,
  `<style>@import '//${MARK}.example'</style>`,
  `<div hx-get="//${MARK}.example" hx-trigger=load>`,
  `<base href=//${MARK}.example>`,
  `<meta http-equiv=refresh content='0;url=//${MARK}.example'>`,
  `[${MARK}](javascript:alert(1)) ![x](//${MARK}.example/p.gif)`,
];

let running: RunningApp;
let world: World;
/** The incident whose every text is hostile. */
let ids: Ids;

beforeAll(async () => {
  running = await startApp();
  world = await worldOf(running);
  ids = await hostileIncident();
});

afterAll(() => running.close());

async function fine<T>(answer: Promise<Answer>): Promise<T> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(`${status} ${text.slice(0, 300)}`);
  return status === 204 ? (undefined as T) : json<T>();
}

const ALL = STRINGS.join(' ');

/** Those that first close what they stand in. */
const CLOSING = STRINGS.filter((text) => /^("|'|<\/|-->)/.test(text));

/** Puts the strings wherever a text is kept: incident, facts, people, notice, list, mailing, profile, record. */
async function hostileIncident(): Promise<Ids> {
  const { as } = world;
  const facts = {
    organisation: { name: ALL, roles: ['controller'], establishments: ['IE'] },
    summary: ALL,
    industry: 'retail',
    awareAt: '2026-01-02T10:00:00Z',
    data: { classes: [{ class: 'name', protection: 'none' }], complete: true },
    affected: { byJurisdiction: { IE: 20 }, complete: true },
    harm: { level: 'possible' },
    provenance: { '/summary': { by: ALL, at: '2026-01-01T00:00:00Z', source: ALL } },
  };
  const opened = { title: STRINGS[0], visibility: 'organisation', facts };
  const { id, reference } = await fine<{ id: string; reference: string }>(
    as('lena').post('/api/v1/incidents', opened),
  );
  const base = `/api/v1/incidents/${id}`;
  for (const title of STRINGS) await fine(as('lena').patch(base, { title, reason: ALL }));
  await fine(
    as('lena').patch(`${base}/facts`, { revision: 1, facts: { ...facts, summary: STRINGS[2] }, reason: ALL }),
  );
  const { plan } = await fine<{ plan: { steps: { id: string }[] } }>(as('lena').get(`${base}/plan`));
  const stepId = plan.steps[0]?.id ?? '';
  const skip = { decision: 'skip', reason: ALL.slice(0, 2_000), revision: 0 };
  await fine(as('lena').post(`${base}/plan/steps/${stepId}/decision`, skip));
  const title = { title: STRINGS[0]?.slice(0, 200), revision: 1 };
  await fine(as('lena').post(`${base}/plan/steps/${stepId}/title`, title));
  const feasibility = { factor: 0.6, reason: ALL.slice(0, 2_000), revision: 2 };
  await fine(as('lena').post(`${base}/plan/steps/${stepId}/feasibility`, feasibility));
  const step = {
    ...OWN_STEP,
    title: STRINGS[0]?.slice(0, 200),
    owner: STRINGS[1],
    doneWhen: ALL.slice(0, 2_000),
  };
  const { id: ownStepId } = await fine<{ id: string }>(as('lena').post(`${base}/plan/own-steps`, { step }));
  const playbookId = await hostilePlaybook(id);
  await fine(as('dana').post(`${base}/proof/revisions`, hostileProof()));
  const file = { field: 'file', name: 'a.txt', type: 'text/plain', content: ALL };
  const named = { ...file, name: `${STRINGS[2]?.replaceAll('/', '')}.txt` };
  const { id: fileId } = await fine<{ id: string }>(as('dana').upload(`${base}/evidence`, {}, named));
  const duty = await hostileDuty(base, reference);
  await hostileSmall();
  const csv = STRINGS.map((text, n) => `h${n}@customer.example,${quoted(text)},${quoted(text)}`).join('\n');
  await fine(as('dana').post(`${base}/recipients/import`, { csv: `email,name,reference\n${csv}\n` }));
  const noticeId = await hostileNotice(id);
  const { id: sent } = await requested(as, noticeId);
  await fine(as('karl').post(`/api/v1/mailings/${sent}/confirmation`, { count: STRINGS.length }));
  await until(running, sent, 'finished');
  const [delivery] = await deliveriesOf(running, sent);
  return {
    incidentId: id,
    reference,
    stepId,
    ownStepId,
    fileId,
    ...duty,
    playbookId,
    version: '1',
    noticeId,
    mailingId: sent,
    deliveryId: delivery?.id ?? '',
    userId: as('vera').id,
    token: await calendarToken(),
  };
}

const LAW = 'eu-gdpr-33-authority';

/** What was decided and filed for a duty by law and one by contract, with hostile texts; and such a file waits. */
async function hostileDuty(base: string, reference: string): Promise<{ ruleId: string; filingId: string }> {
  const { as } = world;
  const [text, line] = [ALL.slice(0, 1_000), STRINGS[0]];
  const duty = { ...MANUAL_DUTY, counterparty: line, contract: STRINGS[1], title: STRINGS[2] };
  const path = `${base}/obligations`;
  const { ruleId } = await fine<{ ruleId: string }>(
    as('lena').post(`${path}/manual`, { duty: { ...duty, content: text, note: text } }),
  );
  const decide = (rule: string, body: object, act: string) =>
    fine<{ id: string; revision: number }>(as('lena').post(`${path}/${rule}/${act}`, body));
  const filed = { filedAt: '2026-01-02T12:00:00Z', channel: 'email', reference: line, text: ALL };
  for (const rule of [LAW, ruleId]) {
    const { revision } = await decide(rule, { decision: 'notify', reason: ALL, revision: 1 }, 'decision');
    const { id } = await decide(rule, { ...filed, lateReason: ALL, revision }, 'filings');
    await decide(rule, { reason: ALL, revision: revision + 1 }, `filings/${id}/withdrawal`);
  }
  const { revision } = await decide(ruleId, { decision: 'waived', reason: ALL, revision: 4 }, 'decision');
  const { id: filingId } = await decide(ruleId, { ...filed, lateReason: ALL, revision }, 'filings');
  const rows = STRINGS.map(
    (one) => `${quoted(one)},${quoted(one)},${quoted(one)},awareAt,72,hours,Europe/Oslo`,
  );
  const content = `counterparty,contract,title,clock,amount,unit,zone\n${rows.join('\n')}\n`;
  const file = { field: 'file', name: 'contracts.csv', type: 'text/csv', content };
  const waits = await as('lena').upload(`/incidents/${reference}/obligations/import`, {}, file);
  expect(waits.headers.location).toMatch(/preview$/);
  return { ruleId, filingId };
}

async function hostileSmall(): Promise<void> {
  const texts = { happened: STRINGS[0], measuresNote: ALL.slice(0, 2_000), harmReason: ALL };
  const decisions = SMALL_INCIDENT.decisions.map((one) => ({ ...one, reason: ALL }));
  await fine(world.as('lena').post('/api/v1/incidents/small', { ...SMALL_INCIDENT, ...texts, decisions }));
}

async function calendarToken(): Promise<string> {
  const { address } = await fine<{ address: string }>(world.as('lena').post('/api/v1/me/calendar'));
  return /([^/]+)\.ics$/.exec(address)?.[1] ?? '';
}

/** A proof of fix whose every text is hostile. */
function hostileProof() {
  const [text, line] = [ALL.slice(0, 2_000), STRINGS[0]?.slice(0, 200)];
  return {
    revision: 0,
    repair: { what: line, weakness: text, change: text, by: line },
    check: { organisation: line, tester: line, independence: text, method: text, scope: text, finding: line },
    openPoints: STRINGS.slice(0, 10).map((one) => ({
      text: one.slice(0, 300),
      by: '2030-01-01',
      ofWeakness: true,
    })),
  };
}

/** A playbook whose every text is hostile, in two versions, and applied. */
async function hostilePlaybook(incidentId: string): Promise<string> {
  const { as } = world;
  const [text, line] = [ALL.slice(0, 2_000), STRINGS[0]];
  const own = { ...OWN_STEP, title: line, owner: STRINGS[1], doneWhen: text };
  const adapted = { title: line, owner: STRINGS[1], feasibility: { factor: 0.8, reason: text }, note: text };
  const content = {
    ...PLAYBOOK,
    title: line,
    summary: text,
    steps: [
      { step: 'notify-individuals', ...adapted },
      { id: 'own-council', own, ...adapted },
    ],
    leftOut: [{ step: 'support-phone', reason: text }],
  };
  const { id } = await fine<{ id: string }>(as('lena').post('/api/v1/playbooks', { content, note: text }));
  const next = { version: 1, content: { ...content, title: STRINGS[2] }, note: text };
  await fine(as('lena').patch(`/api/v1/playbooks/${id}`, next));
  await fine(as('lena').post(`/api/v1/incidents/${incidentId}/playbooks`, { playbookId: id }));
  return id;
}

/** A notice whose title lines hold what the check of texts lets through: it looks for markup, not for words. */
async function hostileNotice(incidentId: string): Promise<string> {
  const { as } = world;
  interface View {
    id: string;
    revision: number;
    contentHash: string;
    current: { text: { sections: { id: string; heading: string }[] } };
  }
  const draft = await fine<View>(as('dana').post(`/api/v1/incidents/${incidentId}/notices`));
  const harmless = STRINGS.filter((text) => !/[<{\]]/.test(text)).join(' ');
  const sections = draft.current.text.sections.map(({ id }, place) => ({
    id,
    heading: harmless,
    markdown: `Dear {{recipient.name}}, your number is {{recipient.reference}}. Affected: {{dataClassBare recipient.dataClasses}}. ${harmless}`,
    hidden: place !== 0,
  }));
  const body = { revision: draft.revision, subject: harmless, preheader: harmless, sections };
  const saved = await fine<View>(as('dana').post(`/api/v1/notices/${draft.id}/revisions`, body));
  const { revision, contentHash } = saved;
  await fine(as('dana').post(`/api/v1/notices/${draft.id}/submission`, { revision, reason: ALL }));
  const approval = { revision, contentHash, comment: ALL };
  await fine(as('karl').post(`/api/v1/notices/${draft.id}/approval`, approval));
  return draft.id;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

const LINKS = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'data',
  'xlink:href',
  'srcset',
  'content',
]);

/** What in a page a browser would run, load or follow that a string brought. */
function brokenOut(html: string): string[] {
  const { tags } = readHtml(html);
  return tags.flatMap((tag) => [...faultsOfTag(tag), ...framed(tag)]);
}

function faultsOfTag({ name, attributes }: Tag): string[] {
  const isOurs = name !== 'style' && (name !== 'script' || attributes.get('src')?.startsWith('/assets/'));
  const own = isOurs ? [] : [`<${name}>`];
  const rest = [...attributes].flatMap(([attribute, value]) => {
    const isHandler = attribute.startsWith('on') || attribute.startsWith('hx-on');
    const isNamed = attribute.includes(MARK) || name.includes(MARK);
    const leadsAway = LINKS.has(attribute) && /^\s*(javascript|vbscript|data):|\/\/xq7/i.test(value);
    const asksAway = attribute.startsWith('hx-') && value.includes(MARK);
    return isHandler || isNamed || leadsAway || asksAway
      ? [`<${name} ${attribute}="${value.slice(0, 60)}">`]
      : [];
  });
  const strange = ['svg', 'base', 'iframe', 'object', 'embed'].includes(name) && carriesMark(attributes);
  return [...own, ...rest, ...(strange ? [`<${name}>`] : [])];
}

function carriesMark(attributes: ReadonlyMap<string, string>): boolean {
  return [...attributes].some(
    ([name, value]) => name !== 'srcdoc' && name !== 'title' && value.includes(MARK),
  );
}

/** The page inside a frame is a page too. */
function framed({ attributes }: Tag): string[] {
  const inside = attributes.get('srcdoc');
  return inside === undefined ? [] : brokenOut(inside).map((fault) => `frame: ${fault}`);
}

it('finds what has broken out, so that finding nothing says something', () => {
  const through = STRINGS.filter((text) => brokenOut(`<p title="${text}">${text}</p>`).length > 0);
  const inert = [
    `javascript:alert('${MARK}')`,
    `' onfocus='${MARK}' autofocus='`,
    STRINGS[11],
    STRINGS[12],
    STRINGS[14],
    STRINGS[19],
  ];
  expect(STRINGS.filter((text) => !through.includes(text) && !inert.includes(text))).toEqual([]);
  expect(brokenOut(`<a href="javascript:${MARK}">x</a>`)).toHaveLength(1);
  expect(brokenOut('<iframe srcdoc="&lt;script&gt;1&lt;/script&gt;"></iframe>')).toEqual(['frame: <script>']);
});

/** Pages that show what was kept, in the states they have. */
function pagesShown(): { path: string; name: Parameters<World['as']>[0] }[] {
  const states = [
    '',
    `?step=${ids['stepId']}`,
    '?show=all',
    '?all=true',
    '?done=state',
    '?open=1',
    '?compare=1',
    '?format=html',
    `?playbook=${ids['playbookId']}`,
    '?from=1&to=2',
    `?duty=${ids['ruleId']}&status=all`,
    `?duty=${LAW}&status=all`,
  ];
  const routes = running.app.get(Routes).all();
  const pages = routes.filter(
    (route) => route.method === 'GET' && !isApi(route) && route.path !== '/assets/:file',
  );
  return pages.flatMap((route) => {
    const own = allowed(route, world.as);
    const name =
      (['lena', 'dana', 'karl', 'ada', 'aude', 'vera'] as const).find((one) => world.as(one) === own) ??
      'lena';
    const addresses = new Set([addressOf(route, ids), addressOf(route, { ...ids, ruleId: LAW })]);
    return [...addresses].flatMap((address) => states.map((state) => ({ path: `${address}${state}`, name })));
  });
}

it('shows every string as a string, on every page', async () => {
  await fine(
    world.as('ada').put('/api/v1/settings/organisation', {
      revision: 0,
      profile: {
        name: `${STRINGS[1]}${STRINGS[3]}`,
        phoneHours: STRINGS[2],
        dpo: STRINGS[4],
        signer: STRINGS[9],
        address: ALL.slice(0, 300),
        accessRoutes: STRINGS.map((one) => one.slice(0, 80)),
      },
    }),
  );
  for (const [n, name] of STRINGS.entries())
    await fine(world.as('ada').post('/api/v1/users', { name, email: `h${n}@staff.example`, role: 'viewer' }));
  const texts: string[] = [];
  const faults = await forEach(pagesShown(), async ({ path, name }) => {
    const answer = await send(running, world.as(name), path, {
      method: 'GET',
      headers: { accept: 'text/html' },
    });
    if (fileTypeOf(answer) !== null) return faultsOfFile(answer).map((fault) => `${path}: ${fault}`);
    texts.push(readHtml(answer.text).text);
    const policy = String(answer.headers['content-security-policy']);
    const loose =
      policy.includes("script-src 'self'") &&
      !/unsafe-inline'?[^;]*script|script-src [^;]*unsafe/.test(policy);
    return [...brokenOut(answer.text), ...(loose ? [] : [`policy ${policy}`])].map(
      (fault) => `${path}: ${fault}`,
    );
  });
  expect(faults.flat()).toEqual([]);
  const shown = texts.join('\n');
  expect(STRINGS.filter((text) => !shown.includes(text))).toEqual([]);
});

it('hands programs every string as data that no browser reads as a page', async () => {
  const routes = running.app.get(Routes).all();
  const read = routes.filter((route) => route.method === 'GET' && isApi(route));
  let carried = 0;
  const faults = await forEach(read, async (route) => {
    const answer = await send(running, allowed(route, world.as), addressOf(route, ids), { method: 'GET' });
    if (answer.status >= 400) return [];
    if (answer.text.includes(MARK)) carried++;
    const type = fileTypeOf(answer);
    const isShown = type === 'application/json' && answer.headers['content-disposition'] === undefined;
    const own = isShown ? { ...answer.headers, 'content-disposition': 'attachment' } : answer.headers;
    const wrong = type === null ? [`a page: ${answer.headers['content-type']}`] : [];
    return [...wrong, ...faultsOfFile({ ...answer, headers: own })].map(
      (fault) => `${nameOf(route)}: ${fault}`,
    );
  });
  expect(faults.flat()).toEqual([]);
  expect(carried).toBeGreaterThan(20);
});

it('gives back what was typed into any form as it was typed', async () => {
  const forms = await formsOffered(running, world);
  const tries = forms.flatMap((found) => [...CLOSING, ALL].map((text) => ({ ...found, text })));
  let echoed = 0;
  const faults = await forEach(tries, async ({ text, ...found }) => {
    const fields = found.form.fields.map((one) => [one.name, isTyped(one) ? text : one.value] as const);
    const answer = await sendForm(running, found, fields);
    if (readHtml(answer.text).tags.some(({ attributes }) => attributes.get('value') === text)) echoed++;
    return brokenOut(answer.text).map((fault) => `POST ${found.form.action} ${text}: ${fault}`);
  });
  expect(faults.flat()).toEqual([]);
  expect(echoed).toBeGreaterThan(CLOSING.length);
});

it('gives back what stands in an address as it stands there', async () => {
  const names = [
    'text',
    'status',
    'next',
    'done',
    'open',
    'action',
    'actor',
    'incident',
    'before',
    'step',
    'duty',
    'state',
  ];
  const routes = running.app.get(Routes).all();
  const pages = routes.filter(
    (route) => route.method === 'GET' && !isApi(route) && route.path !== '/assets/:file',
  );
  const tries = pages.flatMap((route) => [...CLOSING, ALL.slice(0, 600)].map((text) => ({ route, text })));
  const faults = await forEach(tries, async ({ route, text }) => {
    const query = names.map((name) => `${name}=${encodeURIComponent(text)}`).join('&');
    const path = `${addressOf(route, ids)}?${query}`;
    const [page, nowhere] = await Promise.all([
      send(running, allowed(route, world.as), path, { method: 'GET' }),
      send(running, allowed(route, world.as), `${addressOf(route, ids)}/${encodeURIComponent(text)}`, {
        method: 'GET',
      }),
    ]);
    return [page, nowhere]
      .flatMap((answer) => (fileTypeOf(answer) === null ? brokenOut(answer.text) : faultsOfFile(answer)))
      .map((fault) => `${route.path} ${text}: ${fault}`);
  });
  expect(faults.flat()).toEqual([]);
});
