import { Incidents } from '../../src/incidents/incidents.service.js';
import type { OpenIncident } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { readHtml } from '../support/html.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let as: (name: 'ada' | 'lena' | 'vera') => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { ada: 'admin', lena: 'lead', vera: 'viewer' });
});

afterAll(() => running.close());

const dashboard = async (who: 'ada' | 'lena' | 'vera') => readHtml((await as(who).get('/')).text);
const hrefsOf = ({ tags }: ReturnType<typeof readHtml>) =>
  tags.map(({ attributes }) => attributes.get('href') ?? '');

function open(given: Partial<OpenIncident> = {}) {
  const incident = {
    title: 'Copied',
    kind: 'real',
    visibility: 'organisation',
    determination: 'suspected',
    facts: {},
  };
  return running.app.get(Incidents).open({ ...incident, ...given } as OpenIncident, as('lena').actor);
}

describe('A fresh installation', () => {
  it('leads the administrator to what is missing, and only to that', async () => {
    const page = await dashboard('ada');
    expect(page.text).toContain('Add a security lead (done)');
    expect(hrefsOf(page)).toEqual(expect.arrayContaining(['/settings/people', '/settings/organisation']));
    expect(hrefsOf(page)).not.toContain('/incidents/new');
  });

  it('leads a lead to open or import, and tells others why they see nothing', async () => {
    expect(hrefsOf(await dashboard('lena'))).toEqual(
      expect.arrayContaining(['/incidents/new', '/incidents/import']),
    );
    expect((await dashboard('vera')).text).toContain('Nothing that you may see yet.');
  });

  it('asks whoever is not signed in to do so', async () => {
    const answer = await as('lena').get('/', { cookie: 'redress_session=none' });
    expect(answer.headers.location).toBe('/sign-in?next=%2F');
  });
});

describe('The dashboard', () => {
  it('shows the clocks that are late first, and what waits for whom', async () => {
    const known = {
      organisation: { roles: ['controller'] },
      incident: { effects: ['confidentiality'] },
      data: { classes: [{ class: 'name' }] },
      affected: { byJurisdiction: { IE: 5 } },
    };
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
    const late = await open({ title: 'Late', facts: { ...known, awareAt: hours(-80) } });
    const soon = await open({ title: 'Soon', facts: { ...known, awareAt: hours(-60) } });
    const blind = await open({ title: 'Nobody said when', facts: known });
    const { text, tags } = await dashboard('lena');
    expect(text).toMatch(/1 clock is late and 1 clock runs out within 24 hours/);
    expect(text.indexOf(late.reference)).toBeLessThan(text.indexOf(soon.reference));
    const hrefs = hrefsOf({ text, tags });
    expect(hrefs).toContain(`/incidents/${blind.reference}/facts#f-awareAt`);
    expect(hrefs).toContain(
      `/incidents/${late.reference}/obligations?duty=eu-gdpr-33-authority#duty-eu-gdpr-33-authority`,
    );
    const viewer = await dashboard('vera');
    expect(viewer.text).toContain('Nothing waits for you.');
    expect(viewer.text).not.toContain('Can we rely on the record?');
  });

  it('says that it takes the newest twenty only', async () => {
    for (let opened = 0; opened < 20; opened++) await open({ title: `One of many, ${opened}` });
    expect((await dashboard('vera')).text).toContain('The newest 20 of 23 open incidents');
  });
});
