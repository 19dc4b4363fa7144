import { Temporal } from 'temporal-polyfill';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';

const RULE = 'eu-gdpr-33-authority';

const FACTS = {
  summary: 'A copy of the customer table was read <by outsiders>.',
  awareAt: '2026-11-02T09:00:00Z',
  discoveredAt: '2026-11-02T08:00:00Z',
  organisation: { name: 'Larkmoor Bank', roles: ['controller'], establishments: ['IE'] },
  incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'email-address', protection: 'none' }], complete: true },
  affected: { byJurisdiction: { IE: 48213 }, relations: ['customer'], complete: true },
  harm: { level: 'possible' },
};

const PROFILE = {
  name: 'Larkmoor Bank',
  phone: '1800 555 014',
  dpo: 'Nuala Breen, dpo@larkmoor.example',
};

interface Report {
  exercise: boolean;
  form: { id: string };
  factsRevision: number;
  sha256: string;
  duty: { dueAt: string; arithmetic: string[] };
  missing: { code: string }[];
  sections: { fields: { answers: { code: string; state: string; text: string }[] }[] }[];
}

let running: RunningApp;
let as: (name: 'lena' | 'kim' | 'vera' | 'ada') => SignedIn;
let incident: { id: string; reference: string };

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', kim: 'counsel', vera: 'viewer', ada: 'admin' });
  const saved = await as('ada').put('/api/v1/settings/organisation', { revision: 0, profile: PROFILE });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.json()));
  incident = await opened();
});
afterAll(() => running.close());

async function opened(more: Record<string, unknown> = {}) {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS, ...more };
  return (await as('lena').post('/api/v1/incidents', body)).json<{ id: string; reference: string }>();
}

const address = (format: string, ruleId = RULE, id = incident.id) =>
  `/api/v1/incidents/${id}/obligations/${ruleId}/report${format === '' ? '' : `?format=${format}`}`;
const answers = ({ sections }: Report) =>
  new Map(
    sections.flatMap(({ fields }) =>
      fields.flatMap((field) => field.answers.map((one) => [one.code, one.text] as const)),
    ),
  );

it('fills the report of a duty from facts and profile, and says what is missing', async () => {
  const report = (await as('kim').get(address('json'))).json<Report>();
  expect(report.form.id).toBe('gdpr-33');
  expect(report.factsRevision).toBe(1);
  expect(report.duty.dueAt).toBe('2026-11-05T09:00:00Z');
  const said = answers(report);
  expect(said.get('incident-description')).toContain('A copy of the customer table was read <by outsiders>.');
  expect(said.get('dpo-contact')).toBe('Nuala Breen, dpo@larkmoor.example');
  expect(said.get('affected-count-total')).toBe('48,213 people.');
  expect(report.missing.map(({ code }) => code)).toEqual([
    'record-count',
    'delay-reasons',
    'measures-taken',
    'measures-planned',
  ]);
});

it('gives the same content as Markdown and as PDF', async () => {
  const markdown = await as('kim').get(address('md'));
  expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
  expect(markdown.headers['content-disposition']).toBe(
    `attachment; filename="${incident.reference}-${RULE}.md"`,
  );
  expect(markdown.text).toContain('A copy of the customer table was read \\<by outsiders\\>.');
  expect(markdown.text).toContain('Not legal advice.');
  const pdf = await as('kim').get(address('pdf'));
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.text.slice(0, 5)).toBe('%PDF-');
});

it('takes measures from the plan: done with its proof, done without, decided', async () => {
  const { id } = await opened();
  const plan = (await as('lena').get(`/api/v1/incidents/${id}/plan`)).json<{
    plan: { steps: { id: string }[] };
  }>();
  expect(plan.plan.steps.map((step) => step.id)).toContain('support-phone');
  const answer = await as('lena').post(`/api/v1/incidents/${id}/plan/steps/support-phone/decision`, {
    decision: 'accept',
    revision: 0,
  });
  expect(answer.status).toBe(200);
  const report = (await as('kim').get(address('json', RULE, id))).json<Report>();
  expect(answers(report).get('measures-planned')).toMatch(/^Decided, not yet done: /);
});

it('counts with the moment that a decision set', async () => {
  const { id } = await opened();
  const day = Temporal.Now.plainDateISO('UTC').add({ days: 30 });
  const decided = await as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/decision`, {
    decision: 'extended',
    reason: 'The authority granted it in writing',
    until: `${day}T12:00:00Z`,
    revision: 1,
  });
  expect(decided.status).toBe(200);
  const report = (await as('kim').get(address('json', RULE, id))).json<Report>();
  expect(report.duty.dueAt).toBe(`${day}T12:00:00Z`);
  expect(report.duty.arithmetic.at(-1)).toBe(`Decision on record: extended until ${day}T12:00:00.000Z.`);
});

it('carries the word EXERCISE in every form of an exercise, in its name too', async () => {
  const { id } = await opened({ kind: 'exercise' });
  const markdown = await as('kim').get(address('md', RULE, id));
  expect(markdown.text).toMatch(/^\*\*EXERCISE/);
  expect(markdown.headers['content-disposition']).toMatch(/filename="EXERCISE-/);
  expect((await as('kim').get(address('json', RULE, id))).json<Report>().exercise).toBe(true);
});

it('knows no report of a rule that there is not, and none of an incident that is hidden', async () => {
  expect((await as('kim').get(address('json', 'no-such-rule'))).status).toBe(404);
  expect((await as('kim').get(address('json', '__proto__'))).status).toBe(404);
  const hidden = await opened({ visibility: 'members' });
  expect((await as('vera').get(address('json', RULE, hidden.id))).status).toBe(404);
  expect((await as('kim').get(address('docx'))).status).toBe(422);
});

it('shows the report on a page, with its downloads, and leads to the filing those who may record one', async () => {
  const page = await as('lena').get(`/incidents/${incident.reference}/obligations/${RULE}/report`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('A copy of the customer table was read &lt;by outsiders&gt;.');
  expect(page.text).toContain('Take this text into the filing');
  expect(page.text).toContain(`/obligations/${RULE}/report?format&#x3D;pdf`);
  const viewer = await as('vera').get(`/incidents/${incident.reference}/obligations/${RULE}/report`);
  expect(viewer.status).toBe(200);
  expect(viewer.text).not.toContain('Take this text into the filing');
});

it('starts the filing with the text of the report, and records nothing by that', async () => {
  const page = await as('lena').get(`/incidents/${incident.reference}/obligations?duty=${RULE}&report=1`);
  expect(page.status).toBe(200);
  expect(/<textarea[^>]* name="text"[^>]*>\n?([^<]*)</.exec(page.text)?.[1]).toContain(
    '# Notification of a personal data breach',
  );
  const filings = await as('lena').get(`/api/v1/incidents/${incident.id}/obligations/filings`);
  expect(filings.json<unknown[]>()).toEqual([]);
});
