import type { ContentCode } from '../../catalogue/domain/report-forms.js';
import { coverageOf } from './content-coverage.js';
import type { CoveredSection } from './content-coverage.js';

const contents = new Map<string, ContentCode>([
  ['contact-phone', content('contact-phone', ['organisation.phone'])],
  ['affected-count-jurisdiction', content('affected-count-jurisdiction', ['incident.peopleAffected'])],
  ['incident-description', content('incident-description')],
]);

function content(code: string, noticeFields?: string[]): ContentCode {
  return {
    code,
    label: code,
    asks: '?',
    ask: 'counsel',
    reads: [],
    needs: [],
    ...(noticeFields && { noticeFields }),
  };
}

const happened: CoveredSection = {
  id: 'happened',
  heading: 'What happened',
  codes: ['incident-description'],
  shown: true,
  text: 'Somebody copied statements of customers in November.',
  filled: [],
  empty: [],
};
const contact: CoveredSection = {
  id: 'contact',
  heading: 'Where to get help',
  codes: ['contact-phone'],
  shown: true,
  text: 'Call us, free, on 1800 555 014, every day.',
  filled: ['organisation.phone'],
  empty: [],
};

const standing = (contentCodes: string[], sections: CoveredSection[]) =>
  coverageOf({ contentCodes, prohibitedContent: [] }, sections, contents, 'en').codes.map(
    ({ coverage }) => coverage,
  );

it('is present where a shown section carries the code and its field stands there with a value', () => {
  expect(
    coverageOf(
      { contentCodes: ['contact-phone'], prohibitedContent: [] },
      [happened, contact],
      contents,
      'en',
    ),
  ).toEqual({
    codes: [{ code: 'contact-phone', coverage: 'present', places: ['contact'], because: '' }],
    forbidden: [],
  });
});

it('is thin where the value is not known, where no field carries it, and where a section says fewer than five words', () => {
  expect(standing(['contact-phone'], [{ ...contact, filled: [], empty: ['organisation.phone'] }])).toEqual([
    'thin',
  ]);
  expect(standing(['contact-phone'], [{ ...contact, filled: [] }])).toEqual(['thin']);
  expect(standing(['incident-description'], [{ ...happened, text: 'Statements were copied.' }])).toEqual([
    'thin',
  ]);
  expect(
    standing(['incident-description'], [{ ...happened, text: 'Statements of customers were copied.' }]),
  ).toEqual(['present']);
});

it('is missing where the section is left out, and where the kind has none', () => {
  const left = coverageOf(
    { contentCodes: ['incident-description', 'fcra-rights'], prohibitedContent: [] },
    [{ ...happened, shown: false }],
    contents,
    'en',
  );
  expect(left.codes).toEqual([
    {
      code: 'incident-description',
      coverage: 'missing',
      places: [],
      because: 'Left out with What happened.',
    },
    {
      code: 'fcra-rights',
      coverage: 'missing',
      places: [],
      because: 'No section of this kind of notice carries it, and no words say it.',
    },
  ]);
});

it('finds a field in a section that does not promise the code', () => {
  expect(standing(['contact-phone'], [{ ...contact, codes: [] }])).toEqual(['present']);
});

it('names what a law forbids where a section carries it or a field says it, and not where it is left out', () => {
  const duty = {
    contentCodes: [],
    prohibitedContent: ['incident-description', 'affected-count-jurisdiction'],
  };
  const counted = { ...contact, filled: ['organisation.phone', 'incident.peopleAffected'] };
  expect(coverageOf(duty, [happened, counted], contents, 'en').forbidden).toEqual([
    { code: 'incident-description', places: ['happened'] },
    { code: 'affected-count-jurisdiction', places: ['contact'] },
  ]);
  expect(coverageOf(duty, [{ ...happened, shown: false }, contact], contents, 'en').forbidden).toEqual([]);
});

describe('a code with words of its own', () => {
  const freeze: ContentCode = {
    ...content('security-freeze-info'),
    noticeWords: { en: ['freeze', 'credit file'] },
  };
  const only = new Map([['security-freeze-info', freeze]]);
  const actions = {
    ...happened,
    id: 'actions',
    codes: ['security-freeze-info'],
    text: 'Change your password today.',
  };
  const of = (sections: CoveredSection[], locale = 'en') =>
    coverageOf({ contentCodes: ['security-freeze-info'], prohibitedContent: [] }, sections, only, locale)
      .codes[0];

  it('is only thin where the section that should say it does not', () => {
    expect(of([actions])).toMatchObject({ coverage: 'thin', places: ['actions'] });
  });

  it('is present where any shown section says it, in whole words and any case', () => {
    expect(of([actions, { ...happened, text: 'Ask for a Freeze.' }])).toMatchObject({
      coverage: 'present',
      places: ['happened'],
    });
    expect(of([{ ...actions, text: 'See your credit\n file.' }])).toMatchObject({ coverage: 'present' });
    expect(of([{ ...actions, text: 'Freezers are cold, and antifreeze is blue.' }])).toMatchObject({
      coverage: 'thin',
    });
  });

  it('is thin in a language whose words nobody gave', () => {
    expect(of([{ ...actions, text: 'Sperren Sie: freeze.' }], 'de')).toMatchObject({ coverage: 'thin' });
  });
});
