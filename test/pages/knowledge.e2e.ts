import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { CATALOGUE } from '../../src/catalogue/catalogue.module.js';
import type { Catalogue } from '../../src/catalogue/domain/catalogue.js';
import { OwnCount } from '../../src/comparables/own-count.js';
import { OwnCountWorker } from '../../src/comparables/own-count.worker.js';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf } from '../support/look.js';
import { readHtml } from '../support/html.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let knowledge: Catalogue;
let reference: string;

/** A shop that sent a list to the wrong people; told within so many days. */
const shop = (day: number, credit_monitoring = 'Y') => ({
  industry: 'retail',
  incident: { types: ['misdelivery'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'email-address' }, { class: 'tax-id' }] },
  veris: {
    timeline: { incident: { year: 2026, month: 3, day: 1 } },
    plus: {
      timeline: { notification: { year: 2026, month: 3, day } },
      attribute: { confidentiality: { credit_monitoring, data_abuse: 'Unknown' } },
    },
  },
});

async function opened(facts: object) {
  const usual = { kind: 'real', visibility: 'organisation', determination: 'confirmed' } as const;
  return running.app.get(Incidents).open({ title: 'List misdirected', facts, ...usual }, as('lena').actor);
}

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  knowledge = running.app.get<Catalogue>(CATALOGUE);
  ({ reference } = await opened(shop(2)));
});

afterAll(() => running.close());

/** Words of a page between its tags, without the frame's own. */
async function wordsOf(path: string, who: keyof typeof EVERYONE = 'vera'): Promise<string> {
  const { status, text } = await as(who).get(path);
  expect([path, status]).toEqual([path, 200]);
  return readHtml(text).text.replace(/\s+/g, ' ');
}

describe('The evidence base', () => {
  it('opens the card of every finding, with figure, sample, source, standing and what rests on it', async () => {
    for (const finding of knowledge.evidence.values()) {
      const words = await wordsOf(`/knowledge/evidence/${finding.id}`);
      expect(words).toContain(finding.statement);
      expect(words).toContain(finding.source.publisher.replace('seed text', 'founding document'));
      expect(words).toContain(finding.figure.population);
      expect(words).toContain(finding.verified ? 'Figure checked' : 'Not verified');
      expect(words.replaceAll(finding.id, '')).not.toMatch(/\bseed\b|\.txt\b/i);
    }
    const cited = await wordsOf('/knowledge/evidence/ponemon14-credit-monitoring');
    expect(cited).toContain('Offer monitoring that fits the data that leaked');
    expect(cited).toContain('Sample797Year2014RegionUnited States');
  });

  it('leads from a figure to the site where it was seen, marked as another site', async () => {
    const { text } = await as('vera').get('/knowledge/evidence/kpmg18-proof-consumers');
    const link = readHtml(text).tags.find(({ attributes }) =>
      attributes.get('href')?.startsWith('https://finchannel.com'),
    );
    expect(link?.attributes.get('rel')).toBe('noopener noreferrer external');
    expect(text).toContain('(another site)');
  });

  it('narrows the list by each filter and by words, fifty at a time, forward and back', async () => {
    const first = await wordsOf('/knowledge/evidence');
    expect(first).toContain(`1 to 50 of ${knowledge.evidence.size}`);
    const { text } = await as('vera').get('/knowledge/evidence');
    const next = readHtml(text).tags.find(({ attributes }) => attributes.get('rel') === 'next');
    const second = await as('vera').get(next?.attributes.get('href') ?? '');
    expect(second.text).toContain('51 to 100 of');
    const back = readHtml(second.text).tags.find(({ attributes }) => attributes.get('rel') === 'prev');
    expect(back?.attributes.get('href')).toBe('/knowledge/evidence');
    const contradicting = await wordsOf('/knowledge/evidence?stance=contradicts');
    expect(contradicting).toContain('1 to 7 of 7');
    for (const query of [
      'priority=apology&verified=yes',
      'kind=experiment',
      'industry=healthcare',
      'industry=all&region=Germany',
      'year=2018&verified=no',
      'year=unknown',
      'text=REPURCHASE%20satisfaction',
    ]) {
      const found = Number(/ of (\d+)/.exec(await wordsOf(`/knowledge/evidence?${query}`))?.[1] ?? 0);
      expect([query, found > 0 && found < 100]).toEqual([query, true]);
    }
    expect(await wordsOf('/knowledge/evidence?text=zzzz')).toContain('No finding fits these filters');
  });

  it('refuses filters it does not know with their words, and unknown ids as missing', async () => {
    const wrong = await as('vera').get('/knowledge/evidence?stance=boisterous&year=soon');
    expect(wrong.status).toBe(422);
    expect(readHtml(wrong.text).text).not.toContain('boisterous');
    for (const path of ['evidence/none', 'steps/none', 'industries/none', 'evidence/__proto__'])
      expect((await as('vera').get(`/knowledge/${path}`)).status).toBe(404);
  });

  it('prints no figure of security leaders but 8 and 47, on no page of the knowledge', async () => {
    const leaders = [...knowledge.evidence.values()].filter(({ figure }) =>
      /security exec/.test(figure.population),
    );
    for (const { id, figure } of leaders) {
      const { text } = await as('lena').get(`/knowledge/evidence/${id}`);
      const large = /figure-large">([^<]*)</.exec(text)?.[1] ?? '';
      const shown = figure.value === 8 || figure.value === 47 || figure.value === null;
      expect([id, /\d/.test(large)]).toEqual([id, shown && figure.value !== null]);
    }
    const list = await wordsOf('/knowledge/evidence?text=security%20leaders');
    expect(list).toContain('Figure not shown');
    expect(list.match(/\d+ %/g)?.sort()).toEqual(['47 %', '8 %']);
  });
});

describe('Steps and industries', () => {
  it('open by their ids, with what they rest on', async () => {
    for (const step of knowledge.steps.values())
      expect(await wordsOf(`/knowledge/steps/${step.id}`)).toContain(step.title);
    for (const profile of knowledge.industries.values()) {
      const words = await wordsOf(`/knowledge/industries/${profile.id}`);
      expect(words).toContain(profile.name);
      expect(words).toContain('Not checked here');
    }
    expect(await wordsOf('/knowledge/steps')).toContain(`${knowledge.steps.size} response steps`);
  });

  it('forecast no leaving, show trust where people cannot leave, and never the 96.8 without the 1.2 and the 2', async () => {
    for (const { id, churnFigures } of knowledge.industries.values()) {
      const words = await wordsOf(`/knowledge/industries/${id}`);
      expect(words).not.toMatch(/\b(will leave|expected to leave|forecast|you (may|will) lose)\b/i);
      if (churnFigures.length > 0 && !['education', 'public-sector'].includes(id))
        expect(words).toContain('Intentions overstate behaviour');
    }
    const bank = await wordsOf('/knowledge/industries/financial-services');
    expect(bank).toMatch(/96\.8 percent would stay[^.]*1\.2 percent[^.]*2 percent/);
    expect(await wordsOf('/knowledge/industries/education')).toContain('what is at stake is trust');
  });

  it('are open to everyone who may sign in, administrators too, and to nobody else', async () => {
    for (const who of Object.keys(EVERYONE) as (keyof typeof EVERYONE)[])
      for (const path of ['/knowledge', '/knowledge/evidence', '/api/v1/knowledge/evidence'])
        expect([who, path, (await as(who).get(path)).status]).toEqual([who, path, 200]);
  });

  it('tell on their first page which files they come from, with version and dates', async () => {
    const words = await wordsOf('/knowledge');
    for (const part of [knowledge.version, 'comparables.yaml', 'CC BY-SA 4.0', 'No own packs'])
      expect(words).toContain(part);
  });
});

describe('The knowledge over the API', () => {
  it('lists findings by filter and cursor until none is left', async () => {
    const ids: string[] = [];
    for (let after = ''; ;) {
      const { evidence, found, next } = (
        await as('vera').get(`/api/v1/knowledge/evidence?limit=100${after}`)
      ).json<{ evidence: { id: string; seedFile?: string }[]; found: number; next: string | null }>();
      expect(found).toBe(knowledge.evidence.size);
      expect(evidence.every((one) => !('seedFile' in one))).toBe(true);
      ids.push(...evidence.map(({ id }) => id));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(ids).toEqual([...knowledge.evidence.keys()]);
  });

  it('gives a finding with all that cites it, and refuses what it does not know', async () => {
    const card = (await as('vera').get('/api/v1/knowledge/evidence/ponemon14-credit-monitoring')).json<{
      citedBy: { steps: string[] };
    }>();
    expect(card.citedBy.steps).toContain('support-monitoring');
    const wrong = await as('vera').get('/api/v1/knowledge/evidence?kind=rumour');
    expect([wrong.status, wrong.text.includes('rumour')]).toEqual([422, false]);
    expect((await as('vera').get('/api/v1/knowledge/steps/none')).status).toBe(404);
    expect(
      (await as('vera').get('/api/v1/knowledge/comparables')).json<{ cells: unknown[] }>().cells,
    ).toHaveLength(73);
  });
});

describe('The page of comparable incidents', () => {
  const page = () => `/incidents/${reference}/comparables`;

  it('shows public counts with every unknown, says which group stands there, and names source, licence and bias', async () => {
    const words = await wordsOf(page());
    // Shops and errors: three known outcomes; shops of any cause: 29.
    expect(words).toContain(`Public breaches: ${knowledge.industries.get('retail')?.name}, any cause`);
    expect(words).toContain('Of 380 incidents, 29 tell');
    expect(words).toMatch(/351 do not tell: 253 recorded as unknown, 98 without any record/);
    expect(words).toContain('A wider group: in a closer one, fewer than 20 tell.');
    expect(words).toContain('Counts, not advice.');
    for (const sentence of knowledge.comparables.bias) expect(words).toContain(sentence);
    expect(words).toContain('CC BY-SA 4.0');
    expect(words).toContain('not split by kind of data');
  });

  it('shows own incidents from twenty others on, split by the data of the incident', async () => {
    for (let n = 0; n < 20; n++) await opened(shop(2 + n, n < 15 ? 'Y' : 'N'));
    // Of two counts at once the one begun last stays, and may stay until after this page.
    await running.app.get(OwnCountWorker).beforeApplicationShutdown();
    await running.app.get(OwnCount).anew();
    const words = await wordsOf(page());
    expect(words).toContain('Of 20 incidents, 20 tell: 15 offered it, 5 did not offer it.');
    expect(words).toContain('None is unknown.');
    expect(words).toContain('Half told within 10 days, nine in ten within 18 days.');
    expect(words).toContain('Fewer than 20 of your other incidents tell. Nothing is shown.');
    expect(words).toContain('21 own incidents, imported or recorded, are counted');
    expect(words).toContain('Own incidents: Tax numbers');
  });
});

const look = lookAt('the pages of the knowledge');

look('The pages of the knowledge', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await pageOf(browser, running.url, as('lena'));
  });

  afterAll(() => browser?.close());

  it('can be used by everyone, wide and narrow, light and dark', async () => {
    const faults: string[] = [];
    for (const path of [
      '/knowledge',
      '/knowledge/evidence',
      '/knowledge/evidence?text=zzzz',
      '/knowledge/evidence/kpmg18-proof-consumers',
      '/knowledge/evidence/kpmg18-ciso-finance-first',
      '/knowledge/steps',
      '/knowledge/steps/support-monitoring',
      '/knowledge/industries',
      '/knowledge/industries/financial-services',
      '/knowledge/industries/education',
      `/incidents/${reference}/comparables`,
    ]) {
      await page.goto(path);
      faults.push(...(await faultsOf(page)));
    }
    expect(faults).toEqual([]);
  });
});

it('marks the steps that come from packs of the organisation, and no other', async () => {
  const overlay = mkdtempSync(join(tmpdir(), 'redress-own-'));
  mkdirSync(join(overlay, 'steps'));
  const [shipped] = [...knowledge.steps.values()].filter(({ phase }) => phase === 'learn');
  const { id, ...rest } = shipped!;
  writeFileSync(
    join(overlay, 'steps/learn.yaml'),
    JSON.stringify([{ id, ...rest, title: 'Ask our own way' }]),
  );
  const own = await startApp({ KNOWLEDGE_DIR: overlay });
  try {
    const vera = (await people(own, EVERYONE))('vera');
    const { text } = await vera.get(`/knowledge/steps/${id}`);
    expect(readHtml(text).text).toContain('own pack');
    const [other] = [...knowledge.steps.keys()];
    expect(readHtml((await vera.get(`/knowledge/steps/${other}`)).text).text).not.toContain('own pack');
    const list = readHtml((await vera.get('/knowledge/steps')).text).text.replace(/\s+/g, ' ');
    expect(list.match(/own pack/g)).toEqual(['own pack']);
  } finally {
    await own.close();
  }
});
