import { TranslationStale } from './translations.errors.js';
import { titleOfPart } from './domain/part-title.js';

it('names every changed part by its heading, and one without, such as the foot of a letter, by its id in words', () => {
  const parts = [
    { id: 'rights', heading: 'Your rights' },
    { id: 'foot', heading: '' },
    { id: 'text-discreet', heading: '' },
  ];
  const refused = new TranslationStale(
    2,
    3,
    parts.map((part) => titleOfPart(part)),
  );
  expect(refused.message).toContain('Changed there: Your rights, Foot, Text discreet.');
});

it('says nothing of parts where none can be named', () => {
  expect(new TranslationStale(2, 3, []).message).not.toContain('Changed there');
});
