import type { NoticeKinds } from '../../notices/notice-kinds.js';
import type { NoticeSummaryView } from '../../notices/notices.views.js';
import { draftChoices } from './notices.view.js';

const kind = (id: string, title: string, audience: string, locales: string[]) =>
  [id, { id, title, audience, texts: new Map(locales.map((locale) => [locale, {}])) }] as const;
const KINDS = new Map([
  kind('board-brief', 'Board brief', 'board', ['de', 'en']),
  kind('first-alert', 'First alert', 'individuals', ['en']),
  kind('individuals-email', 'Notice by e-mail', 'individuals', ['de', 'en']),
]) as unknown as NoticeKinds;

const existing = (...texts: string[]) =>
  texts.map((text) => {
    const [id, locale] = text.split('/');
    return { kind: id, locale } as NoticeSummaryView;
  });

it('offers English first, and in each language the e-mail to affected people before all else', () => {
  expect(draftChoices(KINDS, [])).toEqual([
    {
      label: 'English',
      options: [
        { value: 'individuals-email/en', label: 'Notice by e-mail, English' },
        { value: 'first-alert/en', label: 'First alert, English' },
        { value: 'board-brief/en', label: 'Board brief, English' },
      ],
    },
    {
      label: 'German',
      options: [
        { value: 'individuals-email/de', label: 'Notice by e-mail, German' },
        { value: 'board-brief/de', label: 'Board brief, German' },
      ],
    },
  ]);
});

it('offers no text that the incident has, and no language of which it has all', () => {
  const left = draftChoices(
    KINDS,
    existing('individuals-email/en', 'individuals-email/de', 'board-brief/de'),
  );
  expect(left.map(({ label, options }) => [label, options.map(({ value }) => value)])).toEqual([
    ['English', ['first-alert/en', 'board-brief/en']],
  ]);
});
