import { Users } from '../src/identity/users.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy, stopped } from './support/clock.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let ada: SignedIn;
let ben: SignedIn;
let dana: SignedIn;

beforeAll(async () => {
  running = await startApp();
  const as = await people(running, { ada: 'admin', ben: 'admin', dana: 'communications' });
  [ada, ben, dana] = [as('ada'), as('ben'), as('dana')];
});

afterAll(() => running.close());

it('nobody changes their own role or access', async () => {
  for (const change of [{ role: 'lead' }, { disabled: true }]) {
    const answer = await ada.patch(`/api/v1/users/${ada.id}`, change);
    expect([answer.status, answer.json().code]).toEqual([403, 'identity.own_account']);
  }
  const page = await ada.form(`/settings/people/${ada.id}/role`, { role: 'lead' });
  expect(page.status).toBe(403);
  expect((await ada.get('/api/v1/me')).json()).toMatchObject({ role: 'admin' });
});

it('of two administrators who drop each other at the same moment, one stays', async () => {
  await Promise.all([
    ada.patch(`/api/v1/users/${ben.id}`, { role: 'viewer' }),
    ben.patch(`/api/v1/users/${ada.id}`, { disabled: true }),
  ]);
  const list = await running.app.get(Users).list();
  const admins = list.filter(({ role, disabled }) => role === 'admin' && !disabled);
  expect(admins).toHaveLength(1);
  const [last] = admins;
  await expect(
    running.app.get(Users).change(last?.id ?? '', { disabled: true }, SYSTEM),
  ).rejects.toMatchObject({
    code: 'identity.last_admin',
  });
  await running.app.get(Users).change(ada.id, { role: 'admin', disabled: false }, SYSTEM);
  await running.app.get(Users).change(ben.id, { role: 'admin', disabled: false }, SYSTEM);
  await ada.signIn();
  await ben.signIn();
});

it('an administrator who has set no password yet does not count as one who is left', async () => {
  await ben.patch(`/api/v1/users/${ada.id}`, { role: 'viewer' });
  await running.app.get(Users).invite({ name: 'Cy', email: 'cy@staff.example', role: 'admin' }, SYSTEM);
  await expect(running.app.get(Users).change(ben.id, { role: 'lead' }, SYSTEM)).rejects.toMatchObject({
    code: 'identity.last_admin',
  });
  await running.app.get(Users).change(ada.id, { role: 'admin' }, SYSTEM);
  await ada.signIn();
});

it('a second account with the same address, however it is written, is refused', async () => {
  const answer = await ada.post('/api/v1/users', { name: 'Dana', email: 'DANA@staff.example', role: 'lead' });
  expect([answer.status, answer.json().code]).toEqual([409, 'identity.email_taken']);
});

it.each([
  [{ role: 'service' }, '/role'],
  [{ role: 'owner' }, '/role'],
  [{ email: 'x@y.example,z@y.example' }, '/email'],
  [{ name: 'Nora\u202eNew' }, '/name'],
  [{ id: '01JAAAAAAAAAAAAAAAAAAAAAAA' }, '/id'],
  [{ disabled: false }, '/disabled'],
  [{ passwordHash: 'x' }, '/passwordHash'],
])('an invitation with %j is refused at %s', async (wrong, path) => {
  const person = { name: 'Nora New', email: 'nora@staff.example', role: 'viewer', ...wrong };
  const answer = await ada.post('/api/v1/users', person);
  expect(answer.status).toBe(422);
  expect(answer.json<{ errors: { path: string }[] }>().errors.map((fault) => fault.path)).toContain(path);
});

it('the trail keeps ids and roles in the open, names and addresses sealed', async () => {
  const made = await ada.post('/api/v1/users', {
    name: 'Olga Open',
    email: 'olga@staff.example',
    role: 'viewer',
  });
  const { id } = made.json<{ id: string }>();
  await ada.patch(`/api/v1/users/${id}`, { role: 'auditor' });
  const trail = await trailOf(running, id);
  expect(trail).toMatchObject([
    { action: 'user.invited', actor: { id: ada.id }, facts: { role: 'viewer' } },
    { action: 'user.role_changed', facts: { before: { role: 'viewer' }, after: { role: 'auditor' } } },
  ]);
  expect(JSON.stringify(trail)).not.toMatch(/Olga|olga@/);
});

it('an answer about people holds exactly the fields it promises', async () => {
  const { users } = (await ada.get('/api/v1/users')).json<{ users: object[] }>();
  const fields = ['id', 'name', 'email', 'role', 'state', 'createdBy', 'createdAt'];
  expect(users.length).toBeGreaterThan(2);
  for (const user of users) expect(Object.keys(user)).toEqual(fields);
  expect(Object.keys((await dana.get('/api/v1/me')).json())).toEqual([
    'id',
    'name',
    'role',
    'permissions',
    'provedAt',
    'formToken',
  ]);
});

it('names people for other pages, and the service itself', async () => {
  const names = await running.app.get(Users).namesOf([dana.id, 'system', dana.id, 'nobody']);
  expect([...names]).toEqual([
    ['system', 'Redress'],
    [dana.id, 'dana Tester'],
  ]);
});

describe('the page', () => {
  it('invites and shows the link this once', async () => {
    const fields = { name: '<b>Petra</b>', email: 'petra@staff.example', role: 'counsel' };
    const answer = await ada.form('/settings/people', fields);
    expect(answer.status).toBe(201);
    expect(answer.text).toContain('&lt;b&gt;Petra&lt;/b&gt;');
    expect(answer.text).toMatch(new RegExp(`${running.url}/setup#[0-9A-Z]{26}[A-Za-z0-9_-]{43}`));
    expect((await ada.get('/settings/people')).text).not.toContain('/setup#');
  });

  it('shows the form again with what was typed when the address is taken', async () => {
    const answer = await ada.form('/settings/people', { name: 'Dana Two', email: dana.email, role: 'lead' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('value="Dana Two"');
    expect(answer.text).toContain('has an account already');
  });

  it('changes a role, disables and enables', async () => {
    const page = `/settings/people/${dana.id}`;
    expect((await ada.form(`${page}/role`, { role: 'lead' })).headers.location).toBe('/settings/people');
    expect((await ada.form(`${page}/disable`)).status).toBe(303);
    expect((await ada.get('/settings/people')).text).toContain('Disabled');
    expect((await ada.form(`${page}/enable`)).status).toBe(303);
    await ada.form(`${page}/role`, { role: 'communications' });
    await dana.signIn();
    expect((await dana.get('/api/v1/me')).json()).toMatchObject({ role: 'communications' });
  });

  it('leads over the password page when the last proof is old, and back', async () => {
    const restore = laterBy(running, { minutes: 6 });
    expect((await ada.get('/settings/people')).text).toContain('/step-up?next=/settings/people');
    const asked = await ada.form(`/settings/people/${dana.id}/disable`);
    expect([asked.status, asked.headers.location]).toEqual([303, '/step-up?next=%2F']);
    const page = await ada.get('/step-up?next=/settings/people');
    expect(page.text).toContain('Give your password again');
    const wrong = await ada.form('/step-up', { password: 'wrong', next: '/settings/people' });
    expect([wrong.status, wrong.text.includes('This is not your password.')]).toEqual([422, true]);
    const right = await ada.form('/step-up', { password: ada.password, next: '/settings/people' });
    expect([right.status, right.headers.location]).toEqual([303, '/settings/people']);
    expect((await ada.get('/settings/people')).text).not.toContain('/step-up?next=');
    restore();
  });

  it('is not for others: they read who may, and the try is in the trail', async () => {
    const answer = await dana.get('/settings/people');
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('users:manage');
    expect(answer.text).toContain('Administrator may.');
    expect(answer.text).not.toContain('href="/settings/people"');
    expect((await trailOf(running, dana.id)).at(-1)).toMatchObject({
      action: 'access.refused',
      facts: { permission: 'users:manage', method: 'GET', route: '/settings/people', unrecordedBefore: 0 },
    });
  });

  it('records at most sixty refused tries a minute, then how many it left out', async () => {
    const goOn = stopped(running);
    const restore = laterBy(running, { minutes: 2 });
    for (let i = 0; i < 63; i++) await dana.get('/api/v1/users');
    const refusals = async () =>
      (await trailOf(running, dana.id)).filter(({ action }) => action === 'access.refused').length;
    const recorded = await refusals();
    restore();
    const later = laterBy(running, { minutes: 4 });
    await dana.get('/api/v1/users');
    later();
    goOn();
    expect(recorded - 1).toBe(60);
    expect((await trailOf(running, dana.id)).at(-1)?.facts).toMatchObject({ unrecordedBefore: 3 });
  });
});

describe('one’s own page', () => {
  it('lists where one is signed in and ends another session', async () => {
    const other = dana.cookie;
    await dana.signIn();
    const page = await dana.get('/me');
    const action = /action="(\/me\/sessions\/\w+\/end)"/.exec(page.text)?.[1] ?? '';
    expect(page.text.match(/This one/g)).toHaveLength(1);
    expect((await dana.form(action)).headers.location).toBe('/me?done=session');
    expect((await dana.get('/me?done=session')).text).toContain('That session has ended.');
    expect((await dana.get('/api/v1/me', { cookie: other })).status).toBe(401);
  });

  it('changes the password, or says at the field what is wrong', async () => {
    const change = (currentPassword: string, newPassword: string) =>
      dana.form('/me/password', { currentPassword, newPassword });
    expect((await change('wrong', 'eleven quiet bridges at dusk')).text).toContain(
      'This is not your password.',
    );
    expect((await change(dana.password, 'short')).text).toContain('at least 15 characters');
    expect((await change(dana.password, 'eleven quiet bridges at dusk')).headers.location).toBe(
      '/me?done=password',
    );
    expect((await dana.get('/me?done=password')).text).toContain('Your password is changed.');
  });
});
