import { CATALOGUE } from '../../src/catalogue/catalogue.module.js';
import type { Catalogue } from '../../src/catalogue/domain/catalogue.js';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { rankingFactsOf } from '../../src/plans/domain/ranking-facts.js';
import type { RankingFacts } from '../../src/plans/domain/ranking-facts.js';
import { isLeadersFigureApart } from '../../src/plans/domain/security-leaders.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { stopped } from '../support/clock.js';
import { goldenRankings, incidentFactsOf } from '../support/golden-incidents.js';
import { readHtml } from '../support/html.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

/** Pages on which a plan is read, each with everything it can open. */
const PAGES = ['', '?show=all&step=notify-individuals', '?order=time', '/report'];
const CAPTIVE = ['education', 'public-sector'];

let running: RunningApp;
let lena: SignedIn;
let catalogue: Catalogue;

beforeAll(async () => {
  running = await startApp();
  lena = (await people(running, { lena: 'lead' }))('lena');
  catalogue = running.app.get<Catalogue>(CATALOGUE);
  // The age of a figure is told by the year, which must not turn before the pages are read.
  stopped(running);
});

afterAll(() => running.close());

const golden = goldenRankings();
const industries = [...new Set(golden.map(({ facts }) => facts.industry))];

/** Every worked case, then every industry with nothing but its data, then no industry at all. */
const cases: [string, () => RankingFacts][] = [
  ...golden.map(({ id, facts }): [string, () => RankingFacts] => [
    id,
    () => facts as unknown as RankingFacts,
  ]),
  ...[
    'automotive',
    'cloud-and-connected-devices',
    'education',
    'energy-utilities',
    'financial-services',
    'healthcare',
    'hospitality',
    'insurance',
    'manufacturing',
    'professional-services',
    'public-sector',
    'retail',
    'social-media',
    'telecommunications',
  ].map((industry): [string, () => RankingFacts] => [
    industry,
    () => ({ mode: 'incident', industry, dataClasses: ['contact'], scale: '10k-1m' }),
  ]),
  ['no industry', () => ({ mode: 'incident', scale: '10k-1m' })],
];

interface ReadPage {
  html: string;
  /** Visible words and those that screen readers hear; ids of findings left out. */
  words: string;
}

async function pagesOf(facts: RankingFacts): Promise<ReadPage[]> {
  const at = running.app.get(Clock).now();
  const incident = incidentFactsOf(facts, at, catalogue);
  const opened = await running.app.get(Incidents).open(
    {
      title: 'A case',
      kind: 'real',
      visibility: 'organisation',
      determination: 'confirmed',
      facts: incident,
    },
    lena.actor,
  );
  const read = rankingFactsOf(incident, at, catalogue);
  expect(read).toEqual({ ongoing: 'unknown', cause: 'unknown', ...sorted(facts) });
  const pages: ReadPage[] = [];
  for (const page of PAGES) {
    const { status, text } = await lena.get(`/incidents/${opened.reference}/plan${page}`);
    expect(status).toBe(200);
    pages.push({ html: text, words: wordsOf(text) });
  }
  return pages;
}

function sorted(facts: RankingFacts): RankingFacts {
  const lists = Object.entries(facts).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...value].sort() : (value as unknown),
  ]);
  return Object.fromEntries(lists) as RankingFacts;
}

function wordsOf(html: string): string {
  const { tags } = readHtml(html);
  const { text } = readHtml(html.replace(/<(?!\/?(?:script|style))/g, ' <'));
  const heard = tags.map(({ attributes }) => attributes.get('aria-label') ?? '');
  const ids = [...catalogue.evidence.keys()].sort((a, b) => b.length - a.length);
  return ids.reduce((words, id) => words.replaceAll(id, ''), `${text} ${heard.join(' ')}`);
}

/** The card, or the chapter of the report, on what is known about leaving. */
function outlookOf(html: string): string {
  const section = html
    .split('<section')
    .find((one) => />(What is known about leaving|Trust)<\/h2>/.test(one));
  return section?.split('</section>')[0] ?? '';
}

/** Whether people of the industry, or of all where none is known, were asked what they would do. */
const isAsked = (industry: string | undefined) =>
  industry === undefined ||
  catalogue.industries.get(industry)!.churnFigures.some(({ kind }) => kind === 'stated');

const percents = (text: string) =>
  [...text.matchAll(/(?<![\w.])(\d+(?:\.\d+)?)(?= ?(?:%|percent))/g)].map(([, figure]) => Number(figure));

it('has every industry among the cases', () => {
  const named = cases.map(([name]) => name);
  expect([...catalogue.industries.keys()].filter((id) => !named.includes(id))).toEqual([]);
  expect(industries.length).toBeGreaterThan(4);
});

describe.each(cases)('Honest words about %s', (_, facts) => {
  let pages: ReadPage[];
  let industry: string | undefined;

  beforeAll(async () => {
    industry = facts().industry;
    pages = await pagesOf(facts());
  });

  it('foretell nobody’s leaving and quote no lore about it', () => {
    for (const { words } of pages) {
      const foretold =
        /.{0,40}(forecast|predict|(?<!never use as a )\bchurn|\bwill leave\b|you will lose|expected loss of).{0,40}/i;
      expect(foretold.exec(words)?.[0]).toBeUndefined();
      expect(words).not.toMatch(/\b(5|five) times\b|25 (to|and|–|-) ?95/i);
      expect(words).not.toMatch(/good handling (raises|increases|wins|builds) (loyalty|repurchase)/i);
    }
  });

  it('set no industry against another', () => {
    const others = [...catalogue.industries.values()].filter(({ id }) => id !== industry);
    for (const { words } of pages) {
      const named = others.filter(({ name }) => words.includes(name)).map(({ id }) => id);
      expect(named).toEqual([]);
      expect(words).not.toMatch(
        /\b(more|less|higher|lower|stronger|weaker) than (in )?(any )?(other|the) industr/i,
      );
    }
  });

  it('tell of security leaders 8 and 47 alone', () => {
    const apart = [...catalogue.evidence.values()].filter(isLeadersFigureApart).map(({ id }) => id);
    expect(apart.length).toBeGreaterThan(0);
    for (const { html, words } of pages) {
      expect(apart.filter((id) => html.includes(`/knowledge/evidence/${id}"`))).toEqual([]);
      const heard = [...words.matchAll(/security leaders (\d+) percent/gi)].map(([, share]) => share);
      const table = /<th scope="col" class="num">Leaders<\/th>[\s\S]*?<\/table>/.exec(html)?.[0] ?? '';
      const printed = [...table.matchAll(/<td class="num">(\d+) %<\/td><\/tr>/g)].map(([, share]) => share);
      expect([heard, printed]).toEqual([
        ['8', '47'],
        ['8', '47'],
      ]);
      expect(table.match(/not measured among security leaders/g)).toHaveLength(6);
    }
  });

  it('say that intentions overstate behaviour wherever they quote intentions, and nothing where nobody can leave', () => {
    for (const { html } of pages) {
      const outlook = wordsOf(outlookOf(html));
      const captive = industry !== undefined && CAPTIVE.includes(industry);
      expect(/Intentions overstate behaviour, and surveys by vendors tend to be higher\./.test(outlook)).toBe(
        !captive,
      );
      expect(outlook.includes('said they would leave')).toBe(!captive && isAsked(industry));
      expect(outlookOf(html).includes('<svg class="chart"')).toBe(!captive);
    }
  });

  it('quote only figures of studies about leaving, none of them reckoned from the people affected', () => {
    const known = new Set(
      [...catalogue.evidence.values()].flatMap(({ figure: { value } }) =>
        value === null ? [] : [value, Math.round(value), Number(value.toFixed(1))],
      ),
    );
    const scaleTicks = [0, 50, 100];
    for (const { html } of pages) {
      const outlook = wordsOf(outlookOf(html));
      expect(percents(outlook).filter((one) => !known.has(one) && !scaleTicks.includes(one))).toEqual([]);
      expect(outlook).not.toMatch(
        /\b(customers|people) (may|might|could|would) (be )?(lost|leave)\b|of your customers (?!\.)\w/i,
      );
      expect(outlook).not.toMatch(/48,213|5,200|2,400,000/);
    }
  });

  it('quote 96.8 only with the 1.2 and the 2, and chart neither it nor a figure with two readings', () => {
    const ambiguous = [...catalogue.industries.values()]
      .flatMap(({ churnFigures }) => churnFigures)
      .filter(({ kind }) => kind === 'ambiguous');
    expect(ambiguous.length).toBeGreaterThan(0);
    for (const { html } of pages) {
      const outlook = outlookOf(html);
      const chart = /<svg class="chart"[\s\S]*?<\/svg><\/figure>/.exec(outlook)?.[0] ?? '';
      expect(chart).not.toContain('96.8');
      for (const { value, year, region } of ambiguous)
        expect(chart).not.toContain(`${value} % (${year}, ${region}`);
      for (const part of outlook.split(/<p |<table /).filter((one) => one.includes('96.8')))
        expect([/\b1\.2\b/.test(part), /\b2 (%|percent)/.test(part)]).toEqual([true, true]);
    }
  });

  it('grey every figure that is older than ten years, and say so', () => {
    const year = running.app.get(Clock).now().toZonedDateTimeISO('UTC').year;
    for (const { html } of pages) {
      const rows = [...outlookOf(html).matchAll(/<tr( class="muted")?><th scope="row">[\s\S]*?<\/tr>/g)];
      for (const [row, muted] of rows) {
        const asked = Number(/, (\d{4}), /.exec(row)?.[1] ?? year);
        const old = year - asked > 10;
        expect([asked, muted !== undefined, row.includes('older than ten years')]).toEqual([asked, old, old]);
      }
    }
  });

  it('never print a single rank alone where the best steps stand', () => {
    const [best] = pages;
    expect(best!.words).not.toMatch(/consumer rank \d+ of/);
    expect(best!.words).toMatch(/the evidence does not settle this|: firm|: likely/);
  });
});
