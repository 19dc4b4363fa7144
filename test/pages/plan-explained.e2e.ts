import type { Browser } from 'playwright-core';
import { CATALOGUE } from '../../src/catalogue/catalogue.module.js';
import type { Catalogue } from '../../src/catalogue/domain/catalogue.js';
import { readPlanDecisions } from '../../src/cli/plan-decisions.js';
import { plansOfFacts } from '../../src/cli/plan.command.js';
import { Incidents } from '../../src/incidents/incidents.service.js';
import type { Plan } from '../../src/plans/domain/plan.js';
import { Plans } from '../../src/plans/plans.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { stopped } from '../support/clock.js';
import { lookAt, pageOf } from '../support/look.js';
import { readHtml } from '../support/html.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let as: (name: 'lena' | 'aude') => SignedIn;
let catalogue: Catalogue;

const BANK = {
  awareAt: '2026-11-17T09:10:00Z',
  discoveredAt: '2026-11-16T08:00:00Z',
  industry: 'financial-services',
  data: { classes: [{ class: 'bank-account', protection: 'none' }] },
  lossesIncurred: 'reported',
};
const GUARANTEE = 'remedy-loss-guarantee';
const CALLBACK = {
  title: 'Call the ten largest customers back',
  phase: 'support',
  owner: 'customer-service',
  lane: 'normal',
  serves: { 'human-contact': 4 },
  requires: [],
  doneWhen: 'All ten were reached',
  leadHours: 24,
  effort: 'S',
  asksEvidence: false,
};

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', aude: 'auditor' });
  catalogue = running.app.get<Catalogue>(CATALOGUE);
});

afterAll(() => running.close());

async function given(facts: object = BANK) {
  const incidents = running.app.get(Incidents);
  const { id, reference } = await incidents.open(
    {
      title: 'Statements copied',
      kind: 'real',
      visibility: 'organisation',
      determination: 'confirmed',
      facts,
    },
    as('lena').actor,
  );
  const steps = `/api/v1/incidents/${id}/plan/steps`;
  const page = `/incidents/${reference}/plan`;
  return {
    id,
    page,
    read: async (query = '') => (await as('lena').get(page + query)).text.replaceAll('&#x3D;', '='),
    words: async (query = '') => textOf((await as('lena').get(page + query)).text),
    decide: (step: string, decision: string, reason = '', revision = 0) =>
      as('lena').post(`${steps}/${step}/decision`, { decision, reason, revision }),
    overrule: (step: string, factor: number, reason: string, revision = 0) =>
      as('lena').post(`${steps}/${step}/feasibility`, { factor, reason, revision }),
    add: (step: object) => as('lena').post(`/api/v1/incidents/${id}/plan/own-steps`, { step }),
    revise: (seen: number, change: object) =>
      incidents.revise(id, seen, { ...facts, ...change }, 'The bank told us', as('lena').actor),
  };
}

function textOf(html: string): string {
  return readHtml(html.replace(/<(?!\/?(?:script|style))/g, ' <')).text.replace(/\s+/g, ' ');
}

describe('The plan page', () => {
  it('shows the best steps in bands, surest first, and no single rank', async () => {
    const html = await (await given({ ...BANK, lossesIncurred: 'confirmed' })).read();
    const titles = [...html.matchAll(/<section aria-label="([^"]+)"><h2>/g)].map(([, title]) => title);
    expect(titles.length).toBeGreaterThan(1);
    expect(titles).toEqual([...titles].sort((a, b) => ORDER.indexOf(a!) - ORDER.indexOf(b!)));
    expect(titles.filter((title) => !ORDER.includes(title!))).toEqual([]);
    const all = await (await given()).words('?show=all');
    expect(all).toMatch(/rank \d+( to \d+)? in nine of ten draws/);
    expect(all).toContain('Ranks side by side often change places');
  });

  it('says what moved since the newest decision, by how much, and which fact moved it', async () => {
    const plan = await given();
    expect(await plan.words()).not.toContain('steps moved');
    await plan.decide(GUARANTEE, 'accept');
    await plan.revise(1, { lossesIncurred: 'confirmed', safetyRisk: true });
    const words = await plan.words();
    expect(words).toMatch(
      /Facts changed since revision 1: \d+ steps moved\. Compared with revision 1, the facts at the newest decision/,
    );
    expect(words).toContain('Losses: reported → confirmed; danger to life or safety: not known → yes.');
    expect(words).toMatch(/: new, at rank \d+, it now holds: danger to life or safety/);
    expect(words).toMatch(/rank \d+ → \d+, because of losses \(\d+ (up|down)\)/);
    expect(words).toMatch(/Weights that changed Compensation [\d.]+ % → [\d.]+ %/);
    expect((await as('lena').get(`${plan.page}?since=9`)).status).toBe(422);
    await plan.decide('support-phone', 'accept');
    expect(await plan.words()).not.toContain('steps moved');
    expect(await plan.words('?since=1')).toContain('Compared with revision 1, as you asked');
  });

  it('says how sure the order is, by draws, by facts and by sources, and leads to the card of every finding', async () => {
    const html = await (await given()).read(`?show=all&step=${GUARANTEE}`);
    const words = textOf(html);
    expect(words).toMatch(/Of the first 5 steps, \d stand firm among the first five/);
    expect(words).toMatch(/Effect Leads Stay Off/);
    expect(words).toMatch(/Without one source: \d+ sources/);
    const cards = [...html.matchAll(/href="\/knowledge\/evidence\/([^"]+)"/g)].map(([, id]) => id!);
    expect(cards.length).toBeGreaterThan(20);
    expect(cards.filter((id) => !catalogue.evidence.has(id))).toEqual([]);
    const { evidence, against } = (
      await running.app.get(Plans).of((await given()).id, as('lena').actor)
    ).plan.steps.find(({ id }) => id === GUARANTEE)!;
    expect([...evidence, ...against].map(({ id }) => id).filter((id) => !cards.includes(id))).toEqual([]);
  });

  it('warns at the top when one source alone decides which wish leads', async () => {
    const moving = await leadMovedBySource();
    const { read, words } = await given(moving.facts);
    expect((await read()).indexOf('One source alone decides which wish leads')).toBeLessThan(
      (await read()).indexOf('class="filters"'),
    );
    expect(await words()).toMatch(/Without .+?, [a-z ]+ would lead in place of/);
  });

  it('says of an own step that no study stands behind it, and shows an overruled feasibility with its reason', async () => {
    const plan = await given();
    const { id } = (await plan.add(CALLBACK)).json<{ id: string }>();
    await plan.overrule(GUARANTEE, 0.6, 'The board meets in March');
    const own = await plan.words(`?show=all&step=${id}`);
    expect(own).toContain('added by your organisation, no study stands behind it');
    expect(own).toContain('No study stands behind this step: your organisation added it.');
    const html = await plan.read(`?show=all&step=${GUARANTEE}`);
    expect(textOf(html)).toContain('Feasibility set to 0.6 by the organisation: The board meets in March');
    const table = /How the score of ([\d.]+) comes about([\s\S]*?)<\/tbody>/.exec(html);
    const points = [...(table?.[2] ?? '').matchAll(/<td class="num">([−\d.]+)<\/td>/g)].map(([, text]) =>
      Number(text?.replace('−', '-')),
    );
    expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Number(table?.[1]), 1);
  });

  it('sets the own order beside that of customers, with the first ten and the remedy that is missing', async () => {
    const plan = await given();
    await plan.decide('support-phone', 'accept');
    const words = await plan.words();
    expect(words).toContain('No accepted step delivers compensation.');
    expect(words).toContain('Your first ten beside the customers’ Place Your order What customers want');
    expect(words.match(/not accepted/g)!.length).toBeGreaterThan(7);
  });

  it('leads from a proof of fix to its record, and says what a commitment still lacks', async () => {
    const html = await (await given()).read('?show=all&step=verify-publish-proof');
    expect(html).toMatch(/<dt>Proof record<\/dt><dd><a href="[^"]+\/proof">/);
    expect(textOf(html)).toContain('Proof of fix: not begun');
    expect(textOf(html)).toMatch(/Not yet claimable\. Claimable after:/);
  });
});

describe('The report', () => {
  it('holds facts with who and when, weights, every step with its decision, and every source in full', async () => {
    const plan = await given();
    await plan.decide(GUARANTEE, 'accept');
    await plan.decide('support-phone', 'skip', 'Not before the survey');
    const { ranked, html } = await reportOf(plan.page, plan.id);
    const words = textOf(html);
    expect(words).toContain(`Version ${catalogue.version}, in use here from`);
    expect(words).toMatch(/losses reported \/lossesIncurred Recorded by lena Tester/);
    expect(words).toMatch(
      /2,000 draws from the posterior “financial-services”, [\d,]+ of them meet the product rule; seed \d+/,
    );
    for (const { title, rank, score } of ranked.steps) {
      expect(words).toContain(`${rank}. ${title}`);
      expect(words).toContain(`How the score of ${score.toFixed(2)} comes about`);
    }
    expect(words).toMatch(/Decision Accepted , lena Tester, .{10,40} , at rank \d+ on facts revision 1/);
    expect(words).toContain('Skipped , lena Tester');
    expect(words).toContain(': “Not before the survey”');
    expect(words.match(/Decision Not decided/g)).toHaveLength(ranked.steps.length - 2);
    const cited = new Set(
      ranked.steps.flatMap(({ evidence, against }) => [...evidence, ...against].map(({ id }) => id)),
    );
    for (const id of cited) {
      const { source, year, region } = catalogue.evidence.get(id)!;
      const line =
        new RegExp(`<li id="source-\\d+"><a href="[^"]+">${id}</a>:[\\s\\S]*?</li>`).exec(html)?.[0] ?? '';
      const told = textOf(line);
      for (const part of [
        source.publisher.replace('seed text', 'founding document'),
        source.title,
        year ?? 'year not known',
        region === 'unknown' ? 'region not known' : region,
      ])
        expect(told).toContain(String(part));
      expect(told).toMatch(/n = [\d,]+|sample not known/);
      expect(told).toMatch(/Figure checked|Not verified/);
    }
    expect(html).not.toMatch(/href="#source-(\d+)"(?![\s\S]*id="source-\1")/);
  });

  it('says how well the evidence by itself carries the rule on apologies', async () => {
    const plan = await given();
    const words = textOf((await as('aude').get(`${plan.page}/report`)).text);
    const { support } = catalogue.weights.results['financial-services']!;
    expect(words).toContain('The rule is a decision the evidence leans to, no theorem.');
    expect(words).toContain(
      `proof of fix weighs more than an apology in ${Math.round(support.proofOfFix * 100)} % of draws`,
    );
    expect(words).toContain(`all three together in ${Math.round(support.allThreeAboveApology * 100)} %`);
  });

  it('hands out the input with which the command gives the same ranking, byte for byte', async () => {
    const plan = await given();
    const { html, ranked } = await reportOf(plan.page, plan.id);
    const again = await rankedByCommand(html);
    expect(again).toBe(JSON.stringify(ranked.steps));
    expect(textOf(html)).toMatch(/redress plan INC-\S+-plan-input\.json --at \S+Z --knowledge \S+ --json/);
    expect(textOf(html)).toContain(`redress knowledge export --version ${catalogue.version} --out`);
  });

  it('does so too with own steps and overruled feasibility, which the command takes as a second file', async () => {
    const plan = await given();
    await plan.add(CALLBACK);
    await plan.overrule(GUARANTEE, 0.6, 'The board meets in March');
    const { html, ranked } = await reportOf(plan.page, plan.id);
    expect(textOf(html)).toContain('--decisions INC-');
    expect(await rankedByCommand(html)).toBe(JSON.stringify(ranked.steps));
  });

  it('gives the facts of an earlier revision, and refuses what is no revision or no instant', async () => {
    const plan = await given();
    await plan.revise(1, { lossesIncurred: 'confirmed' });
    const at = async (query: string) => as('aude').get(`${plan.page}/input.json${query}`);
    const earlier = (await at('?revision=1&at=2026-11-20T08:00:00Z')).json<{ at: string; facts: object }>();
    expect(earlier).toMatchObject({ at: '2026-11-20T08:00:00Z', facts: BANK });
    const refused = await Promise.all(['?revision=3', '?revision=0', '?at=yesterday'].map(at));
    expect(refused.map(({ status }) => status)).toEqual([404, 422, 422]);
  });
});

const ORDER = [
  'Among the first five: firm',
  'Among the first five: likely',
  'Among the first five or after them: the evidence does not settle this',
  'After the first five: likely',
  'After the first five: firm',
];

/** The report and the plan made for the same instant. */
async function reportOf(page: string, id: string): Promise<{ html: string; ranked: Plan }> {
  // Hours since the discovery count: between the two the hour may turn.
  const goOn = stopped(running);
  const html = (await as('aude').get(`${page}/report`)).text
    .replaceAll('&#x3D;', '=')
    .replaceAll('&amp;', '&');
  const { plan } = await running.app.get(Plans).of(id, as('aude').actor);
  goOn();
  return { html, ranked: plan };
}

/** Downloads what the report offers and ranks it as the command does. */
async function rankedByCommand(html: string): Promise<string> {
  const offered = (name: string) => new RegExp(`href="([^"]+/plan/${name}[^"]*)"`).exec(html)?.[1];
  const input = await as('aude').get(offered('input\\.json')!);
  expect(input.headers['content-disposition']).toMatch(/^attachment; filename="INC-\S+-plan-input\.json"$/);
  const second = offered('decisions\\.json');
  const decisions = second
    ? readPlanDecisions((await as('aude').get(second)).text, catalogue)
    : { ownSteps: [], overrules: {} };
  const { input: items, answer } = plansOfFacts(input.text, { catalogue, decisions });
  const [item] = items.items;
  const answered = answer(item!.facts, item!.at!);
  return 'value' in answered ? JSON.stringify(answered.value.steps) : JSON.stringify(answered.errors);
}

/** Facts under which some single source moves the lead. */
async function leadMovedBySource(): Promise<{ facts: object }> {
  const plans = running.app.get(Plans);
  const losses = [undefined, 'none-known', 'reported'];
  const tries = [...catalogue.industries.keys()].flatMap((industry) =>
    losses.map((lossesIncurred) => ({ industry, ...(lossesIncurred && { lossesIncurred }) })),
  );
  const facts = tries.find(
    (one) => (plans.planFor(one as never, { bands: false, dials: true }).dials?.leadRestsOn.length ?? 0) > 0,
  );
  if (!facts) throw new Error('No facts were found under which one source moves the lead.');
  return { facts };
}

const look = lookAt('the explained plan');

look('The explained plan in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser?.close());

  it('can be used by everyone, wide and narrow, and prints', async () => {
    const plan = await given();
    await plan.add(CALLBACK);
    await plan.decide(GUARANTEE, 'accept');
    await plan.revise(1, { lossesIncurred: 'confirmed' });
    const page = await pageOf(browser, running.url, as('lena'));
    const faults: string[] = [];
    for (const query of ['', `?show=all&step=${GUARANTEE}`, '/report']) {
      await page.goto(plan.page + query);
      for (const summary of await page.locator('aside summary, #moves summary').all()) await summary.click();
      faults.push(...(await faultsOf(page)));
    }
    expect(faults).toEqual([]);
    const pdf = await page.pdf({ format: 'Letter' });
    expect(pdf.length).toBeGreaterThan(50_000);
  });
});
