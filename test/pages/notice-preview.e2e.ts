import type { Browser } from 'playwright-core';
import { NoticeDocuments } from '../../src/notices/notice-documents.js';
import { OrganisationSettings } from '../../src/organisation/organisation.service.js';
import { SYSTEM } from '../../src/platform/access/actor.js';
import { PdfTookTooLong } from '../../src/platform/pdf/pdf-maker.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import type { Answer } from '../support/client.js';
import { laterBy, stopped } from '../support/clock.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { csvOf, importCsv, incidentOf } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

type Fields = Record<string, string | string[]>;

let running: RunningApp;
let browser: Browser | undefined;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let incidentId: string;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  const profile = {
    name: 'Larkmoor Bank',
    phone: '1800 555 014',
    phoneHours: 'every day',
    phoneLanguages: ['en'],
  };
  await running.app.get(OrganisationSettings).save(0, profile, SYSTEM);
  const facts = {
    occurredAt: '2026-11-14T02:30:00Z',
    discoveredAt: '2026-11-16T09:10:00Z',
    incident: { types: ['external-intrusion'], intent: 'intentional', effects: ['confidentiality'] },
    data: { classes: [{ class: 'name' }, { class: 'bank-account' }], complete: true },
  };
  incidentId = await incidentOf(as, { facts });
  await importCsv(as, incidentId, csvOf(3));
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

interface NoticeView {
  id: string;
  revision: number;
  current: {
    text: {
      subject: string;
      preheader: string;
      sections: { id: string; heading: string; markdown: string; hidden: boolean }[];
    };
  };
}

const known = new Map<string, string>();

/** The notice of a kind, drafted once; the address of its page. */
async function noticeOf(kind: string): Promise<string> {
  const id =
    known.get(kind) ??
    (
      await as('dana').post(`/api/v1/incidents/${incidentId}/notices`, { kind, locale: 'en' })
    ).json<NoticeView>().id;
  known.set(kind, id);
  return `/notices/${id}`;
}

/** What a browser posts of the editor, with one section changed. */
async function fields(path: string, section: string, markdown: string, more: Fields = {}): Promise<Fields> {
  const { current, revision } = (await as('dana').get(`/api/v1${path}`)).json<NoticeView>();
  const { subject, preheader, sections } = current.text;
  const written = sections.flatMap((one) => [
    [`sections.${one.id}.heading`, one.heading],
    [`sections.${one.id}.markdown`, one.id === section ? markdown : one.markdown],
    ...(one.hidden ? [[`sections.${one.id}.hidden`, 'yes']] : []),
  ]);
  return {
    revision: String(revision),
    subject,
    preheader,
    ...Object.fromEntries(written),
    ...more,
  } as Fields;
}

const cardIn = ({ text }: Answer) =>
  /id="preview"[\s\S]*?<\/section>/.exec(
    text.split(/(?=<section)/).find((one) => one.includes('Preview</h2>')) ?? '',
  )?.[0] ??
  text.split('Preview</h2>')[1] ??
  '';
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/\s+/g, ' ');

describe('Previews by channel, of the text as it is typed', () => {
  it('show a text message in the parts that the network makes of it', async () => {
    const path = await noticeOf('sms');
    const long = `${'Call us. '.repeat(20).trim()} Now.`;
    const two = cardIn(await as('dana').form(`${path}/preview`, await fields(path, 'text-discreet', long)));
    expect(words(two)).toContain('Part 1 of 2, 153 of 153');
    expect(words(two)).toContain('Part 2 of 2, 31 of 153');
    expect(words(two)).toContain('2 parts to each reader, 184 letters counted, in the plain alphabet');
    const one = cardIn(
      await as('dana').form(`${path}/preview`, await fields(path, 'text-discreet', 'Don’t wait.')),
    );
    expect(words(one)).toContain('The message, 11 of 70');
    expect(words(one)).toContain('1 part to each reader, 11 letters counted, in Unicode');
  });

  it('show a script as an agent reads it: what is said apart from what is done', async () => {
    const path = await noticeOf('call-script');
    const typed = '*(Speak slowly.)*\n\nGood **day**, <b>sir</b>.\n\n1. First {{recipient.name}}';
    const script = cardIn(
      await as('dana').form(
        `${path}/preview`,
        await fields(path, 'opening', typed.replace(' <b>sir</b>', '').replace(' {{recipient.name}}', '')),
      ),
    );
    expect(script).toMatch(
      /class="cue"><span class="vh">To do, not read out: <\/span>\(Speak slowly\.\)<\/p>/,
    );
    expect(script).toContain('<p>Good day,.</p>');
    expect(script).toContain('<p class="item">1. First</p>');
    expect(script).toMatch(/<h3>What happened<\/h3>/);
    const refused = await as('dana').form(`${path}/preview`, await fields(path, 'opening', typed));
    expect(words(cardIn(refused))).toContain('The text cannot be shown yet');
  });

  it('show a post with its length, not as a text message', async () => {
    const path = await noticeOf('social-post');
    const post = words(cardIn(await as('dana').get(path)));
    expect(post).toMatch(/\d+ of \d+ letters\./);
    expect(post).not.toContain('to each reader');
  });

  it('print a letter with the words that are typed, count its pages and hand it out, marked as a draft', async () => {
    const path = await noticeOf('individuals-letter');
    const long = 'A line of this letter.\n\n'.repeat(60);
    const shown = await as('dana').form(`${path}/preview`, await fields(path, 'data', long));
    const pages = Number(/The letter has (\d+) pages/.exec(words(cardIn(shown)))?.[1]);
    const person = /<option value="(person:[^"]+)"/.exec(shown.text)?.[1] ?? '';
    const file = await as('dana').form(
      `${path}/preview/pdf`,
      await fields(path, 'data', long, { reader: person }),
    );
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="PREVIEW-DRAFT-INC-[\w.-]+\.pdf"$/,
    );
    expect(file.text.match(/\/Type \/Page\b/g)?.length).toBe(pages);
    expect(pages).toBeGreaterThan(3);
    const short = await as('dana').form(`${path}/preview`, await fields(path, 'data', 'One line.'));
    expect(Number(/The letter has (\d+) page/.exec(words(cardIn(short)))?.[1])).toBeLessThan(pages);
    const { id } = (await as('dana').get(`/api/v1${path}`)).json<NoticeView>();
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual(['notice.drafted']);
  });

  it('let the page of a letter stand that takes too long to lay out, without the number of its pages', async () => {
    const path = await noticeOf('individuals-letter');
    const documents = running.app.get(NoticeDocuments);
    const { of } = documents;
    documents.of = () => Promise.reject(new PdfTookTooLong(10_000));
    try {
      const page = await as('dana').get(path);
      expect([page.status, words(cardIn(page))]).toEqual([
        200,
        expect.stringContaining('Its pages are not counted now: to lay it out took too long.'),
      ]);
      const file = await as('dana').get(`/api/v1${path}/documents/pdf`);
      expect([file.status, file.json().code]).toEqual([422, 'pdf.took_too_long']);
    } finally {
      documents.of = of;
    }
  });

  it('say on the page of the form why there is no file, and lose nothing that is typed', async () => {
    const path = await noticeOf('individuals-letter');
    const pdf = `${path}/preview/pdf`;
    for (const [typed, why] of [
      ['Sealed \u1200 letter', 'No face of our PDFs has these letters: U+1200'],
      ['{{no.such}}', 'The text cannot be printed yet'],
    ] as const) {
      const refused = await as('dana').form(pdf, await fields(path, 'data', typed));
      expect([refused.status, words(refused.text).includes(why)]).toEqual([422, true]);
      expect(refused.text).toContain(typed);
    }
    const gone = { reader: 'person:01ZZZZZZZZZZZZZZZZZZZZZZZZ' };
    expect((await as('dana').form(pdf, await fields(path, 'data', 'Mine.', gone))).status).toBe(422);
    expect((await as('aude').form(pdf, { revision: '1' })).status).toBe(403);
    expect((await as('aude').get(path)).text).toContain(`/api/v1${path}/documents/pdf`);
  });
});

describe('The number of previews', () => {
  it('is limited for each person, says how long to wait, and leaves the form as it was typed', async () => {
    const path = await noticeOf('sms');
    const typed = await fields(path, 'text', 'Typed just now.');
    const api = { revision: 1, subject: '', preheader: '', sections: [] };
    const goOn = stopped(running);
    let last: Answer | undefined;
    for (let n = 0; n < 31 && last?.status !== 429; n++)
      last = await as('karl').post(`/api/v1${path}/preview`, api);
    expect(last?.json()).toMatchObject({ status: 429, code: 'notices.too_many_previews' });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);

    const page = await as('karl').form(`${path}/preview`, typed);
    expect([page.status, page.headers['retry-after']]).toEqual([429, expect.stringMatching(/^[1-9]\d?$/)]);
    expect(page.text).toContain('Typed just now.');
    expect(words(page.text)).toMatch(
      /30 previews within a minute; the next one is possible in \d+ seconds?\./,
    );
    expect((await as('karl').form(`${path}/preview/pdf`, typed)).status).toBe(429);
    expect((await as('karl').get(path)).status).toBe(200);
    expect((await as('dana').form(`${path}/preview`, typed)).status).toBe(200);
    laterBy(running, { seconds: 60 });
    expect((await as('karl').form(`${path}/preview`, typed)).status).toBe(200);
    goOn();
  });
});

lookAt('previews by channel')('Previews by channel, in a browser', () => {
  it('read well for everyone', async () => {
    browser = await openBrowser();
    const dana = await pageOf(browser, running.url, as('dana'));
    const faults: string[] = [];
    for (const kind of ['individuals-letter', 'sms', 'call-script', 'social-post']) {
      await dana.goto(await noticeOf(kind));
      await shoot(dana, `preview-${kind}`);
      faults.push(...(await faultsOf(dana)));
    }
    expect(faults).toEqual([]);
    await dana.goto(await noticeOf('individuals-letter'));
    const file = dana.waitForEvent('download');
    await dana.getByRole('button', { name: 'Letter as PDF' }).click();
    expect((await file).suggestedFilename()).toMatch(/\.pdf$/);
  });
});
