import type { NoticeSection, NoticeText } from './notice-text.js';
import { translatedDraft } from './translated-draft.js';

const section = (id: string, markdown: string, hidden = false): NoticeSection => ({
  id,
  level: 2,
  heading: `Heading of ${markdown}`,
  markdown,
  hidden,
  ...(hidden && { hiddenBecause: 'Nothing is known of it.' }),
});
const text = (...sections: NoticeSection[]): NoticeText => ({
  subject: 'About your data',
  preheader: 'What to do now',
  sections,
});

it('takes the words of the draft, and the order and the hidden parts of the source', () => {
  const source = text(section('next', 'What is next'), section('fix', 'What we fix', true));
  const drafted = text(section('fix', 'Was wir beheben'), section('next', 'Wie es weitergeht'));
  expect(translatedDraft(source, drafted).sections).toEqual([
    section('next', 'Wie es weitergeht'),
    section('fix', 'Was wir beheben', true),
  ]);
});

it('keeps the words of a part that no draft has, and leaves out a part that the source does not have', () => {
  const source = text(section('prescribed', 'What information was involved'));
  const drafted = text(section('happened', 'Was geschehen ist'));
  expect(translatedDraft(source, drafted).sections).toEqual(source.sections);
});

it('has no preheader where the source has none', () => {
  const source = { ...text(), preheader: '' };
  const drafted = { ...text(), subject: 'Ihre Daten' };
  expect(translatedDraft(source, drafted)).toEqual({ subject: 'Ihre Daten', preheader: '', sections: [] });
});
