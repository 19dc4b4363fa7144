import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

const SMALL = '/api/v1/incidents/small';
const REGISTER = '/api/v1/register';

/** A letter to one wrong person in Ireland: unlikely harm lets the organisation off Art. 33 and 34. */
const LETTER = {
  happened: 'Letter sent to the wrong household',
  occurredAt: '2026-01-05T09:00:00Z',
  discoveredAt: '2026-01-06T08:00:00+01:00',
  awareAt: '2026-01-06T09:30:00Z',
  people: { IE: 1 },
  data: ['name', 'postal-address'],
  protection: 'none',
  roles: ['controller'],
  establishments: ['IE'],
  ordinaryOrganisation: true,
  measures: ['returned'],
  harm: 'unlikely',
  harmReason: 'The neighbour brought it back unopened.',
};
const OFF = [
  { party: 'authorities', decision: 'not_notifiable', reason: 'No risk: back unopened.' },
  { party: 'people', decision: 'not_notifiable', reason: 'No high risk.' },
];

interface Entry {
  id: string;
  hidden: boolean;
  reference: string;
  status: string;
  duties: { ruleId: string; decision: string | null; decidedBy: string; awaited: boolean }[];
  [key: string]: unknown;
}

async function record(who: keyof typeof EVERYONE, extra: Record<string, unknown> = {}) {
  const answer = await as(who).post(SMALL, { ...LETTER, ...extra });
  return { status: answer.status, text: answer.text, ...answer.json<Record<string, never>>() } as unknown as {
    status: number;
    text: string;
    incident: { id: string; reference: string; status: string; severity: string };
    awaited: number;
    closed: boolean;
    undecided: number;
    errors: { path: string }[];
  };
}

async function registerOf(who: keyof typeof EVERYONE, query = ''): Promise<Entry[]> {
  return (await as(who).get(`${REGISTER}?limit=100${query}`)).json<{ entries: Entry[] }>().entries;
}

describe('a small incident', () => {
  it('leaves facts, assessment, decisions and an entry of each in the trail, and closes at once', async () => {
    const { status, incident, closed, awaited } = await record('lena', { decisions: OFF, close: true });
    expect({ status, closed, awaited }).toEqual({ status: 201, closed: true, awaited: 0 });
    expect(incident).toMatchObject({ status: 'closed', severity: 'low' });
    const [entry] = (await registerOf('lena')).filter(({ id }) => id === incident.id);
    expect(entry).toMatchObject({
      occurredAt: '2026-01-05T09:00:00.000Z',
      discoveredAt: '2026-01-06T07:00:00.000Z',
      people: { count: 1, exact: true },
      places: ['IE'],
      harm: 'unlikely',
      harmReason: 'The neighbour brought it back unopened.',
      measures: ['returned'],
    });
    expect(entry?.duties.map(({ ruleId, decision, decidedBy }) => [ruleId, decision, decidedBy])).toEqual([
      ['eu-gdpr-33-authority', 'not_notifiable', 'lena Tester'],
      ['eu-gdpr-34-individuals', 'not_notifiable', 'lena Tester'],
    ]);
    const actions = (await trailOf(running, incident.id)).map(({ action }) => action);
    expect(actions).toEqual(['incident.opened', 'incident.assessed', 'incident.changed']);
    for (const ruleId of ['eu-gdpr-33-authority', 'eu-gdpr-34-individuals'])
      expect((await trailOf(running, ruleId)).map(({ action }) => action)).toContain('obligation.decided');
  });

  it('writes down the decision not to tell people as the fact that laws count from', async () => {
    const { incident } = await record('lena', { decisions: OFF });
    const { facts } = (await as('lena').get(`/api/v1/incidents/${incident.id}`)).json<{
      facts: { facts: { noHarmDeterminedAt?: string; incident: { findings?: object } } };
    }>();
    expect(facts.facts.noHarmDeterminedAt).toBeDefined();
    expect(facts.facts.incident.findings).toEqual({ 'no-harm-determination': true });
  });

  it('stays open while a notice is to be sent', async () => {
    const decisions = [{ party: 'authorities', decision: 'notify', reason: 'Possible harm.' }, OFF[1]];
    const { closed, incident } = await record('lena', { harm: 'possible', decisions, close: true });
    expect(closed).toBe(false);
    expect(incident.status).toBe('open');
  });

  it('keeps what someone proposes who may not decide, and waits for the decision', async () => {
    const { incident, awaited } = await record('dana', { decisions: OFF });
    expect(awaited).toBe(2);
    const waiting = await registerOf('lena', '&decided=awaited');
    const entry = waiting.find(({ id }) => id === incident.id);
    expect(entry?.duties.every(({ awaited: waits, decision }) => waits && decision === null)).toBe(true);
    for (const ruleId of ['eu-gdpr-33-authority', 'eu-gdpr-34-individuals']) {
      const path = `/api/v1/incidents/${incident.id}/obligations/${ruleId}/decision`;
      const decided = { decision: 'not_notifiable', reason: 'As proposed', revision: 1 };
      expect((await as('lena').post(path, decided)).status).toBe(200);
    }
    expect((await registerOf('lena', '&decided=awaited')).map(({ id }) => id)).not.toContain(incident.id);
    expect((await registerOf('lena', '&decided=decided')).map(({ id }) => id)).toContain(incident.id);
  });

  it('refuses what cannot be decided, seen or closed by this person', async () => {
    const unseen = await record('dana', { visibility: 'members' });
    expect([unseen.status, unseen.errors.map(({ path }) => path)]).toEqual([422, ['/visibility']]);
    expect((await record('dana', { close: true })).status).toBe(403);
    expect((await record('vera')).status).toBe(403);
    const without = await record('lena', { decisions: [{ ...OFF[0], reason: ' ' }] });
    expect([without.status, without.errors.map(({ path }) => path)]).toEqual([422, ['/decisions/0/reason']]);
  });

  it('tells that it is not small, with the place, and keeps nothing', async () => {
    const before = (await registerOf('lena')).length;
    for (const [extra, path] of [
      [{ people: { IE: 500 } }, '/people'],
      [{ harm: 'serious' }, '/harm'],
      [{ harm: 'likely', data: ['medical-record'] }, '/data'],
      [{ people: { IE: 1, DE: 1, FR: 1, ES: 1 } }, '/people'],
    ] as const) {
      const refused = await record('lena', extra);
      expect([refused.status, refused.errors.map((one) => one.path)]).toEqual([422, [path]]);
    }
    expect((await record('lena', { people: { IE: 499 } })).status).toBe(201);
    expect((await registerOf('lena')).length).toBe(before + 1);
  });

  it.each([
    ['a place that is none', { people: { QQ: 1 } }],
    ['fewer people than none', { people: { IE: -1 } }],
    ['data nobody knows', { data: ['shoe-size'] }],
    ['noticed before it happened', { discoveredAt: '2026-01-01T00:00:00Z' }],
    ['aware in the future', { awareAt: '2126-01-01T00:00:00Z' }],
    ['a day that is none', { awareAt: '2026-02-30T00:00:00Z' }],
    ['two lines', { happened: 'a\nb' }],
    ['nothing yet, and yet something', { measures: ['nothing-yet', 'recalled'] }],
    ['no reason', { harmReason: '' }],
    ['a field that is none', { owner: 'x' }],
  ])('refuses %s', async (_, extra) => {
    expect((await record('lena', extra)).status).toBe(422);
  });
});

describe('the breach register', () => {
  const HOSTILE = [
    '=HYPERLINK("http://x.example")',
    '<img src=x onerror=alert(1)>',
    '"; \u202e,',
    '@SUM(A1)',
  ];

  it('finds by year, state, place and decision, page by page', async () => {
    const all = await registerOf('lena');
    const yearOf = ({ openedAt }: Entry) => Number(String(openedAt).slice(0, 4));
    const year = yearOf(all[0]!);
    // These tests may run through the night of New Year.
    const [late, early] = [year, year - 1].map((one) => all.filter((entry) => yearOf(entry) === one));
    expect(await registerOf('lena', `&year=${year}`)).toEqual(late);
    expect(await registerOf('lena', `&year=${year - 1}`)).toEqual(early);
    expect(await registerOf('lena', `&year=${year + 1}`)).toEqual([]);
    expect((await registerOf('lena', '&state=closed')).every(({ status }) => status === 'closed')).toBe(true);
    expect(await registerOf('lena', '&jurisdiction=IE')).toHaveLength(all.length);
    expect(await registerOf('lena', '&jurisdiction=FR')).toEqual([]);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&before=${next}`;
      const page = (await as('lena').get(`${REGISTER}?limit=2${cursor}`)).json<{
        entries: Entry[];
        next: string | null;
      }>();
      seen.push(...page.entries.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it.each(['year=19', 'state=gone', 'jurisdiction=%25', 'decided=x', 'before=1', 'limit=1000', 'x=1'])(
    'refuses %s',
    async (query) => {
      expect((await as('lena').get(`${REGISTER}?${query}`)).status).toBe(422);
    },
  );

  it('leaves exercises out unless they are asked for', async () => {
    const opened = await as('lena').post('/api/v1/incidents', { title: 'Drill', kind: 'exercise' });
    const { id } = opened.json<{ id: string }>();
    expect((await registerOf('lena')).map((one) => one.id)).not.toContain(id);
    const drills = await registerOf('lena', '&exercises=only');
    expect(drills).toMatchObject([{ id, exercise: true }]);
    expect((await registerOf('lena', '&exercises=with')).map((one) => one.id)).toContain(id);
  });

  it('shows what one may not see to nobody, and to the auditor only that it is there', async () => {
    const { incident } = await record('lena', { visibility: 'restricted', decisions: OFF });
    expect((await registerOf('dana')).map(({ id }) => id)).not.toContain(incident.id);
    const audited = (await registerOf('aude')).find(({ id }) => id === incident.id);
    expect(audited).toEqual({ hidden: true, id: incident.id });
    for (const query of ['&decided=decided', '&jurisdiction=IE', '&state=open', '&exercises=with'])
      expect((await registerOf('aude', query)).map(({ id }) => id)).not.toContain(incident.id);
    const csv = await as('aude').get(`${REGISTER}.csv`);
    expect(csv.text).toContain(incident.id);
    expect(csv.text).not.toContain(incident.reference);
    expect((await as('ada').get(REGISTER)).status).toBe(403);
  });

  it('gives a file that no spreadsheet runs, whatever people wrote', async () => {
    for (const happened of HOSTILE.filter((text) => !text.includes('\u202e')))
      await record('lena', {
        happened,
        harmReason: HOSTILE.join('\n'),
        measuresNote: HOSTILE[0],
        decisions: OFF.map((one) => ({ ...one, reason: HOSTILE[3] })),
      });
    const { status, headers, text } = await as('lena').get(`${REGISTER}.csv`);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    expect(text).not.toMatch(/(^|,)"[=+\-@\t\r]/mu);
    expect(text).toContain('Not legal advice');
    expect(text).toMatch(/Made .* UTC by lena Tester\./);
  });

  it('gives the same as PDF, with hostile texts as text', async () => {
    const { status, headers, text } = await as('lena').get(`${REGISTER}.pdf`);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).not.toContain('/URI');
    expect(text).not.toContain('/JavaScript');
  });
});
