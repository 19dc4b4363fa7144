import { Users } from '../src/identity/users.service.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { ask } from './support/client.js';
import { laterBy, stopped } from './support/clock.js';
import { cookieOf, hashFast, passwordOf, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let dana: SignedIn;
let ada: SignedIn;
let restore: () => void = () => undefined;

beforeAll(async () => {
  running = await startApp();
  const as = await people(running, { ada: 'admin', dana: 'communications' });
  ada = as('ada');
  dana = as('dana');
});

afterEach(async () => {
  restore();
  restore = () => undefined;
  await dana.signIn();
  await ada.signIn();
});

afterAll(() => running.close());

const me = (cookie: string) => ask(running.url, '/api/v1/me', { headers: { cookie } });
const later = (duration: { minutes: number }) => {
  restore();
  restore = laterBy(running, duration);
};

describe('the cookie', () => {
  it('is set by the server only, for this host, out of reach of scripts, and ends with the browser', async () => {
    const answer = await ask(running.url, '/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: dana.email, password: dana.password }),
    });
    const [line, ...others] = answer.headers['set-cookie'] ?? [];
    expect(others).toEqual([]);
    expect(line).toMatch(/^redress_session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('belongs to this host alone and travels by https only, where the service is reached by https', async () => {
    const secure = await startApp({ PUBLIC_URL: 'https://redress.example' });
    hashFast(secure);
    const { name, email, password } = {
      name: 'Eve',
      email: 'eve@staff.example',
      password: passwordOf('eve'),
    };
    await secure.app.get(Users).create({ name, email, password, role: 'viewer' });
    const answer = await ask(`http://localhost:${new URL(secure.url).port}`, '/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'redress.example' },
      body: JSON.stringify({ email, password }),
    });
    await secure.close();
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-redress_session=[^;]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  it('that names no session we made is answered 401 and taken back', async () => {
    const answer = await me(`redress_session=${'A'.repeat(43)}`);
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^redress_session=; Max-Age=0; Path=\//);
  });

  it('gets a new value at sign-in, whatever the browser sent', async () => {
    const old = dana.cookie;
    const answer = await ask(running.url, '/api/v1/sessions', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: 'redress_session=chosen-by-someone',
        origin: running.url,
      },
      body: JSON.stringify({ email: dana.email, password: dana.password }),
    });
    expect(cookieOf(answer)).not.toBe(old);
    expect(cookieOf(answer)).not.toContain('chosen-by-someone');
  });
});

describe('a session ends', () => {
  it('after 30 minutes without a request, not before', async () => {
    const goOn = stopped(running);
    await dana.signIn();
    later({ minutes: 29 });
    expect((await dana.get('/api/v1/me')).status).toBe(200);
    later({ minutes: 60 });
    expect((await dana.get('/api/v1/me')).status).toBe(401);
    restore = goOn;
  });

  it('twelve hours after sign-in, however busy it was', async () => {
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      later({ minutes });
      expect((await dana.get('/api/v1/me')).status).toBe(200);
    }
    later({ minutes: 12 * 60 });
    expect((await dana.get('/api/v1/me')).status).toBe(401);
  });

  it('at sign-out, also for whoever copied the cookie', async () => {
    const copied = dana.cookie;
    expect((await dana.delete('/api/v1/sessions/current')).status).toBe(204);
    expect((await me(copied)).status).toBe(401);
    expect((await trailOf(running, dana.id)).at(-1)).toMatchObject({ action: 'user.signed_out' });
  });

  it('as the oldest of six', async () => {
    const first = dana.cookie;
    for (let more = 1; more <= 5; more++) await dana.signIn();
    expect((await me(first)).status).toBe(401);
    const { sessions } = (await dana.get('/api/v1/me/sessions')).json<{ sessions: unknown[] }>();
    expect(sessions).toHaveLength(5);
  });

  it('when its owner ends it from another browser; nobody ends a stranger’s', async () => {
    const there = dana.cookie;
    await dana.signIn();
    const { sessions } = (await dana.get('/api/v1/me/sessions')).json<{
      sessions: { id: string; current: boolean }[];
    }>();
    const other = sessions.filter(({ current }) => !current);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect((await ada.delete(`/api/v1/me/sessions/${other[0]?.id}`)).status).toBe(404);
    for (const { id } of other) expect((await dana.delete(`/api/v1/me/sessions/${id}`)).status).toBe(204);
    expect((await me(there)).status).toBe(401);
    expect((await dana.get('/api/v1/me')).status).toBe(200);
  });

  it('with a change of role, and the new one counts at the next sign-in', async () => {
    expect((await ada.patch(`/api/v1/users/${dana.id}`, { role: 'counsel' })).json()).toMatchObject({
      role: 'counsel',
    });
    expect((await dana.get('/api/v1/me')).status).toBe(401);
    await dana.signIn();
    expect((await dana.get('/api/v1/me')).json()).toMatchObject({ role: 'counsel' });
    await ada.patch(`/api/v1/users/${dana.id}`, { role: 'communications' });
  });

  it('when the account is disabled, which can sign in again only once it is enabled', async () => {
    await ada.patch(`/api/v1/users/${dana.id}`, { disabled: true });
    expect((await dana.get('/api/v1/me')).status).toBe(401);
    await expect(dana.signIn()).rejects.toThrow('401');
    await ada.patch(`/api/v1/users/${dana.id}`, { disabled: false });
    await dana.signIn();
    expect((await trailOf(running, dana.id)).map(({ action }) => action).slice(-4)).toEqual([
      'user.disabled',
      'user.sign_in_failed',
      'user.enabled',
      'user.signed_in',
    ]);
  });
});

describe('a fresh proof of who one is', () => {
  it('is asked for five minutes after the last, and given by the password', async () => {
    const invite = (email: string) => ada.post('/api/v1/users', { name: 'Nora New', email, role: 'viewer' });
    expect((await invite('nora.1@staff.example')).status).toBe(201);
    later({ minutes: 6 });
    const refused = await invite('nora.2@staff.example');
    expect([refused.status, refused.json().code]).toEqual([428, 'access.step_up_needed']);
    expect((await ada.post('/api/v1/me/step-up', { password: ada.password })).status).toBe(204);
    expect((await invite('nora.2@staff.example')).status).toBe(201);
  });

  it('gives the session a new secret; the old one opens nothing, the form token stays good', async () => {
    const { cookie, formToken } = dana;
    await dana.post('/api/v1/me/step-up', { password: dana.password });
    expect(dana.cookie).not.toBe(cookie);
    expect((await me(cookie)).status).toBe(401);
    expect((await dana.get('/api/v1/me')).json()).toMatchObject({ formToken });
    expect((await trailOf(running, dana.id)).at(-1)).toMatchObject({
      action: 'user.stepped_up',
      facts: { method: 'password' },
    });
  });

  it('that fails five times ends the session', async () => {
    const tries = [];
    for (let i = 0; i < 5; i++)
      tries.push((await dana.post('/api/v1/me/step-up', { password: 'wrong' })).status);
    expect(tries).toEqual([422, 422, 422, 422, 422]);
    expect((await dana.post('/api/v1/me/step-up', { password: dana.password })).status).toBe(401);
  });

  it('cannot be guessed by twenty tries at once', async () => {
    const wrong = Array.from({ length: 20 }, () => dana.post('/api/v1/me/step-up', { password: 'wrong' }));
    const statuses = (await Promise.all(wrong)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(5);
    expect((await dana.get('/api/v1/me')).status).toBe(401);
  });
});

describe('a new password', () => {
  it('needs the present one, ends the other sessions and renews this one', async () => {
    const elsewhere = dana.cookie;
    await dana.signIn();
    const before = dana.cookie;
    const newPassword = 'eleven quiet bridges at dusk';
    const change = (currentPassword: string) =>
      dana.post('/api/v1/me/password', { currentPassword, newPassword });
    expect((await change('wrong')).json()).toMatchObject({
      status: 422,
      errors: [{ path: '/currentPassword', message: 'This is not your password.' }],
    });
    expect((await change(dana.password)).status).toBe(204);
    expect([(await me(elsewhere)).status, (await me(before)).status]).toEqual([401, 401]);
    expect((await dana.get('/api/v1/me')).status).toBe(200);
    await expect(dana.signIn()).rejects.toThrow('401');
    dana.password = newPassword;
    await dana.signIn();
  });

  it('that is easy to guess is refused with the reason, as often as it is tried', async () => {
    for (let i = 0; i < 6; i++) {
      const answer = await dana.post('/api/v1/me/password', {
        currentPassword: dana.password,
        newPassword: 'redress-redress-1',
      });
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path: '/newPassword' }] });
    }
  });
});

it('keeps no secret in the database: neither the cookie nor the password', async () => {
  const { reader } = running.app.get(DataSources);
  const rows = await Promise.all(
    ['user_account', 'session', 'sign_in_try', 'audit_entry'].map((table) =>
      reader.query(`SELECT * FROM ${table}`),
    ),
  );
  const kept = JSON.stringify(rows);
  const secrets = [dana.password, dana.cookie.split('=')[1] ?? '?'];
  expect(kept.includes(dana.email)).toBe(true);
  expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
});
