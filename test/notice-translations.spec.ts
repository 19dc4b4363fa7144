import type { NoticeDraft } from '../src/notices/domain/draft-notice.js';
import { draftNotice } from '../src/notices/domain/draft-notice.js';
import { fixClaimsIn } from '../src/notices/domain/fix-claims.js';
import type { NoticeKind } from '../src/notices/domain/notice-kind.js';
import { namesIn } from '../src/notices/domain/template-names.js';
import {
  allSteps,
  catalogue,
  contextOf,
  goldenIncident,
  kindCalled,
  translations,
  wordsOfDraft,
} from './support/notice-cases.js';
import type { NoticeCase } from './support/notice-cases.js';

/**
 * Every language of a notice says the same: the same sections with the same merge fields, whatever the facts. The
 * words between the fields are for native readers to judge.
 */
const incidents: Record<string, NoticeCase> = {
  'a bank robbed of data, with proof of the fix': goldenIncident('bank'),
  'a hospital under ransomware': goldenIncident('hospital'),
  'a retailer that passed on data': goldenIncident('retail'),
  'an attack of which nothing is known yet, every step chosen': {
    at: '2026-11-19T09:00:00Z',
    facts: {
      discoveredAt: '2026-11-16T18:05:00Z',
      incident: { types: ['ransomware'], intent: 'intentional', effects: ['availability'] },
      industry: 'retail',
      lossesIncurred: 'reported',
    },
    steps: allSteps,
    done: [],
    given: {},
  },
  'people of Massachusetts, whose law forbids a description': {
    at: '2026-11-19T09:00:00Z',
    facts: {
      ...goldenIncident('bank').facts,
      affected: { byJurisdiction: { 'US-MA': 900 }, total: 900, relations: ['customer'], complete: true },
      vulnerableGroups: false,
    },
    steps: allSteps,
    done: allSteps,
    given: goldenIncident('bank').given,
  },
  'a leak at a supplier with health data, told late, everything done': {
    at: '2026-11-19T09:00:00Z',
    facts: {
      occurredAt: '2026-08-01T10:00:00Z',
      discoveredAt: '2026-08-03T10:00:00Z',
      containedAt: '2026-08-05T10:00:00Z',
      awareAt: '2026-08-04T10:00:00Z',
      organisation: { name: 'Kestrel Bay Hospital', roles: ['controller'] },
      incident: { types: ['supply-chain-compromise'], effects: ['confidentiality'] },
      data: {
        classes: [
          { class: 'medical-record', protection: 'none' },
          { class: 'password', protection: 'none' },
        ],
        complete: false,
      },
      safetyRisk: true,
      lossesIncurred: 'none-known',
      vulnerableGroups: false,
    },
    steps: allSteps,
    done: allSteps,
    given: {},
  },
  'letters to the wrong families, with proof of the fix': goldenIncident('school'),
  'a failure that put data out of reach': {
    at: '2026-11-19T09:00:00Z',
    facts: {
      occurredAt: '2026-11-14T02:30:00Z',
      discoveredAt: '2026-11-16T18:05:00Z',
      containedAt: '2026-11-16T19:20:00Z',
      incident: { types: ['operational-failure'], effects: ['availability'] },
      vulnerableGroups: false,
    },
    steps: allSteps,
    done: [],
    given: {},
  },
};

const withoutProof = Object.entries(incidents)
  .filter(([, { given }]) => given?.proof === undefined)
  .map(([name]) => name);

/** A German line that starts with "19. November" is a numbered list to Markdown. */
const startingWithDay = /^(\d+\. |- )?\{\{(longDate|dateTime|dateRange|dateBounds) .*/gm;
/** A no-break space before a colon and inside quotation marks, a narrow one before ; ? and !; curly apostrophes. */
const frenchSigns = [
  /.{0,20}[^\u00A0](:(?=[\s*]|$)|»)/gm,
  /.{0,20}[^\u202F][?!;]/g,
  /«(?!\u00A0)/g,
  /.{0,20}["']/g,
];

describe.each(translations)('the kind %s in %s', (id, locale) => {
  const kind = kindCalled(id);

  it.each(Object.keys(incidents))('shows the sections and fields of the English text: %s', (name) => {
    expect(shapeOf(draft(kind, locale, name))).toEqual(shapeOf(draft(kind, 'en', name)));
  });

  it.each(withoutProof)('claims no repair without proof: %s', (name) => {
    expect(fixClaimsIn(wordsOfDraft(draft(kind, locale, name)), catalogue.fixClaims)).toEqual([]);
  });

  it('writes its signs as the language does', () => {
    const wrong = Object.entries(incidents).flatMap(([name, incident]) => {
      // What the law of a state prescribes stays in its own language.
      const { annex } = contextOf(kind, incident);
      return wrongSigns(wordsOfDraft(draft(kind, locale, name)).replace(annex, ''), locale);
    });
    expect(wrong).toEqual([]);
  });
});

it('has each of its incidents tell something different', () => {
  const email = kindCalled('individuals-email');
  const shapes = Object.keys(incidents).map((name) => JSON.stringify(shapeOf(draft(email, 'en', name))));
  expect(new Set(shapes).size).toBe(shapes.length);
  const shown = draft(email, 'en', 'people of Massachusetts, whose law forbids a description').sections;
  expect(shown.find(({ id }) => id === 'happened-short')?.hidden).toBe(false);
});

function draft(kind: NoticeKind, locale: string, name: string): NoticeDraft {
  return draftNotice(kind, contextOf(kind, incidents[name] as NoticeCase), locale);
}

/** What readers are told, without the words: sections in order, and the fields of each. */
function shapeOf({ subject, preheader, sections, missing }: NoticeDraft) {
  const fields = (text: string) => [...new Set(namesIn(text))].sort();
  return {
    subject: fields(subject),
    preheader: fields(preheader),
    sections: sections
      .filter(({ hidden }) => !hidden)
      .map(({ id, heading, markdown }) => ({ id, fields: fields(`${heading}\n${markdown}`) })),
    missing: missing.map(({ placeholder, sections: places }) => [placeholder, [...places].sort()]),
  };
}

/** Signs that the language does not write so, each with what stands around it. */
function wrongSigns(words: string, locale: string): string[] {
  const found = (wrong: RegExp) => [...words.matchAll(wrong)].map(([sign]) => sign);
  if (locale === 'de') return [...found(/.{0,20}"/g), ...found(startingWithDay)];
  if (locale === 'fr') return frenchSigns.flatMap(found);
  if (locale === 'es')
    return words
      .split(/(?<=\?)/)
      .filter((sentence) => sentence.endsWith('?') && !sentence.includes('¿'))
      .concat(found(/.{0,20}"/g));
  return [];
}
