import { catalogue, kindCalled, shell } from '../../../test/support/notice-cases.js';
import { readerValues } from './notice-context.js';
import { noticeLanguage } from './notice-language.js';
import type { NoticeSection, NoticeText } from './notice-text.js';
import { noticeValues } from './notice-values.js';
import { NoticeTextRefused, prepareNotice } from './render-notice.js';
import { renderSection } from './render-section.js';

const kind = kindCalled('individuals-email');
const values = noticeValues(
  kind.placeholders.keys(),
  new Map([['organisation.name', 'Larkmoor *Bank*'] as const]),
);
const prepare = (alone: NoticeText) =>
  prepareNotice(alone, values, {
    kind,
    language: noticeLanguage(catalogue, 'en'),
    linkHosts: new Set(),
    shell,
  });

function rendered(section: Partial<NoticeSection>, name: string | null = 'Anna') {
  const whole: NoticeSection = { id: 'more', level: 2, heading: 'More', markdown: '', hidden: false };
  const reader = { values: readerValues(kind, { name }), isPerson: true };
  return renderSection({ ...whole, ...section }, prepare, reader);
}

describe('a section rendered alone', () => {
  it('has its heading as plain words and its text as Markdown, with values in both', () => {
    const section = {
      heading: 'What {{organisation.name}} does',
      markdown: '**{{organisation.name}}** pays.\n',
    };
    expect(rendered(section)).toEqual({
      heading: 'What Larkmoor *Bank* does',
      body: '**Larkmoor \\*Bank\\*** pays.',
    });
  });

  it('keeps a heading within its text, also as the first line of a section without heading', () => {
    const markdown = '### In Iowa\n\nCall us.';
    expect(rendered({ markdown })).toEqual({ heading: 'More', body: '### In Iowa\n\nCall us.' });
    expect(rendered({ heading: '', markdown })).toEqual({ heading: '', body: '### In Iowa\n\nCall us.' });
  });

  it('keeps words that look like a heading', () => {
    expect(rendered({ markdown: '\\# 5 of 7' }).body).toBe('\\# 5 of 7');
  });

  it('has no text where its reader gets none of it', () => {
    expect(rendered({ markdown: 'Dear {{recipient.name}},' })).toEqual({
      heading: 'More',
      body: 'Dear Anna,',
    });
    expect(rendered({ markdown: 'Dear {{recipient.name}},' }, null)).toEqual({ heading: 'More', body: '' });
  });

  it('reads as it would be sent, also while it is hidden', () => {
    expect(rendered({ markdown: 'We are sorry.', hidden: true }).body).toBe('We are sorry.');
  });

  it('shows what has no value', () => {
    expect(rendered({ markdown: 'Call {{organisation.phone}}.' }).body).toMatch(
      /^Call ⟦missing: .+, ask: .+⟧\.$/,
    );
  });

  it('is refused where its text or its heading would not pass the check', () => {
    expect(() => rendered({ markdown: '<b>x</b>' })).toThrow(NoticeTextRefused);
    expect(() => rendered({ heading: '{{constructor}}' })).toThrow(NoticeTextRefused);
  });
});
