import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let incident: { id: string; reference: string };
let base: string;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});
afterAll(() => running.close());

beforeEach(async () => {
  const body = {
    title: 'Statements copied',
    visibility: 'organisation',
    facts: { awareAt: '2026-11-02T09:00:00Z' },
  };
  incident = (await as('lena').post('/api/v1/incidents', body)).json();
  base = `/incidents/${incident.reference}/obligations`;
});

const FORM = {
  counterparty: 'Northwind Retail Ltd',
  contract: 'MSA, 14.2',
  title: 'Report incidents',
  clock: 'awareAt',
  amount: '72',
  unit: 'hours',
  zone: 'Europe/London',
  calendar: '',
  cutoff: '',
  channels: ['email', 'phone'],
  content: 'What happened',
  note: '',
  keeperId: '',
};
const plain = (html: string) =>
  html.replaceAll('&#x3D;', '=').replaceAll('&#x27;', "'").replaceAll('&quot;', '"');
const read = async (path: string, who: keyof typeof EVERYONE = 'lena') =>
  plain((await as(who).get(path)).text);
const ruleIdOf = (location?: string) => /duty=(manual-[0-9a-z]{26})/.exec(location ?? '')?.[1] ?? '';
const csvFile = (content: string | Buffer) => ({ field: 'file', name: 'c.csv', type: 'text/csv', content });
const upload = (content: string | Buffer) => as('lena').upload(`${base}/import`, {}, csvFile(content));
const HEADER = 'counterparty,contract,title,amount,unit\n';
const rows = (count: number, amount = 48) =>
  HEADER +
  Array.from({ length: count }, (_, at) => `Customer ${at},MSA ${at},Report,${amount},hours\n`).join('');
const confirmOf = (html: string) => /name="confirm" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';

describe('The form of a duty by contract', () => {
  it('adds a duty and leads to it in the register', async () => {
    const made = await as('lena').form(`${base}/new`, { ...FORM, keeperId: as('karl').id });
    expect([made.status, made.headers.location]).toEqual([303, expect.stringContaining('done=entered')]);
    const html = await read(made.headers.location?.split('#')[0] ?? '');
    expect(html).toContain('Northwind Retail Ltd');
    const { duties } = (await as('lena').get(`/api/v1/incidents/${incident.id}/obligations`)).json<{
      duties: { ruleId: string; dueAt: string; channels: string[]; record: { keeperId: string } }[];
    }>();
    expect(duties.find(({ ruleId }) => ruleId === ruleIdOf(made.headers.location))).toMatchObject({
      dueAt: '2026-11-05T09:00:00Z',
      channels: ['email', 'phone'],
      record: { keeperId: as('karl').id },
    });
  });

  it('comes back with what was typed and the fault at its field', async () => {
    const again = await as('lena').form(`${base}/new`, { ...FORM, amount: 'many', zone: 'Dublin' });
    expect(again.status).toBe(422);
    const html = plain(again.text);
    expect(html).toMatch(/name="amount"[^>]*value="many"/);
    expect(html).toContain('A whole number from 1 to 10,000');
    expect(html).toContain('Name a zone of the IANA database');
  });

  it('changes terms, later ones only with a reason, and shows how the time was worked out', async () => {
    const made = await as('lena').form(`${base}/new`, FORM);
    const page = `${base}/manual/${ruleIdOf(made.headers.location)}`;
    const html = await read(page);
    expect(html).toContain('+ 72 hours, elapsed through weekends');
    expect(html).toContain('by lena Tester');
    const refused = await as('lena').form(page, { ...FORM, amount: '96', revision: '1', reason: '' });
    expect([refused.status, plain(refused.text)]).toEqual([422, expect.stringContaining('Say why.')]);
    const done = await as('lena').form(page, {
      ...FORM,
      amount: '96',
      revision: '1',
      reason: 'Amended in May',
    });
    expect(done.status).toBe(303);
    expect(await read(page)).toContain('+ 96 hours');
    const stale = await as('lena').form(page, { ...FORM, amount: '24', revision: '1' });
    expect(stale.status).toBe(409);
  });

  it('withdraws with a reason, and then only says so', async () => {
    const made = await as('lena').form(`${base}/new`, FORM);
    const page = `${base}/manual/${ruleIdOf(made.headers.location)}`;
    const refused = await as('lena').form(`${page}/withdrawal`, { revision: '1', withdrawal: '' });
    expect([refused.status, plain(refused.text)]).toEqual([
      422,
      expect.stringContaining('Say why nothing is owed'),
    ]);
    const done = await as('lena').form(`${page}/withdrawal`, { revision: '1', withdrawal: 'Ended' });
    expect(done.status).toBe(303);
    const html = await read(page);
    expect(html).toContain('by lena Tester: “Ended”');
    expect(html).not.toContain('Withdraw the duty');
  });

  it('is for lead and counsel', async () => {
    expect((await as('vera').get(`${base}/new`)).status).toBe(403);
    expect((await as('dana').form(`${base}/new`, FORM)).status).toBe(403);
    expect((await as('karl').get(`${base}/new`)).status).toBe(200);
    expect((await as('lena').get(`${base}/manual/eu-gdpr-33-authority`)).status).toBe(404);
  });
});

describe('The import of contracts', () => {
  it('shows what each row becomes, and imports on a yes', async () => {
    const sent = await upload(rows(3));
    expect([sent.status, sent.headers.location]).toEqual([303, `${base}/import/preview`]);
    const html = await read(`${base}/import/preview`);
    expect(html).toContain('3 are new');
    expect(html).toContain('Customer 2');
    expect(html).toMatch(/4 Nov/);
    expect(await read(`${base}/import`)).toContain('A file of yours waits for your yes.');
    const done = await as('lena').form(`${base}/import/confirmation`, { confirm: confirmOf(html) });
    expect([done.status, done.headers.location]).toEqual([303, `${base}?done=imported`]);
    expect((await trailOf(running, incident.id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['obligation.import_prepared', 'obligation.manual_imported']),
    );
    expect((await as('lena').get(`${base}/import/preview`)).headers.location).toBe(`${base}/import`);
  });

  it('lists what is wrong by line and column and keeps nothing', async () => {
    const sent = await upload(`${rows(1)}Secret,MSA,Report,x,hours\n`);
    const html = plain(sent.text);
    expect(sent.status).toBe(422);
    expect(html).toMatch(/Line 3[\s\S]*4, <code>amount<\/code>/);
    expect(html).not.toContain('Secret');
    expect(await read(`${base}/import`)).not.toContain('waits for your yes');
  });

  it.each([
    ['nothing', '', 'Choose a CSV file'],
    ['another character set', Buffer.from(`${HEADER}K\u00f6ln,a,b,1,days`, 'latin1'), 'Line 2, column 2'],
    ['more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), 'over 1 MiB'],
    ['more than any upload', 'x'.repeat(21 * 1024 * 1024), 'over 1 MiB'],
  ])('refuses %s whole', async (_, content, words) => {
    const sent = await upload(content);
    expect([sent.status, plain(sent.text)]).toEqual([422, expect.stringContaining(words)]);
  });

  it('asks for a reason where contracts would give more time, and again when facts changed', async () => {
    await upload(rows(2));
    const first = await read(`${base}/import/preview`);
    await as('lena').form(`${base}/import/confirmation`, { confirm: confirmOf(first) });
    await upload(rows(2, 96));
    const html = await read(`${base}/import/preview`);
    expect(html).toContain('2 give more time');
    expect(html).toMatch(/before: [^<]*4 Nov/);
    const fields = { confirm: confirmOf(html), reason: '' };
    const refused = await as('lena').form(`${base}/import/confirmation`, fields);
    expect([refused.status, plain(refused.text)]).toEqual([422, expect.stringContaining('Say why')]);
    const stale = { confirm: 'a'.repeat(64), reason: 'New terms' };
    expect((await as('lena').form(`${base}/import/confirmation`, stale)).status).toBe(409);
    const done = await as('lena').form(`${base}/import/confirmation`, { ...fields, reason: 'New terms' });
    expect(done.status).toBe(303);
  });

  it('lets a file go, and pages through a long one', async () => {
    await upload(rows(250));
    const html = await read(`${base}/import/preview?page=3`);
    expect(html).toContain('201 to 250 of 250');
    expect(html).toContain(`${base}/import/preview?page=2`);
    expect((await as('lena').form(`${base}/import/discard`)).status).toBe(303);
    expect((await as('lena').form(`${base}/import/discard`)).status).toBe(303);
    expect((await as('lena').get(`${base}/import/preview`)).status).toBe(303);
    const late = await as('lena').form(`${base}/import/confirmation`, { confirm: confirmOf(html) });
    expect(late.status).toBe(409);
  });

  it('hands out a template that can be sent back as it is', async () => {
    const template = await as('lena').get(`${base}/import/template.csv`);
    expect(template.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect((await upload(template.text)).status).toBe(303);
    expect(await read(`${base}/import/preview`)).toContain('Northwind Retail Ltd');
  });
});
