import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { WordLanguage } from '../catalogue/domain/data-class-words.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { checkFile } from './check-file.js';
import { loadMailShell, loadNoticeKinds } from './notice-kinds.loader.js';
import { noticeGround, renderFromFacts } from './render-from-facts.js';

const catalogue = loadCatalogue();
const ground = noticeGround(catalogue, loadNoticeKinds(catalogue), loadMailShell());
const at = Temporal.Instant.from('2026-11-19T09:00:00Z');
const kind = 'individuals-email';

const copied: IncidentFacts = {
  awareAt: '2026-11-17T09:10:00Z',
  discoveredAt: '2026-11-16T18:05:00Z',
  occurredAt: '2026-11-14T02:30:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  organisation: { name: 'Larkmoor Bank', establishments: ['IE'], roles: ['controller'] },
  incident: { types: ['external-intrusion', 'data-theft'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'name' }, { class: 'bank-account' }, { class: 'passport' }], complete: true },
  affected: { byJurisdiction: { IE: 31204 }, total: 31204, complete: true },
  industry: 'financial-services',
  lossesIncurred: 'none-known',
  vulnerableGroups: false,
};
const causes: Record<string, Partial<IncidentFacts>> = {
  attack: {},
  sharing: { incident: { types: ['declared-sharing'] } },
  insider: { incident: { types: ['insider-misuse'] } },
  misdelivery: { incident: { types: ['misdelivery'] } },
  exposure: { incident: { types: ['accidental-exposure'] } },
  loss: { incident: { types: ['loss-of-device'] } },
  theft: { incident: { types: ['theft-of-device'] } },
  supplier: { incident: { types: ['supply-chain-compromise'] } },
  disposal: { incident: { types: ['improper-disposal'] } },
  failure: { incident: { types: ['operational-failure'], effects: ['availability'] } },
};
const locales = [...(ground.kinds.get(kind)?.texts.keys() ?? [])];

async function draft(facts: IncidentFacts, locale: string): Promise<string> {
  const given = {
    reference: 'INC-2026-0042',
    organisation: {
      phone: '1800 555 014',
      phoneHours: 'around-the-clock',
      phoneLanguages: ['en'],
      email: 'help@larkmoor.example',
      accessRoutes: ['text relay'],
    },
    details: {
      'next.updateAt': '2026-12-04',
      'fix.open': [{ text: 'we are testing our other services', by: '2026-11-27' }],
      'help.endsAt': '2028-11-30',
      'payback.answerDays': 10,
      'payback.replaceBy': '2026-11-24',
      'control.deleteBy': '2026-12-30',
      'control.checkBy': '2027-01-15',
      'control.pageAt': '2026-12-08',
      'control.eraseDays': 7,
      'control.leaveBy': '2027-02-28',
      'incident.recipientsOfData': ['Adlumen Ltd, London'],
      'incident.effectOnPeople': 'you may have to send us your application again',
    },
    linkHosts: ['larkmoor.example'],
  };
  const { document } = await renderFromFacts({ facts, at, kind, locale, format: 'md', given }, ground);
  return String(document);
}

/** What the drafts were given, as people keep it. */
const records = {
  sent: '2026-11-19',
  profile: { phone: '1800 555 014' },
  records: {
    recipients: ['Adlumen Ltd, London'],
    open: ['other services: 2026-11-27', 'deletion: 2026-12-30', 'sample: 2027-01-15', 'page: 2026-12-08'],
    leave: '2027-02-28',
    cards: '2026-11-24',
    update: '2026-12-04',
    helpEndsAt: '2028-11-30',
    claims: 'answered in 10 days',
    deletion: 'within 7 days',
  },
};

const check = (text: string, facts: IncidentFacts, locale: string) =>
  checkFile({ text, lines: {}, facts, records, kind, locale, at }, ground);

const ofFacts = ['C2', 'C3', 'C4', 'C5', 'C6', 'C13', 'F1', 'W12'];
const amiss = (text: string, facts: IncidentFacts, locale: string) =>
  check(text, facts, locale)
    .findings.filter(({ rule, severity }) => severity !== 'hint' && ofFacts.includes(rule))
    .map(({ rule, text: seen, fix }) => ({ rule, seen, fix }));

describe.each(locales)('drafts in %s', (locale) => {
  it.each(Object.keys(causes))('hold against the facts they come from: %s', async (cause) => {
    const facts = { ...copied, ...causes[cause] };
    expect(amiss(await draft(facts, locale), facts, locale)).toEqual([]);
  });

  it('are caught with another kind of data, day or number, or without a kind of data', async () => {
    const text = await draft(copied, locale);
    const rules = (changed: string) => amiss(changed, copied, locale).map(({ rule }) => rule);
    const wordsOf = (code: string) =>
      catalogue.dataClassWords.classes.find((one) => one.code === code)?.[locale as WordLanguage].your ?? '';
    const passport = wordsOf('passport');
    expect(text).toContain(passport);
    fc.assert(
      fc.property(
        fc.constantFrom('biometric', 'password', 'date-of-birth', 'medical-record', 'tax-id'),
        (code) => {
          expect(rules(text.replace(passport, wordsOf(code))).filter((rule) => rule === 'C2')).toHaveLength(
            2,
          );
        },
      ),
      { numRuns: 5 },
    );
    expect(rules(text.replace(`- ${passport}\n`, ''))).toContain('C2');
    const day = locale === 'ja' || locale === 'zh-Hans' ? /14(?=日)/u : /14(?=\D)/u;
    expect(rules(text.replace(day, '9'))).toContain('C4');
    expect(rules(text.replace(/31(?=\\?.204)/u, '32'))).toContain('F1');
  });

  it('are caught when the facts name another cause', async () => {
    const text = await draft(copied, locale);
    for (const types of [['declared-sharing'], ['insider-misuse'], ['misdelivery'], ['loss-of-device']])
      expect(amiss(text, { ...copied, incident: { types } }, locale).map(({ rule }) => rule)).toContain('C5');
  });
});

it('asks for a reason where people hear of it more than 30 days after it was found', async () => {
  const late = {
    ...copied,
    discoveredAt: '2026-10-10T08:00:00Z',
    awareAt: '2026-10-10T08:00:00Z',
    occurredAt: '2026-10-08T08:00:00Z',
    containedAt: '2026-10-10T19:20:00Z',
  };
  const text = (await draft(late, 'en')).replace(/Why you hear of it only now:[^\n]*/u, '');
  expect(check(text, late, 'en').findings.filter(({ rule }) => rule === 'C4')).toMatchObject([
    { severity: 'warn', why: expect.stringContaining('40 days') },
  ]);
});

it('blocks each mark that stands in place of a value, but none that each reader gets for themselves', () => {
  const text =
    '# A notice\n\n⟦per person: name of the reader⟧\n\n## Talk to a person\n\nCall ⟦missing: telephone number, ask: customer service⟧.\n';
  const blocked = check(text, copied, 'en').findings.filter(({ rule }) => rule === 'F2');
  expect(blocked).toMatchObject([
    {
      severity: 'block',
      place: { section: 'contact' },
      text: '⟦missing: telephone number, ask: customer service⟧',
    },
  ]);
  const given = text.replace(/⟦missing[^⟧]*⟧/u, '1800 555 014');
  expect(check(given, copied, 'en').findings.filter(({ rule }) => rule === 'F2')).toEqual([]);
});

it('names the kinds and languages there are', () => {
  const file = { text: '', lines: {}, facts: copied, at };
  expect(() => checkFile({ ...file, kind: 'none', locale: 'en' }, ground)).toThrow(/individuals-email/u);
  expect(() => checkFile({ ...file, kind, locale: 'xx' }, ground)).toThrow(/zh-Hans/u);
});
