import { AuditSealer } from '../../src/audit/audit-sealer.js';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { readHtml } from '../support/html.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let hidden: string;
let shared: string;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  const incidents = running.app.get(Incidents);
  const given = { kind: 'real', determination: 'suspected', facts: { ongoing: true } } as const;
  const first = await incidents.open({ ...given, title: 'Hidden', visibility: 'members' }, as('lena').actor);
  const second = await incidents.open(
    { ...given, title: 'Shared', visibility: 'organisation' },
    as('lena').actor,
  );
  [hidden, shared] = [first.reference, second.reference];
  await incidents.revise(second.id, 1, { ongoing: false }, 'It is closed', as('lena').actor);
  await running.app.get(AuditSealer).sealAll();
});

afterAll(() => running.close());

const read = async (who: keyof typeof EVERYONE, path: string) => {
  const answer = await as(who).get(path);
  expect(answer.status).toBe(200);
  return readHtml(answer.text).text;
};

describe('The audit trail', () => {
  it('shows an auditor everything, and others only what they may see', async () => {
    const all = await read('aude', '/audit');
    expect(all).toContain('role auditor');
    expect(all).toContain('Hidden from you');
    const counsel = await read('karl', '/audit');
    expect(counsel).toContain(shared);
    expect(counsel).not.toContain('role auditor');
    expect(counsel).not.toContain(hidden);
    expect((await as('karl').get(`/incidents/${hidden}/audit`)).status).toBe(404);
    for (const who of ['dana', 'vera', 'ada'] as const)
      expect((await as(who).get('/audit')).status).toBe(403);
  });

  it('opens one entry with what was before, what is after, why, and its place in the log', async () => {
    const list = await as('lena').get(`/incidents/${shared}/audit?action=incident.facts_changed`);
    const page = readHtml(list.text);
    expect(page.text).toContain('Revision 2: Still going on');
    const href = page.tags
      .map(({ attributes }) => attributes.get('href') ?? '')
      .find((address) => /open=\d+/.test(address));
    const open = await read('lena', href?.split('#')[0] ?? '');
    for (const words of [
      '/ongoing: true',
      '/ongoing: false',
      'It is closed',
      'Leaf hash',
      'Root over all of them',
    ])
      expect(open).toContain(words);
  });

  it('filters by incident, person and action, and names an incident that is none', async () => {
    expect(await read('lena', `/audit?incident=${hidden.toLowerCase()}`)).toContain('Incident opened');
    expect(await read('lena', `/audit?actor=${as('karl').id}`)).toContain('No entry fits these filters.');
    const unknown = await as('karl').get(`/audit?incident=${hidden}`);
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('href="#f-incident"');
    expect((await as('lena').get('/audit?before=2147483648')).status).toBe(422);
  });

  it('is verified on request, also by an administrator who reads none of it', async () => {
    expect(await read('ada', '/audit/verification')).toMatch(
      /Log verified .*: \d+ entries, no gap, no change/,
    );
    expect((await as('dana').get('/audit/verification')).status).toBe(403);
  });
});

describe('The organisation’s profile', () => {
  const PROFILE = {
    revision: '0',
    name: 'Larkmoor',
    phoneLanguages: 'en\n\n de ',
    linkHosts: 'www.example.org',
  };

  it('is kept from the form, lists by line, and refused with words at the field', async () => {
    const refused = await as('ada').form('/settings/organisation', {
      ...PROFILE,
      phone: 'call us',
      name: '',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#f-phone"');
    expect(refused.text).toContain('value="call us"');
    expect((await as('ada').form('/settings/organisation', PROFILE)).status).toBe(303);
    const saved = await as('ada').get('/api/v1/settings/organisation');
    expect(saved.json()).toEqual({
      revision: 1,
      profile: { name: 'Larkmoor', phoneLanguages: ['en', 'de'], linkHosts: ['www.example.org'] },
    });
  });

  it('shows what was saved in between beside what was typed', async () => {
    const stale = await as('ada').form('/settings/organisation', { ...PROFILE, name: 'Fennick' });
    expect(stale.status).toBe(409);
    const { text, tags } = readHtml(stale.text);
    expect(text).toContain('Revision 1 was saved while you were writing.');
    expect(text).toContain('Larkmoor');
    expect(tags.find(({ attributes }) => attributes.get('id') === 'f-name')?.attributes.get('value')).toBe(
      'Fennick',
    );
  });

  it('is read by auditors, changed by administrators', async () => {
    expect(await read('aude', '/settings/organisation')).toContain('Larkmoor');
    expect((await as('aude').form('/settings/organisation', PROFILE)).status).toBe(403);
    expect((await as('lena').get('/settings/organisation')).status).toBe(403);
  });
});
