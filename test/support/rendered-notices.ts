import { Temporal } from 'temporal-polyfill';
import { readerValues, type ReaderFields } from '../../src/notices/domain/notice-context.js';
import { noticeLanguage } from '../../src/notices/domain/notice-language.js';
import type { NoticeSection } from '../../src/notices/domain/notice-text.js';
import { noticeValues, type NoticeValue, type NoticeValues } from '../../src/notices/domain/notice-values.js';
import {
  type NoticeFormat,
  type PreparedNotice,
  prepareNotice,
} from '../../src/notices/domain/render-notice.js';
import { catalogue, kindCalled, shell } from './notice-cases.js';

const kind = kindCalled('individuals-email');
const language = noticeLanguage(catalogue, 'en');

const shared: Record<string, NoticeValue> = {
  'organisation.name': 'Larkmoor Bank',
  'organisation.phone': '1800 555 014',
  'organisation.email': 'help@larkmoor.example',
  'next.statusUrl': 'https://larkmoor.example/status',
  'incident.discoveredAt': Temporal.PlainDate.from('2026-11-16'),
  'incident.containedAt': Temporal.PlainDateTime.from('2026-11-16T19:20'),
  'organisation.accessRoutes': ['text relay', 'large print'],
};

/** One of those who are affected for certain. */
export const anna: ReaderFields = {
  name: 'A. Verhoeven-Test',
  reference: 'R-004812',
  dataClasses: ['name', 'bank-account'],
  affected: 'certain',
};

export interface GivenText {
  /** Of its section "What happened". */
  markdown: string;
  values?: Record<string, NoticeValue | undefined>;
  sections?: Partial<NoticeSection>[];
  subject?: string;
  country?: string;
}

/** An English e-mail with this text, ready for all its readers. */
export function prepared({
  markdown,
  values = {},
  sections = [],
  subject = '{{organisation.name}}: a notice',
  country,
}: GivenText): PreparedNotice {
  const section = (id: string, level: 1 | 2, heading: string, text: string): NoticeSection => ({
    id,
    level,
    heading,
    markdown: text,
    hidden: false,
  });
  const text = {
    subject,
    preheader: 'Call {{organisation.phone}}.',
    sections: [
      section('opening', 1, '{{organisation.name}}: a notice for you', 'Good day.'),
      section('body', 2, 'What happened', markdown),
      ...sections.map((own) => ({ ...section('more', 2, 'More', ''), ...own })),
    ],
  };
  const known = new Map(Object.entries({ ...shared, ...values }));
  return prepareNotice(text, noticeValues(kind.placeholders.keys(), known), {
    kind,
    language: { ...language, ...(country && { country }) },
    linkHosts: new Set(['larkmoor.example']),
    shell,
  });
}

/** Values of one reader. */
export function valuesOf(reader: ReaderFields): NoticeValues {
  return readerValues(kind, reader);
}

/** The document that one reader is sent. */
export function copyOf(given: GivenText, reader: ReaderFields = anna, format: NoticeFormat = 'text'): string {
  return prepared(given).forSending(valuesOf(reader), format).body;
}

/** What a reader sees of Markdown or HTML: words only, white space as one space. */
export function words(document: string): string {
  return document
    .replace(/<(title|style)[^>]*>.*?<\/\1>|<div style="display:none.*?<\/div>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:)])/g, '$1')
    .trim();
}
