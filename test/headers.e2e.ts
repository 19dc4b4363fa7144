import { Routes } from '../src/identity/routes.js';
import type { DeclaredRoute } from '../src/identity/routes.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { ask } from './support/client.js';
import type { Answer } from './support/client.js';
import { formsOf, readHtml } from './support/html.js';
import { addressOf, allowed, forEach, isApi, nameOf, send, worldOf } from './support/world.js';
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

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
};

const PAGE =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
/** For the few pages that show a message in a frame, which inherits the policy. */
const WITH_PREVIEW = `${PAGE}; style-src-attr 'unsafe-inline'`;
const API = "default-src 'none'; frame-ancestors 'none'";

/** Would let other sites in, or tell what runs here. */
const NEVER = /^(access-control-|server$|x-powered-by$|timing-allow-origin$)/;

/** What is missing, wrong or too much in the headers of an answer. */
function faultsOf(
  { headers }: Answer,
  policies: readonly string[],
  changed: Record<string, string> = {},
): string[] {
  const wanted = { ...ALWAYS, ...changed };
  const wrong = Object.entries(wanted).filter(([name, value]) => headers[name] !== value);
  const policy = headers['content-security-policy'];
  return [
    ...wrong.map(([name]) => `${name}: ${String(headers[name])}`),
    ...(typeof policy === 'string' && policies.includes(policy) ? [] : [`policy: ${String(policy)}`]),
    ...Object.keys(headers).filter((name) => NEVER.test(name)),
    ...(headers['set-cookie'] ?? []).filter(
      (cookie) => !/^redress_session=[^;]*; .*HttpOnly; SameSite=Lax/.test(cookie),
    ),
  ];
}

/** Files that people brought in, should a browser show one after all. */
const FILE = "default-src 'none'; sandbox; frame-ancestors 'none'";

const policiesOf = (route: Pick<DeclaredRoute, 'path'>) => [
  ...(isApi(route) ? [API] : [PAGE, WITH_PREVIEW]),
  ...(route.path.endsWith('/evidence/:fileId/openings') ? [FILE] : []),
];

it('stand on the answer of every route, whoever asks and whatever comes of it', async () => {
  const tries = routes.flatMap((route) => {
    const good = addressOf(route, world.told);
    const none = addressOf(route, { reference: 'INC-2000-00001' });
    const asked = route.method === 'GET' ? [good, none, `${good}?limit=x&status=x`] : [good, none];
    return asked.flatMap((path) => [true, false].map((isIn) => ({ route, path, isIn })));
  });
  const faults = await forEach(tries, async ({ route, path, isIn }) => {
    const answer = isIn
      ? await send(running, allowed(route, world.as), path, { method: route.method })
      : await ask(running.url, path, { method: route.method, headers: { origin: running.url } });
    const ends = route.path === '/sign-out' || route.path === '/api/v1/sessions/current';
    if (ends && isIn) await allowed(route, world.as).signIn();
    return faultsOf(answer, policiesOf(route)).map((fault) => `${nameOf(route)} ${answer.status} ${fault}`);
  });
  expect(faults.flat()).toEqual([]);
});

it.each([
  ['an address that is nowhere', 'GET', '/nowhere', {}, [PAGE]],
  ['an address that is nowhere for programs', 'GET', '/api/v1/nowhere', {}, [API]],
  ['a broken address', 'GET', '/incidents/%zz', {}, [API]],
  ['an address without end', 'GET', `/incidents/${'x'.repeat(300)}`, {}, [API]],
  ['what is no HTTP', 'GET', '/', { x: 'x'.repeat(20_000) }, [API]],
  ['a method of no address', 'TRACE', '/', {}, [PAGE]],
  ['another host', 'GET', '/', { host: 'evil.example' }, [PAGE]],
  ['a form from elsewhere', 'POST', '/sign-in', { origin: 'https://evil.example' }, [PAGE]],
  ['a body that is no JSON', 'POST', '/api/v1/sessions', { 'content-type': 'application/json' }, [API]],
  ['a body in a form that is not read', 'POST', '/api/v1/sessions', { 'content-type': 'text/plain' }, [API]],
])('stand on the refusal of %s', async (_, method, path, headers, policies) => {
  const answer = await ask(running.url, path, { method, headers, body: method === 'POST' ? '{' : undefined });
  expect([answer.status >= 400, faultsOf(answer, policies)]).toEqual([true, []]);
});

it('let a browser keep files under the name of their content, and nothing else', async () => {
  const { text } = await ask(running.url, '/sign-in');
  const names = readHtml(text).tags.flatMap(({ attributes }) => [
    attributes.get('src'),
    attributes.get('href'),
  ]);
  const assets = names.filter((name) => name?.startsWith('/assets/'));
  expect(assets.length).toBeGreaterThan(1);
  for (const asset of assets) {
    const answer = await ask(running.url, asset ?? '');
    const kept = { 'cache-control': 'public, max-age=31536000, immutable' };
    expect([asset, answer.status, faultsOf(answer, [PAGE], kept)]).toEqual([asset, 200, []]);
  }
  expect(faultsOf(await ask(running.url, '/assets/nothing.css'), [PAGE])).toEqual([]);
});

it('widen the policy only where a message is shown in a frame', async () => {
  const pages = routes.filter((route) => route.method === 'GET' && !isApi(route));
  const widened = await forEach(pages, async (route) => {
    const answer = await send(running, allowed(route, world.as), addressOf(route, world.told), {
      method: 'GET',
    });
    const frames = readHtml(answer.text).tags.filter(({ name }) => name === 'iframe');
    const isWide = answer.headers['content-security-policy'] === WITH_PREVIEW;
    expect([nameOf(route), isWide]).toEqual([nameOf(route), frames.length > 0]);
    for (const { attributes } of frames)
      expect([nameOf(route), attributes.get('sandbox'), attributes.has('src')]).toEqual([
        nameOf(route),
        '',
        false,
      ]);
    return isWide ? [route.path] : [];
  });
  expect(widened.flat().length).toBeGreaterThan(0);
});

it('tell browsers to come by https only where people come by https', async () => {
  const secure = await startApp({ PUBLIC_URL: 'https://redress.example' });
  const { port } = new URL(secure.url);
  for (const path of ['/sign-in', '/api/v1/me', '/incidents/%zz', '/nowhere']) {
    const answer = await ask(`http://localhost:${port}`, path, { headers: { host: 'redress.example' } });
    expect([path, answer.headers['strict-transport-security']]).toEqual([
      path,
      'max-age=63072000; includeSubDomains',
    ]);
  }
  await secure.close();
  expect((await ask(running.url, '/sign-in')).headers['strict-transport-security']).toBeUndefined();
});

it('empty the browser at signing out', async () => {
  const aude = world.as('aude');
  const page = await aude.get('/me');
  expect(formsOf(readHtml(page.text)).map(({ action }) => action)).toContain('/sign-out');
  const answer = await aude.form('/sign-out');
  expect(answer.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^redress_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/,
  );
  await aude.signIn();
  const byApi = await aude.delete('/api/v1/sessions/current');
  const { 'clear-site-data': cleared } = byApi.headers;
  expect([byApi.status, cleared]).toEqual([204, answer.headers['clear-site-data']]);
});

it('set no cookie for those who only look', async () => {
  for (const path of ['/sign-in', '/setup', '/health/live', '/nowhere', '/api/v1/me'])
    expect([path, (await ask(running.url, path)).headers['set-cookie']]).toEqual([path, undefined]);
});
