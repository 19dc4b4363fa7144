import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { faultsOf, openBrowser } from './support/browser.js';
import { lookAt, pageOf, shoot } from './support/look.js';
import { mailPeer } from './support/mail-peer.js';
import type { MailPeer } from './support/mail-peer.js';
import {
  approvedNotice,
  confirmed,
  csvOf,
  importCsv,
  incidentOf,
  requested,
  until,
} from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';

const look = lookAt('the mailing pages');

let running: RunningApp;
let peer: MailPeer;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  peer = await mailPeer();
  running = await startApp({ SMTP_URL: peer.url });
  as = await people(running, EVERYONE);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
  await peer?.close();
});

/** Karl at a browser, signed in. */
const karl = (): Promise<Page> => pageOf(browser, running.url, as('karl'));

look('the pages of recipients and mailings', () => {
  it('can be used by everyone, wide and narrow, light and dark', async () => {
    peer.treat = (address) =>
      (({ 'p1@example.org': 'refuse', 'p2@example.org': 'defer', 'p3@example.org': 'drop-after-body' })[
        address
      ] as 'take') ?? 'take';
    const id = await incidentOf(as);
    await importCsv(as, id, `${csvOf(16)}not an address,,\n`);
    const mailingId = await confirmed(as, await approvedNotice(as, id));
    await until(running, mailingId, 'finished');
    const { reference } = (await as('lena').get(`/api/v1/incidents/${id}`)).json<{ reference: string }>();
    const other = await incidentOf(as);
    await importCsv(as, other, csvOf(3));
    const waiting = await requested(as, await approvedNotice(as, other));
    const empty = (await as('lena').get(`/api/v1/incidents/${await incidentOf(as)}`)).json<{
      reference: string;
    }>();

    const page = await karl();
    const faults: string[] = [];
    for (const [name, path] of [
      ['recipients', `/incidents/${reference}/recipients`],
      ['recipients-empty', `/incidents/${empty.reference}/recipients`],
      ['mailings', `/incidents/${reference}/mailings`],
      ['mailings-empty', `/incidents/${empty.reference}/mailings`],
      ['mailing', `/mailings/${mailingId}`],
      ['mailing-requested', `/mailings/${waiting.id}`],
      ['confirmation', `/mailings/${waiting.id}/confirmation`],
      ['outbox', '/outbox'],
    ] as const) {
      await as('karl').stayProved();
      const answer = await page.goto(path);
      expect([new URL(page.url()).pathname, answer?.status()]).toEqual([path, 200]);
      await shoot(page, name);
      faults.push(...(await faultsOf(page)));
    }
    expect(faults).toEqual([]);
  });
});
