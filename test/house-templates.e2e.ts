import { OrganisationSettings } from '../src/organisation/organisation.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { incidentOf } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

const CANARY = 'CANARY-5b0d';
let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  const profile = { name: 'Larkmoor Group', dpo: CANARY, linkHosts: ['www.larkmoor.example'] };
  await running.app.get(OrganisationSettings).save(0, profile, SYSTEM);
});

afterAll(() => running.close());

interface Section {
  id: string;
  heading: string;
  markdown: string;
}

interface TemplateView {
  shippedVersion: string;
  shipped: { id: string; heading: string; markdown: string; reads: { heading: string; text: string } }[];
  house: {
    version: number;
    archived: boolean;
    parts: { subject: string | null; sections: Section[] };
    faults: { path: string }[];
  } | null;
  versions: { version: number; note: string; savedBy: string }[];
}

interface NoticeView {
  id: string;
  contentHash: string;
  current: {
    templateVersion: string;
    house: { id: string; version: number; used: boolean }[];
    text: { subject: string; sections: (Section & { hidden: boolean; hiddenBecause?: string })[] };
  };
}

/** Each test words another language or kind, so that none stands on what another saved. */
const pathOf = (text: string) => `/api/v1/templates/${text}`;
const template = async (text: string) => (await as('vera').get(pathOf(text))).json<TemplateView>();
const save = (text: string, version: number, parts: object, who: keyof typeof EVERYONE = 'dana') =>
  as(who).post(pathOf(text), { version, ...parts });
const opening = (markdown: string, heading = 'From us') => ({
  sections: [{ id: 'opening', heading, markdown }],
});

async function draft(kind: string, locale: string, incidentId?: string): Promise<NoticeView> {
  const incident = incidentId ?? (await incidentOf(as));
  const answer = await as('dana').post(`/api/v1/incidents/${incident}/notices`, { kind, locale });
  expect(answer.status).toBe(201);
  return answer.json<NoticeView>();
}

const sectionOf = ({ current }: NoticeView, id: string) => current.text.sections.find((one) => one.id === id);

describe('the list of templates', () => {
  it('has every kind in every language, for everyone who reads the knowledge', async () => {
    const answer = await as('vera').get('/api/v1/templates');
    const { templates } = answer.json<{ templates: { kind: string; locale: string; house: unknown }[] }>();
    expect(templates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'individuals-email', locale: 'ja', house: null }),
        expect.objectContaining({ kind: 'regulator-gdpr33', locale: 'de' }),
      ]),
    );
  });

  it('reads every shipped text with the examples of its fields, without a gap', async () => {
    const { templates } = (await as('vera').get('/api/v1/templates')).json<{
      templates: { kind: string; locale: string }[];
    }>();
    const wrong = [];
    for (const { kind, locale } of templates) {
      const { shipped } = await template(`${kind}/${locale}`);
      const said = shipped.map(({ reads }) => `${reads.heading}${reads.text}`).join('\n');
      if (shipped.length === 0 || /⟦|\{\{/.test(said)) wrong.push(`${kind} ${locale}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['individuals-email/xx', 'no-such-kind/en', '__proto__/en', 'individuals-email/EN'])(
    'has nothing at %s',
    async (text) => {
      const answer = await as('dana').get(pathOf(text));
      expect([answer.status, answer.json().code]).toEqual([404, 'templates.not_found']);
      expect((await save(text, 0, opening('x'))).status).toBe(404);
    },
  );
});

describe('a house text', () => {
  it('stands in the next draft in the place of the shipped words, with gaps for what is unknown', async () => {
    const saved = await save('individuals-email/de', 0, {
      subject: 'Wir müssen Ihnen etwas sagen',
      ...opening('Wir, {{organisation.name}}, schreiben am {{longDate incident.containedAt}}.\r\n', ''),
      note: 'Our tone',
    });
    expect([saved.status, saved.json()]).toEqual([
      201,
      expect.objectContaining({ version: 1, note: 'Our tone', savedBy: as('dana').id }),
    ]);
    const notice = await draft('individuals-email', 'de');
    expect(notice.current.text.subject).toBe('Wir müssen Ihnen etwas sagen');
    expect(sectionOf(notice, 'opening')?.markdown).toBe(
      'Wir, {{organisation.name}}, schreiben am {{longDate incident.containedAt}}.',
    );
    expect(sectionOf(notice, 'opening')?.heading).not.toBe('');
    expect(notice.current.house).toEqual([
      { id: 'subject', version: 1, used: true },
      { id: 'opening', version: 1, used: true },
    ]);
    const { shippedVersion } = await template('individuals-email/de');
    expect(notice.current.templateVersion).toBe(`${shippedVersion}+house.1`);
    const shown = await as('dana').get(`/api/v1/notices/${notice.id}/preview?format=text`);
    expect(shown.json<{ body: string }>().body).toMatch(/Wir, Larkmoor Group, schreiben am ⟦/);
  });

  it('keeps the conditions, the order and the headings of its section', async () => {
    const { shipped } = await template('individuals-email/fr');
    const sections = shipped
      .filter(({ id }) => id !== 'subject' && id !== 'preheader')
      .map(({ id }) => ({ id, heading: '', markdown: `Maison : ${id}` }));
    expect((await save('individuals-email/fr', 0, { sections })).status).toBe(201);
    const incident = await incidentOf(as);
    const house = await draft('individuals-email', 'fr', incident);
    await as('dana').post(`${pathOf('individuals-email/fr')}/archive`, { archived: true });
    const plain = await draft('individuals-email', 'fr', await incidentOf(as));
    const shape = ({ current }: NoticeView) =>
      current.text.sections.map(({ id, heading, hidden }) => ({ id, heading, hidden }));
    expect(shape(house)).toEqual(shape(plain));
    expect(shape(house).some(({ hidden }) => hidden)).toBe(true);
    expect(house.current.text.sections.every(({ id, markdown }) => markdown === `Maison : ${id}`)).toBe(true);
  });

  it('keeps its version with the text when people edit it, and takes newer words only where they are taken', async () => {
    await save('individuals-email/es', 0, { subject: 'Asunto', ...opening('Uno {{organisation.name}}') });
    const notice = await draft('individuals-email', 'es');
    await save('individuals-email/es', 1, { subject: 'Asunto dos', ...opening('Dos {{organisation.name}}') });
    const redraft = await as('dana').get(`/api/v1/notices/${notice.id}/redraft`);
    const { parts } = redraft.json<{ parts: { id: string; drift: string; house: number | null }[] }>();
    expect(parts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'opening', drift: 'generated', house: 2 }),
        expect.objectContaining({ id: 'happened', house: null }),
      ]),
    );
    const taken = await as('dana').post(`/api/v1/notices/${notice.id}/redraft`, {
      revision: 1,
      sections: ['opening'],
      keep: [],
    });
    const { current, contentHash } = taken.json<NoticeView>();
    expect(current.house).toEqual([
      { id: 'subject', version: 1, used: true },
      { id: 'opening', version: 2, used: true },
    ]);
    expect(current.templateVersion).toMatch(/\+house\.1-2$/);
    expect(contentHash).not.toBe(notice.contentHash);
    const { text } = current;
    const revised = await as('dana').post(`/api/v1/notices/${notice.id}/revisions`, {
      revision: 2,
      subject: text.subject,
      preheader: '',
      sections: [],
      details: {},
    });
    expect(revised.json<NoticeView>().current.house).toEqual(current.house);
  });

  it('is refused with what no text may hold, each place named, and nothing is kept or printed', async () => {
    for (const payload of REFUSED) {
      const parts = { subject: payload, ...opening(payload, payload) };
      const spoken = { sections: [{ id: 'text', heading: '', markdown: payload }] };
      const answer = await save('sms/en', 0, spoken);
      const full = await save('closing-note/en', 0, parts);
      const shown = await as('dana').post(`${pathOf('closing-note/en')}/preview`, {
        ...parts,
        format: 'html',
      });
      for (const { status, text } of [answer, full]) {
        expect([payload, status]).toEqual([payload, 422]);
        expect(text).not.toMatch(/CANARY|function |\[object|alert\(1\)/);
      }
      expect([payload, shown.status, shown.json().rendered]).toEqual([payload, 200, null]);
      expect(shown.json<{ faults: { path: string }[] }>().faults[0]?.path).toBe('/subject');
      expect(shown.text).not.toMatch(/CANARY|function |\[object|alert\(1\)/);
    }
    expect((await template('closing-note/en')).house).toBeNull();
  });

  it('links only to hosts of the organisation', async () => {
    const link = (host: string) => opening(`[Help](https://${host}/x)`);
    expect((await save('first-alert/de', 0, link('evil.example'))).json()).toMatchObject({
      code: 'notices.text_refused',
      errors: [{ path: '/sections/opening/markdown' }],
    });
    expect((await save('first-alert/de', 0, link('www.larkmoor.example'))).status).toBe(201);
  });

  it('says at least something', async () => {
    expect((await save('individuals-letter/en', 0, { sections: [] })).json()).toMatchObject({
      code: 'notices.text_refused',
      errors: [{ path: '/sections' }],
    });
  });

  it('is previewed with the examples of the fields, never with the data of the organisation', async () => {
    const parts = opening('Ask {{organisation.dpo}}, {{recipient.name}}.');
    const answer = await as('karl').post(`${pathOf('individuals-email/en')}/preview`, {
      ...parts,
      format: 'text',
    });
    const { body } = answer.json<{ rendered: { body: string } }>().rendered;
    expect(body).toMatch(/Ask \S+/);
    expect(body).not.toContain(CANARY);
    expect((await template('individuals-email/en')).house).toBeNull();
  });
});

describe('what stands beside a house text', () => {
  it('is every field that may stand in it, with ways to write it and what they read like', async () => {
    const { fields } = (await as('vera').get(pathOf('individuals-email/de'))).json<{
      fields: { name: string; inserts: { markup: string; example: string }[] }[];
    }>();
    expect(fields).toContainEqual(
      expect.objectContaining({
        name: 'incident.containedAt',
        inserts: expect.arrayContaining([
          { helper: 'longDate', markup: '{{longDate incident.containedAt}}', example: expect.any(String) },
        ]),
      }),
    );
    const markup = fields.map(({ inserts }) => inserts.map((one) => one.markup).join(' '));
    expect(markup.length).toBeGreaterThan(20);
    const sections = [{ id: 'opening', heading: '', markdown: markup.join('\n\n') }];
    const shown = await as('dana').post(`${pathOf('individuals-email/de')}/preview`, { sections });
    expect(shown.json<{ faults: object[] }>().faults).toEqual([]);
  });

  it('is what the checks of notices find in it, before there is an incident, and nothing about shipped words', async () => {
    const path = `${pathOf('individuals-email/en')}/preview`;
    const findings = async (markdown: string) =>
      (await as('dana').post(path, opening(markdown))).json<{
        findings: { rule: string; place: { section: string | null }; text: string }[];
      }>().findings;
    const worded = await findings(
      'We take your privacy very seriously. Only a small number of people are affected.',
    );
    expect(worded.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['W5', 'W6']));
    expect(new Set(worded.map(({ place }) => place.section))).toEqual(new Set(['opening']));
    expect(await findings('Somebody copied your data on {{longDate incident.occurredAt}}.')).toEqual([]);
  });

  it('is where it is used, for those who may see the incident, and a newer version changes no saved notice', async () => {
    const text = 'social-post/fr';
    await save(text, 0, { sections: [{ id: 'post', heading: '', markdown: 'Nos mots.' }] });
    const notice = await draft('social-post', 'fr');
    await save(text, 1, { sections: [{ id: 'post', heading: '', markdown: 'D’autres mots.' }] });
    const uses = (await as('dana').get(`${pathOf(text)}/uses`)).json<{ uses: object[]; next: null }>();
    expect(uses).toMatchObject({
      uses: [{ noticeId: notice.id, state: 'draft', revision: 1, parts: [{ id: 'post', version: 1 }] }],
      next: null,
    });
    const hidden = await incidentOf(as, { visibility: 'members' });
    await as('lena').post(`/api/v1/incidents/${hidden}/notices`, { kind: 'social-post', locale: 'fr' });
    const seenBy = async (who: 'dana' | 'lena') =>
      (await as(who).get(`${pathOf(text)}/uses`)).json<{ uses: object[] }>().uses.length;
    expect([await seenBy('lena'), await seenBy('dana')]).toEqual([2, 1]);
    expect((await as('vera').get(`${pathOf(text)}/uses`)).status).toBe(403);
    const kept = (await as('dana').get(`/api/v1/notices/${notice.id}`)).json<NoticeView>();
    expect([kept.contentHash, sectionOf(kept, 'post')?.markdown]).toEqual([notice.contentHash, 'Nos mots.']);
  });
});

describe('versions of a house text', () => {
  it('are saved on the one that was read: a stale save gets both', async () => {
    const text = 'employees/en';
    await save(text, 0, opening('Theirs'));
    const late = await save(text, 0, opening('Mine'), 'lena');
    expect([late.status, late.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'templates.changed',
        current: expect.objectContaining({ version: 1 }),
        yours: expect.objectContaining({
          sections: [{ id: 'opening', heading: 'From us', markdown: 'Mine' }],
        }),
      }),
    ]);
    expect((await save(text, 1, opening('Theirs'))).json().code).toBe('templates.unchanged');
    expect((await save(text, 1, opening('Mine'))).json()).toMatchObject({ version: 2 });
    const compared = await as('vera').get(`${pathOf(text)}/comparison?from=1&to=2`);
    expect(compared.json<{ parts: { id: string; changes: object[] }[] }>().parts).toMatchObject([
      {
        id: 'opening',
        changes: expect.arrayContaining([
          { kind: 'removed', text: 'Theirs' },
          { kind: 'added', text: 'Mine' },
        ]),
      },
    ]);
    expect((await as('vera').get(`${pathOf(text)}/versions/1`)).json()).toMatchObject({
      parts: { sections: [{ markdown: 'Theirs' }] },
    });
    expect((await as('vera').get(`${pathOf(text)}/versions/9`)).status).toBe(404);
  });

  it('become one of two that are saved at once', async () => {
    const all = await Promise.all(
      ['A', 'B', 'C'].map((words) => save('board-brief/en', 0, boardText(words))),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('are kept: the database refuses to change one', async () => {
    await save('partners/en', 0, opening('Kept'));
    const { writer } = running.app.get(DataSources);
    await expect(writer.query(`UPDATE house_template_version SET parts = '{}'`)).rejects.toThrow(/are kept/);
    await expect(writer.query('DELETE FROM house_template_version')).rejects.toThrow(/are kept/);
  });

  it('leave an entry each, without a word of the text', async () => {
    const text = 'individuals-letter/de';
    await save(text, 0, { ...opening('Geheimwort'), note: 'Notizwort' });
    await as('lena').post(`${pathOf(text)}/archive`, { archived: true });
    await as('lena').post(`${pathOf(text)}/archive`, { archived: true });
    await as('lena').post(`${pathOf(text)}/archive`, { archived: false });
    const entries = (await trailOf(running)).filter(
      ({ facts }) => facts['kind'] === 'individuals-letter' && facts['locale'] === 'de',
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'template.saved',
      'template.archived',
      'template.unarchived',
    ]);
    expect(entries[0]?.facts).toMatchObject({
      version: 1,
      parts: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(entries)).not.toMatch(/Geheimwort|Notizwort/);
  });
});

describe('a house text that is archived, or passes no check any more', () => {
  it('is not used, and takes no save until it is in use again', async () => {
    const text = 'follow-up-proof/en';
    await save(text, 0, opening('House words {{organisation.name}}'));
    expect((await as('karl').post(`${pathOf(text)}/archive`, { archived: true })).status).toBe(200);
    const notice = await draft('follow-up-proof', 'en');
    expect([notice.current.house, notice.current.templateVersion]).toEqual([
      [],
      (await template(text)).shippedVersion,
    ]);
    expect((await save(text, 1, opening('More'))).json().code).toBe('templates.archived');
    await as('karl').post(`${pathOf(text)}/archive`, { archived: false });
    expect((await draft('follow-up-proof', 'en')).current.house).toHaveLength(1);
  });

  it('is left out part by part, and the draft says so', async () => {
    const text = 'individuals-email/ja';
    const link = 'https://old.larkmoor.example/x';
    const settings = running.app.get(OrganisationSettings);
    const { revision, profile } = await settings.current();
    if (!profile) throw new Error('There is no profile.');
    const before = { ...profile, linkHosts: ['old.larkmoor.example'] };
    await settings.save(revision, before, SYSTEM);
    expect((await save(text, 0, { subject: 'House', ...opening(`[x](${link})`) })).status).toBe(201);
    await settings.save(revision + 1, profile, SYSTEM);
    const notice = await draft('individuals-email', 'ja');
    expect(notice.current.house).toEqual([
      { id: 'subject', version: 1, used: true },
      { id: 'opening', version: 1, used: false },
    ]);
    expect(sectionOf(notice, 'opening')?.markdown).not.toContain(link);
    const redraft = await as('dana').get(`/api/v1/notices/${notice.id}/redraft`);
    expect(redraft.json<{ notes: string[] }>().notes).toContainEqual(
      expect.stringContaining('opening: the house text, version 1, does not pass its check any more'),
    );
    expect((await template(text)).house?.faults).toMatchObject([{ path: '/sections/opening/markdown' }]);
    const page = await as('dana').get(`/notices/${notice.id}`);
    expect(page.text).toContain('House text, version 1: Subject.');
    expect(page.text).toContain('does not pass its check any more');
  });
});

it('is worded by those who write notices and by counsel, nobody else', async () => {
  for (const name of ['ada', 'vera', 'aude'] as const) {
    expect((await save('media/en', 0, opening('x'), name)).status).toBe(403);
    expect((await as(name).post(`${pathOf('media/en')}/preview`, opening('x'))).status).toBe(403);
    expect((await as(name).post(`${pathOf('media/en')}/archive`, { archived: true })).status).toBe(403);
    expect((await as(name).get(pathOf('media/en'))).status).toBe(200);
  }
});

function boardText(words: string) {
  return { sections: [{ id: 'ask', heading: 'Decide', markdown: words }] };
}

/** The texts of the security design, 7.3, that people may not save. */
const REFUSED = [
  '![x](https://t.example/p.gif)',
  '[x](javascript:alert(1))',
  '{{constructor}}',
  '{{recipient.constructor.name}}',
  '[Your page]({{recipient.name}})',
  '{{lookup recipient "constructor"}}',
  '{{#with recipient}}{{name}}{{/with}}',
  '{{@root.organisation.dpo}}',
  '{{../incident.reference}}',
  '{{this}}',
  '{{{recipient.name}}}',
  '{{&recipient.name}}',
  '{{> layout}}',
  '{{#> layout}}x{{/layout}}',
  '{{#*inline "x"}}y{{/inline}}{{> x}}',
  '{{* activate}}',
  '{{longDate (lookup incident "discoveredAt")}}',
  '{{recipient.[name]}}',
  '<b onclick="x()">{{recipient.name}}</b>',
  '{{recipient.nmae}}',
  '{{{{raw}}}}{{x}}{{{{/raw}}}}',
  '{{#if recipient.name}}Dear {{recipient.name}}{{/if}}',
];
