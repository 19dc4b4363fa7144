import { EVERYONE } from './support/people.js';
import { Routes } from '../src/identity/routes.js';
import type { DeclaredRoute } from '../src/identity/routes.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { formsOffered, isOfTheAccount, isTyped, sendForm } from './support/forms.js';
import type { Offered } from './support/forms.js';
import { readHtml } from './support/html.js';
import type { Form } from './support/html.js';
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
import type { World } from './support/world.js';

let running: RunningApp;
let routes: DeclaredRoute[];
let world: World;

beforeAll(async () => {
  running = await startApp();
  routes = running.app.get(Routes).all();
  world = await worldOf(running);
});

afterAll(() => running.close());

/** Among the forms and bodies tried are those by which an administrator gives people another role or shuts them out. */
beforeEach(async () => {
  const { ada, ...others } = EVERYONE;
  expect(ada).toBe('admin');
  await world.as('ada').signIn();
  for (const [name, role] of Object.entries(others)) {
    const person = world.as(name as keyof typeof EVERYONE);
    await world.as('ada').patch(`/api/v1/users/${person.id}`, { role, disabled: false });
    await person.signIn();
  }
});

/** A test of thousands of requests: on a busy machine they take longer than a test usually may. */
const slow = (name: string, test: () => Promise<void>) => it(name, test, 3_600_000);

const LONG = 'x'.repeat(70_000);
const NASTY_TEXTS = [
  '',
  ' ',
  '0',
  'null',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202eevil',
  '𝕏'.repeat(60),
  LONG,
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; DROP TABLE notice; --",
  '%00',
  '%',
  '{{constructor}}',
  '<script>alert(1)</script>',
  '\r\nBcc: x@y.example',
  '\u0085\u2028',
  '9'.repeat(400),
];
/** For a form these say nothing that another does not: all of it is text there. */
const TRIED_ALREADY = new Set([
  ' ',
  '0',
  'null',
  'a\u0000b',
  '\ud800',
  'constructor',
  '%00',
  '%',
  '../../etc/passwd',
]);
const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  -0,
  1e21,
  1e308,
  2147483648,
  [],
  [null],
  [[[[]]]],
  ['a', 1, {}],
  {},
  { $gt: '' },
  { length: 1e9 },
  { toString: 1, valueOf: 1 },
  { then: 'x' },
  { type: 'Buffer', data: [1] },
];
const NASTY = [...NASTY_TEXTS, ...NASTY_VALUES];

const TYPED_TEXT = {
  revision: 2,
  subject: 's',
  preheader: '',
  details: { 'organisation.name': 'x' },
  sections: [{ id: 'opening', heading: 'h', markdown: 'm', hidden: false }],
};

/** A body of each route that is good but for what a test spoils; names and texts are made up. */
const GOOD: Readonly<Record<string, object>> = {
  'POST /api/v1/users': { name: 'N', email: 'n@staff.example', role: 'viewer' },
  'PATCH /api/v1/users/:userId': { role: 'viewer', disabled: false },
  'PUT /api/v1/settings/organisation': {
    revision: 0,
    profile: {
      name: 'O',
      phone: '0800 1',
      phoneHours: 'h',
      phoneLanguages: ['en'],
      email: 'a@b.example',
      address: 'x',
      page: 'https://a.example',
      accessRoutes: ['x'],
      dpo: 'x',
      signer: 'x',
      linkHosts: ['a.example'],
    },
  },
  'POST /api/v1/incidents': {
    title: 'T',
    kind: 'real',
    visibility: 'organisation',
    determination: 'suspected',
    severity: 'low',
    facts: {},
  },
  'POST /api/v1/incidents/import': { veris: '{}', visibility: 'organisation' },
  'PATCH /api/v1/incidents/:incidentId': {
    title: 'Another',
    status: 'open',
    severity: 'low',
    determination: 'suspected',
    visibility: 'organisation',
    reason: 'r',
  },
  'PATCH /api/v1/incidents/:incidentId/facts': {
    revision: 1,
    facts: { organisation: { name: 'O' }, data: { classes: [{ class: 'name' }] }, affected: { total: 5 } },
    reason: 'r',
  },
  'POST /api/v1/incidents/:incidentId/members': { userId: 'X' },
  'POST /api/v1/playbooks': { content: PLAYBOOK, note: 'n', basedOn: { id: 'retail', version: 1 } },
  'POST /api/v1/playbooks/import': { cacao: '{}' },
  'PATCH /api/v1/playbooks/:playbookId': { version: 9, content: PLAYBOOK, note: 'n', basedOnVersion: 1 },
  'POST /api/v1/playbooks/:playbookId/archive': { archived: false },
  'POST /api/v1/incidents/:incidentId/playbooks': {
    playbookId: 'retail',
    version: 1,
    factsRevision: 1,
    contentHash: '0'.repeat(64),
  },
  'POST /api/v1/incidents/:incidentId/playbooks/draft': { content: PLAYBOOK, note: 'n', textsRead: false },
  'POST /api/v1/incidents/:incidentId/evidence/:fileId/links': { subject: 'step:x' },
  'POST /api/v1/incidents/:incidentId/evidence/:fileId/links/removal': { subject: 'step:x', reason: 'r' },
  'POST /api/v1/incidents/:incidentId/proof/revisions': {
    revision: 0,
    repair: { step: '', what: 'w', weakness: 'w', change: 'c', by: 'b', closedAt: '2026-01-02T10:00:00Z' },
    check: {
      organisation: 'o',
      tester: 't',
      relation: 'outside',
      independence: 'i',
      method: 'm',
      scope: 's',
      testedOn: '2026-01-03',
      result: 'closed',
      finding: 'f',
    },
    openPoints: [{ text: 't', by: '2026-12-24', ofWeakness: false }],
    proofUrl: 'https://a.example/proof',
  },
  'POST /api/v1/incidents/:incidentId/proof/confirmation': { revision: 1, contentHash: '0'.repeat(64) },
  'POST /api/v1/incidents/:incidentId/proof/files/links': { fileId: '0'.repeat(26) },
  'POST /api/v1/incidents/:incidentId/proof/files/links/removal': { fileId: '0'.repeat(26), reason: 'r' },
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/decision': {
    decision: 'skip',
    reason: 'r',
    revision: 0,
  },
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/assignment': { assigneeId: 'X' },
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/title': { title: 't', revision: 0 },
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/due': { dueAt: '2026-12-24T17:00:00Z', revision: 0 },
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/feasibility': {
    factor: 0.8,
    reason: 'r',
    revision: 0,
  },
  'POST /api/v1/incidents/:incidentId/plan/own-steps': { step: OWN_STEP },
  'PUT /api/v1/incidents/:incidentId/plan/own-steps/:ownStepId': {
    step: OWN_STEP,
    revision: 1,
    reason: 'r',
  },
  'POST /api/v1/incidents/:incidentId/plan/own-steps/:ownStepId/withdrawal': { revision: 9, reason: 'r' },
  'POST /api/v1/incidents/:incidentId/obligations/manual': { duty: MANUAL_DUTY, keeperId: 'X' },
  'POST /api/v1/incidents/:incidentId/obligations/manual/import': {
    csv: 'counterparty,contract,title,unit\n',
    confirm: 'a'.repeat(64),
    reason: 'r',
  },
  'PATCH /api/v1/incidents/:incidentId/obligations/manual/:ruleId': {
    duty: MANUAL_DUTY,
    reason: 'r',
    revision: 9,
  },
  'POST /api/v1/incidents/:incidentId/obligations/manual/:ruleId/withdrawal': { reason: 'r', revision: 9 },
  'POST /api/v1/incidents/:incidentId/obligations/changes': {
    answer: 'adopt',
    reason: 'r',
    duties: [{ ruleId: 'eu-gdpr-33-authority', revision: 9 }],
  },
  'POST /api/v1/incidents/:incidentId/obligations/:ruleId/decision': {
    decision: 'extended',
    reason: 'r',
    until: '2027-12-24T17:00:00Z',
    revision: 9,
  },
  'POST /api/v1/incidents/:incidentId/obligations/:ruleId/decision/withdrawal': { reason: 'r', revision: 9 },
  'POST /api/v1/incidents/:incidentId/obligations/:ruleId/keeper': { keeperId: null, revision: 9 },
  'POST /api/v1/incidents/:incidentId/obligations/:ruleId/filings': {
    filedAt: '2026-01-02T10:00:00Z',
    channel: 'email',
    reference: 'r',
    text: 't',
    fileId: '0'.repeat(26),
    lateReason: 'r',
    revision: 9,
  },
  'POST /api/v1/incidents/:incidentId/obligations/:ruleId/filings/:filingId/withdrawal': {
    reason: 'r',
    revision: 9,
  },
  'POST /api/v1/incidents/small': SMALL_INCIDENT,
  'POST /api/v1/templates/:kind/:locale': {
    version: 9,
    subject: 's',
    preheader: 'p',
    sections: [{ id: 'opening', heading: 'h', markdown: 'm' }],
    note: 'n',
  },
  'POST /api/v1/templates/:kind/:locale/preview': {
    subject: 's',
    preheader: 'p',
    sections: [{ id: 'opening', heading: 'h', markdown: 'm' }],
    format: 'text',
  },
  'POST /api/v1/templates/:kind/:locale/archive': { archived: true },
  'POST /api/v1/incidents/:incidentId/notices': {
    kind: 'individuals-email',
    locale: 'en',
    sourceNoticeId: '0'.repeat(26),
  },
  'POST /api/v1/notices/:noticeId/revisions': { ...TYPED_TEXT, revision: 3, sourceRevision: 1 },
  'PUT /api/v1/notices/:noticeId/working-copy': TYPED_TEXT,
  'POST /api/v1/notices/:noticeId/preview': { ...TYPED_TEXT, format: 'html', group: 'name' },
  'POST /api/v1/notices/:noticeId/submission': { revision: 2, reason: 'r' },
  'POST /api/v1/notices/:noticeId/return': { revision: 2, reason: 'r' },
  'POST /api/v1/notices/:noticeId/reviews': { reviewerId: '0'.repeat(26), aspect: 'law' },
  'POST /api/v1/notices/:noticeId/reviews/:reviewId/answer': { revision: 2, outcome: 'agreed', note: 'n' },
  'POST /api/v1/notices/:noticeId/redraft': { revision: 2, sections: ['opening'], keep: ['next'] },
  'POST /api/v1/notices/:noticeId/comments': {
    revision: 2,
    section: 'opening',
    quote: 'q',
    text: 't',
    parentId: null,
  },
  'POST /api/v1/notices/:noticeId/comments/:commentId/resolution': { resolved: true },
  'POST /api/v1/notices/:noticeId/counsel-notes': { text: 't' },
  'POST /api/v1/notices/:noticeId/commitments': {
    revision: 2,
    section: 'opening',
    step: 'notify-updates',
    keeper: 'k',
    dueOn: '2027-12-24',
    text: 't',
  },
  'POST /api/v1/notices/:noticeId/commitments/omission': { revision: 2, rule: 'next-update', reason: 'r' },
  'POST /api/v1/commitments/:commitmentId/keeper': { keeperId: null },
  'POST /api/v1/notices/:noticeId/withdrawal': { revision: 2, reason: 'r' },
  'POST /api/v1/notices/:noticeId/dismissals': { revision: 2, fingerprint: 'a', reason: 'r' },
  'POST /api/v1/notices/:noticeId/dismissals/removal': { revision: 2, fingerprint: 'a' },
  'POST /api/v1/notices/:noticeId/approval': { revision: 2, contentHash: 'a', comment: 'c' },
  'POST /api/v1/incidents/:incidentId/recipients/import': { csv: 'email\n' },
  'POST /api/v1/mailings': { noticeId: 'X' },
  'POST /api/v1/mailings/:mailingId/confirmation': { count: 9 },
  'POST /api/v1/mailings/:mailingId/pause': { reason: 'r' },
  'POST /api/v1/mailings/:mailingId/resumption': { reason: 'r' },
  'POST /api/v1/mailings/:mailingId/stop': { reason: 'r' },
  'POST /api/v1/mailings/:mailingId/retry': { reason: 'r', unconfirmedToo: false },
};

const JSON_BODY = { 'content-type': 'application/json' };

const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 40);

/** What is wrong with an answer to nonsense: a fault of ours, a form of its own, or a word that is not ours. */
function faultOf(route: { method: string; path: string }, answer: Answer, what: string): string[] {
  const name = `${nameOf(route)} ${what}: ${answer.status}`;
  const isSentAway = /^\/(sign-in|step-up)/.test(answer.headers.location ?? '');
  if (answer.status >= 500 || answer.status === 401 || answer.status === 428 || isSentAway) return [name];
  if (answer.status < 400 || !isApi(route)) return [];
  const type = String(answer.headers['content-type']);
  const isProblem = type.startsWith('application/problem+json');
  const tells = /node_modules|Error:|SELECT|sqlite|postgres|typeorm|fastify|JSON at position/i;
  return isProblem && !tells.test(answer.text) ? [] : [`${name} ${type} ${answer.text.slice(0, 200)}`];
}

function* spoiled(good: unknown): Generator<[string, unknown]> {
  for (const nasty of NASTY) yield [`= ${short(nasty)}`, nasty];
  const members = Array.isArray(good)
    ? Object.entries({ 0: good[0] as unknown })
    : Object.entries(good ?? {});
  if (typeof good !== 'object') return;
  for (const [name, value] of members)
    for (const [what, inner] of spoiled(value))
      yield [`.${name}${what}`, Array.isArray(good) ? [inner] : { ...good, [name]: inner }];
}

describe('Every form of every page', () => {
  let forms: Offered[];

  beforeAll(async () => {
    forms = await formsOffered(running, world);
  });

  /** Ways to fill a form that no browser would. */
  function* misfilled({ fields }: Form): Generator<[string, [string, string][]]> {
    const pairs = fields.map(({ name, value }): [string, string] => [name, value]);
    yield ['nothing at all', []];
    yield ['each field twice', [...pairs, ...pairs]];
    yield [
      'hidden fields only',
      fields.filter((field) => !isTyped(field)).map(({ name, value }) => [name, value]),
    ];
    for (const nasty of NASTY_TEXTS.filter((text) => !TRIED_ALREADY.has(text)))
      yield [
        `all typed ${short(nasty)}`,
        fields.map((one) => [one.name, isTyped(one) ? nasty.slice(0, 3_000) : one.value]),
      ];
    for (const nasty of ['', '-1', '1e308', '__proto__'])
      yield [`all ${short(nasty)}`, pairs.map(([name]) => [name, nasty])];
  }

  it('is found', () => {
    const actions = forms.map(({ form }) => form.action);
    const { reference, noticeId } = world.untold;
    const some = ['/incidents/new', '/incidents/import', '/settings/people', `/incidents/${reference}/facts`];
    expect(actions).toEqual(expect.arrayContaining([...some, `/notices/${noticeId}/revisions`]));
  });

  slow('comes back, leads on or is refused, however it is filled', async () => {
    const tries = forms.flatMap((found) =>
      [...misfilled(found.form)].map(([what, fields]) => ({ ...found, what, fields })),
    );
    const faults = await forEach(tries, async ({ what, fields, ...found }) =>
      faultOf({ method: 'POST', path: found.form.action }, await sendForm(running, found, fields), what),
    );
    expect(faults.flat()).toEqual([]);
  });

  slow('is refused when it is no form of the declared kind', async () => {
    const tries = forms.flatMap((found) => STRANGE.map((strange) => ({ ...found, ...strange })));
    const faults = await forEach(tries, async ({ form, person, type, body }) => {
      const headers = { 'content-type': type };
      const answer = await send(running, person, form.action, { method: 'POST', headers, body });
      return faultOf({ method: 'POST', path: form.action }, answer, `as ${type}: ${body.slice(0, 10)}`);
    });
    expect(faults.flat()).toEqual([]);
  });
});

describe('The API', () => {
  it('has a good body here for each route that takes one', () => {
    const evidence = 'POST /api/v1/incidents/:incidentId/evidence';
    const bodiless = [
      'POST /api/v1/users/:userId/setup-link',
      evidence,
      'POST /api/v1/incidents/:incidentId/proof/files',
      'POST /api/v1/notices/:noticeId/commitments/:commitmentId/removal',
      'POST /api/v1/knowledge/reevaluation/stop',
      'POST /api/v1/knowledge/reevaluation/resumption',
      `${evidence}/:fileId/openings`,
      `${evidence}/:fileId/verifications`,
      `${evidence}/:fileId/scans`,
    ];
    const taking = routes.filter(
      (route) => isApi(route) && /^(POST|PUT|PATCH)$/.test(route.method) && !isOfTheAccount(route.path),
    );
    expect(taking.map(nameOf).filter((name) => !(name in GOOD) && !bodiless.includes(name))).toEqual([]);
  });

  slow('answers each member of each body, spoiled, with a problem of its own or not at all', async () => {
    const tries = routes.flatMap((route) =>
      nameOf(route) in GOOD
        ? [...spoiled(GOOD[nameOf(route)])].map(([what, body]) => ({ route, what, body }))
        : [],
    );
    const faults = await forEach(tries, async ({ route, what, body }) => {
      const asked = { method: route.method, headers: JSON_BODY, body: JSON.stringify(body) };
      const answer = await send(running, allowed(route, world.as), addressOf(route, world.untold), asked);
      return faultOf(route, answer, what);
    });
    expect(faults.flat()).toEqual([]);
  });
});

/** As they stand in an address. */
const NASTY_WORDS = [
  '',
  '%00',
  '%zz',
  '%ff',
  '%ED%A0%80',
  '1e308',
  '-1',
  '9'.repeat(30),
  '2147483648',
  'x'.repeat(3_000),
  '%27',
  '%5C',
  '%25',
  'NaN',
  '{}',
  '%2e%2e',
  '..%2f..',
  '__proto__',
  'constructor',
  'INC-2026-99999',
  '%F0%9F%92%A9',
];
const QUERIES = [
  'limit',
  'before',
  'after',
  'text',
  'status',
  'severity',
  'actor',
  'action',
  'incident',
  'format',
  'all',
  'industry',
  'next',
  'done',
  'open',
  'order',
  'show',
  'step',
  'duty',
  'state',
  'owner',
  'phase',
  'sort',
  'reader',
  'incidentId',
];

describe('Every route that is read', () => {
  const get = (route: DeclaredRoute, address: string) =>
    send(running, allowed(route, world.as), address, { method: 'GET' });

  slow('answers nonsense in the place of an id as nothing, or as unreadable', async () => {
    const tries = routes
      .filter(({ method }) => method === 'GET')
      .flatMap((route) => [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ route, name })))
      .flatMap((one) => NASTY_WORDS.map((word) => ({ ...one, word: word || '%20' })));
    const faults = await forEach(tries, async ({ route, name, word }) => {
      const answer = await get(route, addressOf(route, { ...world.told, [name]: word }));
      const what = `:${name}=${word.slice(0, 30)}`;
      const found = answer.status < 400 ? [`${nameOf(route)} ${what}: ${answer.status}`] : [];
      return [...found, ...faultOf(route, answer, what)];
    });
    expect(faults.flat()).toEqual([]);
  });

  slow('takes nonsense in any query without a fault of its own', async () => {
    const read = routes.filter(({ method }) => method === 'GET');
    const tries = await forEach(read, async (route) =>
      (await queriesOf(route)).map((query) => ({ route, query })),
    );
    const faults = await forEach(tries.flat(), async ({ route, query }) =>
      faultOf(route, await get(route, `${addressOf(route, world.told)}?${query}`), query.slice(0, 40)),
    );
    expect(faults.flat()).toEqual([]);
  });

  /** A route that refuses a query it does not know is asked for those it knows one by one. */
  async function queriesOf(route: DeclaredRoute): Promise<string[]> {
    const all = (word: (name: string) => string) => QUERIES.map(word).join('&');
    const together = [all((name) => `${name}=1&${name}=2`), all((name) => `${name}[a]=1`)];
    const whole = await get(route, `${addressOf(route, world.told)}?${all((name) => `${name}=1`)}`);
    if (whole.status !== 422 || !isApi(route))
      return [...together, ...NASTY_WORDS.map((word) => all((name) => `${name}=${word}`))];
    const known = QUERIES.filter((name) => !whole.text.includes(`property ${name} should not exist`));
    return [...together, ...NASTY_WORDS.flatMap((word) => known.map((name) => `${name}=${word}`))];
  }
});

const STRANGE = [
  'application/json',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/plain',
  '///',
].flatMap((type) =>
  ['', '{}', '[]', 'null', '--x\r\n', '--x\r\nContent-Disposition: form-data; name="veris"'].map((body) => ({
    type,
    body,
  })),
);

describe('Signing in, setting up and one’s own account', () => {
  const FIELDS = ['email', 'password', 'currentPassword', 'newPassword', 'token', 'name', 'next'];

  slow('take whatever is typed, until it was too often', async () => {
    const changes = routes.filter(({ method, path }) => method === 'POST' && isOfTheAccount(path));
    const tries = changes.flatMap((route) =>
      (isApi(route) ? NASTY : NASTY_TEXTS).map((nasty) => ({ route, nasty })),
    );
    // Nothing here may end the session of those who ask elsewhere in this file.
    const vera = world.as('vera');
    const faults = await forEach(tries, async ({ route, nasty }) => {
      const path = addressOf(route, world.told);
      const fields = Object.fromEntries(FIELDS.map((name) => [name, nasty]));
      const answer = isApi(route)
        ? await send(running, vera, path, {
            method: 'POST',
            headers: JSON_BODY,
            body: JSON.stringify(fields),
          })
        : await vera.form(path, fields as Record<string, string>);
      return answer.status >= 500 ? [`${nameOf(route)} ${short(nasty)}: ${answer.status}`] : [];
    });
    expect(faults.flat()).toEqual([]);
  });

  it('say only what they know to say when something is done', async () => {
    const said = async (done: string) =>
      readHtml((await world.as('lena').get(`/me?done=${done}`)).text).tags.map(({ name }) => name);
    expect(await said('constructor')).toEqual(await said('nothing'));
  });
});
