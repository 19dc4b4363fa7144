import { FirstStart } from '../src/identity/first-start.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { ask } from './support/client.js';
import type { Answer } from './support/client.js';
import { laterBy } from './support/clock.js';
import { cookieOf, hashFast, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;

async function start(): Promise<void> {
  running = await startApp();
  hashFast(running);
}

const admin = {
  name: 'Imke Dorn',
  email: 'imke.dorn@larkmoor.example',
  password: 'kestrel ladder vinegar tundra',
};

function post(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(running.url, '/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: running.url, ...headers },
    body: new URLSearchParams({ formToken: '', ...fields }).toString(),
  });
}

const link = () => running.app.get(FirstStart).setupLink();
const token = async () => (await link())?.split('#')[1] ?? '';
const me = (answer: Answer) =>
  ask(running.url, '/api/v1/me', { headers: { cookie: cookieOf(answer) ?? '' } });

describe('the link of the first start', () => {
  beforeAll(start);
  afterAll(() => running.close());

  it('gives a link whose token never reaches a log: it stands behind #', async () => {
    expect(await link()).toMatch(new RegExp(`^${running.url}/setup#[0-9A-Z]{26}[A-Za-z0-9_-]{43}$`));
  });

  it('kills the link after five wrong guesses at its second part', async () => {
    const first = await token();
    for (let i = 0; i < 5; i++)
      expect((await post({ token: first.slice(0, 26) + 'A'.repeat(43), ...admin })).status).toBe(410);
    expect((await post({ token: first, ...admin })).status).toBe(410);
  });

  it('takes no field that the form does not have', async () => {
    const answer = await post({ token: await token(), ...admin, role: 'lead' });
    expect(answer.status).toBe(422);
  });
});

describe('the first start', () => {
  // Each test makes the first administrator, whom only a fresh database lacks.
  beforeEach(start);
  afterEach(() => running.close());

  it('makes the first administrator with it, signed in, once', async () => {
    const first = await token();
    const page = await ask(running.url, '/setup', { headers: { accept: 'text/html' } });
    expect(page.text).toContain('Make the first account');
    const answer = await post({ token: first, ...admin });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect((await me(answer)).json()).toMatchObject({ name: 'Imke Dorn', role: 'admin' });
    const told = (await trailOf(running)).map(({ action }) => action);
    // The start itself leaves an entry of the knowledge it took into use, sooner or later.
    expect(told.filter((action) => action !== 'knowledge.taken_into_use')).toEqual([
      'user.first_admin_set_up',
    ]);

    expect((await post({ token: first, ...admin, email: 'second@larkmoor.example' })).status).toBe(410);
    expect(await link()).toBeNull();
  });

  it('makes one administrator of two that use the link at once', async () => {
    const first = await token();
    const both = await Promise.all(
      ['a', 'b'].map((name) => post({ token: first, ...admin, email: `${name}@larkmoor.example` })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  it('takes the link for half an hour', async () => {
    const first = await token();
    const restore = laterBy(running, { minutes: 30 });
    expect((await post({ token: first, ...admin })).status).toBe(410);
    restore();
    expect((await post({ token: first, ...admin })).status).toBe(303);
  });

  it('takes the latest link only', async () => {
    const first = await token();
    const second = await token();
    expect((await post({ token: first, ...admin })).status).toBe(410);
    expect((await post({ token: second, ...admin })).status).toBe(303);
  });

  it('is not made from behind a proxy, where the address tells nothing', async () => {
    const first = await token();
    const answer = await post({ token: first, ...admin }, { 'x-forwarded-for': '203.0.113.9' });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('from the machine that runs Redress');
    expect((await post({ token: first, ...admin })).status).toBe(303);
  });

  it('keeps what was typed but the password, says what is wrong, and the link stays good', async () => {
    const first = await token();
    const weak = await post({ token: first, ...admin, password: 'redress-redress-1' });
    expect(weak.status).toBe(422);
    expect(weak.text).toContain('value="Imke Dorn"');
    expect(weak.text).toContain(`value="${first}"`);
    expect(weak.text).not.toContain('redress-redress-1');
    const list = await post({ token: first, ...admin, email: 'a@x.example,b@y.example' });
    expect(list.text).toContain('Enter one e-mail address');
    expect((await post({ token: first, ...admin })).status).toBe(303);
  });
});

describe('an invitation', () => {
  let ada: SignedIn;

  beforeAll(async () => {
    await start();
    ada = (await people(running, { ada: 'admin' }))('ada');
  });
  afterAll(() => running.close());

  it('lets the person set the password within 72 hours, and nothing else', async () => {
    const invited = await ada.post('/api/v1/users', {
      name: 'Petra Holm',
      email: 'petra@larkmoor.example',
      role: 'counsel',
    });
    const { setupLink, id, state } = invited.json<{ setupLink: string; id: string; state: string }>();
    expect([invited.status, state]).toEqual([201, 'invited']);
    const petra = setupLink.split('#')[1] ?? '';
    const page = await ask(running.url, '/setup', { headers: { accept: 'text/html' } });
    expect(page.text).toContain('Set your password');
    expect(page.text).not.toContain('name="email"');

    expect((await post({ token: petra, password: 'petra holm petra 1' })).status).toBe(422);
    const restore = laterBy(running, { hours: 72 });
    expect((await post({ token: petra, password: admin.password })).status).toBe(410);
    restore();
    const answer = await post({ token: petra, password: admin.password });
    expect((await me(answer)).json()).toMatchObject({ id, role: 'counsel' });
    expect((await post({ token: petra, password: 'eleven quiet bridges' })).status).toBe(410);
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual(['user.invited', 'user.set_up']);
  });

  it('can be given anew until it was used; the earlier link is dead', async () => {
    const person = { name: 'Petra Holm', email: 'petra.again@larkmoor.example', role: 'counsel' };
    const made = (await ada.post('/api/v1/users', person)).json<{ setupLink: string; id: string }>();
    const again = await ada.post(`/api/v1/users/${made.id}/setup-link`);
    const [first = '', second = ''] = [made, again.json<{ setupLink: string }>()].map(
      ({ setupLink }) => setupLink.split('#')[1],
    );
    expect((await post({ token: first, password: admin.password })).status).toBe(410);
    expect((await post({ token: second, password: admin.password })).status).toBe(303);
    expect((await ada.post(`/api/v1/users/${made.id}/setup-link`)).json()).toMatchObject({
      status: 409,
      code: 'identity.already_set_up',
    });
  });

  it('dies with the account', async () => {
    const person = { name: 'Petra Holm', email: 'petra.gone@larkmoor.example', role: 'counsel' };
    const made = (await ada.post('/api/v1/users', person)).json<{ setupLink: string; id: string }>();
    await ada.patch(`/api/v1/users/${made.id}`, { disabled: true });
    expect((await post({ token: made.setupLink.split('#')[1] ?? '', password: admin.password })).status).toBe(
      410,
    );
  });
});
