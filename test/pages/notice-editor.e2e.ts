import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import type { Answer } from '../support/client.js';
import { csvOf, importCsv } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

type Who = keyof typeof EVERYONE;
type Fields = Record<string, string | string[]>;

let running: RunningApp;
let as: (name: Who) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});
afterAll(() => running.close());

/** A notice of its own incident with three people on its list: the address of its page, and its id. */
async function drafted(): Promise<{ path: string; id: string }> {
  const facts = {
    discoveredAt: '2026-11-16T09:10:00Z',
    data: { classes: [{ class: 'name' }], complete: true },
  };
  const body = { title: 'Statements copied', visibility: 'organisation', facts };
  const incident = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>();
  await importCsv(as, incident.id, csvOf(3));
  const made = await as('dana').post(`/api/v1/incidents/${incident.id}/notices`, {
    kind: 'individuals-email',
    locale: 'en',
  });
  const { id } = made.json<{ id: string }>();
  return { path: `/notices/${id}`, id };
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  '#x3D': '=',
  '#x60': '`',
};
const plain = (html: string) => html.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all);
const words = ({ text }: Answer) => plain(text.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const frameOf = ({ text }: Answer) => plain(/<iframe [^>]*srcdoc="([^"]*)"/.exec(text)?.[1] ?? '');
const rightsIn = ({ text }: Answer) =>
  plain(/name="sections.rights.markdown"[^>]*>\n([^<]*)</.exec(text)?.[1] ?? '');

/** What a browser posts of the editor: subject, preheader, and one section changed. */
async function fields(path: string, rights: string, more: Fields = {}): Promise<Fields> {
  const { current, revision } = (await as('dana').get(`/api/v1${path}`)).json<{
    revision: number;
    current: {
      text: {
        subject: string;
        preheader: string;
        sections: { id: string; heading: string; markdown: string; hidden: boolean }[];
      };
    };
  }>();
  const { subject, preheader, sections } = current.text;
  return {
    revision: String(revision),
    subject,
    preheader,
    ...Object.fromEntries(
      sections.flatMap(({ id, heading, markdown, hidden }) => [
        [`sections.${id}.heading`, heading],
        [`sections.${id}.markdown`, id === 'rights' ? rights : markdown],
        ...(hidden ? [[`sections.${id}.hidden`, 'yes']] : []),
      ]),
    ),
    ...more,
  };
}

describe('Preview without script', () => {
  it('shows the message as typed, in the form and for the reader chosen, and saves nothing', async () => {
    const { path, id } = await drafted();
    const typed = 'Dear {{recipient.name}}, typed just now.';
    const shown = await as('dana').form(`${path}/preview`, await fields(path, typed));
    expect([shown.status, rightsIn(shown)]).toEqual([200, typed]);
    expect(frameOf(shown)).toContain('⟦per person: name of the reader⟧</mark>, typed just now.');
    const person = /<option value="(person:[^"]+)"/.exec(shown.text)?.[1] ?? '';
    const one = await as('dana').form(`${path}/preview`, await fields(path, typed, { reader: person }));
    expect(frameOf(one)).toMatch(/Dear P\. Q\., typed just now/);
    expect(one.text).toContain(`<option value="${person}" selected>`);
    const text = await as('dana').form(
      `${path}/preview`,
      await fields(path, typed, { show: 'text', as: 'phone' }),
    );
    expect(text.text).not.toContain('<iframe');
    expect(words(text)).toContain('typed just now.');
    expect(text.text).toMatch(/value="text"[^>]*aria-pressed="true"/);
    expect((await as('dana').get(`/api/v1${path}`)).json<{ revision: number }>().revision).toBe(1);
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual(['notice.drafted']);
  });

  it('says what keeps a text from being shown, and whose copy is gone', async () => {
    const { path } = await drafted();
    const wrong = await as('dana').form(`${path}/preview`, await fields(path, '{{no.such}} <b>bold</b>'));
    expect(words(wrong)).toMatch(/The text cannot be shown yet: Your rights: .*There is no such field/);
    expect(wrong.text).not.toContain('<iframe');
    expect(rightsIn(wrong)).toBe('{{no.such}} <b>bold</b>');
    const gone = { reader: 'person:01ZZZZZZZZZZZZZZZZZZZZZZZZ' };
    const everyone = await as('dana').form(`${path}/preview`, await fields(path, 'Fine.', gone));
    expect(words(everyone)).toContain('Nobody on the list has this id');
    expect(frameOf(everyone)).toContain('Fine.');
  });

  it('is closed to those who only read', async () => {
    const { path } = await drafted();
    expect((await as('aude').form(`${path}/preview`, await fields(path, 'x'))).status).toBe(403);
    expect((await as('aude').form(`${path}/working-copy`, await fields(path, 'x'))).status).toBe(403);
  });
});

describe('The generated text of a section', () => {
  it('takes the place of what is typed, shows what it replaces, and gives it back; nothing is saved', async () => {
    const { path, id } = await drafted();
    const generated = rightsIn(await as('dana').get(path));
    const restoration = `${path}/restoration`;
    const typed = await fields(path, 'Ask <b>us</b>.', { generate: 'rights', subject: 'Typed subject' });
    const restored = await as('dana').form(restoration, typed);
    expect([restored.status, rightsIn(restored)]).toEqual([200, generated]);
    expect(restored.text).toContain('value="Typed subject"');
    expect(restored.text).toMatch(/<del>Ask &lt;b[^<]*<\/del>/);
    const replaced = /name="replaced.rights.markdown" value="([^"]*)"/.exec(restored.text)?.[1] ?? '';
    expect(plain(replaced)).toBe('Ask <b>us</b>.');
    const undo = {
      undo: 'rights',
      'replaced.rights.heading': 'Mine',
      'replaced.rights.markdown': plain(replaced),
    };
    const back = await as('dana').form(restoration, await fields(path, generated, undo));
    expect([rightsIn(back), back.text.includes('value="Mine"')]).toEqual(['Ask <b>us</b>.', true]);
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual(['notice.drafted']);
    expect(words(await as('dana').get(path))).not.toContain('unsaved changes from');
  });

  it('is refused for a section that is not drafted, and for those who only read', async () => {
    const { path } = await drafted();
    for (const generate of ['none', 'subject', '']) {
      const none = await as('dana').form(`${path}/restoration`, await fields(path, 'Mine.', { generate }));
      expect([none.status, rightsIn(none)]).toEqual([409, 'Mine.']);
    }
    const undo = await as('dana').form(
      `${path}/restoration`,
      await fields(path, 'Mine.', { undo: 'rights' }),
    );
    expect(rightsIn(undo)).toBe('Mine.');
    const reader = await as('aude').form(`${path}/restoration`, { generate: 'rights' });
    expect([reader.status, (await as('aude').get(path)).text.includes('name="generate"')]).toEqual([
      403,
      false,
    ]);
  });
});

describe('Unsaved text', () => {
  it('comes back to its writer alone, with a note, until it is dropped or saved', async () => {
    const { path, id } = await drafted();
    const kept = await as('dana').form(`${path}/working-copy`, await fields(path, 'Unsaved.'));
    expect(kept.json()).toEqual({ savedAt: expect.stringMatching(/Z$/) });
    const back = await as('dana').get(path);
    expect(rightsIn(back)).toBe('Unsaved.');
    expect(words(back)).toMatch(/You have unsaved changes from .* only you see them/);
    expect(frameOf(back)).toContain('Unsaved.');
    expect(rightsIn(await as('karl').get(path))).not.toBe('Unsaved.');
    const dropped = await as('dana').form(`${path}/working-copy/removal`, {});
    expect(dropped.headers.location).toBe(`${path}?done=dropped`);
    expect(words(await as('dana').get(path))).not.toContain('unsaved changes from');
    await as('dana').form(`${path}/working-copy`, await fields(path, 'Saved in the end.'));
    await as('dana').form(`${path}/revisions`, await fields(path, 'Saved in the end.'));
    expect(words(await as('dana').get(path))).not.toContain('unsaved changes from');
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual([
      'notice.drafted',
      'notice.revised',
    ]);
  });

  it('is refused with a reason in words where the form or the notice does not take it', async () => {
    const { path } = await drafted();
    const odd = await as('dana').form(`${path}/working-copy`, await fields(path, 'x', { revision: '77' }));
    expect([odd.status, odd.json()]).toEqual([422, { detail: expect.stringMatching(/revision/i) }]);
    const none = await as('dana').form(`${path}/working-copy`, { revision: 'one' });
    expect([none.status, none.json()]).toEqual([422, { detail: expect.any(String) }]);
  });

  it('says that someone saved since, and leads to both texts', async () => {
    const { path } = await drafted();
    const mine = await fields(path, 'Mine.');
    await as('dana').form(`${path}/working-copy`, mine);
    await as('karl').form(`${path}/revisions`, await fields(path, 'Theirs.'));
    const back = await as('dana').get(path);
    expect(words(back)).toContain('Someone saved a revision since then');
    expect((await as('dana').form(`${path}/revisions`, mine)).status).toBe(409);
  });
});

describe('Comments beside the text', () => {
  it('stand at their section, are answered and settled, and lose nothing that is typed meanwhile', async () => {
    const { path, id } = await drafted();
    const said = await fields(path, 'Typed meanwhile.', {
      'comment.rights': 'Which <b>authority</b>?',
      on: 'rights',
    });
    const added = await as('dana').form(`${path}/comments`, said);
    expect(added.headers.location).toBe(`${path}?done=commented#section-rights`);
    const page = await as('dana').get(path);
    expect(rightsIn(page)).toBe('Typed meanwhile.');
    expect(words(page)).toContain('Which <b>authority</b>?');
    expect(page.text).not.toContain('<b>authority</b>');
    const thread = /name="answer" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await as('karl').form(`${path}/comments`, { answer: thread, [`reply.${thread}`]: 'The Irish one.' });
    await as('karl').form(`${path}/comments/resolution`, { settle: thread });
    const settled = await as('dana').get(path);
    expect(words(settled)).toMatch(/1 settled comment .*The Irish one\..*Settled by karl Tester/);
    const empty = await as('dana').form(`${path}/comments`, await fields(path, 'Kept.', { on: 'rights' }));
    expect([empty.status, rightsIn(empty)]).toEqual([422, 'Kept.']);
    expect(empty.text).toContain('<a href="#f-comment.rights">');
    expect((await as('dana').form(`${path}/comments/resolution`, { settle: 'none' })).status).toBe(404);
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual([
      'notice.drafted',
      'notice.comment_added',
      'notice.comment_added',
      'notice.comment_resolved',
    ]);
  });
});

it('hands chips their words as data, escaped, and runs no script of the page itself', async () => {
  const { path } = await drafted();
  const { text, headers } = await as('dana').get(path);
  const data = JSON.parse(plain(/data-editor="([^"]*)"/.exec(text)?.[1] ?? '')) as {
    fields: { name: string }[];
    said: Record<string, string>;
  };
  expect(data.said['longDate incident.discoveredAt']).toBe('16 November 2026');
  expect(data.fields.map(({ name }) => name)).toContain('recipient.link');
  expect(text).not.toMatch(/<script(?![^>]* src=)/);
  expect(text).not.toMatch(/ style="|hx-on|javascript:/);
  expect(String(headers['content-security-policy'])).toMatch(
    /script-src 'self';.*style-src-attr 'unsafe-inline'/,
  );
  expect((await as('aude').get(path)).text).not.toContain('notice-editor.');
});

describe('Checks beside the text', () => {
  const VAGUE = 'We take the security of your data very seriously.';

  it('follow what is typed, lead to the words, and mend them in the form on demand', async () => {
    const { path } = await drafted();
    const shown = await as('dana').form(`${path}/preview`, await fields(path, VAGUE));
    expect(words(shown)).toMatch(/Checks \d+ block/);
    expect(shown.text).toMatch(/<a href="#section-rights" data-quote="[^"]*seriously/);
    const value = JSON.stringify(['rights', 'very seriously', 'seriously']);
    const mended = await as('dana').form(`${path}/mends`, await fields(path, VAGUE, { mend: value }));
    expect([mended.status, rightsIn(mended)]).toEqual([200, VAGUE.replace('very ', '')]);
    const gone = await as('dana').form(`${path}/mends`, await fields(path, 'Other words.', { mend: value }));
    expect([gone.status, rightsIn(gone)]).toEqual([409, 'Other words.']);
    const odd = await as('dana').form(`${path}/mends`, await fields(path, 'Other words.', { mend: '{' }));
    expect(odd.status).toBe(409);
    expect((await as('dana').get(`/api/v1${path}`)).json<{ revision: number }>().revision).toBe(1);
  });

  it('take a reason why a finding stays, keep it with the name, and give it back', async () => {
    const { path, id } = await drafted();
    await as('dana').form(`${path}/revisions`, await fields(path, VAGUE));
    const { findings } = (await as('dana').get(`/api/v1${path}/checks`)).json<{
      findings: { fingerprint: string; severity: string; place: { section: string | null } }[];
    }>();
    const warned = findings.find(({ severity, place }) => severity !== 'block' && place.section === 'rights');
    const fingerprint = warned?.fingerprint ?? '';
    const answer = async (reason: string) =>
      as('dana').form(
        `${path}/dismissals`,
        await fields(path, VAGUE, { dismiss: fingerprint, [`reason.${fingerprint.slice(0, 12)}`]: reason }),
      );
    const silent = await answer('');
    expect(silent.status).toBe(422);
    expect(silent.text).toContain(`<a href="#f-reason.${fingerprint.slice(0, 12)}">Say why it stays.`);
    expect((await answer('The law wants these very words.')).headers.location).toBe(
      `${path}?done=checked#checks`,
    );
    const page = await as('dana').get(path);
    expect(words(page)).toMatch(/1 dismissed finding .*dana Tester, .*: The law wants these very words\./);
    const back = await as('dana').form(
      `${path}/dismissals/removal`,
      await fields(path, VAGUE, { restore: fingerprint }),
    );
    expect(back.status).toBe(303);
    expect(words(await as('dana').get(path))).not.toContain('dismissed finding');
    const none = await as('dana').form(
      `${path}/dismissals/removal`,
      await fields(path, VAGUE, { restore: 'f'.repeat(64) }),
    );
    expect(none.status).toBe(409);
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual([
      'notice.drafted',
      'notice.revised',
      'notice.finding_dismissed',
      'notice.finding_restored',
    ]);
  });

  it('are read by those who may not write, without buttons', async () => {
    const { path } = await drafted();
    const page = await as('aude').get(path);
    expect(words(page)).toMatch(/Checks \d+/);
    expect(page.text).not.toMatch(/name="(dismiss|mend|restore)"/);
  });
});
