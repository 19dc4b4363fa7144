import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const look = lookAt('the evidence page');

const FACTS = {
  awareAt: '2026-11-17T09:10:00Z',
  industry: 'financial-services',
  data: { classes: [{ class: 'bank-account', protection: 'none' }] },
  lossesIncurred: 'confirmed',
};
const STEP = 'remedy-loss-guarantee';
const HOSTILE = '<script>document.title = "ran in our origin"</script>';

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redress-look-'));
  const scanner = join(folder, 'scanner.mjs');
  writeFileSync(
    scanner,
    `let text = ''; for await (const part of process.stdin) text += part; process.exit(text.includes('EICAR') ? 1 : 0);`,
  );
  running = await startApp({ ANTIVIRUS_COMMAND: JSON.stringify([process.execPath, scanner]) });
  as = await people(running, EVERYONE);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const atBrowser = (name: keyof typeof EVERYONE, script = true): Promise<Page> =>
  pageOf(browser, running.url, as(name), { script });

async function incident(): Promise<{ id: string; reference: string }> {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
  return (await as('lena').post('/api/v1/incidents', body)).json();
}

look('the page of evidence', () => {
  it('can be used by everyone, wide and narrow, light and dark, in each of its states', async () => {
    const { id, reference } = await incident();
    const page = await atBrowser('dana');
    const base = `/incidents/${reference}/evidence`;
    const api = `/api/v1/incidents/${id}/evidence`;
    const faults: string[] = [];
    const visit = async (name: string, path: string) => {
      const answer = await page.goto(path);
      expect([name, answer?.status()]).toEqual([name, 200]);
      faults.push(...(await faultsOf(page)));
      await shoot(page, name);
    };
    await visit('evidence-empty', `${base}?step=${STEP}`);
    const add = async (name: string, content: string, fields: Record<string, string> = {}) => {
      const file = { field: 'file', name, type: 'x/y', content };
      return (await as('dana').upload(api, fields, file)).json<{ id: string }>().id;
    };
    await add('EICAR-sample.bin', 'EICAR');
    await add(
      'penetration-test-2026-11-19-second-run-of-the-external-firm-with-all-findings.pdf',
      '%PDF-1.7',
      {
        subject: `step:${STEP}`,
        note: 'Report of the independent testers, page 4 shows that the hole is closed.',
      },
    );
    const log = await add('bastion.txt', 'denied\n', { subject: 'fact:awareAt', note: 'Console at 03:12' });
    await as('karl').post(`${api}/${log}/links`, { subject: `step:${STEP}` });
    await as('aude').post(`${api}/${log}/openings`);
    await as('aude').post(`${api}/${log}/verifications`);
    const removal = { subject: `step:${STEP}`, reason: 'Shows another server' };
    await as('lena').post(`${api}/${log}/links/removal`, removal);
    await visit('evidence-open', `${base}?file=${log}`);
    const quarantined = (await as('dana').get(api)).json<{ files: { id: string; state: string }[] }>();
    const { id: bad } = quarantined.files.find(({ state }) => state === 'quarantined') ?? { id: '' };
    await visit('evidence-quarantined', `${base}?file=${bad}`);
    await page.setInputFiles('input[name="file"]', {
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg/>'),
    });
    await page.click('text="Add the file"');
    await page.waitForSelector('#error-summary');
    faults.push(...(await faultsOf(page)));
    await shoot(page, 'evidence-refused');
    for (const status of ['contained', 'notifying', 'monitoring', 'closed'])
      await as('lena').patch(`/api/v1/incidents/${id}`, { status, reason: 'done' });
    await visit('evidence-closed', `${base}?file=${log}`);
    expect(faults).toEqual([]);
  });

  it('works without script, and hands a hostile page out without running it', async () => {
    const { reference } = await incident();
    const page = await atBrowser('dana', false);
    await page.goto(`/incidents/${reference}/evidence?step=${STEP}`);
    await page.setInputFiles('input[name="file"]', {
      name: 'page.html',
      mimeType: 'text/html',
      buffer: Buffer.from(HOSTILE),
    });
    await page.fill('textarea[name="note"]', 'As it was served');
    await page.click('text="Add the file"');
    await page.waitForURL(/done=added/);
    expect(await page.textContent('tr.sel')).toContain('page.html');
    const download = page.waitForEvent('download');
    await page.click('button:has-text("Download")');
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('page.html');
    expect(await page.title()).not.toContain('ran in our origin');
    expect(page.url()).toContain('done=added');
    await page.click('button:has-text("Verify")');
    await page.waitForURL(/done=verified/);
    expect(await page.textContent('main')).toContain('Verified: the stored bytes match');
  });

  it.each([
    ['page.html', HOSTILE],
    ['picture.svg', `<svg xmlns="http://www.w3.org/2000/svg">${HOSTILE}</svg>`],
  ])('never runs %s in our origin, also when a script of ours asks for it', async (name, content) => {
    const { reference } = await incident();
    const page = await atBrowser('dana');
    const base = `/incidents/${reference}/evidence`;
    await page.goto(base);
    await page.setInputFiles('input[name="file"]', {
      name,
      mimeType: 'text/html',
      buffer: Buffer.from(content),
    });
    await page.click('text="Add the file"');
    await page.waitForURL(/done=added/);
    const asked = await page.evaluate<{ type: string; policy: string; how: string }>(`(async () => {
      const form = document.querySelector('form[action$="/openings"]');
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      return {
        type: answer.headers.get('content-type'),
        policy: answer.headers.get('content-security-policy'),
        how: answer.headers.get('content-disposition').split(';')[0],
      };
    })()`);
    expect(asked).toEqual({
      type: 'application/octet-stream',
      policy: "default-src 'none'; sandbox; frame-ancestors 'none'",
      how: 'attachment',
    });
    const opened: string[] = [];
    page.context().on('page', (popup) => opened.push(popup.url()));
    const download = page.waitForEvent('download');
    await page.evaluate(`(() => {
      const form = document.querySelector('form[action$="/openings"]');
      const frame = document.createElement('iframe');
      frame.name = 'inside';
      document.body.append(frame);
      form.target = 'inside';
      form.submit();
    })()`);
    await download;
    expect(await page.title()).not.toContain('ran in our origin');
    expect(opened).toEqual([]);
  });
});
