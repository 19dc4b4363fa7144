import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

let running: RunningApp;
let as: (name: 'lena' | 'dana' | 'vera') => SignedIn;

const BANK = {
  awareAt: '2026-11-17T09:10:00Z',
  industry: 'financial-services',
  data: { classes: [{ class: 'bank-account', protection: 'none' }] },
  lossesIncurred: 'confirmed',
};

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications', vera: 'viewer' });
});

afterAll(() => running.close());

/** An incident with its plan page and the forms of that page. */
async function given(facts: object = BANK) {
  const { id, reference } = await running.app.get(Incidents).open(
    {
      title: 'Statements copied',
      kind: 'real',
      visibility: 'organisation',
      determination: 'confirmed',
      facts,
    },
    as('lena').actor,
  );
  const page = `/incidents/${reference}/plan`;
  return {
    id,
    page,
    read: async (query = '', who: 'lena' | 'vera' = 'lena') =>
      (await as(who).get(page + query)).text.replaceAll('&#x3D;', '='),
    decide: (step: string, fields: Record<string, string>, who: 'lena' | 'dana' | 'vera' = 'lena') =>
      as(who).form(`${page}/steps/${step}/decision`, fields),
    assign: (step: string, fields: Record<string, string>) =>
      as('lena').form(`${page}/steps/${step}/assignment`, fields),
    trail: async (step: string) =>
      (await trailOf(running, step)).map(({ action, facts: { before, after } }) => ({
        action,
        before,
        after,
      })),
  };
}

const GUARANTEE = 'remedy-loss-guarantee';
/** Of communications; neither it nor what comes before it asks for evidence. */
const ALERT = 'notify-early-alert';

describe('The plan page', () => {
  it('opens a rank into points that sum to the score, sources for and against, and what may be promised', async () => {
    const html = await (await given()).read(`?show=all&step=${GUARANTEE}`);
    const table = /How the score of ([\d.]+) comes about([\s\S]*?)<\/tbody>/.exec(html);
    const points = [...(table?.[2] ?? '').matchAll(/<td class="num">([−\d.]+)<\/td>/g)].map(([, text]) =>
      Number(text?.replace('−', '-')),
    );
    expect(points.length).toBeGreaterThan(2);
    expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Number(table?.[1]), 1);
    expect(html).toContain('KPMG LLP with Forbes Insights, Consumer Loss Barometer, 2016, n = 449');
    expect(html).toContain('Not verified');
    expect(html).toContain('Compensation was not found to work better than apology');
    expect(html).toContain('× 1.50, losses confirmed: findings give the direction, the size is a choice');
    expect(html).toMatch(/Not yet claimable\. Claimable after:[\s\S]*Judge the likely harm/);
    expect(html).toMatch(/Apology: rank \d+ of \d+\.[\s\S]*no apology ranks above a step that delivers/);
  });

  it('shows the best step for each wish first, and both orders under their own names', async () => {
    const plan = await given();
    const best = await plan.read();
    expect(best.match(/Best step for: /g)).toHaveLength(8);
    expect(best).toMatch(/consumer rank \d+ to \d+ of \d+/);
    const timed = await plan.read('?order=time');
    expect(timed.indexOf('<h2>Containment</h2>')).toBeLessThan(timed.indexOf('<h2>Law</h2>'));
    expect(timed).toContain('placed first for safety, containment or law');
    expect(await plan.read('?order=owner&owner=finance')).toMatch(
      /<h2>Finance<\/h2>(?![\s\S]*<h2>Legal<\/h2>)/,
    );
  });

  it('takes each decision by a form and leaves an entry for each', async () => {
    const plan = await given();
    const accepted = await plan.decide(ALERT, { decision: 'accept', revision: '0' }, 'dana');
    expect([accepted.status, accepted.headers.location]).toEqual([
      303,
      `${plan.page}?decided=${ALERT}#${ALERT}`,
    ]);
    await plan.assign(ALERT, { assigneeId: as('dana').id, revision: '1' });
    await plan.decide(ALERT, { decision: 'complete', revision: '2' });
    await plan.decide('support-phone', {
      decision: 'skip',
      reason: 'Not before the survey',
      revision: '0',
    });
    expect(await plan.trail(ALERT)).toEqual([
      { action: 'step.accepted', before: 'proposed', after: 'accepted' },
      { action: 'step.assigned', before: null, after: as('dana').id },
      { action: 'step.done', before: 'accepted', after: 'done' },
    ]);
    const html = await plan.read('?show=all');
    expect(html).toContain('1 done, 0 accepted, 1 skipped');
    expect(html).toMatch(/“Not before the survey”, lena Tester/);
    const after = await plan.read('?show=all&decided=support-phone');
    expect(after).toMatch(/role="status">[\s\S]*Skipped: [^<]*The reason is kept\./);
    expect([html.includes('Undo'), after.includes('Undo')]).toEqual([false, true]);
  });

  it('asks for the reason at its field when it is missing, and decides nothing', async () => {
    const plan = await given();
    const before = (await trailOf(running)).length;
    const answer = await plan.decide('support-phone', {
      decision: 'not_applicable',
      reason: ' ',
      revision: '0',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<title>Error: Plan/);
    expect(answer.text).toContain('<a href="#f-reason">Say why');
    expect(answer.text).toMatch(/id="f-reason" name="reason"[^>]*aria-invalid="true"/);
    expect(await trailOf(running)).toHaveLength(before);
  });

  it('refuses a decision made on an old state of the step and shows the new one', async () => {
    const plan = await given();
    await plan.decide(ALERT, { decision: 'accept', revision: '0' }, 'dana');
    const late = await plan.decide(ALERT, { decision: 'skip', reason: 'Too early', revision: '0' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone decided about this step meanwhile');
    expect(late.text).toMatch(/<h4>Decision<\/h4>[\s\S]*Accepted[\s\S]*dana Tester[\s\S]*Too early/);
    const handed = await plan.assign(ALERT, { assigneeId: '', revision: '0' });
    expect(handed.status).toBe(409);
  });

  it('offers no decision to those who may only read, and refuses theirs', async () => {
    const plan = await given();
    const html = await plan.read(`?show=all&step=${GUARANTEE}`, 'vera');
    expect(html).toContain('How the score of');
    expect(html).not.toContain('/decision');
    expect(html).not.toContain('/assignment');
    expect((await plan.decide(GUARANTEE, { decision: 'accept', revision: '0' }, 'vera')).status).toBe(403);
  });

  it('is read only once the incident is closed', async () => {
    const plan = await given();
    await running.app.get(Incidents).change(plan.id, { status: 'closed', reason: 'Over' }, as('lena').actor);
    expect(await plan.read()).not.toContain('/decision');
    const answer = await plan.decide(GUARANTEE, { decision: 'accept', revision: '0' });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('The incident is closed')]);
  });

  it('says of little known facts that all industries are pooled', async () => {
    const html = await (await given({})).read();
    expect(html).toContain('Little is known yet.');
    expect(html).toContain('All industries pooled before it');
    expect(html).toContain('weights of all industries pooled');
  });

  it.each([
    ['a bank', BANK],
    ['a school, which nobody can leave', { industry: 'education' }],
    ['nothing known', {}],
  ])('never foretells who will leave, and quotes leaders with 8 and 47 alone: %s', async (_, facts) => {
    const plan = await given(facts);
    for (const query of ['', '?show=all&step=notify-individuals', '?order=time', '?order=owner']) {
      const words = (await plan.read(query)).replace(/<[^>]*>/g, ' ');
      expect(words).not.toMatch(
        /forecast|predict|churn|expected loss of customers|will leave|you will lose/i,
      );
    }
    const leaders = /<th scope="col" class="num">Leaders<\/th>[\s\S]*?<\/table>/.exec(await plan.read())?.[0];
    const shares = [...(leaders ?? '').matchAll(/<td class="num">(\d+) %<\/td><\/tr>/g)].map(
      ([, share]) => share,
    );
    expect(shares).toEqual(['8', '47']);
  });
});
