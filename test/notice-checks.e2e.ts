import type { FindingView, NoticeReportView } from '../src/notices/notice-checks.controller.js';
import type { NoticeView } from '../src/notices/notices.views.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { laterBy, stopped } from './support/clock.js';
import { OPENING, incidentOf } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
});

afterAll(() => running.close());

/** An approval asks for a sign-in of the last five minutes; on a busy machine these tests take longer than that. */
beforeEach(async () => {
  for (const name of ['lena', 'karl'] as const) await as(name).signIn();
});

type Name = keyof typeof EVERYONE;

/** Names a kind of data that the facts of the incident do not know. */
const STRANGER = 'The thief copied your card number too.';
const STOCK = 'We take the protection of your data very seriously.';
const ABSOLUTE = 'This will never happen again.';
const REPAYMENT = 'We repay losses that come from this.';

const fine = <T>(answer: Answer): T => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<T>();
};
const pathOf = (id: string) => `/api/v1/notices/${id}`;
const noticeOf = async (id: string) => fine<NoticeView>(await as('dana').get(pathOf(id)));
const reportOf = async (id: string) => fine<NoticeReportView>(await as('aude').get(`${pathOf(id)}/checks`));

/** Dana saves a text with these sections alone; the words of the opening come after its usual ones. */
async function write(
  id: string,
  words: Record<string, string>,
  details: Record<string, unknown> = {},
): Promise<NoticeView> {
  const { revision, current } = await noticeOf(id);
  const texts: Record<string, string> = { ...words, opening: `${OPENING}\n\n${words['opening'] ?? ''}` };
  const sections = current.text.sections.map(({ id: section, heading, markdown }) => ({
    id: section,
    heading: section === 'opening' ? 'Notice of a data breach' : heading,
    markdown: texts[section] ?? markdown,
    hidden: !(section in texts),
  }));
  const text = { revision, subject: 'About your data', preheader: '', sections, details };
  return fine(await as('dana').post(`${pathOf(id)}/revisions`, text));
}

/** A draft of an incident in which names and passports were taken. */
async function drafted(words: Record<string, string>, details?: Record<string, unknown>): Promise<string> {
  const incidentId = await incidentOf(as);
  const draft = { kind: 'individuals-email' };
  const { id } = fine<NoticeView>(await as('dana').post(`/api/v1/incidents/${incidentId}/notices`, draft));
  await write(id, words, details);
  return id;
}

async function findingOf(id: string, rule: string): Promise<FindingView> {
  const { findings } = await reportOf(id);
  const found = findings.find((finding) => finding.rule === rule);
  if (!found) throw new Error(`No ${rule} among ${findings.map((one) => one.rule).join(', ')}`);
  return found;
}

/** About a finding of the text as it stands. */
async function answer(who: Name, act: string, id: string, rule: string, body: object = {}): Promise<Answer> {
  const { fingerprint } = await findingOf(id, rule);
  const { revision } = await noticeOf(id);
  return as(who).post(`${pathOf(id)}/${act}`, { revision, fingerprint, ...body });
}
const dismiss = (who: Name, id: string, rule: string, reason = 'Counsel wants it.') =>
  answer(who, 'dismissals', id, rule, { reason });
const restore = (who: Name, id: string, rule: string) => answer(who, 'dismissals/removal', id, rule);
const submit = async (id: string) =>
  as('dana').post(`${pathOf(id)}/submission`, { revision: (await noticeOf(id)).revision });
const approve = async (id: string) => {
  const { revision, contentHash } = await noticeOf(id);
  return as('karl').post(`${pathOf(id)}/approval`, { revision, contentHash });
};
const actsOn = async (id: string) => (await trailOf(running, id)).map(({ action }) => action);

describe('What the checks find in a notice', () => {
  it('stops its submission where it must not go out, naming the place and the way out', async () => {
    const id = await drafted({ opening: STRANGER });
    const refused = await submit(id);
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'notices.checks_stand',
      errors: [
        {
          path: '/sections/opening',
          message: expect.stringMatching(/^“[^”]*card number”: .* Take it out, or put the data class/),
        },
      ],
    });
    expect((await noticeOf(id)).state).toBe('draft');
    expect(await actsOn(id)).not.toContain('notice.submitted');

    await write(id, { opening: 'We are sorry that we let this happen.' });
    expect((await submit(id)).json()).toMatchObject({ state: 'in_review' });
  });

  it('is read by those who read notices, with the words it is about and where they stand', async () => {
    const id = await drafted({ opening: STRANGER });
    const { revision, findings } = await reportOf(id);
    const [first] = findings;
    expect(revision).toBe(2);
    expect(first).toMatchObject({
      rule: 'C2',
      severity: 'block',
      place: { section: 'opening' },
      text: expect.stringContaining('card number'),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      dismissal: null,
    });
    expect((await as('vera').get(`${pathOf(id)}/checks`)).status).toBe(403);
    const unknown = await as('aude').get(`${pathOf('01JZZZZZZZZZZZZZZZZZZZZZZZ')}/checks`);
    expect(unknown.status).toBe(404);
  });

  it('is read sixty times a minute by each person, and the next answer says when to come back', async () => {
    const nowhere = `${pathOf('01JZZZZZZZZZZZZZZZZZZZZZZZ')}/checks`;
    const goOn = stopped(running);
    let last: Answer | undefined;
    for (let n = 0; n < 61 && last?.status !== 429; n++) last = await as('karl').get(nowhere);
    expect(last?.json()).toMatchObject({ status: 429, code: 'notices.too_many_checks' });
    expect(last?.headers['retry-after']).toBe('60');
    expect((await as('dana').get(nowhere)).status).toBe(404);
    laterBy(running, { seconds: 60 });
    expect((await as('karl').get(nowhere)).status).toBe(404);
    goOn();
  });

  it('cannot be dismissed where it rests on facts, by nobody', async () => {
    const id = await drafted({ opening: STRANGER });
    for (const who of ['dana', 'lena', 'karl'] as const)
      expect((await dismiss(who, id, 'C2')).json()).toMatchObject({
        status: 422,
        code: 'notices.dismissal_refused',
        errors: [{ path: '/fingerprint' }],
      });
    expect((await findingOf(id, 'C2')).dismissal).toBeNull();
    expect(await actsOn(id)).not.toContain('notice.finding_dismissed');
    expect((await submit(id)).json()).toMatchObject({ code: 'notices.checks_stand' });
  });
});

describe('A warning', () => {
  it('is dismissed with a reason, once, and put back', async () => {
    const id = await drafted({ opening: STOCK });
    const reason = 'Xylophone: the regulator asked for it.';
    const dismissed = await dismiss('dana', id, 'W6', reason);
    expect([dismissed.status, dismissed.json()]).toMatchObject([
      201,
      { rule: 'W6', severity: 'warn', dismissal: { reason, by: as('dana').id, revision: 2 } },
    ]);
    const again = await dismiss('karl', id, 'W6', 'Another reason.');
    expect(again.json()).toMatchObject({ dismissal: { reason, by: as('dana').id } });
    expect((await findingOf(id, 'W6')).dismissal).toMatchObject({ reason, by: as('dana').id });

    expect((await restore('karl', id, 'W6')).json()).toMatchObject({ rule: 'W6', dismissal: null });
    expect((await restore('karl', id, 'W6')).status).toBe(200);
    expect((await findingOf(id, 'W6')).dismissal).toBeNull();

    const { fingerprint } = await findingOf(id, 'W6');
    const entries = (await trailOf(running, id)).filter(({ action }) => action.startsWith('notice.finding'));
    expect(entries).toMatchObject([
      {
        action: 'notice.finding_dismissed',
        actor: { id: as('dana').id },
        facts: { rule: 'W6', severity: 'warn', fingerprint, revision: 2 },
      },
      {
        action: 'notice.finding_restored',
        actor: { id: as('karl').id },
        facts: { rule: 'W6', fingerprint, revision: 2 },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Xylophone');
    const rows: unknown = await running.app
      .get(Reader)
      .manager.query(`SELECT * FROM notice_dismissal WHERE notice_id = '${id}'`);
    expect(rows).toMatchObject([{ dismissed_by: as('dana').id, removed_by: as('karl').id }]);
    expect(JSON.stringify(rows)).not.toContain('Xylophone');
  });

  it('stays dismissed while other words change, and counts again when its own do', async () => {
    const id = await drafted({ opening: STOCK });
    const before = await findingOf(id, 'W6');
    fine(await dismiss('dana', id, 'W6'));
    await write(id, { opening: `${STOCK} We wrote to the regulator too.` });
    expect(await findingOf(id, 'W6')).toMatchObject({
      fingerprint: before.fingerprint,
      dismissal: { reason: 'Counsel wants it.', revision: 2 },
    });

    await write(id, { opening: 'We take your privacy seriously.' });
    const after = await findingOf(id, 'W6');
    expect(after.dismissal).toBeNull();
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('is not dismissed without a word, of an older text, or where the text has none', async () => {
    const id = await drafted({ opening: STOCK });
    const { fingerprint } = await findingOf(id, 'W6');
    const path = `${pathOf(id)}/dismissals`;
    expect((await dismiss('dana', id, 'W6', '  ')).json()).toMatchObject({
      code: 'notices.dismissal_refused',
      errors: [{ path: '/reason' }],
    });
    expect((await as('dana').post(path, { revision: 2, fingerprint })).json()).toMatchObject({
      status: 422,
      errors: expect.arrayContaining([expect.objectContaining({ path: '/reason' })]),
    });
    const reason = 'It stays.';
    const stale = await as('dana').post(path, { revision: 1, fingerprint, reason });
    expect(stale.json()).toMatchObject({ status: 409, code: 'notices.changed' });
    const none = { revision: 2, fingerprint: '0'.repeat(64) };
    for (const [place, body] of [
      [path, { ...none, reason }],
      [`${path}/removal`, none],
    ] as const)
      expect((await as('dana').post(place, body)).json()).toMatchObject({
        status: 409,
        code: 'notices.finding_gone',
      });
    expect((await dismiss('aude', id, 'W6')).status).toBe(403);
    expect(await actsOn(id)).not.toContain('notice.finding_dismissed');
  });
});

describe('A block that rests on judgement', () => {
  it('is lifted, and put back, by a lead or counsel alone', async () => {
    const id = await drafted({ opening: ABSOLUTE });
    expect(await findingOf(id, 'W13')).toMatchObject({ severity: 'block', judgement: true });
    expect((await submit(id)).json()).toMatchObject({
      code: 'notices.checks_stand',
      errors: [{ path: '/sections/opening', message: expect.stringContaining('“never happen again”') }],
    });
    const refused = await dismiss('dana', id, 'W13');
    expect(refused.json()).toMatchObject({ status: 403, code: 'notices.block_not_yours' });
    expect((await dismiss('lena', id, 'W13', 'The service is shut down for good.')).status).toBe(201);
    expect((await restore('dana', id, 'W13')).json()).toMatchObject({ code: 'notices.block_not_yours' });
    expect((await submit(id)).json()).toMatchObject({ state: 'in_review' });

    expect((await restore('karl', id, 'W13')).json()).toMatchObject({ dismissal: null });
    expect((await approve(id)).json()).toMatchObject({ status: 422, code: 'notices.checks_stand' });
    expect((await dismiss('karl', id, 'W13', 'I know the service is gone.')).status).toBe(201);
    expect((await approve(id)).json()).toMatchObject({ state: 'approved' });
    expect((await actsOn(id)).map((action) => action.replace('notice.', ''))).toEqual([
      'drafted',
      'revised',
      'finding_dismissed',
      'submitted',
      'finding_restored',
      'finding_dismissed',
      'approved',
    ]);
  });
});

describe('An open promise', () => {
  const NEXT = { 'next.updateAt': '2027-12-04' };

  /** A text that promises a day for the next message, which its kind proposes, and repayment, which nobody listed. */
  async function promising(): Promise<string> {
    const next = 'You hear more by **{{longDate next.updateAt}}**.';
    const id = await drafted({ next, control: REPAYMENT }, NEXT);
    fine(await submit(id));
    return id;
  }

  const stopped = (refused: Answer) =>
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'notices.checks_stand',
      errors: [{ path: '/sections/control', message: expect.stringMatching(/^“We repay losses/) }],
    });

  it('may be read by reviewers, and is approved once it stands among the commitments', async () => {
    const id = await promising();
    stopped(await approve(id));
    expect((await noticeOf(id)).state).toBe('in_review');
    const { revision } = await noticeOf(id);
    const promise = { revision, section: 'control', step: 'remedy-pay-losses', keeper: 'finance' };
    fine(await as('dana').post(`${pathOf(id)}/commitments`, { ...promise, text: REPAYMENT }));
    expect((await reportOf(id)).findings.filter(({ rule }) => rule === 'W12')).toEqual([]);
    expect((await approve(id)).json()).toMatchObject({ state: 'approved' });
  });

  it('is approved with the reason why it stays', async () => {
    const id = await promising();
    stopped(await approve(id));
    fine(await dismiss('dana', id, 'W12', 'The law makes us, with or without a list.'));
    expect((await approve(id)).json()).toMatchObject({ state: 'approved' });
    expect(await actsOn(id)).toEqual([
      'notice.drafted',
      'notice.revised',
      'notice.submitted',
      'notice.finding_dismissed',
      'notice.approved',
    ]);
  });
});
