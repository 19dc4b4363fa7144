import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Routes } from '../src/identity/routes.js';
import type { DeclaredRoute } from '../src/identity/routes.js';
import { PEOPLE_ROLES, PERMISSIONS } from '../src/platform/access/permissions.js';
import type { Role } from '../src/platform/access/permissions.js';
import { AppModule } from '../src/app.module.js';
import { httpAdapter, setUp } from '../src/app.setup.js';
import { readEnvironment } from '../src/platform/config/read-environment.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { CHANGES } from './support/changes.js';
import type { Answer } from './support/client.js';
import { laterBy } from './support/clock.js';
import { freshDatabase } from './support/database.js';
import { EVERYONE, people } from './support/people.js';
import type { Client, SignedIn } from './support/people.js';

let running: RunningApp;
let routes: DeclaredRoute[];
let visitor: Client;
const byRole = new Map<Role, SignedIn>();

beforeAll(async () => {
  running = await startApp();
  routes = running.app.get(Routes).all();
  const as = await people(running, EVERYONE);
  visitor = as(null);
  for (const [name, role] of Object.entries(EVERYONE) as [keyof typeof EVERYONE, Role][])
    byRole.set(role, as(name));
});

afterAll(() => running.close());

/** A well-formed address of the route whose ids lead nowhere. */
function addressOf({ path }: DeclaredRoute): string {
  return path
    .replace(/:reference\b/g, 'INC-2000-00001')
    .replace(/:\w+/g, '01JZZZZZZZZZZZZZZZZZZZZZZZ')
    .replace(/\*$/, 'x');
}

function isPage({ path }: DeclaredRoute): boolean {
  return !/^\/(api|health)(\/|$)/.test(path);
}

/** Asks as a page does, or as a program does; a change carries its token and an empty body. */
function call(client: Client, route: DeclaredRoute): Promise<Answer> {
  const address = addressOf(route);
  if (route.method === 'GET') return client.get(address);
  if (isPage(route)) return client.form(address);
  const methods: Record<string, (path: string) => Promise<Answer>> = {
    POST: (path) => client.post(path),
    PUT: (path) => client.put(path),
    PATCH: (path) => client.patch(path),
    DELETE: (path) => client.delete(path),
  };
  const ask = methods[route.method];
  if (!ask) throw new Error(`The access table does not know the method ${route.method}.`);
  return ask(address);
}

/** Told to sign in: 401, or for people the way to the page. */
function isSentToSignIn(answer: Answer): boolean {
  return answer.status === 401 || /^\/sign-in(\?|$)/.test(answer.headers.location ?? '');
}

/** What the role must meet at the route, by what the route declares and the table of permissions. */
function expectedOf({ access }: DeclaredRoute, role: Role): 'in' | 'refused' {
  if (access.kind !== 'permission') return 'in';
  return (PERMISSIONS[access.permission] as readonly Role[]).includes(role) ? 'in' : 'refused';
}

/** What the role meets. A route may end the session it was asked in: then once more in a new one. */
async function metBy(person: SignedIn, route: DeclaredRoute): Promise<string> {
  let answer = await call(person, route);
  if (isSentToSignIn(answer) && !signsOut(route)) {
    await person.signIn();
    answer = await call(person, route);
  }
  if (signsOut(route)) await person.signIn();
  if (isSentToSignIn(answer) && !signsOut(route)) return 'unknown';
  if (answer.status === 403) return 'refused';
  return answer.status >= 500 ? `failed with ${answer.status}` : 'in';
}

function signsOut({ path }: DeclaredRoute): boolean {
  return path === '/sign-out' || path === '/api/v1/sessions/current';
}

const nameOf = ({ method, path }: DeclaredRoute) => `${method} ${path}`;
const isChange = ({ method }: DeclaredRoute) => method !== 'GET';

it('finds the routes of the running service', () => {
  expect(routes.map(nameOf)).toEqual(
    expect.arrayContaining(['GET /health/live', 'POST /sign-in', 'PATCH /api/v1/users/:userId']),
  );
  expect(new Set(routes.map(nameOf)).size).toBe(routes.length);
});

it('answers nobody who is not signed in, but for the public routes', async () => {
  const wrong = [];
  for (const route of routes.filter(({ access }) => access.kind !== 'public')) {
    const answer = await call(visitor, route);
    if (!isSentToSignIn(answer)) wrong.push(`${nameOf(route)}: ${answer.status}`);
    if (isPage(route) && answer.status !== 303)
      wrong.push(`${nameOf(route)} does not lead to the sign-in page`);
  }
  expect(wrong).toEqual([]);
});

it('keeps the public routes few', () => {
  const open = routes.filter(({ access }) => access.kind === 'public').map(nameOf);
  expect(open.sort()).toEqual([
    'GET /assets/:file',
    'GET /calendar/:token.ics',
    'GET /health/live',
    'GET /health/ready',
    'GET /setup',
    'GET /sign-in',
    'POST /api/v1/sessions',
    'POST /setup',
    'POST /sign-in',
  ]);
});

it.each(PEOPLE_ROLES)('lets %s do what the table of permissions grants, and nothing else', async (role) => {
  const person = byRole.get(role);
  if (!person) throw new Error(`Nobody has the role ${role}.`);
  const wrong = [];
  for (const route of routes) {
    const met = await metBy(person, route);
    const expected = expectedOf(route, role);
    if (met !== expected) wrong.push(`${nameOf(route)}: ${met} instead of ${expected}`);
  }
  expect(wrong).toEqual([]);
});

describe('each route that changes something', () => {
  it('is named with what it leaves in the trail', () => {
    const missing = routes
      .filter(isChange)
      .map(nameOf)
      .filter((name) => !(name in CHANGES));
    const gone = Object.keys(CHANGES).filter((name) => !routes.some((route) => nameOf(route) === name));
    expect({ missing, gone }).toEqual({ missing: [], gone: [] });
  });

  it('leaves something that the service does write', () => {
    const folder = fileURLToPath(new URL('../src/', import.meta.url));
    const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(folder + file, 'utf8'))
      .join('\n');
    const isWritten = (action: string) =>
      source.includes(`'${action}'`) || source.includes(`action: \`${action.split('.')[0]}.\${`);
    const actions = Object.values(CHANGES).flatMap((left) => ('none' in left ? [] : left));
    expect(actions.filter((action) => !isWritten(action))).toEqual([]);
  });
});

it('asks for a fresh proof where a route declares it', async () => {
  const wrong = [];
  for (const route of routes) {
    const { access } = route;
    if (access.kind !== 'permission' || !access.stepUp) continue;
    const person = byRole.get(access.stepUp === true ? PERMISSIONS[access.permission][0] : access.stepUp[0]!);
    await person?.signIn();
    const restore = laterBy(running, { minutes: 6 });
    const answer = person && (await call(person, route));
    restore();
    const stepUp = answer?.status === 428 || answer?.headers.location?.startsWith('/step-up?');
    if (!stepUp) wrong.push(`${nameOf(route)}: ${answer?.status}`);
  }
  expect(wrong).toEqual([]);
});

it('refuses to start with a route that does not say who may call it', async () => {
  @Controller('api/v1/forgotten')
  class Forgotten {
    @Get()
    read(): string {
      return 'secret';
    }
  }
  @Module({ imports: [], controllers: [Forgotten] })
  class WithForgotten {}

  const environment = readEnvironment({ ...(await freshDatabase()), LOG_LEVEL: 'fatal' });
  const whole = AppModule.forRoot(environment);
  const app = await NestFactory.create(
    { ...whole, imports: [...(whole.imports ?? []), WithForgotten] },
    httpAdapter(environment.PUBLIC_URL),
    { logger: false, abortOnError: false },
  );
  await setUp(app as never);
  await expect(app.init()).rejects.toThrow('Nobody said who may call: GET /api/v1/forgotten');
  await app.close();
});
