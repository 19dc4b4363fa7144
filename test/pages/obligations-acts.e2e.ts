import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { laterBy } from '../support/clock.js';
import { readHtml } from '../support/html.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

type Name = 'lena' | 'karl' | 'dana' | 'vera' | 'ada';

let running: RunningApp;
let as: (name: Name) => SignedIn;
let incident: { id: string; reference: string };

const RULE = 'eu-gdpr-33-authority';
/** An EU controller that became aware on Monday, 2 November 2026, 09:00 UTC; the report was due on the 5th. */
const FACTS = {
  awareAt: '2026-11-02T09:00:00Z',
  discoveredAt: '2026-11-02T08:00:00Z',
  organisation: { roles: ['controller'], establishments: ['IE'] },
  incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'email-address', protection: 'none' }], complete: true },
  affected: { byJurisdiction: { IE: 48213 }, complete: true },
  harm: { level: 'possible' },
};

beforeAll(async () => {
  running = await startApp({ TIME_ZONE: 'Europe/Dublin' });
  as = await people(running, {
    lena: 'lead',
    karl: 'counsel',
    dana: 'communications',
    vera: 'viewer',
    ada: 'admin',
  });
});
afterAll(() => running.close());

const open = async (more: object = {}) => {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: { ...FACTS, ...more } };
  return (await as('lena').post('/api/v1/incidents', body)).json<{ id: string; reference: string }>();
};

beforeEach(async () => {
  incident = await open();
});

const page = () => `/incidents/${incident.reference}/obligations`;
const act = (path: string, fields: Record<string, string | string[]>, who: Name = 'lena') =>
  as(who).form(`${page()}/${path}`, fields);
const row = async (who: Name = 'lena') => readHtml((await as(who).get(`${page()}?duty=${RULE}`)).text);
const revise = async (change: Record<string, unknown>) => {
  const { facts } = (await as('lena').get(`/api/v1/incidents/${incident.id}`)).json<{
    facts: { revision: number; facts: Record<string, unknown> };
  }>();
  const body = { revision: facts.revision, facts: { ...facts.facts, ...change }, reason: 'Learned more' };
  expect((await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, body)).status).toBe(200);
};
const errorsOf = (text: string) => [...text.matchAll(/href="#f-([\w.]+)"/g)].map(([, field]) => field);

describe('A change', () => {
  it('asks on top, old beside new with the fact that changed, and counts only when taken over', async () => {
    await revise({ awareAt: '2026-11-03T09:00:00Z' });
    const { text } = await row();
    expect(text).toContain('1 duty would be let off or due later');
    expect(text).toContain('Aware: Mon 2 Nov 2026, 09:00 GMT became Tue 3 Nov 2026, 09:00 GMT');
    expect(text).toMatch(/Counts now\s*Due\s*Thu 5 Nov 2026, 09:00 GMT\s*Would count\s*Due\s*Fri 6 Nov 2026/);
    expect(text).toContain('Asks: take over?');
    const fields = { duty: `${RULE}:1`, answer: 'adopt', changeReason: '' };
    const unexplained = await act('changes', fields);
    expect([unexplained.status, errorsOf(unexplained.text)]).toEqual([422, ['changeReason']]);
    const none = await act('changes', { answer: 'adopt', changeReason: 'Because' });
    expect([none.status, errorsOf(none.text)]).toEqual([422, ['duty']]);
    const taken = await act('changes', { ...fields, changeReason: 'The log was in local time' });
    expect(taken.headers.location).toBe(`${page()}?done=adopted`);
    const after = await row();
    expect(after.text).toContain('Fri 6 Nov 2026, 09:00 GMT');
    expect(after.text).toContain('First worked out as due Thu 5 Nov 2026');
    expect(after.text).toContain('“The log was in local time”');
    expect(after.text).not.toContain('Asks: take over?');
  });

  it('is refused for several duties at once, with one reason for all', async () => {
    await revise({
      affected: { byJurisdiction: { US: 10 }, complete: true },
      organisation: { roles: ['controller'], establishments: ['US'] },
    });
    const { text, tags } = await row();
    const ticks = tags.flatMap(({ name, attributes }) =>
      name === 'input' && attributes.get('name') === 'duty' ? [attributes.get('value') ?? ''] : [],
    );
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(text).toContain('Would count');
    const kept = await act('changes', { duty: ticks, answer: 'keep', changeReason: 'Counsel checks first' });
    expect(kept.headers.location).toBe(`${page()}?done=kept`);
    expect((await row()).text).not.toContain('would be let off');
  });

  it('that is stricter counts already and is marked as seen', async () => {
    await revise({ awareAt: '2026-11-01T09:00:00Z', discoveredAt: '2026-11-01T08:00:00Z' });
    const { text } = await row();
    expect(text).toContain('this counts already');
    expect(text).toMatch(/Before\s*Due\s*Thu 5 Nov 2026, 09:00 GMT\s*Counts now\s*Due\s*Wed 4 Nov 2026/);
    const seen = await act('changes', { duty: `${RULE}:1`, answer: 'seen' });
    expect(seen.headers.location).toBe(`${page()}?done=seen`);
  });

  it('stands on the dashboard of those who decide, and of nobody else', async () => {
    await revise({ awareAt: '2026-11-03T09:00:00Z' });
    const waiting = 'Decide about a duty that changed';
    const link = `href="${page()}#changes"`;
    const lead = (await as('lena').get('/')).text;
    expect([lead.includes(waiting), lead.includes(link)]).toEqual([true, true]);
    expect((await as('vera').get('/')).text).not.toContain(link);
  });
});

describe('A decision', () => {
  it('needs a reason, is shown with it, and can be taken back', async () => {
    const decide = (fields: Record<string, string>) =>
      act(`${RULE}/decision`, { revision: '1', decision: 'not_notifiable', reason: '', ...fields });
    const refused = await decide({});
    expect([refused.status, errorsOf(refused.text)]).toEqual([422, ['reason']]);
    const kept = await decide({ reason: 'The data were public before' });
    expect(kept.headers.location).toBe(`${page()}?duty=${RULE}&done=decided#duty-${RULE}`);
    expect((await row()).text).toMatch(/Not notifiable[\s\S]*“The data were public before”/);
    const back = (reason: string) =>
      act(`${RULE}/decision/withdrawal`, { revision: '2', backReason: reason });
    expect(errorsOf((await back(' ')).text)).toEqual(['backReason']);
    expect((await back('They were not')).headers.location).toContain('done=undecided');
    expect((await row()).text).toContain('Nothing was decided');
  });

  it('extends to a moment in the zone of the authority, and clocks follow', async () => {
    const until = '2098-12-01T10:00';
    const fields = { revision: '1', decision: 'extended', reason: 'Granted by phone' };
    const none = await act(`${RULE}/decision`, fields);
    expect(errorsOf(none.text)).toEqual(['until']);
    const odd = await act(`${RULE}/decision`, { ...fields, until, untilZone: 'Mars/Base' });
    expect(errorsOf(odd.text)).toEqual(['untilZone']);
    await act(`${RULE}/decision`, { ...fields, until, untilZone: 'Europe/Brussels' });
    const { text } = await row();
    expect(text).toMatch(/Next legal clock\s*\d+ years left/);
    expect(text).toContain('extended by decision');
    expect(text).toContain('by the terms: Thu 5 Nov, 09:00 GMT');
    expect(text).toContain('Mon 1 Dec 2098, 09:00 GMT');
  });

  it('of a waived duty takes its clock away', async () => {
    expect((await row()).text).toMatch(/Next legal clock\s*\d+ (d|days|years)[^<]* late/);
    await act(`${RULE}/decision`, { revision: '1', decision: 'waived', reason: 'Agreed with the authority' });
    expect((await row()).text).not.toMatch(/Next legal clock\s*\d+ (d|days|years)[^<]* late/);
  });

  it('on a row that someone changed meanwhile is refused with what was typed', async () => {
    await act(`${RULE}/keeper`, { revision: '1', keeperId: as('karl').id });
    const late = await act(`${RULE}/decision`, { revision: '1', decision: 'waived', reason: 'Kept words' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('The duty changed meanwhile');
    expect(late.text).toContain('Kept words');
  });

  it('is offered to lead and counsel only; counsel gives the password and comes back to the row', async () => {
    expect((await row('dana')).text).not.toContain('Keep the decision');
    expect((await row('vera')).text).toContain('decide and file.');
    expect((await row('karl')).text).toContain('Keep the decision');
    const restore = laterBy(running, { minutes: 6 });
    try {
      const { text, tags } = await row('karl');
      expect(text).not.toContain('Keep the decision');
      const back = encodeURIComponent(`${page()}?duty=${RULE}#duty-${RULE}`);
      expect(tags.some(({ attributes }) => attributes.get('href') === `/step-up?next=${back}`)).toBe(true);
      expect((await row('lena')).text).toContain('Keep the decision');
    } finally {
      restore();
    }
  });

  it('is not offered once the incident is closed', async () => {
    for (const status of ['contained', 'notifying', 'monitoring', 'closed'])
      await as('lena').patch(`/api/v1/incidents/${incident.id}`, { status, reason: 'done' });
    const { text } = await row();
    expect(text).toContain('The incident is closed');
    expect(text).not.toContain('Keep the decision');
    const refused = await act(`${RULE}/keeper`, { revision: '1', keeperId: '' });
    expect(refused.status).toBe(409);
  });
});

describe('A filing', () => {
  const FILED = {
    revision: '1',
    filedAt: '2026-11-05T09:00',
    filedZone: 'UTC',
    channel: 'portal',
    authorityReference: 'DPC-2026-1234',
    text: 'We report a breach.',
  };
  const upload = (fields: Record<string, string>, name = '', content = '') =>
    as('lena').upload(`${page()}/${RULE}/filings`, fields, {
      field: 'file',
      name,
      type: 'application/octet-stream',
      content,
    });

  it('keeps the words with their seal, and stays late where it was late', async () => {
    const late = await upload({
      ...FILED,
      filedAt: '2026-11-05T14:00',
      filedZone: 'Europe/Brussels',
      lateReason: 'Portal down',
    });
    expect(late.headers.location).toBe(`${page()}?duty=${RULE}&done=filed#duty-${RULE}`);
    const { text } = await row();
    expect(text).toContain('Met, late by 4 h');
    expect(text).toContain('Met late');
    expect(text).toContain('We report a breach.');
    expect(text).toContain('0f6bf8a4d9179404a9de7546d99185efcfee2cf8ab0b40fc237cdad962ebf367');
    expect(text).toContain('Portal down');
    expect((await as('vera').get('/')).text).toContain('Met, late by 4 h');
    expect((await as('vera').get('/obligations?state=late-filed')).text).toContain(incident.reference);
  });

  it('takes the file that was sent into the evidence and links to it', async () => {
    expect((await upload({ ...FILED, text: '' }, 'report.txt', 'the very report\n')).status).toBe(303);
    const { text, tags } = await row();
    expect(text).toContain('report.txt');
    const hrefs = tags.map(({ attributes }) => attributes.get('href') ?? '');
    const file = hrefs.find((href) => href.startsWith(`/incidents/${incident.reference}/evidence?file=`));
    expect((await as('lena').get(file?.split('#')[0] ?? '')).text).toContain('report.txt');
    const fileId = /file=(\w+)/.exec(file ?? '')?.[1] ?? '';
    const again = await upload({ ...FILED, revision: '3', text: '', fileId }, 'x.txt', 'x');
    expect(errorsOf(again.text)).toEqual(['fileId']);
  });

  it('without what was sent, from the future or with a file that is not what it says is refused, typed text kept', async () => {
    const future = await upload({ ...FILED, filedAt: '2999-01-01T00:00', text: '' });
    expect([future.status, errorsOf(future.text).sort()]).toEqual([422, ['filedAt', 'text']]);
    expect(future.text).toContain('DPC-2026-1234');
    expect(errorsOf((await upload(FILED, 'photo.png', '<svg/>')).text)).toEqual(['file']);
    expect(errorsOf((await upload({ ...FILED, filedAt: 'yesterday' })).text)).toEqual(['filedAt']);
    expect(errorsOf((await upload({ ...FILED, channel: 'pigeon' })).text)).toEqual(['channel']);
    expect(errorsOf((await upload({ ...FILED, text: 'x'.repeat(70_000) })).text)).toEqual(['text']);
  });

  it('is withdrawn with a reason and stays in the record', async () => {
    await upload(FILED);
    const { tags } = await row();
    const action = tags
      .map(({ attributes }) => attributes.get('action') ?? '')
      .find((one) => /filings\/\w+\/withdrawal$/.test(one));
    const path = action?.replace(`${page()}/`, '') ?? '';
    const revision = tags
      .find(({ attributes }) => attributes.get('name') === 'revision')
      ?.attributes.get('value');
    const field = `withdrawReason.${path.split('/').at(-2) ?? ''}`;
    const withdraw = (reason: string) => act(path, { revision: revision ?? '', [field]: reason });
    expect(errorsOf((await withdraw('')).text)).toEqual([field]);
    expect((await withdraw('It was a draft')).headers.location).toContain('done=withdrawn');
    const { text } = await row();
    expect(text).toMatch(/Withdrawn: Sent[\s\S]*“It was a draft”/);
  });
});

describe('The list of all duties', () => {
  it('filters by state, place, keeper and incident, and refuses what is none of them', async () => {
    await act(`${RULE}/keeper`, { revision: '1', keeperId: as('lena').id });
    const list = async (query: string, who: Name = 'lena') =>
      readHtml((await as(who).get(`/obligations?${query}`)).text).text;
    expect(await list(`keeper=mine&incident=${incident.reference}`)).toContain('lena Tester');
    expect(await list(`keeper=mine&incident=${incident.reference}`, 'karl')).toContain(
      'No duty stands like this.',
    );
    expect(await list(`jurisdiction=EU&state=late&incident=${incident.reference}`)).toContain('GDPR');
    expect(await list(`jurisdiction=JP&incident=${incident.reference}`)).toContain(
      'No duty stands like this.',
    );
    const refused = await as('lena').get('/obligations?incident=what');
    expect([refused.status, refused.text.includes('Write a whole reference')]).toEqual([422, true]);
    expect((await as('ada').get('/obligations')).status).toBe(403);
  });

  it('pages on by what is due, each duty once', async () => {
    for (let more = 0; more < 55; more += 1) await open();
    const seen: string[] = [];
    let href: string | undefined = '/obligations?jurisdiction=EU&state=open';
    while (href !== undefined) {
      const { tags } = readHtml((await as('lena').get(href)).text);
      const at = (name: string) => tags.flatMap(({ attributes }) => attributes.get(name) ?? []);
      seen.push(...at('href').filter((one) => one.includes('?duty=')));
      href = tags.find(({ attributes }) => attributes.get('rel') === 'next')?.attributes.get('href');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((one) => one.includes(RULE)).length).toBeGreaterThanOrEqual(55);
  });

  it('is hidden where the incident is', async () => {
    const body = { title: 'Secret', visibility: 'members', facts: FACTS };
    const { reference } = (await as('lena').post('/api/v1/incidents', body)).json<{ reference: string }>();
    expect((await as('lena').get(`/obligations?incident=${reference}`)).text).toContain('Secret');
    expect((await as('vera').get(`/obligations?incident=${reference}`)).text).not.toContain('Secret');
  });
});
