import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { laterBy } from './support/clock.js';
import { approvedNotice, csvOf, deliveriesOf, importCsv, incidentOf, until } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

async function incident(extra: Record<string, unknown> = {}): Promise<{ id: string; base: string }> {
  const id = await incidentOf(as, extra);
  const { reference } = (await as('lena').get(`/api/v1/incidents/${id}`)).json<{ reference: string }>();
  return { id, base: `/incidents/${reference}` };
}

/** Words a reader sees, in one line. */
const wordsOf = ({ text }: Answer) =>
  text
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const locationOf = ({ headers }: Answer) => headers.location ?? '';
const csvFile = (content: string) => ({ field: 'file', name: 'people.csv', type: 'text/csv', content });

describe('the recipients page', () => {
  it('says what to do while nobody is on the list, and offers it only to who may', async () => {
    const { base } = await incident();
    const forDana = await as('dana').get(`${base}/recipients`);
    expect([forDana.status, wordsOf(forDana)]).toEqual([200, expect.stringContaining('The list is empty.')]);
    expect(forDana.text).toContain(`${base}/recipients/import`);
    expect((await as('karl').get(`${base}/recipients`)).text).not.toContain('/recipients/import');
    expect((await as('vera').get(`${base}/recipients`)).status).toBe(403);
  });

  it('takes a file, shows the people masked, and names each row that was left out', async () => {
    const { base } = await incident();
    const csv =
      'email,name,country\nanna@example.org,Anna Bell,ie\nnot an address,Canary,\nbo@example.org,Bo,Ireland\n';
    const taken = await as('dana').upload(`${base}/recipients/import`, {}, csvFile(csv));
    expect([taken.status, locationOf(taken)]).toEqual([303, `${base}/recipients`]);
    const page = await as('dana').get(`${base}/recipients`);
    const words = wordsOf(page);
    expect(words).toContain('2 of 3 rows were left out: nobody in them gets a notice');
    expect(words).toContain('A. B. a***@e***.org');
    expect(words).toMatch(/3 1 A space, quote, bracket/);
    expect(words).toMatch(/4 3 Write the country as a code/);
    expect(page.text).not.toMatch(/anna@|Canary/);
  });

  it('shows the place of the fault beside the field when a file is refused', async () => {
    const { base } = await incident();
    const refused = await as('dana').upload(`${base}/recipients/import`, {}, csvFile('name\nAnna\n'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<title>Error: ');
    expect(wordsOf(refused)).toContain('Line 1, column 1: No column holds the e-mail address');
    const none = await as('dana').upload(`${base}/recipients/import`, {}, csvFile(''));
    expect([none.status, wordsOf(none)]).toEqual([422, expect.stringContaining('Choose a CSV file')]);
  });

  it('asks for a fresh proof before a file is chosen, so that none is lost', async () => {
    const { base } = await incident();
    const back = laterBy(running, { minutes: 6 });
    const asked = await as('dana').get(`${base}/recipients/import`);
    back();
    expect([asked.status, locationOf(asked)]).toEqual([
      303,
      `/step-up?next=${encodeURIComponent(`${base}/recipients/import`)}`,
    ]);
  });
});

describe('a mailing in the browser', () => {
  it('goes from the request of one person over the typed count of another to the ledger and the outbox', async () => {
    const { id, base } = await incident();
    const noticeId = await approvedNotice(as, id);
    expect(wordsOf(await as('dana').get(`${base}/mailings`))).toContain('Nobody is on the list.');
    await importCsv(as, id, csvOf(3));
    const list = await as('dana').get(`${base}/mailings`);
    expect(list.text).toContain(`value="${noticeId}"`);
    expect(wordsOf(list)).toContain('every message is kept as a file and shown in the outbox');

    const asked = await as('dana').form(`${base}/mailings`, { noticeId });
    const path = locationOf(asked).replace('?done=requested', '');
    expect([asked.status, path]).toEqual([303, expect.stringMatching(/^\/mailings\/[0-9A-Z]{26}$/)]);
    const own = await as('dana').get(`${path}?done=requested`);
    expect(wordsOf(own)).toContain('Another person has to confirm it: security lead and counsel');
    expect(own.text).not.toContain('/confirmation');

    const question = await as('karl').get(`${path}/confirmation`);
    expect(wordsOf(question)).toContain('Send this notice to 3 people?');
    expect(wordsOf(question)).toContain('Affected: name, passport number.');
    const wrong = await as('karl').form(`${path}/confirmation`, { count: '4' });
    expect([wrong.status, wordsOf(wrong)]).toEqual([
      422,
      expect.stringContaining('not the number of people'),
    ]);
    const sent = await as('karl').form(`${path}/confirmation`, { count: ' 3 ' });
    expect([sent.status, locationOf(sent)]).toEqual([303, `${path}?done=confirmed`]);

    await until(running, path.slice('/mailings/'.length), 'finished');
    const page = await as('karl').get(path);
    expect(wordsOf(page)).toContain('3 accepted by mail servers');
    expect(wordsOf(page)).toContain('P. Q. p***@e***.org E-mail Accepted');
    expect(wordsOf(page)).toContain('kept as a file');
    expect(page.text).not.toMatch(/p\d@example/);
    expect(wordsOf(await as('aude').get(path))).toContain('Your role sees counts only');

    const outbox = await as('dana').get('/outbox');
    const message = /href="(\/outbox\/[0-9A-Z]{26})"/.exec(outbox.text)?.[1] ?? '';
    const opened = await as('dana').get(message);
    expect(wordsOf(opened)).toMatch(/About your data/);
    expect(opened.text).toMatch(/<iframe sandbox="" [^>]*srcdoc="&lt;!doctype html&gt;/);
    expect(opened.headers['content-security-policy']).toContain("script-src 'self'");
    expect((await as('aude').get(message)).status).toBe(403);
    expect((await as('aude').get('/outbox')).text).not.toContain(message);
  });

  it('tells the requester that someone else has to confirm, also when they try', async () => {
    const { id, base } = await incident();
    await importCsv(as, id, csvOf(1));
    const asked = await as('lena').form(`${base}/mailings`, { noticeId: await approvedNotice(as, id) });
    const path = locationOf(asked).replace('?done=requested', '');
    const question = await as('lena').get(`${path}/confirmation`);
    expect(wordsOf(question)).toContain('You asked for this mailing, so someone else has to confirm it.');
    expect(question.text).not.toContain('name="count"');
    const tried = await as('lena').form(`${path}/confirmation`, { count: '1' });
    expect([tried.status, wordsOf(tried)]).toEqual([
      409,
      expect.stringContaining('Someone else than the person'),
    ]);
    const twice = await as('dana').form(`${base}/mailings`, { noticeId: 'x' });
    expect([twice.status, wordsOf(twice)]).toEqual([
      422,
      expect.stringContaining('Choose the text to send.'),
    ]);
  });

  it('can be stopped, and says that it is', async () => {
    const { id, base } = await incident();
    await importCsv(as, id, csvOf(1));
    const asked = await as('dana').form(`${base}/mailings`, { noticeId: await approvedNotice(as, id) });
    const path = locationOf(asked).replace('?done=requested', '');
    const stopped = await as('dana').form(`${path}/stop`, { reason: 'wrong list' });
    expect(locationOf(stopped)).toBe(`${path}?done=stopped`);
    expect(wordsOf(await as('dana').get(locationOf(stopped)))).toContain(
      'Stopped. Nobody else gets a copy from it.',
    );
    const again = await as('karl').form(`${path}/pause`, {});
    expect([again.status, wordsOf(again)]).toEqual([409, expect.stringContaining('This mailing is stopped')]);
    expect(await deliveriesOf(running, path.slice('/mailings/'.length))).toEqual([]);
  });

  it('of an exercise says so on every page and records instead of sending', async () => {
    const { id, base } = await incident({ kind: 'exercise' });
    await importCsv(as, id, csvOf(1));
    const asked = await as('dana').form(`${base}/mailings`, { noticeId: await approvedNotice(as, id) });
    const path = locationOf(asked).replace('?done=requested', '');
    const question = await as('karl').get(`${path}/confirmation`);
    expect(question.text).toContain('<title>EXERCISE ');
    expect(wordsOf(question)).toContain('Record this notice as sent to 1 person (exercise)?');
    expect(wordsOf(question)).not.toContain('Send to');
  });
});
