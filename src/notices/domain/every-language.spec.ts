import fc from 'fast-check';
import {
  allSteps,
  contextOf,
  kindCalled,
  kinds,
  preparedOf,
  translations,
} from '../../../test/support/notice-cases.js';
import { wordLanguages } from '../../catalogue/domain/data-class-words.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { evaluateTemplate } from './evaluate-template.js';
import { everyReader, readerValues } from './notice-context.js';
import type { NoticeKind, NoticeTexts } from './notice-kind.js';
import { namesIn } from './template-names.js';

function textsOf(kind: NoticeKind, locale: string): NoticeTexts {
  const texts = kind.texts.get(locale);
  if (!texts) throw new Error(`no texts in ${locale}`);
  return texts;
}

/** Every part of a text by a name for it. */
function partsOf({ subject, preheader, sections }: NoticeTexts): [string, string][] {
  return [
    ['subject', subject],
    ['preheader', preheader],
    ...[...sections].map(([id, { heading, body }]): [string, string] => [id, `${heading}\n${body}`]),
  ];
}

describe('Texts for the people affected', () => {
  const forPeople =
    'individuals-email individuals-letter first-alert sms call-script public-notice follow-up-proof closing-note';

  it.each(forPeople.split(' '))('exist for %s in six languages', (id) => {
    expect([...kindCalled(id).texts.keys()].sort()).toEqual([...wordLanguages].sort());
  });
});

describe.each(translations)('%s in %s', (id, locale) => {
  const kind = kindCalled(id);
  const [english, other] = [textsOf(kind, 'en'), textsOf(kind, locale)];

  it('has the sections of the English text', () => {
    expect([...other.sections.keys()].sort()).toEqual([...english.sections.keys()].sort());
  });

  it('names the fields of the English text in each section, whatever holds', () => {
    const asked = [...kind.flags.keys(), ...kind.placeholders.keys()];
    const theirs = new Map(partsOf(other));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: asked.length, maxLength: asked.length }), (holds) => {
        const so = new Set(asked.filter((_, place) => holds[place]));
        const fieldsOf = (text: string) =>
          [...new Set(namesIn(evaluateTemplate(text, (name) => so.has(name))))].sort();
        for (const [part, text] of partsOf(english))
          expect({ part, fields: fieldsOf(theirs.get(part) ?? '') }).toEqual({
            part,
            fields: fieldsOf(text),
          });
      }),
      { numRuns: 25 },
    );
  });
});

/** The condition of every sentence is tried above; these are whole drafts. */
const causes: Record<string, string[]> = {
  theft: ['external-intrusion', 'data-theft', 'ransomware'],
  sharing: ['declared-sharing'],
  supplier: ['supply-chain-compromise'],
  loss: ['loss-of-device'],
  unknown: [],
};

function factsOf(types: string[]): IncidentFacts {
  return {
    discoveredAt: '2026-11-16T18:05:00Z',
    occurredAt: '2026-11-14T02:30:00Z',
    containedAt: '2026-11-16T19:20:00Z',
    industry: 'financial-services',
    organisation: { name: 'Larkmoor Bank', roles: ['controller'], establishments: ['IE'] },
    incident: { types },
    data: {
      classes: [
        { class: 'name', protection: 'none' },
        { class: 'passport', protection: 'none' },
        { class: 'bank-account', protection: 'none' },
      ],
      complete: true,
    },
    affected: { total: 8213, byJurisdiction: { IE: 8213 }, relations: ['customer'] },
    lossesIncurred: 'confirmed',
    vulnerableGroups: false,
  };
}

const grounds = Object.entries(causes).map(([cause, types]) => ({ cause, facts: factsOf(types) }));

describe.each([...kinds.values()])('A draft of $id', (kind) => {
  it.each(grounds)('says of $cause in every language what it says in English', ({ facts }) => {
    const given = { reference: 'INC-2026-00042' };
    const context = contextOf(kind, { facts, steps: allSteps, done: allSteps, given });
    const reader = { values: readerValues(kind, everyReader(facts)), isPerson: false };
    const [english, ...translated] = ['en', ...[...kind.texts.keys()].filter((one) => one !== 'en')].map(
      (locale) => {
        const { draft, notice } = preparedOf(kind, context, locale);
        const shown = draft.sections.map(({ id, hidden }) => [id, hidden]);
        return {
          facts: { missing: draft.missing, unresolved: notice.unresolved, shown },
          text: notice.preview(reader, 'text').body,
        };
      },
    );
    for (const { facts: same, text } of translated) {
      expect(same).toEqual(english?.facts);
      // A mark of emphasis that no reader of Markdown took for one.
      expect(text).not.toMatch(/\*/);
    }
  });
});
