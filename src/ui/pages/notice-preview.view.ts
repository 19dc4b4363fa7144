import type { NoticeFormat, RenderedNotice } from '../../notices/domain/render-notice.js';
import type { PreviewFault } from '../../notices/notice-preview.js';
import type { ChosenReader, ReaderGroup } from '../../notices/preview-readers.js';
import type { MaskedRecipient } from '../../recipients/recipients.service.js';
import type { OptionView } from '../views.types.js';
import type { MessageView } from './notice-message.view.js';

/** One way to look at a message. */
export interface PreviewForm {
  id: string;
  label: string;
  format: NoticeFormat;
  /** Words for a screen reader on the frame. */
  title: string;
}

const PHONE: PreviewForm = {
  id: 'phone',
  label: 'Phone',
  format: 'html',
  title: 'The message as a phone shows it',
};
const DESKTOP: PreviewForm = {
  id: 'desktop',
  label: 'Desktop',
  format: 'html',
  title: 'The message as a mail program on a desk shows it, made smaller',
};
const TEXT: PreviewForm = {
  id: 'text',
  label: 'Plain text',
  format: 'text',
  title: 'The message without form',
};

/** By the channel of a kind; where none is named, what is written is shown as a page and as plain text. */
const FORMS: Readonly<Record<string, readonly [PreviewForm, ...PreviewForm[]]>> = {
  email: [PHONE, DESKTOP, TEXT],
  sms: [{ ...TEXT, label: 'Text message' }],
  script: [{ ...TEXT, label: 'Script' }],
};
const OTHERS: readonly [PreviewForm, ...PreviewForm[]] = [
  { ...PHONE, label: 'Page', title: 'The text as a page shows it' },
  TEXT,
];

export function previewForms(channel: string): readonly [PreviewForm, ...PreviewForm[]] {
  return FORMS[channel] ?? OTHERS;
}

/** The one asked for; the first where it is none of them. */
export function formOf(channel: string, asked: string): PreviewForm {
  const forms = previewForms(channel);
  return forms.find(({ id }) => id === asked) ?? forms[0];
}

export interface PreviewView {
  /** Where the typed text is posted to be shown; empty: this reader sees only what is saved. */
  action: string;
  shown: string;
  forms: readonly { id: string; label: string; active: boolean }[];
  readers: readonly OptionView[];
  reader: string;
  /** Whose copy, and whether of the text as typed or as saved. */
  caption: string;
  message: MessageView | null;
  frame: { title: string; wide: boolean } | null;
  /** What keeps the text from being shown. */
  faults: readonly string[];
  /** The chosen reader is not there any more. */
  remark: string;
}

/** `group:name;email` or `person:01K…` as the form says it; anyone else is everyone. */
export function chosenReader(reader: string): ChosenReader {
  if (reader.startsWith('group:')) return { group: reader.slice('group:'.length) };
  if (/^person:[0-9A-Z]{26}$/.test(reader)) return { recipientId: reader.slice('person:'.length) };
  return {};
}

/** Everyone, the groups of readers, and some of them one by one. */
export function readerOptions(
  groups: readonly ReaderGroup[],
  people: readonly MaskedRecipient[],
  classes: ReadonlyMap<string, string>,
): OptionView[] {
  const words = (codes: readonly string[]) => codes.map((code) => classes.get(code) ?? code).join(', ');
  return [
    { value: '', label: 'Everyone' },
    ...groups.map(({ key, dataClasses, people: count }) => ({
      value: `group:${key}`,
      label: `${count === 1 ? '1 person' : `${count} people`}: ${words(dataClasses) || 'data not known'}`,
    })),
    ...people.map(({ id, initials, address, country }) => ({
      value: `person:${id}`,
      label: [initials, address, country].filter((part) => part !== null && part !== '').join(', '),
    })),
  ];
}

/** A fault in the words of its place. */
export function faultWords(fault: PreviewFault, titles: ReadonlyMap<string, string>): string {
  const [, part = '', id = ''] = fault.path.split('/');
  const title = part === 'sections' ? (titles.get(id) ?? id) : part === 'details' ? 'Answers' : part;
  return title === '' ? fault.message : `${title.charAt(0).toUpperCase()}${title.slice(1)}: ${fault.message}`;
}

export type Rendered = { html: RenderedNotice; text: RenderedNotice } | null;
