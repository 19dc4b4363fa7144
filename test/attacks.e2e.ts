import { request } from 'node:http';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { CANARY, NOT_OURS, Refusals, raw } from './support/attack.js';
import { ask } from './support/client.js';
import { laterBy, stopped } from './support/clock.js';
import { incidentOf, noticeInReview } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, cookieOf, passwordOf, people } from './support/people.js';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

let running: RunningApp;
let as: As;
let refusals: Refusals;
let incidentId: string;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
  refusals = new Refusals(running);
  incidentId = await incidentOf(as);
});

afterAll(() => running.close());

/** A change of an incident's lead, sent as it stands here. */
const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  raw(running.url, as('lena'), path, { headers: { 'content-type': JSON_TYPE, ...headers }, body });

describe('What cannot be read is refused with 400', () => {
  it.each([
    ['1: a prototype in the body', `{"__proto__":{"role":"${CANARY}"}}`],
    ['1: a prototype deep in the body', `{"title":"x","facts":{"data":{"__proto__":{"x":"${CANARY}"}}}}`],
    ['2: a constructor in the body', `{"constructor":{"prototype":{"x":"${CANARY}"}}}`],
    ['3: a hundred thousand brackets', '['.repeat(100_000)],
    ['4: a body cut in the middle', `{"title":"${CANARY}`],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['nothing at all', ''],
  ])('%s', async (_, body) => {
    await refusals.hold(400, 'http.400', () => post('/api/v1/incidents', body));
  });

  it.each(['/api/v1/incidents/%zz', '/incidents/%zz', `/api/v1/incidents/${CANARY}%zz`, '/%c0%80'])(
    '5: the address %s',
    async (path) => {
      await refusals.hold(400, 'http.400', () =>
        ask(running.url, path, { headers: { cookie: as('lena').cookie } }),
      );
    },
  );

  it.each(['multipart/form-data', 'multipart/form-data; boundary=""', 'multipart/form-data; boundary=b'])(
    '6: an upload as %s',
    async (type) => {
      const path = `/api/v1/incidents/${incidentId}/recipients/import`;
      await refusals.hold(400, 'http.400', () => post(path, `--x ${CANARY}`, { 'content-type': type }));
      await refusals.hold(400, 'http.400', () =>
        post(path, `--x ${CANARY}`, { 'content-type': type, 'x-form-token': '' }),
      );
    },
  );

  it('what is no HTTP', async () => {
    const before = await refusals.everything();
    const answer = await ask(running.url, '/', { headers: { 'x-long': CANARY.repeat(2_000) } });
    expect([answer.status, answer.headers['content-type']]).toEqual([
      431,
      expect.stringContaining('problem+json'),
    ]);
    expect(answer.text).not.toMatch(NOT_OURS);
    expect(await refusals.everything()).toBe(before);
  });
});

describe('Nobody is let in by', () => {
  const me = (cookie: string, path = '/api/v1/me') => ask(running.url, path, { headers: { cookie } });

  it('8: a session that never was', async () => {
    for (const secret of ['A'.repeat(43), 'A'.repeat(42), '', '../..', `${CANARY}"; --`])
      await refusals.hold(401, 'access.not_signed_in', () => me(`redress_session=${secret}`));
  });

  it('9: a session that was signed out', async () => {
    const vera = as('vera');
    const old = vera.cookie;
    await vera.delete('/api/v1/sessions/current');
    await refusals.hold(401, 'access.not_signed_in', () => me(old));
    await vera.signIn();
  });

  it('10: the session of someone who was disabled', async () => {
    const vera = as('vera');
    await as('ada').patch(`/api/v1/users/${vera.id}`, { disabled: true });
    await refusals.hold(401, 'access.not_signed_in', () => me(vera.cookie));
    await as('ada').patch(`/api/v1/users/${vera.id}`, { disabled: false });
    await refusals.hold(401, 'access.not_signed_in', () => me(vera.cookie));
    await vera.signIn();
  });

  it('13: a key in the address', async () => {
    await refusals.hold(401, 'access.not_signed_in', () => me('', `/api/v1/me?api_key=${CANARY}`));
    await refusals.hold(401, 'access.not_signed_in', () =>
      me('', `/api/v1/incidents?redress_session=${as('lena').cookie.split('=')[1]}`),
    );
  });
});

describe('What is known and not allowed is refused with 403', () => {
  it('19: a viewer drafts a notice', async () => {
    const act = () => as('vera').post(`/api/v1/incidents/${incidentId}/notices`, { kind: CANARY });
    expect(await refusals.onRecord(as('vera'), 403, 'access.not_allowed', act)).toMatchObject({
      permission: 'notices:edit',
    });
  });

  it.each([
    ['21: without saying where it comes from', { origin: '' }, 'http.foreign_origin'],
    ['22: from a page without an origin', { origin: 'null' }, 'http.foreign_origin'],
    ['from another site', { origin: 'https://evil.example' }, 'http.foreign_origin'],
    [
      'from a page of another site that says so',
      { origin: '', 'sec-fetch-site': 'cross-site' },
      'http.foreign_origin',
    ],
  ])('a form %s', async (_, headers, code) => {
    const body = `title=${CANARY}&formToken=${as('lena').formToken}`;
    const asForm = { 'content-type': FORM_TYPE, 'x-form-token': '', accept: JSON_TYPE, ...headers };
    await refusals.hold(403, code, () =>
      raw(running.url, as('lena'), '/incidents/new', { headers: asForm, body }),
    );
  });

  it('23: a form with the token of another session', async () => {
    const body = `title=${CANARY}&formToken=${as('dana').formToken}`;
    const headers = { 'content-type': FORM_TYPE, 'x-form-token': '', accept: JSON_TYPE };
    const act = () => raw(running.url, as('lena'), '/incidents/new', { headers: headers, body });
    expect(await refusals.onRecord(as('lena'), 403, 'access.form_token', act)).toMatchObject({
      reason: 'form-token',
    });
  });

  it('24: an administrator changes their own role', async () => {
    const act = () => as('ada').patch(`/api/v1/users/${as('ada').id}`, { role: 'lead' });
    expect(await refusals.onRecord(as('ada'), 403, 'identity.own_account', act)).toMatchObject({
      act: 'user.change',
    });
  });

  it('24: anyone else changes a role at all', async () => {
    for (const name of ['lena', 'karl', 'aude', 'vera', 'dana'] as const)
      await refusals.onRecord(as(name), 403, 'access.not_allowed', () =>
        as(name).patch(`/api/v1/users/${as(name).id}`, { role: 'admin' }),
      );
  });

  it('25: communications confirms a mailing', async () => {
    const path = '/api/v1/mailings/01JZZZZZZZZZZZZZZZZZZZZZZZ/confirmation';
    const act = () => as('dana').post(path, { count: 4 });
    expect(await refusals.onRecord(as('dana'), 403, 'access.not_allowed', act)).toMatchObject({
      permission: 'mailings:confirm',
    });
  });

  it('counsel closes an incident, by the API and by the page', async () => {
    const { reference } = (await as('lena').get(`/api/v1/incidents/${incidentId}`)).json<{
      reference: string;
    }>();
    const byApi = () => as('karl').patch(`/api/v1/incidents/${incidentId}`, { status: 'closed' });
    expect(await refusals.onRecord(as('karl'), 403, 'access.not_allowed', byApi)).toMatchObject({
      act: 'incident.change',
      incident: incidentId,
    });
    const fields = { title: CANARY, status: 'closed', reason: CANARY };
    const byPage = await refusals.hold(403, null, () =>
      as('karl').form(`/incidents/${reference}/state`, fields),
    );
    expect(byPage.text).toContain('incidents:close');
  });
});

describe('A method, size, form or host that is not ours is refused', () => {
  it.each([
    ['TRACE', '/'],
    ['TRACE', '/api/v1/incidents'],
    ['PROPFIND', '/api/v1/incidents'],
    ['DELETE', '/api/v1/incidents'],
    ['PUT', '/incidents'],
    ['OPTIONS', '/api/v1/incidents'],
  ])('33: %s %s with 405', async (method, path) => {
    const answer = await refusals.hold(405, path.startsWith('/api') ? 'http.405' : null, () =>
      raw(running.url, as('lena'), path, { method, headers: { accept: JSON_TYPE } }),
    );
    expect(answer.headers.allow).toMatch(/GET/);
    expect(answer.text).not.toContain(as('lena').formToken);
  });

  it('34: a body of 1.1 MiB with 413', async () => {
    const body = JSON.stringify({ title: CANARY, facts: { veris: { summary: 'x'.repeat(1.1 * 2 ** 20) } } });
    await refusals.hold(413, 'http.413', () => post('/api/v1/incidents', body));
  });

  it('34: a body of 1.1 MiB that does not say how long it is', async () => {
    const before = await refusals.everything();
    const status = await new Promise<number>((resolve, reject) => {
      const { cookie, formToken } = as('lena');
      const headers = { cookie, origin: running.url, 'x-form-token': formToken, 'content-type': JSON_TYPE };
      const outgoing = request(
        new URL('/api/v1/incidents', running.url),
        { method: 'POST', headers, agent: false },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      outgoing.on('error', reject);
      outgoing.write(`{"title":"${'x'.repeat(1.1 * 2 ** 20)}`);
    });
    expect(status).toBe(413);
    expect(await refusals.everything()).toBe(before);
  });

  it('35: a list of 21 MiB with 413', async () => {
    const file = { field: 'file', name: 'x.csv', type: 'text/csv', content: Buffer.alloc(21 * 2 ** 20, 'a') };
    const before = await refusals.everything();
    const path = `/api/v1/incidents/${incidentId}/recipients/import`;
    const status = await as('dana')
      .upload(path, {}, file)
      .then(
        (answer) => answer.status,
        (error: { code?: string }) => error.code,
      );
    // A server that refuses early may close before the client has sent everything.
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(status);
    expect(await refusals.everything()).toBe(before);
  });

  it('36: evidence of 26 MiB with 413', async () => {
    const content = Buffer.alloc(26 * 2 ** 20, 'a');
    const file = { field: 'file', name: `${CANARY}.bin`, type: 'x/y', content };
    const before = await refusals.everything();
    const status = await as('dana')
      .upload(`/api/v1/incidents/${incidentId}/evidence`, {}, file)
      .then(
        (answer) => answer.status,
        (error: { code?: string }) => error.code,
      );
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(status);
    expect(await refusals.everything()).toBe(before);
  });

  it.each([
    ['37: JSON as text', { 'content-type': 'text/plain' }],
    ['38: a compressed body', { 'content-encoding': 'gzip' }],
    ['38: a body compressed by nothing', { 'content-encoding': 'identity' }],
    ['39: another character set', { 'content-type': `${JSON_TYPE}; charset=utf-7` }],
    ['39: another character set in quotes', { 'content-type': `${JSON_TYPE}; Charset="UTF-16"` }],
    ['XML', { 'content-type': 'application/xml' }],
    ['a form in parts where no file is expected', { 'content-type': 'multipart/form-data; boundary=b' }],
    ['a type that is none', { 'content-type': '///' }],
  ])('%s with 415', async (_, headers) => {
    await refusals.hold(415, 'http.415', () => post('/api/v1/incidents', `{"title":"${CANARY}"}`, headers));
  });

  it('40: another host with 421, also by what a proxy would say', async () => {
    for (const path of ['/', '/sign-in', '/api/v1/incidents']) {
      const answer = await ask(running.url, path, {
        headers: { host: 'evil.example', cookie: as('lena').cookie },
      });
      expect([path, answer.status]).toEqual([path, 421]);
      expect(answer.text).not.toContain('evil.example');
    }
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    };
    const page = await as('lena').get('/incidents', { ...forwarded, accept: 'text/html' });
    expect([page.status, page.text.includes('evil.example')]).toEqual([200, false]);
  });
});

describe('Too late, or too often', () => {
  it('72: an approval with a proof of six minutes ago', async () => {
    const { id, revision, contentHash } = await noticeInReview(as, incidentId);
    const restore = laterBy(running, { minutes: 6 });
    await refusals.hold(428, 'access.step_up_needed', () =>
      as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash }),
    );
    restore();
  });

  it('74: an eleventh sign-in, also with the right password, and says when to come back', async () => {
    const tried = { email: as('aude').email, password: CANARY };
    const signIn = (body: object) =>
      ask(running.url, '/api/v1/sessions', {
        method: 'POST',
        headers: { origin: running.url, 'content-type': JSON_TYPE },
        body: JSON.stringify(body),
      });
    const goOn = stopped(running);
    const statuses = [];
    for (let n = 0; n < 11; n++) statuses.push((await signIn(tried)).status);
    expect(statuses.at(-1)).toBe(429);
    const answer = await refusals.hold(429, 'identity.too_many_tries', () =>
      signIn({ ...tried, password: passwordOf('aude') }),
    );
    goOn();
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(cookieOf(answer)).toBeNull();
  });
});

describe('Accepted, and made harmless', () => {
  it('80: whoever signs in goes nowhere else', async () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/%0d%0aX: y',
      'javascript:alert(1)',
      '/\t/evil.example',
    ]) {
      const answer = await as('lena').get(`/sign-in?next=${encodeURIComponent(next)}`);
      expect([next, answer.status]).toEqual([next, 303]);
      expect(answer.headers.location).toMatch(/^\/(?![/\\])/);
      expect(answer.headers.location).not.toContain('evil');
    }
  });
});

it('leaves no word of what was sent in the record of refusals', async () => {
  const rows = await running.app.get(Reader).manager.find(AuditEntry);
  expect(rows.filter(({ body }) => body.includes(CANARY))).toEqual([]);
});
