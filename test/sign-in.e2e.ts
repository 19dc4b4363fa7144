import { PasswordCost, Passwords } from '../src/identity/passwords.js';
import { User } from '../src/identity/user.entity.js';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { laterBy, stopped } from './support/clock.js';
import { cookieOf, people } from './support/people.js';
import type { Client, SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let visitor: Client;
let dana: SignedIn;
let ada: SignedIn;
let restore: () => void = () => undefined;
let hours = 0;

/** Time passes by hand only: limits and waits are counted in seconds, and a busy machine takes some of its own. */
beforeAll(async () => {
  running = await startApp();
  stopped(running);
  const as = await people(running, { ada: 'admin', dana: 'communications' });
  [visitor, dana, ada] = [as(null), as('dana'), as('ada')];
});

/** Each case two hours after the one before, so that earlier tries count no more. */
beforeEach(async () => {
  restore();
  hours += 2;
  restore = laterBy(running, { hours });
  await ada.signIn();
});

afterAll(() => running.close());

const signIn = (email: string, password: string) => visitor.post('/api/v1/sessions', { email, password });
const wait = (answer: Answer) => answer.json<{ retryAfterSeconds: number }>().retryAfterSeconds;

/** Moves on within a case. */
function after(minutes: number): void {
  restore();
  restore = laterBy(running, { hours, seconds: Math.round(minutes * 60) });
}

describe('the page', () => {
  it('signs in, whatever the case of the address, and goes where one wanted to', async () => {
    const asked = await visitor.get('/me');
    expect([asked.status, asked.headers.location]).toEqual([303, '/sign-in?next=%2Fme']);
    const page = await visitor.get('/sign-in?next=%2Fme');
    expect([page.status, page.text.includes('name="next" value="/me"')]).toEqual([200, true]);
    const answer = await visitor.form('/sign-in', {
      email: ' Dana@Staff.Example ',
      password: dana.password,
      next: '/me',
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/me']);
    const me = await visitor.get('/me', { cookie: cookieOf(answer) ?? '', accept: 'text/html' });
    expect(me.text).toContain('dana Tester');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\\b', '/api/v1/me'])(
    'does not go to %s afterwards',
    async (next) => {
      const answer = await visitor.form('/sign-in', { email: dana.email, password: dana.password, next });
      expect(answer.headers.location).toBe('/');
      const page = await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(page.text).toContain('name="next" value="/"');
    },
  );

  it('sends someone who is signed in on their way', async () => {
    await dana.signIn();
    const answer = await dana.get('/sign-in?next=%2Fme');
    expect([answer.status, answer.headers.location]).toEqual([303, '/me']);
  });

  it('keeps the address and says what is wrong, but never shows the password again', async () => {
    const wrong = { email: dana.email, password: 'kestrel "vinegar" <tundra>' };
    const answer = await visitor.form('/sign-in', wrong);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('The e-mail address or the password is not right.');
    expect(answer.text).toContain(`value="${dana.email}"`);
    expect(answer.text).toContain('<title>Error: Sign in');
    expect(answer.text).not.toContain('vinegar');
  });

  it('names the empty fields', async () => {
    const answer = await visitor.form('/sign-in', { email: '', password: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/Enter your work e-mail address\.[\s\S]*Enter your password\./);
  });

  it('says how long to wait after too many tries', async () => {
    for (let i = 0; i < 5; i++) await visitor.form('/sign-in', { email: dana.email, password: 'wrong' });
    const answer = await visitor.form('/sign-in', { email: dana.email, password: dana.password });
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '2']);
    expect(answer.text).toContain('too many tries');
  });

  it('signs out: the browser forgets what it kept and the session is over', async () => {
    await dana.signIn();
    const answer = await dana.form('/sign-out');
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
    expect(answer.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect((await dana.get('/api/v1/me')).status).toBe(401);
  });
});

describe('who has an account', () => {
  it('is not told: unknown, wrong, disabled and not yet set up answer alike', async () => {
    await ada.post('/api/v1/users', { name: 'Ivy', email: 'ivy@staff.example', role: 'viewer' });
    const gone = await ada.post('/api/v1/users', { name: 'Gus', email: 'gus@staff.example', role: 'viewer' });
    await ada.patch(`/api/v1/users/${gone.json<{ id: string }>().id}`, { disabled: true });
    const answers = [
      await signIn('nobody@staff.example', 'kestrel vinegar tundra'),
      await signIn(dana.email, 'kestrel vinegar tundra'),
      await signIn('ivy@staff.example', 'kestrel vinegar tundra'),
      await signIn('gus@staff.example', 'kestrel vinegar tundra'),
    ].map((answer) => ({ status: answer.status, ...answer.json(), request: '' }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, code: 'identity.sign_in_refused' });
  });

  it('is not told by the limits either: an unknown address has to wait just as long', async () => {
    const waits = [];
    for (const email of ['nobody@staff.example', dana.email]) {
      for (let i = 0; i < 5; i++) await signIn(email, 'wrong');
      waits.push(wait(await signIn(email, 'wrong')));
    }
    expect(waits).toEqual([2, 2]);
  });

  it('is not told by the work done: a password is hashed once for every try, whoever is named', async () => {
    const passwords = running.app.get(Passwords);
    const verify = passwords.verify.bind(passwords);
    const compared: boolean[] = [];
    passwords.verify = (kept, password) => {
      compared.push(kept !== null);
      return verify(kept, password);
    };
    for (const email of ['somebody@staff.example', dana.email]) await signIn(email, 'kestrel vinegar tundra');
    passwords.verify = verify;
    expect(compared).toEqual([false, true]);
  });
});

describe('the limits', () => {
  it('let ten tries through in a quarter of an hour, then none for another', async () => {
    const statuses = [];
    for (let minute = 0; minute < 10; minute++) {
      after(minute * 1.25);
      statuses.push((await signIn(dana.email, 'wrong')).status);
    }
    expect(statuses).toEqual(Array(10).fill(401));
    after(13);
    const eleventh = await signIn(dana.email, dana.password);
    expect([eleventh.status, eleventh.json().code]).toEqual([429, 'identity.too_many_tries']);
    expect(Number(eleventh.headers['retry-after'])).toBe(wait(eleventh));
    after(26.2);
    expect((await signIn(dana.email, dana.password)).status).toBe(429);
    after(26.3);
    expect((await signIn(dana.email, dana.password)).status).toBe(201);
  });

  it('cannot be slipped by asking thirty times at once', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => signIn(dana.email, 'wrong')));
    const looked = all.filter(({ status }) => status === 401).length;
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThanOrEqual(10);
    expect(all.every(({ status }) => status === 401 || status === 429)).toBe(true);
  });

  it('forget the failures once the right password came', async () => {
    for (let i = 0; i < 4; i++) await signIn(dana.email, 'wrong');
    expect((await signIn(dana.email, dana.password)).status).toBe(201);
    for (let i = 0; i < 5; i++) expect((await signIn(dana.email, 'wrong')).status).toBe(401);
  });

  it('stop a network that tries many accounts', async () => {
    const statuses = [];
    for (let i = 0; i < 51; i++) statuses.push((await signIn(`nobody.${i}@staff.example`, 'wrong')).status);
    expect(statuses).toEqual([...Array(50).fill(401), 429]);
  });
});

it('leaves in the trail who signed in, and tries on accounts that exist, without an address', async () => {
  const before = (await trailOf(running)).length;
  await signIn('nobody@staff.example', 'wrong');
  await signIn(dana.email, 'wrong');
  await signIn(dana.email, dana.password);
  const added = (await trailOf(running)).slice(before);
  expect(added.map(({ action, subject, actor }) => [action, subject, actor.id])).toEqual([
    ['user.sign_in_failed', dana.id, 'system'],
    ['user.signed_in', dana.id, dana.id],
  ]);
  expect(JSON.stringify(added)).not.toContain('@');
});

it('hashes a password again when hashing has become dearer', async () => {
  const kept = async () =>
    (await running.app.get(Reader).manager.findOneByOrFail(User, { id: dana.id })).passwordHash;
  const cheap = await running.app.get(Passwords).hash(dana.password);
  await running.app
    .get(UnitOfWork)
    .run((manager) => manager.update(User, { id: dana.id }, { passwordHash: cheap }));
  expect(await kept()).toContain('m=19456,t=2,p=1');
  running.app.get(PasswordCost).passes = 3;
  expect((await signIn(dana.email, dana.password)).status).toBe(201);
  expect(await kept()).toContain('m=19456,t=3,p=1');
  expect((await signIn(dana.email, dana.password)).status).toBe(201);
});
