import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { CANARY, Refusals, raw } from './support/attack.js';
import type { Answer } from './support/client.js';
import { readHtml } from './support/html.js';
import {
  approvedNotice,
  confirmed,
  csvOf,
  deliveriesOf,
  importCsv,
  incidentOf,
  requested,
  until,
} from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, passwordOf, people } from './support/people.js';

let running: RunningApp;
let as: As;
let refusals: Refusals;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
  refusals = new Refusals(running);
});

afterAll(() => running.close());

describe('What can be read but is wrong is refused with 422, with the place and never the value', () => {
  const paths = (answer: Answer) =>
    answer.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path);

  const OPEN = { title: 'Laptop lost', facts: {} };
  it.each([
    ['51: a member that is not offered', { ...OPEN, state: 'approved' }, '/state'],
    ['51: an id of one’s choice', { ...OPEN, id: CANARY }, '/id'],
    ['55: a title that is a list', { ...OPEN, title: [CANARY] }, '/title'],
    ['a title that is an object', { ...OPEN, title: { toString: CANARY } }, '/title'],
    ['a title of blanks', { ...OPEN, title: ' \u00a0 ' }, '/title'],
    ['a title of two lines', { ...OPEN, title: `a\r\nBcc: ${CANARY}` }, '/title'],
    ['a title that reads the other way', { ...OPEN, title: `a\u202e${CANARY}` }, '/title'],
    ['a title with half a character', { ...OPEN, title: `${CANARY}\ud800` }, '/title'],
    ['a title that ends early', { ...OPEN, title: `${CANARY}\u0000` }, '/title'],
    ['a title without end', { ...OPEN, title: CANARY.repeat(100) }, '/title'],
    ['facts that are a list', { ...OPEN, facts: [CANARY] }, '/facts'],
    ['facts that are nothing', { ...OPEN, facts: null }, '/facts'],
    ['a fact that is not one', { ...OPEN, facts: { [CANARY]: 1 } }, null],
    ['a severity of nothing', { ...OPEN, severity: null }, '/severity'],
    ['62: an awareness two days ahead', { ...OPEN, facts: { awareAt: ahead(48) } }, '/awareAt'],
    ['a number of people below none', { ...OPEN, facts: { affected: { total: -1 } } }, '/affected/total'],
    ['more people than can be counted', { ...OPEN, facts: { affected: { total: 1e21 } } }, '/affected/total'],
  ])('%s', async (_, body, path) => {
    const act = () => as('lena').post('/api/v1/incidents', body);
    const before = await refusals.everything();
    const answer = await act();
    expect([answer.status, answer.headers['content-type']]).toEqual([
      422,
      expect.stringContaining('problem+json'),
    ]);
    expect(await refusals.everything()).toBe(before);
    if (path === null) return;
    expect(paths(answer)).toContain(path);
    expect(answer.text).not.toContain(CANARY);
  });

  it.each([
    ['69: a key twice', '{"title":"x","facts":{"ongoing":true,"ongoing":false}}', '/facts/ongoing'],
    ['69: a key twice, once written in signs', '{"title":"x","t\\u0069tle":"y"}', '/title'],
    ['too many levels', `{"title":"x","facts":${'{"a":'.repeat(30)}1${'}'.repeat(31)}`, null],
    ['levels without end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, null],
    [
      'a list without end',
      `{"title":"x","facts":{"data":{"classes":[${'1,'.repeat(2_001)}1]}}}`,
      '/facts/data/classes',
    ],
  ])('%s', async (_, body, path) => {
    const answer = await refusals.hold(422, 'http.invalid_input', () =>
      raw(running.url, as('lena'), '/api/v1/incidents', {
        headers: { 'content-type': 'application/json' },
        body,
      }),
    );
    if (path !== null) expect(paths(answer)).toContain(path);
  });

  it.each(['photo.png', 'photo.jpg', 'report.pdf', 'anim.gif', 'pic.webp', 'mail.eml'])(
    '66: an SVG named %s',
    async (name) => {
      const content = `<svg xmlns="http://www.w3.org/2000/svg" onload="${CANARY}"/>`;
      const file = { field: 'file', name: `${CANARY}-${name}`, type: 'image/png', content };
      const incidentId = await incidentOf(as);
      const answer = await refusals.hold(422, 'evidence.refused', () =>
        as('dana').upload(`/api/v1/incidents/${incidentId}/evidence`, {}, file),
      );
      expect(paths(answer)).toEqual(['/file']);
    },
  );

  it.each([
    ['52: a sort that is SQL', 'sort=title;DROP%20TABLE%20notice'],
    ['53: a sort that asks', 'sort=(SELECT%201)'],
    ['54: a million rows', 'limit=1000000'],
    ['no rows', 'limit=0'],
    ['rows of words', 'limit=ten'],
    ['a state that is none', `status=${CANARY}`],
    ['a state twice', 'status=open&status=closed'],
    ['a cursor that is none', `before=${CANARY}'--`],
    ['a text without end', `text=${CANARY.repeat(20)}`],
  ])('%s', async (_, query) => {
    await refusals.hold(422, 'http.invalid_input', () => as('lena').get(`/api/v1/incidents?${query}`));
  });

  it('searches by what is typed, also by signs of SQL', async () => {
    for (const text of ['%25', '_', "'", '\\', "' OR 1=1 --", '")', 'İ']) {
      const answer = await as('lena').get(`/api/v1/incidents?text=${encodeURIComponent(text)}`);
      expect([text, answer.status, answer.json()]).toEqual([text, 200, { incidents: [], next: null }]);
    }
  });

  it.each([
    ['56: a subject of two lines', { subject: `Hi\r\nBcc: ${CANARY}@y.example` }, 'subject'],
    ['a subject that is a picture', { subject: '![x](https://evil.example/p.gif)' }, 'subject'],
    ['a section with script', { markdown: '<script>alert(1)</script>' }, 'markdown'],
    ['a section with a foreign link', { markdown: `[x](https://evil.example/${CANARY})` }, 'markdown'],
    ['a section that asks for more than its fields', { markdown: '{{recipient.constructor}}' }, 'markdown'],
    ['a section with an unescaped field', { markdown: '{{{recipient.name}}}' }, 'markdown'],
  ])(
    '%s',
    async (
      _,
      {
        subject = 'About your data',
        markdown = 'Dear reader.',
      }: Partial<Record<'subject' | 'markdown', string>>,
      where,
    ) => {
      const other = await incidentOf(as);
      interface Draft {
        id: string;
        revision: number;
        current: { text: { sections: { id: string; heading: string }[] } };
      }
      const draft = (await as('dana').post(`/api/v1/incidents/${other}/notices`)).json<Draft>();
      const sections = draft.current.text.sections.map(({ id, heading }) => ({ id, heading, markdown }));
      const answer = await refusals.hold(422, 'notices.text_refused', () =>
        as('dana').post(`/api/v1/notices/${draft.id}/revisions`, {
          revision: draft.revision,
          subject,
          sections,
        }),
      );
      expect(paths(answer).join()).toContain(where);
    },
  );

  describe('in a list of people', () => {
    let incidentId: string;

    beforeEach(async () => {
      incidentId = await incidentOf(as);
    });

    const csvPath = () => `/api/v1/incidents/${incidentId}/recipients/import`;

    it.each([
      ['57: two addresses in one', '"a@x.example,b@y.example"'],
      ['58: a quoted address', '"""a b""@x.example"'],
      ['an address of two lines', '"a@x.example\nBcc: b@y.example"'],
      ['a name for an address', 'Max <a@x.example>'],
      ['a group', '"g:a@x.example,b@y.example;"'],
      ['a host of signs', 'a@[127.0.0.1]'],
    ])('%s is left out, and said with its line', async (_, address) => {
      const before = await recipientCount();
      const answer = await as('dana').post(csvPath(), { csv: `email,name\n${address},${CANARY}\n` });
      expect(answer.status < 500 && !answer.text.includes(CANARY)).toBe(true);
      if (answer.status === 200) expect(answer.json()).toMatchObject({ read: 1, stored: 0, rejected: 1 });
      else expect(answer.status).toBe(422);
      expect(await recipientCount()).toBe(before);
    });

    it.each([
      ['63: a row of 65 columns', `email${',x'.repeat(64)}\na@x.example\n`],
      ['64: a NUL', `email,name\na@x.example,${CANARY}\u0000\n`],
      ['65: a quote that stays open', `email,name\na@x.example,"${CANARY}\n`],
      ['a file of nothing', '\n\n'],
      ['no column of addresses', `name\n${CANARY}\n`],
      ['a cell without end', `email,name\na@x.example,${'x'.repeat(70_000)}\n`],
    ])('%s stops the whole file', async (_, csv) => {
      const answer = await refusals.hold(422, null, () => as('dana').post(csvPath(), { csv }));
      expect(answer.headers['content-type']).toMatch(/problem\+json/);
    });

    it('71: a real address in an exercise', async () => {
      const exercise = await incidentOf(as, { kind: 'exercise' });
      const csv = 'email\nsomeone@gmail.com\nother@company.example\n';
      const answer = await as('dana').post(`/api/v1/incidents/${exercise}/recipients/import`, { csv });
      expect(answer.json()).toMatchObject({ read: 2, stored: 1, rejected: 1 });
    });

    async function recipientCount(): Promise<number> {
      return (await as('dana').get(`/api/v1/incidents/${incidentId}/recipients`)).json<{ count: number }>()
        .count;
    }
  });

  it('67: a password of words anyone would try', async () => {
    const vera = as('vera');
    for (const newPassword of [
      'redress-redress-1',
      'password',
      'aaaaaaaaaaaaaaaaaaaa',
      'verа@staff.example',
      'x'.repeat(300),
    ]) {
      const answer = await vera.post('/api/v1/me/password', {
        currentPassword: passwordOf('vera'),
        newPassword,
      });
      expect([newPassword, answer.status]).toEqual([newPassword, 422]);
      if (newPassword !== 'password') expect(answer.text).not.toContain(newPassword);
    }
    expect((await vera.get('/api/v1/me')).status).toBe(200);
  });

  it('68: a number typed that is not the number of people', async () => {
    const other = await incidentOf(as);
    await importCsv(as, other, csvOf(3));
    const { id } = await requested(as, await approvedNotice(as, other));
    for (const count of [2, 4, 3.5, -3, '3', null])
      await refusals.hold(422, null, () => as('karl').post(`/api/v1/mailings/${id}/confirmation`, { count }));
  });

  it('70: a VERIS record of 21 levels is refused with its place, and its neighbours stay', async () => {
    const record = (id: string, plus: unknown) => ({
      schema_version: '1.4',
      incident_id: id,
      summary: CANARY,
      security_incident: 'Confirmed',
      timeline: { incident: { year: 2024 } },
      victim: { country: ['US'], industry: '522110', employee_count: 'Unknown' },
      action: { unknown: {} },
      actor: { unknown: {} },
      asset: { assets: [{ variety: 'Unknown' }] },
      attribute: { unknown: {} },
      plus,
    });
    let deep: unknown = 1;
    for (let level = 0; level < 20; level++) deep = { a: deep };
    const veris = [record('deep', deep), record('fine', {})].map((one) => JSON.stringify(one)).join('\n');
    const answer = await as('lena').post('/api/v1/incidents/import', { veris });
    expect(answer.json()).toMatchObject({
      records: [
        { line: 1, status: 'refused', errors: [{ path: expect.stringMatching(/^\/plus\/a/) }] },
        { line: 2, status: 'imported' },
      ],
    });
    expect(answer.text).not.toContain(CANARY);
  });
});

describe('Accepted, and made harmless', () => {
  it('76: the name of an upload is nothing but a name', async () => {
    const file = {
      field: 'file',
      name: "../../x%00\\\"; filename*=UTF-8''y.csv",
      type: 'text/csv',
      content: csvOf(1, 500),
    };
    const incidentId = await incidentOf(as);
    const answer = await as('dana').upload(`/api/v1/incidents/${incidentId}/recipients/import`, {}, file);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('..');
    const kept = await as('dana').upload(`/api/v1/incidents/${incidentId}/evidence`, {}, file);
    expect([kept.status, kept.json<{ name: string }>().name]).toEqual([
      201,
      expect.not.stringMatching(/[/\\\r]/),
    ]);
  });

  it('77, 78: a person called like a link, a formula or a tag is a word in their message', async () => {
    const names = [
      '[Click](https://evil.example)',
      '=HYPERLINK("http://x")',
      '<b>Bo</b>',
      '{{organisation.name}}',
      '`x` *y*',
    ];
    const other = await incidentOf(as);
    const rows = names
      .map((name, n) => `h${n}@customer.example,"${name.replaceAll('"', '""')}",R`)
      .join('\n');
    await importCsv(as, other, `email,name,reference\n${rows}\n`);
    const mailing = await confirmed(as, await approvedNotice(as, other));
    await until(running, mailing, 'finished');
    for (const { id } of await deliveriesOf(running, mailing)) {
      const { html, text } = (await as('lena').get(`/api/v1/outbox/${id}`)).json<{
        html: string;
        text: string;
      }>();
      const { tags, text: words } = readHtml(html);
      expect(tags.filter(({ attributes }) => attributes.get('href')?.includes('evil'))).toEqual([]);
      expect(tags.filter(({ name }) => ['b', 'em', 'code', 'script'].includes(name))).toEqual([]);
      const name = names.find((one) => words.includes(`Dear ${one},`));
      expect([name, text.includes(`Dear ${name},`)]).toEqual([expect.any(String), true]);
    }
  });
});

function ahead(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}
