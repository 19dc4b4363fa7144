import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { ask } from './support/client.js';
import type { Answer } from './support/client.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let ada: SignedIn;
let dana: SignedIn;

beforeAll(async () => {
  running = await startApp();
  const as = await people(running, { ada: 'admin', dana: 'communications' });
  ada = as('ada');
  dana = as('dana');
});

afterAll(() => running.close());

let invited = 0;

/** A change that would work, with some headers taken away (`''`) or replaced. */
function invite(headers: Record<string, string>, body: Record<string, string> = {}): Promise<Answer> {
  const all = {
    cookie: ada.cookie,
    origin: running.url,
    'x-form-token': ada.formToken,
    'content-type': 'application/json',
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const person = { name: 'Nora New', email: `nora.${++invited}@staff.example`, role: 'viewer', ...body };
  return ask(running.url, '/api/v1/users', { method: 'POST', headers: sent, body: JSON.stringify(person) });
}

const users = async () => (await ada.get('/api/v1/users')).json<{ users: unknown[] }>().users.length;

it('takes a change from our own page with the token of its session', async () => {
  expect((await invite({})).status).toBe(201);
  expect((await invite({ origin: '', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
});

it.each([
  ['from another site', { origin: 'https://evil.example' }, 'http.foreign_origin'],
  ['from a page without an origin', { origin: 'null' }, 'http.foreign_origin'],
  ['from another port of this machine', { origin: 'http://localhost:1' }, 'http.foreign_origin'],
  ['from a sibling site', { origin: '', 'sec-fetch-site': 'same-site' }, 'http.foreign_origin'],
  ['typed into the address bar', { origin: '', 'sec-fetch-site': 'none' }, 'http.foreign_origin'],
  ['without a word on where it comes from', { origin: '' }, 'http.foreign_origin'],
  ['without the token', { 'x-form-token': '' }, 'access.form_token'],
  ['with a made-up token', { 'x-form-token': 'A'.repeat(43) }, 'access.form_token'],
])('refuses a change %s and changes nothing', async (_, headers, code) => {
  const before = await users();
  const answer = await invite(headers);
  expect([answer.status, answer.json().code]).toEqual([403, code]);
  expect(await users()).toBe(before);
});

it('refuses the token of another session, also of the same person, and records it', async () => {
  expect((await invite({ 'x-form-token': dana.formToken })).json().code).toBe('access.form_token');
  const old = ada.formToken;
  await ada.signIn();
  expect((await invite({ 'x-form-token': old })).json().code).toBe('access.form_token');
  expect((await trailOf(running, ada.id)).at(-1)).toMatchObject({
    action: 'access.refused',
    facts: { reason: 'form-token', method: 'POST', route: '/api/v1/users' },
  });
});

it('takes the token of a program from the header only, for a page cannot set one elsewhere', async () => {
  const answer = await invite({ 'x-form-token': '' }, { formToken: ada.formToken });
  expect([answer.status, answer.json().code]).toEqual([403, 'access.form_token']);
});

it('takes the token of a form from its body and hands the rest to the handler', async () => {
  const answer = await dana.form('/sign-out');
  expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
  await dana.signIn();
});

it('refuses a form whose token was sent twice', async () => {
  const answer = await dana.form('/sign-out', { formToken: [dana.formToken, dana.formToken] });
  expect(answer.status).toBe(403);
  expect((await dana.get('/api/v1/me')).status).toBe(200);
});

describe('an upload', () => {
  const path = '/api/v1/incidents/01JZZZZZZZZZZZZZZZZZZZZZZZ/recipients/import';
  const file = {
    field: 'file',
    name: 'people.csv',
    type: 'text/csv',
    content: 'email\na@customer.example\n',
  };

  it('carries the token as its first field, read before the file is', async () => {
    const answer = await dana.upload(path, {}, file);
    expect([answer.status, answer.json().code]).toEqual([404, 'incidents.not_found']);
  });

  it('with the token of another session is refused before the file is read', async () => {
    const answer = await dana.upload(path, { formToken: ada.formToken }, file);
    expect([answer.status, answer.json().code]).toEqual([403, 'access.form_token']);
  });

  it('with another field first is refused: no handler runs before the token was seen', async () => {
    const boundary = 'x7c1e94a0';
    const field = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const answer = await ask(running.url, path, {
      method: 'POST',
      headers: {
        cookie: dana.cookie,
        origin: running.url,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body: `${field('note', 'first')}${field('formToken', dana.formToken)}--${boundary}--\r\n`,
    });
    expect([answer.status, answer.json().code]).toEqual([403, 'access.form_token']);
  });
});

it('refuses a public form that does not say where it comes from', async () => {
  const answer = await ask(running.url, '/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: dana.email, password: dana.password }).toString(),
  });
  expect(answer.status).toBe(403);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

it('changes nothing by GET: no route of that method is in the table of changes', async () => {
  const answer = await dana.get('/sign-out');
  expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  expect((await dana.get('/api/v1/me')).status).toBe(200);
});
