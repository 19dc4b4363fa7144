import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { laterBy } from '../support/clock.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let as: (name: 'lena' | 'vera') => SignedIn;

beforeAll(async () => {
  running = await startApp({ TIME_ZONE: 'Europe/Dublin' });
  as = await people(running, { lena: 'lead', vera: 'viewer' });
});

afterAll(() => running.close());

/** The register of an incident with these facts. */
async function register(facts: object) {
  const { reference } = await running.app.get(Incidents).open(
    {
      title: 'Records copied',
      kind: 'real',
      visibility: 'organisation',
      determination: 'confirmed',
      facts,
    },
    as('lena').actor,
  );
  const page = `/incidents/${reference}/obligations`;
  return {
    page,
    read: async (query = '', who: 'lena' | 'vera' = 'lena') => {
      const answer = await as(who).get(page + query);
      expect(answer.status).toBe(200);
      return answer.text;
    },
  };
}

/** Everything decided but what a test leaves open. */
const DECIDED = {
  organisation: { roles: ['controller'], establishments: ['IE'], attributes: {}, attributesComplete: true },
  incident: {
    types: ['external-intrusion'],
    effects: ['confidentiality'],
    findings: {},
    findingsComplete: true,
  },
  data: { classes: [{ class: 'name', protection: 'none' }], complete: true },
  affected: { byJurisdiction: { IE: 1200 }, complete: true },
  harm: { level: 'possible' },
};

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('The register of duties', () => {
  it('counts a due time in numbered sentences, in both zones, with the content in plain words', async () => {
    const restore = laterBy(running, { hours: 24 * 366 * 72 });
    const duties = await register({ ...DECIDED, awareAt: '2098-11-17T09:10:00Z' });
    restore();
    const html = await duties.read('?duty=eu-gdpr-33-authority');
    expect(html).toMatch(/<tr id="duty-eu-gdpr-33-authority" class="sel">/);
    expect(words(html)).toContain('Thu 20 Nov 2098, 09:10 GMT');
    expect(words(html)).toContain('10:10 CET in Brussels');
    expect(html).toMatch(
      /<ol class="small"><li>Rule <code>eu-gdpr-33-authority<\/code>, as of 2026-11[\s\S]*\+ 72 hours/,
    );
    expect(words(html)).toContain('likely or actual consequences');
    expect(words(html)).toMatch(
      /Rule pack 2026-\d\d-\d\d, \d+ rules, \d+ verified, (of today|1 day old|[\d,]+ days old)\. Not legal advice/,
    );
    expect(html).toContain('Clock tape from awareness on');
  });

  it('names the fact a duty waits for and leads to its field', async () => {
    const { harm: _, ...open } = DECIDED;
    const duties = await register({ ...open, awareAt: '2026-11-17T09:10:00Z' });
    const html = await duties.read('?status=needs-facts&duty=eu-gdpr-34-individuals');
    const href = `${duties.page.replace('obligations', 'facts')}#f-harm.level`;
    expect(html).toMatch(
      new RegExp(`<h4>Facts it needs</h4><ul class="small"><li><a href="${href}">Harm</a></li></ul>`),
    );
    expect(html).toContain('Facts that would settle most');
    const read = await duties.read('?status=needs-facts&duty=eu-gdpr-34-individuals', 'vera');
    expect(read).toContain('<h4>Facts it needs</h4><ul class="small"><li>Harm</li></ul>');
  });

  it('shows two rules of the same duty once, with both named', async () => {
    const organisation = {
      ...DECIDED.organisation,
      establishments: ['US'],
      attributes: { 'nydfs-covered-entity': true },
    };
    const incident = { ...DECIDED.incident, findings: { 'nydfs-notice-to-other-body': true } };
    const duties = await register({
      ...DECIDED,
      organisation,
      incident,
      determinedAt: '2026-11-18T14:00:00Z',
    });
    const html = await duties.read();
    expect(html).toContain('one duty of two rules: us-ny-nydfs-500-17a, us-ny-dfs-part-500');
    expect(html.match(/<th scope="row">[^<]*<div class="small muted">23 NYCRR/g)).toHaveLength(1);
    expect(html).not.toContain('id="duty-us-ny-dfs-part-500"');
  });

  it('says late of a time long past, and keeps late visible once it is met', async () => {
    const old = { ...DECIDED, awareAt: '2019-03-04T09:00:00Z' };
    const late = words(await (await register(old)).read());
    expect(late).toContain('1 late');
    expect(late).toMatch(/Late Report the breach .* \d+ years late Thu 7 Mar 2019, 09:00 GMT/);
    const notices = { 'eu-gdpr-33-authority': { sentAt: '2019-03-07T11:00:00Z' } };
    const met = words(await (await register({ ...old, notices })).read());
    expect(met).toContain('Met, late by 2 h');
  });

  it('keeps what is not owed folded, each with the fact that decided', async () => {
    const duties = await register(DECIDED);
    const all = await duties.read('?status=all');
    expect(all).toMatch(/<details class="plain"><summary>Not owed: \d+<\/summary>/);
    const one = await duties.read('?status=not-owed&duty=us-ca-individuals');
    expect(words(one)).toContain('Why it is not owed');
    expect(one).toMatch(/<h4>Decided by<\/h4><ul class="small"><li><a href="[^"]+#f-affected\.complete">/);
  });

  it('of an incident without facts, says what would settle most', async () => {
    const html = await (await register({})).read();
    expect(html).toContain('Awareness is not recorded.');
    expect(words(html)).toMatch(/Data affected : \d+ duties wait for it/);
    expect(html).toMatch(/Show all \d+ that need facts/);
  });
});
