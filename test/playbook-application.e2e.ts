import { PlaybookUses } from '../src/plans/playbook-uses.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

type Name = 'ada' | 'lena' | 'leo' | 'dana' | 'vera';

let running: RunningApp;
let as: (name: Name) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  const roles = { ada: 'admin', lena: 'lead', leo: 'lead', dana: 'communications', vera: 'viewer' } as const;
  as = await people(running, roles);
});

afterAll(() => running.close());

const FACTS = {
  industry: 'financial-services',
  lossesIncurred: 'confirmed',
  data: { classes: [{ class: 'bank-account' }] },
};

const OWN = {
  title: 'Call the shops',
  phase: 'notify',
  owner: 'operations',
  lane: 'normal',
  serves: { speed: 2 },
  requires: [],
  doneWhen: 'Every shop answered',
  leadHours: 4,
  effort: 'S',
  asksEvidence: false,
};

const CONTENT = {
  title: 'Accounts copied',
  summary: 'For the bank.',
  industry: 'financial-services',
  causes: [],
  steps: [
    { step: 'remedy-fix-root', title: 'Close the hole', dueHours: 24 },
    { id: 'own-second', own: { ...OWN, title: 'Visit the shops', requires: ['own-call'] } },
    { id: 'own-call', own: OWN, dueHours: 4, note: 'Numbers are in the safe.' },
    { step: 'notify-individuals', feasibility: { factor: 0.8, reason: 'No addresses of old customers.' } },
    { step: 'contain-safe-state' },
  ],
  leftOut: [{ step: 'remedy-loss-guarantee', reason: 'The bank association pays.' }],
};

const incident = async (visibility = 'organisation') =>
  (await as('lena').post('/api/v1/incidents', { title: 'Copied', visibility, facts: FACTS })).json<{
    id: string;
    reference: string;
  }>();
const playbook = async (content: object = CONTENT) =>
  (await as('lena').post('/api/v1/playbooks', { content })).json<{ id: string }>();
const apply = (incidentId: string, body: object, who: Name = 'lena') =>
  as(who).post(`/api/v1/incidents/${incidentId}/playbooks`, body);
const decide = (incidentId: string, step: string, decision: string, revision = 0, reason = '') =>
  as('lena').post(`/api/v1/incidents/${incidentId}/plan/steps/${step}/decision`, {
    decision,
    revision,
    reason,
  });

interface Decision {
  state: string;
  title: string | null;
  dueAt: string | null;
  feasibility: object | null;
}
const decisionsOf = async (incidentId: string) =>
  (await as('lena').get(`/api/v1/incidents/${incidentId}/plan`)).json<{
    decisions: Record<string, Decision>;
    plan: { steps: { id: string; title: string }[] };
  }>();
const actionsOf = async (subject: string) => (await trailOf(running, subject)).map(({ action }) => action);

describe('the preview', () => {
  it('says what would be accepted, what does not apply and why, and what the ranking thinks of what is left out', async () => {
    const { id } = await incident();
    const book = await playbook();
    await decide(id, 'notify-individuals', 'accept');
    const preview = await as('vera').get(`/api/v1/incidents/${id}/playbooks/preview?playbook=${book.id}`);
    expect(preview.json()).toMatchObject({
      playbookId: book.id,
      version: 1,
      factsRevision: 1,
      appliedAt: null,
      accepted: [
        { id: 'remedy-fix-root', title: 'Close the hole', dueHours: 24 },
        { id: 'own-second' },
        { id: 'own-call' },
      ],
      decided: [{ id: 'notify-individuals', state: 'accepted' }],
      notApplicable: [{ id: 'contain-safe-state', unmet: [[{ recorded: expect.any(Boolean) }]] }],
      leftOut: [{ id: 'remedy-loss-guarantee', warned: true, reason: 'The bank association pays.' }],
    });
    expect(await actionsOf(book.id)).toEqual(['playbook.created']);
  });

  it('is not shown of an incident that one may not see', async () => {
    const { id } = await incident('members');
    const book = await playbook();
    const path = `/api/v1/incidents/${id}/playbooks/preview?playbook=${book.id}`;
    expect((await as('leo').get(path)).status).toBe(404);
    expect((await apply(id, { playbookId: book.id }, 'leo')).status).toBe(404);
  });
});

describe('applying a playbook', () => {
  it('accepts what is proposed, adapts it, adds own steps, pins the version and leaves entries', async () => {
    const { id } = await incident();
    const book = await playbook();
    const applied = await apply(id, { playbookId: book.id });
    const { pin } = applied.json<{ pin: { steps: Record<string, string>; contentHash: string } }>();
    expect(applied.json()).toMatchObject({ changed: true, pin: { playbookId: book.id, version: 1 } });
    const { decisions, plan } = await decisionsOf(id);
    expect(decisions['remedy-fix-root']).toMatchObject({ state: 'accepted', title: 'Close the hole' });
    expect(decisions['notify-individuals']).toMatchObject({ feasibility: { factor: 0.8 } });
    const call = pin.steps['own-call'] ?? '';
    expect([decisions[call]?.state, plan.steps.find((one) => one.id === call)?.title]).toEqual([
      'accepted',
      'Call the shops',
    ]);
    expect(decisions['contain-safe-state']).toBeUndefined();
    expect(decisions['remedy-loss-guarantee']).toBeUndefined();
    expect((await trailOf(running, book.id)).at(-1)).toMatchObject({
      action: 'playbook.applied',
      facts: { version: 1, hash: pin.contentHash, warned: ['remedy-loss-guarantee'] },
    });
    expect(await actionsOf(call)).toEqual(['step.own_added', 'step.accepted', 'step.due_set']);
  });

  it('never changes what people decided or set', async () => {
    const { id } = await incident();
    const book = await playbook();
    await decide(id, 'notify-individuals', 'skip', 0, 'The supplier tells them');
    await decide(id, 'remedy-fix-root', 'accept');
    await apply(id, { playbookId: book.id });
    const { decisions } = await decisionsOf(id);
    expect(decisions['notify-individuals']).toMatchObject({ state: 'skipped', feasibility: null });
    expect(decisions['remedy-fix-root']).toMatchObject({ state: 'accepted', title: null, dueAt: null });
  });

  it('does nothing the second time and says so', async () => {
    const { id } = await incident();
    const book = await playbook();
    await apply(id, { playbookId: book.id });
    const before = await decisionsOf(id);
    const again = await apply(id, { playbookId: book.id });
    expect([again.status, again.json().changed]).toEqual([200, false]);
    expect((await decisionsOf(id)).decisions).toEqual(before.decisions);
    expect(await actionsOf(book.id)).toEqual(['playbook.created', 'playbook.applied']);
  });

  it('is done once when two do it at once', async () => {
    const { id } = await incident();
    const book = await playbook();
    const both = await Promise.all(
      (['lena', 'leo'] as const).map((who) => apply(id, { playbookId: book.id }, who)),
    );
    expect(both.map((one) => one.json().changed).sort()).toEqual([false, true]);
    expect(await actionsOf(book.id)).toEqual(['playbook.created', 'playbook.applied']);
  });

  it('takes a newer version later: a second pin, only what is new is done, own steps are not doubled', async () => {
    const { id } = await incident();
    const book = await playbook();
    await apply(id, { playbookId: book.id });
    const steps = [...CONTENT.steps, { step: 'support-phone' }];
    await as('lena').patch(`/api/v1/playbooks/${book.id}`, { version: 1, content: { ...CONTENT, steps } });
    const second = (await apply(id, { playbookId: book.id })).json();
    expect(second).toMatchObject({ changed: true, did: { accepted: [{ id: 'support-phone' }] } });
    const { playbooks } = (await as('vera').get(`/api/v1/incidents/${id}/playbooks`)).json<{
      playbooks: { version: number; steps: Record<string, string> }[];
    }>();
    expect(playbooks.map(({ version }) => version)).toEqual([2, 1]);
    expect(playbooks[0]?.steps['own-call']).toBe(playbooks[1]?.steps['own-call']);
  });

  it('refuses a preview that is out of date, an archived playbook, and a closed incident, and changes nothing', async () => {
    const { id } = await incident();
    const book = await playbook();
    const { contentHash } = (
      await as('lena').get(`/api/v1/incidents/${id}/playbooks/preview?playbook=${book.id}`)
    ).json<{ contentHash: string }>();
    await as('lena').patch(`/api/v1/incidents/${id}/facts`, {
      revision: 1,
      facts: { ...FACTS, repeat: true },
    });
    const stale = await apply(id, { playbookId: book.id, factsRevision: 1, contentHash });
    expect(stale.json()).toMatchObject({ status: 409, code: 'plans.playbook_preview_stale' });
    await as('lena').post(`/api/v1/playbooks/${book.id}/archive`, { archived: true });
    expect((await apply(id, { playbookId: book.id })).json().code).toBe('playbooks.archived');
    await as('lena').post(`/api/v1/playbooks/${book.id}/archive`, { archived: false });
    await as('lena').patch(`/api/v1/incidents/${id}`, { status: 'closed', reason: 'Over' });
    expect((await apply(id, { playbookId: book.id })).json().code).toBe('incidents.closed');
    expect((await decisionsOf(id)).decisions).toEqual({});
  });

  it('is for leads: it decides about steps of every owner', async () => {
    const { id } = await incident();
    const book = await playbook();
    for (const who of ['ada', 'dana', 'vera'] as const)
      expect((await apply(id, { playbookId: book.id }, who)).status).toBe(403);
  });

  it('takes a shipped playbook as well', async () => {
    const { id } = await incident();
    const { shipped } = (await as('lena').get('/api/v1/playbooks?industry=financial-services')).json<{
      shipped: { id: string; version: number }[];
    }>();
    const applied = await apply(id, { playbookId: shipped[0]?.id });
    expect(applied.json()).toMatchObject({ changed: true, pin: { version: shipped[0]?.version } });
    const { decisions } = await decisionsOf(id);
    expect(Object.values(decisions).filter(({ state }) => state === 'accepted').length).toBeGreaterThan(10);
  });
});

describe('where a playbook is used', () => {
  it('names the incidents the reader may see, with what is done, and nothing of the others', async () => {
    const [open, closed] = [await incident(), await incident('members')];
    const book = await playbook();
    for (const { id } of [open, closed]) await apply(id, { playbookId: book.id });
    const step = (await decisionsOf(open.id)).decisions['remedy-fix-root'] as Decision & { revision: number };
    await decide(open.id, 'remedy-fix-root', 'complete', step.revision);
    const usesOf = async (who: Name) =>
      (await as(who).get(`/api/v1/playbooks/${book.id}/uses`)).json<{
        uses: { reference: string; done: number; steps: number; version: number }[];
      }>();
    const seen = await usesOf('lena');
    expect(seen.uses.map(({ reference }) => reference)).toEqual([closed.reference, open.reference]);
    expect(await usesOf('leo')).toMatchObject({
      uses: [{ reference: open.reference, version: 1 }],
      next: null,
    });
    expect((await usesOf('leo')).uses).toHaveLength(1);
    expect(await usesOf('ada')).toEqual({ uses: [], next: null });
  });
});

it('gives its uses page by page, none twice and none left out', async () => {
  const book = await playbook();
  const opened = [await incident(), await incident(), await incident()];
  for (const { id } of opened) await apply(id, { playbookId: book.id });
  const uses = running.app.get(PlaybookUses);
  const found: string[] = [];
  let before: string | undefined;
  do {
    const page = await uses.of(book.id, as('leo').actor, { limit: 1, ...(before ? { before } : {}) });
    found.push(...page.uses.map(({ incidentId }) => incidentId));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(found).toEqual(opened.map(({ id }) => id).reverse());
});

describe('a plan saved as a playbook', () => {
  it('holds what was accepted and what was skipped, and waits for someone to read the texts', async () => {
    const { id } = await incident();
    await decide(id, 'remedy-fix-root', 'accept');
    await decide(id, 'remedy-loss-guarantee', 'skip', 0, 'Frau Meier said no');
    const path = `/api/v1/incidents/${id}/playbooks/draft`;
    const { content } = (await as('leo').get(path)).json<{ content: typeof CONTENT }>();
    expect(content).toMatchObject({
      industry: 'financial-services',
      steps: [{ step: 'remedy-fix-root' }],
      leftOut: [{ step: 'remedy-loss-guarantee', reason: 'Frau Meier said no' }],
    });
    const unread = await as('leo').post(path, { content, textsRead: false });
    expect([unread.status, unread.json<{ errors: { path: string }[] }>().errors[0]?.path]).toEqual([
      422,
      '/textsRead',
    ]);
    const clean = { ...content, leftOut: [{ step: 'remedy-loss-guarantee', reason: 'Not affordable' }] };
    const made = (await as('leo').post(path, { content: clean, textsRead: true })).json<{ id: string }>();
    expect(made).toMatchObject({ origin: 'incident', current: { content: clean } });
    expect(await actionsOf(made.id)).toEqual(['playbook.created', 'plan.saved_as_playbook']);
  });

  it('names neither the incident nor its title, and is not to be had of an incident one may not see', async () => {
    const { id, reference } = await incident('restricted');
    const path = `/api/v1/incidents/${id}/playbooks/draft`;
    expect((await as('lena').get(path)).text).not.toMatch(new RegExp(`${reference}|Copied`));
    expect((await as('leo').get(path)).status).toBe(404);
    expect((await as('leo').post(path, { content: CONTENT, textsRead: true })).status).toBe(404);
  });
});
