import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { formsOf, readHtml } from '../support/html.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

type Name = 'lena' | 'karl' | 'dana' | 'vera';

let running: RunningApp;
let as: (name: Name) => SignedIn;

beforeAll(async () => {
  running = await startApp({ TIME_ZONE: 'Europe/Dublin' });
  as = await people(running, { lena: 'lead', karl: 'counsel', dana: 'communications', vera: 'viewer' });
});

afterAll(() => running.close());

/** What the declare form sends when someone fills in the usual things. */
const DECLARED = {
  act: 'open',
  title: 'Statements copied',
  summary: 'An outsider copied statements.',
  industry: 'financial-services',
  'incident.types': ['external-intrusion', 'data-theft'],
  ongoing: 'no',
  vulnerableGroups: '',
  discoveredAt: '2026-07-16T18:35',
  'data.classes': ['name', 'bank-account'],
  place: ['Ireland (IE)', 'California', ''],
  people: ['31,940', '', ''],
  visibility: 'members',
  determination: 'suspected',
};

async function opened(fields: object = {}, who: Name = 'lena'): Promise<string> {
  const answer = await as(who).form('/incidents/new', { ...DECLARED, ...fields });
  expect(answer.status).toBe(303);
  return /^\/incidents\/([^?]+)\?done=opened$/.exec(answer.headers.location ?? '')?.[1] ?? '';
}

async function factsOf(reference: string) {
  const incidents = running.app.get(Incidents);
  const { id } = await incidents.byReference(reference, as('lena').actor);
  const [latest] = await incidents.revisions(id, as('lena').actor);
  return { id, revision: latest?.revision ?? 0, facts: latest?.facts };
}

/** The fields the facts form would send as it stands. */
async function factsForm(reference: string, who: Name = 'lena'): Promise<Record<string, string[]>> {
  const { text } = await as(who).get(`/incidents/${reference}/facts`);
  const page = readHtml(text);
  const summary = /<textarea id="f-summary"[^>]*>\n([^<]*)</.exec(text)?.[1] ?? '';
  const sent: Record<string, string[]> = { summary: [summary] };
  let select = '';
  for (const { name, attributes } of page.tags) {
    const value = attributes.get('value') ?? '';
    const type = attributes.get('type') ?? 'text';
    const field = attributes.get('name') ?? '';
    if (name === 'form' && attributes.get('action')?.endsWith('/facts/json')) break;
    if (name === 'select') {
      select = field;
      (sent[select] ??= []).push('');
    }
    if (name === 'option' && attributes.has('selected')) sent[select]?.splice(-1, 1, value);
    if (name !== 'input' || field === '' || field === 'formToken') continue;
    if ((type === 'checkbox' || type === 'radio') && !attributes.has('checked')) continue;
    (sent[field] ??= []).push(value);
  }
  return sent;
}

describe('Opening an incident by the form', () => {
  it('keeps what is known, and what is not known is absent', async () => {
    const { facts } = await factsOf(await opened());
    expect(facts).toEqual({
      summary: 'An outsider copied statements.',
      industry: 'financial-services',
      incident: { types: ['external-intrusion', 'data-theft'] },
      ongoing: false,
      discoveredAt: '2026-07-16T17:35:00Z',
      data: { classes: [{ class: 'name' }, { class: 'bank-account' }] },
      affected: { byJurisdiction: { IE: 31_940, 'US-CA': null } },
    });
  });

  it('shows a refused form again as it was typed, each fault on top and at its field', async () => {
    const answer = await as('lena').form('/incidents/new', {
      ...DECLARED,
      title: '',
      occurredAt: '2026-07-20T10:00',
      place: ['Atlantis'],
      people: ['many'],
    });
    expect(answer.status).toBe(422);
    const page = readHtml(answer.text);
    expect(page.text).toContain('Error: Open an incident');
    const linked = page.tags
      .filter(({ name }) => name === 'a')
      .map(({ attributes }) => attributes.get('href'));
    expect(linked).toEqual(
      expect.arrayContaining(['#f-title', '#f-discoveredAt', '#f-place.0', '#f-people.0']),
    );
    const valueOf = (id: string) =>
      page.tags.find(({ attributes }) => attributes.get('id') === id)?.attributes;
    expect(valueOf('f-place.0')?.get('value')).toBe('Atlantis');
    expect(valueOf('f-place.0')?.get('aria-invalid')).toBe('true');
    expect(valueOf('f-discoveredAt')?.get('value')).toBe('2026-07-16T18:35');
    expect(page.text).toContain('An outsider copied statements.');
    expect(
      await as('lena')
        .get('/incidents')
        .then(({ text }) => text),
    ).not.toContain('Atlantis');
  });

  it('gives more rows and a preview of clocks without opening anything', async () => {
    const rows = await as('lena').form('/incidents/new', { ...DECLARED, act: 'rows:place' });
    expect(rows.status).toBe(200);
    expect(rows.text).toContain('id="f-place.8"');
    const preview = await as('lena').form('/incidents/new', {
      ...DECLARED,
      act: 'preview',
      title: '',
      awareAt: '2026-07-17T09:10',
      'organisation.roles': ['controller'],
      'incident.effects': ['confidentiality'],
    });
    expect(preview.status).toBe(200);
    expect(readHtml(preview.text).text).toContain('GDPR Art. 33');
  });

  it('is not for everyone', async () => {
    expect((await as('vera').get('/incidents/new')).status).toBe(403);
    expect((await as('vera').form('/incidents/new', DECLARED)).status).toBe(403);
  });
});

describe('The list of incidents', () => {
  it('hides what one is not on, and its pages answer as if there were nothing', async () => {
    const reference = await opened({ title: 'Only for members' });
    expect((await as('lena').get('/incidents')).text).toContain(reference);
    expect((await as('dana').get('/incidents')).text).not.toContain(reference);
    for (const page of ['', '/facts', '/audit'])
      expect((await as('karl').get(`/incidents/${reference}${page}`)).status).toBe(404);
    expect((await as('karl').form(`/incidents/${reference}/facts`, { revision: '1' })).status).toBe(404);
    expect((await as('karl').form(`/incidents/${reference}/state`, { status: 'closed' })).status).toBe(404);
  });

  it('filters by each field and by text, and says when nothing fits', async () => {
    const shop = await opened({
      title: '100% of carts',
      industry: 'retail',
      severity: 'low',
      determination: 'near_miss',
    });
    const bank = await opened({ title: 'Carts of a bank', severity: 'critical' });
    const found = async (query: string) => (await as('lena').get(`/incidents?${query}`)).text;
    for (const query of ['industry=retail', 'severity=low', 'determination=near_miss', 'text=100%25%20of']) {
      expect(await found(query)).toContain(shop);
      expect(await found(query)).not.toContain(bank);
    }
    expect(await found('status=closed')).toContain('No incident fits these filters.');
    expect((await as('lena').get('/incidents?severity=awful')).status).toBe(422);
  });
});

describe('The overview of an incident', () => {
  it('leads to whatever would start a clock, and shows the clock once it runs', async () => {
    const reference = await opened();
    const before = readHtml((await as('lena').get(`/incidents/${reference}`)).text);
    expect(before.text).toContain('No moment of awareness is recorded.');
    expect(before.text).toContain('Not known yet');
    const form = {
      ...(await factsForm(reference)),
      awareAt: '2026-07-17T09:10',
      'organisation.roles': 'controller',
    };
    await as('lena').form(`/incidents/${reference}/facts`, {
      ...form,
      'incident.effects': 'confidentiality',
    });
    const after = readHtml((await as('lena').get(`/incidents/${reference}`)).text);
    expect(after.text).toContain('Mon 20 Jul 2026, 09:10');
    expect(
      after.tags.some(({ attributes }) =>
        attributes.get('aria-label')?.startsWith('Clock tape from awareness'),
      ),
    ).toBe(true);
  });

  it('changes status and severity, and lets only a lead close it', async () => {
    const reference = await opened({ visibility: 'organisation' });
    const state = `/incidents/${reference}/state`;
    const fields = {
      title: 'Renamed',
      status: 'contained',
      severity: 'high',
      determination: 'confirmed',
      visibility: 'organisation',
      reason: '',
    };
    expect((await as('karl').form(state, fields)).headers.location).toBe(
      `/incidents/${reference}?done=state`,
    );
    expect((await as('karl').form(state, { ...fields, status: 'closed' })).status).toBe(403);
    expect((await as('lena').form(state, { ...fields, status: 'closed' })).status).toBe(303);
    const refused = await as('lena').form(state, { ...fields, status: 'monitoring', reason: 'Typed' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('value="Typed"');
    expect((await as('dana').form(state, fields)).status).toBe(403);
  });

  it('takes people on and off the incident', async () => {
    const reference = await opened();
    const added = await as('lena').form(`/incidents/${reference}/members`, { userId: as('karl').id });
    expect(added.headers.location).toBe(`/incidents/${reference}?done=member-added`);
    expect((await as('karl').get(`/incidents/${reference}`)).status).toBe(200);
    await as('lena').form(`/incidents/${reference}/members/${as('karl').id}/removal`);
    expect((await as('karl').get(`/incidents/${reference}`)).status).toBe(404);
    expect((await as('lena').form(`/incidents/${reference}/members`, { userId: '' })).status).toBe(422);
  });
});

describe('Changing facts by the form', () => {
  it('saves nothing new when nothing was changed', async () => {
    const reference = await opened();
    await as('lena').form(`/incidents/${reference}/facts`, await factsForm(reference));
    expect((await factsOf(reference)).revision).toBe(1);
  });

  it('keeps the notices sent, and says in the history who changed what', async () => {
    const reference = await opened({
      awareAt: '2026-07-17T09:10',
      'organisation.roles': ['controller'],
      'incident.effects': ['confidentiality'],
    });
    const sent = { 'notices.eu-gdpr-33-authority.sentAt': '2026-07-18T10:00', reason: 'Filed by portal' };
    await as('lena').form(`/incidents/${reference}/facts`, { ...(await factsForm(reference)), ...sent });
    expect((await factsOf(reference)).facts?.notices).toEqual({
      'eu-gdpr-33-authority': { sentAt: '2026-07-18T09:00:00Z' },
    });
    expect(readHtml((await as('lena').get(`/incidents/${reference}/facts`)).text).text).toContain(
      'Filed by portal',
    );
  });

  it('shows both when someone saved in between, and loses neither', async () => {
    const reference = await opened({ visibility: 'organisation', 'affected.total': '40000' });
    const [mine, theirs] = [await factsForm(reference, 'karl'), await factsForm(reference)];
    await as('lena').form(`/incidents/${reference}/facts`, {
      ...theirs,
      'affected.total': '50000',
      ongoing: 'yes',
    });
    const refused = await as('karl').form(`/incidents/${reference}/facts`, {
      ...mine,
      'affected.total': '60000',
      repeat: 'yes',
      reason: 'Counted again',
    });
    expect(refused.status).toBe(409);
    const page = readHtml(refused.text);
    for (const words of ['lena Tester saved revision 2', '40,000', '50,000', '60,000', 'Both changed it'])
      expect(page.text).toContain(words);
    expect((await factsOf(reference)).facts?.affected?.total).toBe(50_000);

    const [over] = formsOf(page).filter(({ action }) => action.endsWith('/facts/json'));
    const fields = Object.fromEntries((over?.fields ?? []).map(({ name, value }) => [name, value]));
    delete fields['formToken'];
    expect((await as('karl').form(over?.action ?? '', fields)).status).toBe(303);
    const { revision, facts } = await factsOf(reference);
    expect(revision).toBe(3);
    expect([facts?.affected?.total, facts?.ongoing, facts?.repeat]).toEqual([60_000, true, true]);
  });

  it('takes the whole sheet as JSON, and names the line that is none', async () => {
    const reference = await opened();
    const path = `/incidents/${reference}/facts/json`;
    const broken = await as('lena').form(path, { revision: '1', facts: '{\n "ongoing": treu\n}' });
    expect(broken.status).toBe(422);
    expect(readHtml(broken.text).text).toContain('"ongoing": treu');
    const unknown = await as('lena').form(path, { revision: '1', facts: '{"ongiong": true}' });
    expect(unknown.status).toBe(422);
    expect(readHtml(unknown.text).text).toContain('/ongiong: There is no such fact. Did you mean ongoing');
    expect((await as('lena').form(path, { revision: '1', facts: '{"ongoing": true}' })).status).toBe(303);
    expect((await factsOf(reference)).facts).toEqual({ ongoing: true });
  });
});

describe('Importing records by the page', () => {
  const record = (id: string) => ({
    schema_version: '1.3.7',
    incident_id: id,
    security_incident: 'Confirmed',
    victim: { country: ['US'], industry: '522110' },
    timeline: { incident: { year: 2015 } },
    actor: { unknown: {} },
    action: { unknown: {} },
    asset: { assets: [{ variety: 'Unknown' }] },
    attribute: { confidentiality: { data_disclosure: 'Yes' } },
  });
  const upload = (content: string) =>
    as('lena').upload(
      '/incidents/import',
      { visibility: 'organisation', veris: '' },
      { field: 'file', name: 'vcdb.jsonl', type: 'application/json', content },
    );

  it('takes the good records over, and names the place in each refused one', async () => {
    const answer = await upload(`${JSON.stringify(record('page-1'))}\n{"incident_id": 5}\nnonsense\n`);
    expect(answer.status).toBe(200);
    const { text } = readHtml(answer.text);
    expect(text).toContain('1 of 3 records taken over');
    expect(text).toContain('/incident_id');
    expect(readHtml((await upload(JSON.stringify(record('page-1')))).text).text).toContain('Unchanged');
  });

  it('asks for records when there are none, and refuses what is no text', async () => {
    expect((await upload('')).status).toBe(422);
    const { status, text } = await as('lena').upload(
      '/incidents/import',
      { visibility: 'organisation' },
      { field: 'file', name: 'x.json', type: 'application/json', content: Buffer.from([0xff, 0xfe, 0x00]) },
    );
    expect([status, text.includes('not text in UTF-8')]).toEqual([422, true]);
  });
});
