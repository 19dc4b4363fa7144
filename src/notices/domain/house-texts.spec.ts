import {
  houseOrigins,
  readHouseTexts,
  templateVersionWith,
  usableHouseTexts,
  withOriginsTaken,
} from './house-texts.js';
import type { SectionRule } from './notice-kind.js';

const rule = (id: string, untitled?: true): SectionRule => ({
  id,
  shownWhen: { always: true },
  contentCodes: [],
  ...(untitled && { untitled }),
});
const KIND = { sections: [rule('opening'), rule('data'), rule('spoken', true)] };
const TEXTS = { subject: 'About your data', preheader: '' };
const section = (id: string, heading = 'H', markdown = 'M') => ({ id, heading, markdown });
const faultsOf = (typed: Parameters<typeof readHouseTexts>[0]) =>
  readHouseTexts(typed, KIND, TEXTS).faults.map(({ path }) => path);

describe('house texts that someone sent', () => {
  it('are kept in the order of the kind, with line ends of one kind and without blanks around', () => {
    const sections = [section('data', ' D ', 'a\r\nb \n'), section('opening', '', 'o')];
    expect(readHouseTexts({ subject: ' ', sections }, KIND, TEXTS)).toEqual({
      parts: {
        subject: null,
        preheader: null,
        sections: [section('opening', '', 'o'), section('data', 'D', 'a\nb')],
      },
      faults: [],
    });
  });

  it.each([
    ['a section that the kind does not have', [section('__proto__')], ['/sections/0/id']],
    ['a section given twice', [section('data'), section('data')], ['/sections/1/id']],
    ['a heading where the kind has none', [section('spoken')], ['/sections/spoken/heading']],
    ['a section that says nothing', [section('data', 'D', ' \n')], ['/sections/data/markdown']],
  ])('are refused with %s', (_, sections, places) => {
    expect(faultsOf({ sections })).toEqual(places);
  });

  it('are refused with a line that the channel does not have', () => {
    expect(faultsOf({ subject: 'S', preheader: 'P', sections: [] })).toEqual(['/preheader']);
  });
});

describe('stored house texts', () => {
  const parts = { subject: 'S', preheader: null, sections: [section('opening'), section('data')] };

  it('leave each part with a fault to the shipped text, and name it', () => {
    const faults = [
      { path: '/sections/data/markdown', message: 'x' },
      { path: '/subject', message: 'x' },
    ];
    const usable = usableHouseTexts(3, parts, faults);
    expect(usable).toEqual({
      version: 3,
      subject: null,
      preheader: null,
      sections: [section('opening')],
      refused: ['subject', 'data'],
    });
    expect(houseOrigins(usable)).toEqual([
      { id: 'opening', version: 3, used: true },
      { id: 'subject', version: 3, used: false },
      { id: 'data', version: 3, used: false },
    ]);
  });
});

describe('the template version of a text', () => {
  const origin = (id: string, version: number, used = true) => ({ id, version, used });

  it('names the house version, the span of several, and none that was not used', () => {
    expect(templateVersionWith('1+9f2c41d07ab3', [])).toBe('1+9f2c41d07ab3');
    expect(templateVersionWith('1+a', [origin('data', 3)])).toBe('1+a+house.3');
    expect(templateVersionWith('1+a', [origin('data', 5), origin('opening', 2)])).toBe('1+a+house.2-5');
    expect(templateVersionWith('1+a', [origin('data', 3, false)])).toBe('1+a');
  });

  it('follows the parts that are taken from a newer draft, also back to shipped words', () => {
    const kept = [origin('opening', 1), origin('data', 1), origin('subject', 1)];
    const drafted = [origin('data', 2), origin('opening', 2)];
    expect(withOriginsTaken(kept, drafted, ['data', 'subject'])).toEqual([
      origin('opening', 1),
      origin('data', 2),
    ]);
  });
});
