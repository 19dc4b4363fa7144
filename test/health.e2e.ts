import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { ask } from './support/client.js';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp();
});

afterAll(() => running.close());

it('is live and, once the tables stand, ready', async () => {
  const live = await ask(running.url, '/health/live');
  const ready = await ask(running.url, '/health/ready');
  expect([live.status, live.json(), ready.status, ready.json()]).toEqual([
    200,
    { status: 'up' },
    200,
    { status: 'up' },
  ]);
});

it('refuses to answer under another name and says where it answers', async () => {
  const answer = await ask(running.url, '/api/v1/incidents', { headers: { host: 'evil.example' } });
  expect(answer.status).toBe(421);
  expect(answer.json()).toMatchObject({
    code: 'http.wrong_host',
    detail: `This service answers at ${running.url} only.`,
  });
});

it('answers in problem+json with the security headers when a body cannot be read', async () => {
  const answer = await ask(running.url, '/api/v1/nothing', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a":',
  });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(answer.json()).toMatchObject({ status: 400, code: 'http.400' });
});
