import { AuditSealer } from '../../src/audit/audit-sealer.js';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

type Person = 'lena' | 'dana' | 'karl' | 'vera';

let running: RunningApp;
let as: (name: Person) => SignedIn;
let id: string;
let page: string;

/** Of communications, and of the executive, which only a lead decides about. */
const [ALERT, GUARANTEE] = ['notify-early-alert', 'remedy-loss-guarantee'];
const BANK = { industry: 'financial-services', data: { classes: [{ class: 'bank-account' }] } };

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications', karl: 'counsel', vera: 'viewer' });
});

beforeEach(async () => {
  const opened = await running.app.get(Incidents).open(
    {
      title: 'Statements copied',
      kind: 'real',
      visibility: 'organisation',
      determination: 'confirmed',
      facts: BANK,
    },
    as('lena').actor,
  );
  id = opened.id;
  page = `/incidents/${opened.reference}/plan`;
});

afterAll(() => running.close());

const plain = (html: string) => html.replaceAll('&#x3D;', '=').replaceAll('&#x27;', "'");
const read = async (address: string, who: Person = 'lena') => plain((await as(who).get(address)).text);
const row = (step: string, who: Person = 'lena') => read(`${page}?show=all&step=${step}`, who);
const post = (step: string, what: string, fields: Record<string, string>, who: Person = 'lena') =>
  as(who).form(`${page}/steps/${step}/${what}?show=all`, fields);
/** The page a form leads to. */
const after = async (answer: { headers: { location?: string } }) =>
  read(answer.headers.location?.split('#')[0] ?? '');

describe('The open row of a step', () => {
  it('takes a title of our own, keeps the one of the catalogue in view, and gives it back', async () => {
    const said = await post(ALERT, 'title', { title: 'Text everyone today', revision: '0' });
    expect(said.status).toBe(303);
    const html = await after(said);
    expect(html).toMatch(/role="status">[\s\S]*Now called: Text everyone today\./);
    expect(html).toContain('In the catalogue: Send a short first alert');
    await post(ALERT, 'title', { title: ' ', revision: '1' });
    expect(await row(ALERT)).not.toContain('Text everyone today');
  });

  it('takes a due date in the zone of the page, shows it in the row, and gives it back', async () => {
    const said = await post(ALERT, 'due', { dueAt: '2026-12-24T17:30', revision: '0' });
    const html = await after(said);
    expect(html).toContain('name="dueAt" type="datetime-local" value="2026-12-24T17:30"');
    expect(html).toMatch(/<time[^>]*datetime="2026-12-24T\d\d:30[^"]*"[\s\S]*set for this step/);
    await post(ALERT, 'due', { dueAt: '', revision: '1' });
    expect(await row(ALERT)).not.toContain('set for this step');
  });

  it('offers the way back once after it was given to someone or got a due date', async () => {
    const given = await post(ALERT, 'assignment', { assigneeId: as('dana').id, was: 'none', revision: '0' });
    const html = await after(given);
    expect(html).toMatch(/Given to dana Tester: [\s\S]*name="assigneeId" value=""[\s\S]*Undo/);
    expect(await row(ALERT)).not.toContain('Undo');
    const dated = await post(ALERT, 'due', { dueAt: '2026-12-24T17:30', was: 'none', revision: '1' });
    expect(await after(dated)).toMatch(/Due date kept: [\s\S]*name="dueAt" value=""[\s\S]*Undo/);
    const was = '2026-12-24T17:30:00.000Z';
    const again = await post(ALERT, 'due', { dueAt: '', was, revision: '2' });
    expect(await after(again)).toMatch(
      /No due date of your own: [\s\S]*name="dueAt" value="2026-12-24T\d\d:30"/,
    );
    const strange = await post(ALERT, 'due', { dueAt: '', was: 'javascript:x', revision: '3' });
    expect(strange.status).toBe(422);
  });

  it('takes a feasibility with its reason, shows it where the score is explained, and gives it back', async () => {
    const said = await post(ALERT, 'feasibility', {
      factor: '0,6',
      why: 'No texting service',
      revision: '0',
    });
    expect(await after(said)).toMatch(/Feasibility 0\.6: [^<]*It is now at rank \d+ of \d+\./);
    expect(await row(ALERT)).toContain('Feasibility set to 0.6 by the organisation: No texting service');
    await post(ALERT, 'feasibility', { factor: '', why: '', revision: '1' });
    expect(await row(ALERT)).not.toContain('by the organisation');
  });

  it.each([
    ['title', { title: 'x'.repeat(201) }, 'title'],
    ['due', { dueAt: '2026-02-30T10:00' }, 'dueAt'],
    ['due', { dueAt: 'soon' }, 'dueAt'],
    ['due', { dueAt: '2150-01-01T10:00' }, 'dueAt'],
    ['feasibility', { factor: '0.49', why: 'r' }, 'factor'],
    ['feasibility', { factor: '1.01', why: 'r' }, 'factor'],
    ['feasibility', { factor: 'much', why: 'r' }, 'factor'],
    ['feasibility', { factor: '0.8', why: ' ' }, 'why'],
  ])(
    'says at its field what is wrong with a %s, keeps what was typed, and changes nothing: %j',
    async (what, fields, field) => {
      const answer = await post(ALERT, what, { ...fields, revision: '0' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`<a href="#f-${field}">`);
      expect(answer.text).toMatch(new RegExp(`id="f-${field}" name="${field}"[^>]*aria-invalid="true"`));
      expect(answer.text).toMatch(/<details class="plain" open>/);
      for (const typed of Object.values(fields)) expect(answer.text).toContain(typed.trim());
      const entries = await trailOf(running, ALERT);
      expect(entries.filter((entry) => 'incidentId' in entry && entry.incidentId === id)).toEqual([]);
    },
  );

  it('says what is missing before a step is done, with links to it', async () => {
    await post(GUARANTEE, 'decision', { decision: 'accept', revision: '0' });
    const refused = await post(GUARANTEE, 'decision', { decision: 'complete', revision: '1' });
    expect(refused.status).toBe(409);
    const html = plain(refused.text);
    expect(html).toContain('<a href="#f-missing">The step cannot be done yet. Missing: a file that shows');
    expect(html).toMatch(
      /id="f-missing"[\s\S]*Before it can be done:[\s\S]*evidence\?step=remedy-loss-guarantee/,
    );
    expect(html).toMatch(
      /step=assess-harm#assess-harm">Judge the likely harm[^<]*<\/a>: comes first and is open/,
    );
  });

  it('says that a done step no longer stands as proven, and at which rank it was decided', async () => {
    const chain = ['contain-preserve', 'assess-scope', 'assess-data-classes'];
    for (const step of chain) {
      const file = { field: 'file', name: 'proof.txt', type: 'text/plain', content: `${id} ${step}` };
      await as('lena').upload(`/api/v1/incidents/${id}/evidence`, { subject: `step:${step}` }, file);
      await post(step, 'decision', { decision: 'accept', revision: '0' });
      expect((await post(step, 'decision', { decision: 'complete', revision: '1' })).status).toBe(303);
    }
    expect(await row('assess-scope')).toMatch(/Done at rank \d+, and still there\./);
    await post('contain-preserve', 'decision', { decision: 'reopen', revision: '2' });
    const html = await row('assess-scope');
    expect(html).toContain('Done, and no longer proven. Missing:');
    expect(html).toMatch(/contain-preserve">Preserve logs[^<]*<\/a>: comes first and is open/);
    await as('lena').patch(`/api/v1/incidents/${id}/facts`, {
      revision: 1,
      facts: { industry: 'education' },
    });
    expect(await row('assess-scope')).toMatch(/Done at rank \d+, now \d+, on revision 1 of the facts\./);
  });

  it('offers forms only to those whose step it is, and says who decides', async () => {
    expect(await row(ALERT, 'dana')).toContain(`/steps/${ALERT}/due`);
    const html = await row(GUARANTEE, 'dana');
    expect(html).not.toContain(`/steps/${GUARANTEE}/`);
    expect(html).toContain('Security lead may decide about this step, or the person it is given to.');
    expect((await post(GUARANTEE, 'title', { title: 'Mine', revision: '0' }, 'dana')).status).toBe(403);
    expect(await row(ALERT, 'vera')).not.toContain('may decide about this step');
  });
});

describe('The page of an own step', () => {
  const FIELDS = {
    title: 'Call the works council',
    owner: 'communications',
    phase: 'notify',
    'serves.human-contact': '3',
    doneWhen: 'Minutes of the call',
    leadHours: '24',
    effort: 'S',
    lane: 'normal',
    requires: ALERT ?? '',
    asksEvidence: 'yes',
  };
  const add = (fields: Record<string, string | string[]> = {}, who: Person = 'lena') =>
    as(who).form(`${page}/own-steps/new`, { ...FIELDS, ...fields });
  const idOf = (location = '') => /step=(own-[0-9a-z]{26})/.exec(location)?.[1] ?? '';

  it('adds a step that stands in the plan with the others, marked as ours', async () => {
    expect(await read(page)).toContain(`${page}/own-steps/new`);
    expect(await read(`${page}/own-steps/new`)).toContain('A person to talk to');
    const added = await add();
    expect(added.status).toBe(303);
    const html = await after(added);
    expect(html).toMatch(/Added: Call the works council\. Rank \d+ of \d+; no study stands behind/);
    expect(html).toContain('Call the works council</a></h3>');
    expect(html).toContain('Asks for evidence: none yet');
  });

  it('says at each field what is wrong, and keeps what was typed', async () => {
    const wrong = await add({ title: '', 'serves.human-contact': '', leadHours: '1.5' });
    expect(wrong.status).toBe(422);
    for (const field of ['title', 'serves.proof-of-fix', 'leadHours'])
      expect(wrong.text).toContain(`<a href="#f-${field}">`);
    expect(wrong.text).toMatch(/Minutes of the call<\/textarea>/);
    expect(wrong.text).toContain('value="1.5"');
    for (const strength of ['0', '5', '2.5'])
      expect((await add({ 'serves.human-contact': strength })).status).toBe(422);
  });

  it('changes and withdraws a step, each with its reason', async () => {
    const ownId = idOf((await add()).headers.location);
    const address = `${page}/own-steps/${ownId}`;
    expect(await read(address)).toMatch(/name="title"[^>]*value="Call the works council"/);
    const silent = await as('lena').form(address, { ...FIELDS, revision: '1', reason: '' });
    expect([silent.status, silent.text.includes('<a href="#f-reason">')]).toEqual([422, true]);
    const changed = { ...FIELDS, title: 'Meet the works council', revision: '1', reason: 'They asked' };
    expect(await after(await as('lena').form(address, changed))).toContain(
      'Changed: Meet the works council.',
    );
    const stale = await as('lena').form(address, { ...changed, title: 'Third' });
    expect([stale.status, stale.text.includes('Someone changed this step meanwhile')]).toEqual([409, true]);
    const kept = await as('lena').form(`${address}/withdrawal`, { revision: '2', withdrawal: ' ' });
    expect([kept.status, kept.text.includes('<a href="#f-withdrawal">')]).toEqual([422, true]);
    const gone = await as('lena').form(`${address}/withdrawal`, { revision: '2', withdrawal: 'It is met' });
    const html = await after(gone);
    expect(html).toContain('The step is out of the plan.');
    expect(html).toMatch(/Meet the works council: Added by you, and withdrawn, “It is met”/);
    expect((await as('lena').get(address)).status).toBe(404);
  });

  it('is named in the trail and to the person it is given to, until it is withdrawn', async () => {
    const ownId = idOf((await add()).headers.location);
    await post(ownId, 'assignment', { assigneeId: as('dana').id, revision: '0' });
    expect(await read('/', 'dana')).toMatch(/Call the works council[\s\S]*A step that was given to you/);
    await running.app.get(AuditSealer).sealAll();
    expect(await read(page.replace('/plan', '/audit'))).toMatch(
      /Own step added[\s\S]*Call the works council/,
    );
    await as('lena').form(`${page}/own-steps/${ownId}/withdrawal`, {
      revision: '1',
      withdrawal: 'Done by others',
    });
    expect(await read('/', 'dana')).not.toContain('Call the works council');
  });

  it('is there for those whose step it is', async () => {
    expect((await as('vera').get(`${page}/own-steps/new`)).status).toBe(403);
    const blank = await read(`${page}/own-steps/new`, 'karl');
    expect([blank.includes('value="legal"'), blank.includes('value="finance"')]).toEqual([true, false]);
    expect((await add({}, 'karl')).status).toBe(403);
    const ownId = idOf((await add({}, 'dana')).headers.location);
    expect((await as('karl').get(`${page}/own-steps/${ownId}`)).status).toBe(403);
    expect(await row(ownId, 'dana')).toContain(`${page}/own-steps/${ownId}`);
    expect(await row(ownId, 'karl')).not.toContain(`${page}/own-steps/${ownId}`);
  });
});
