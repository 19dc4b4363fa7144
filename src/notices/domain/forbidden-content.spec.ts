import {
  allSteps,
  contextOf,
  everyText as allTexts,
  kindCalled,
  kinds,
  preparedOf,
} from '../../../test/support/notice-cases.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { readerValues } from './notice-context.js';
import type { NoticeKind } from './notice-kind.js';

/** Values that would give everything away, were they told. */
const told: Record<string, unknown> = {
  'incident.cause': 'a burglar named Zorbel',
  'incident.wayIn': 'an open window of the archive',
  'incident.attacker': 'the Zorbel family',
  'incident.ownFailure': 'In May we left the window open',
  'incident.recipientsOfData': ['Adlumen Ltd'],
  'incident.delayReason': 'the burglar hid it',
  'incident.search': 'the archive each day',
  'incident.lossPeople': 37,
  'incident.lossSum': { amount: '61480', currency: 'USD' },
  'fix.open': [{ text: 'we mend the window', by: '2026-11-27' }],
  'fix.changed': ['we close every window at night'],
  'incident.effectOnPeople': 'you may find nothing in the archive',
  'status.entries': ['20 November 2026: we shut the window'],
  'next.updateAt': '2026-12-04',
  'next.noticeBy': '2026-11-20',
  'control.deleteBy': '2026-12-01',
  'control.checkBy': '2026-12-20',
  'payback.sum': { amount: '15', currency: 'USD' },
};

const proof = {
  'fix.what': 'the window',
  'fix.closedAt': '2026-11-16T19:20',
  'fix.tester': 'Corvane Security',
  'fix.testedAt': '2026-11-18',
  'fix.result': 'the window held',
};

const causes: Record<string, string[]> = {
  attack: ['external-intrusion', 'data-theft', 'ransomware'],
  sharing: ['declared-sharing'],
  insider: ['insider-misuse'],
  supplier: ['supply-chain-compromise'],
  misdelivery: ['misdelivery'],
  exposure: ['accidental-exposure'],
  disposal: ['improper-disposal'],
  loss: ['loss-of-device'],
  theft: ['theft-of-device'],
  failure: ['operational-failure'],
};

function factsOf(types: string[], place: string): IncidentFacts {
  return {
    discoveredAt: '2026-11-16T18:05:00Z',
    occurredAt: '2026-11-14T02:30:00Z',
    containedAt: '2026-11-16T19:20:00Z',
    organisation: { name: 'Larkmoor Bank', roles: ['controller'], establishments: ['US-MA'] },
    incident: { types, effects: ['confidentiality'], findings: { 'ransom-paid': false } },
    data: {
      classes: [
        { class: 'name', protection: 'none' },
        { class: 'ssn', protection: 'none' },
        { class: 'bank-account', protection: 'none' },
      ],
      complete: true,
    },
    affected: { total: 8213, byJurisdiction: { [place]: 8213 }, relations: ['customer'] },
    harm: { level: 'serious' },
    lossesIncurred: 'confirmed',
    vulnerableGroups: false,
  };
}

function rendered(kind: NoticeKind, locale: string, facts: IncidentFacts, proved: boolean): string {
  const { 'fix.open': open, ...details } = told;
  const given = proved ? { details, proof } : { details: { ...details, 'fix.open': open } };
  const context = contextOf(kind, { facts, steps: allSteps, done: allSteps, given });
  const { draft, notice } = preparedOf(kind, context, locale, { country: 'US' });
  const values = readerValues(kind, {
    name: 'Ana Test',
    reference: 'R-1',
    dataClasses: ['name', 'ssn'],
    affected: 'certain',
  });
  const { subject, preheader, body } = notice.preview({ values, isPerson: true }, 'text');
  const hidden = draft.sections.find(({ id }) => id === 'short')?.markdown ?? '';
  return [subject, preheader, body, hidden].join('\n');
}

const toPeople = [...kinds.values()].filter(({ serves }) => serves.includes('individuals'));
const everyText = allTexts.filter(({ id }) => toPeople.some((kind) => kind.id === id));

describe('where the law of every reader forbids the nature of the breach and the number of residents (US-MA)', () => {
  const given = /window|burglar|zorbel|archive|8[,.  ]?213|\b37\b|61[,.  ]?480|Adlumen/i;
  const nature =
    /attack|intru|broke in|came in|copied|stole|stolen|\blost\b|hack|ransom|locked|outsid(?:e|er) (?:got|copied)|got at|passed on|sharing|wrong people|left (?:data|your)|threw away|misus(?:ed|ing) (?:data|personal)|mistake|failure|a firm that works for us|police found/i;

  it.each(everyText)('$id ($locale) holds no given word of it, in any section', ({ id, locale }) => {
    const kind = kindCalled(id);
    for (const cause of ['attack', 'sharing', 'supplier', 'failure'])
      for (const proved of [true, false])
        expect(
          given.exec(rendered(kind, locale, factsOf(causes[cause] ?? [], 'US-MA'), proved))?.[0],
        ).toBeUndefined();
  });

  it.each(toPeople)('$id has no English word that hints at it, whatever the cause', (kind) => {
    for (const [cause, types] of Object.entries(causes))
      for (const proved of [true, false]) {
        const text = rendered(kind, 'en', factsOf(types, 'US-MA'), proved);
        // What any reader of any breach is told to do, and asks on the telephone.
        const neutral = text.replace(
          /Someone can try[^.]*\.|Someone can write[^.]*\.|Did you pay\?|have lost money|lost money/g,
          '',
        );
        expect([cause, nature.exec(neutral)?.[0]]).toEqual([cause, undefined]);
      }
  });

  it('tells it elsewhere: the same facts in another state', () => {
    const email = kindCalled('individuals-email');
    const text = rendered(email, 'en', factsOf(causes['attack'] ?? [], 'US-NV'), true);
    expect(text).toMatch(/someone from outside copied data about 8,213 customers/i);
    expect(text).toMatch(/They came in through an open window of the archive\./);
  });

  it('names the police report and the free freeze to which people there have a right', () => {
    const email = kindCalled('individuals-email');
    const text = rendered(email, 'en', factsOf(causes['attack'] ?? [], 'US-MA'), true);
    expect(text).toContain('You can get a copy of a police report about this, if there is one.');
    expect(text).toContain('You can freeze your credit file, free of charge');
  });
});

describe('where the law forbids the number of residents alone (US-IL)', () => {
  it.each(toPeople)('$id holds the cause and no number', (kind) => {
    const text = rendered(kind, 'en', factsOf(causes['attack'] ?? [], 'US-IL'), true);
    expect(text).not.toMatch(/8,?213/);
    if (kind.placeholders.has('incident.wayIn') && kind.id !== 'first-alert')
      expect(text).toContain('an open window of the archive');
  });
});
