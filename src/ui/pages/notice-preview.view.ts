import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import type { RenderedNotice } from '../../notices/domain/render-notice.js';
import { smsParts, smsPieces } from '../../notices/domain/sms-parts.js';
import type { PreviewFault } from '../../notices/notice-preview.js';
import type { ChosenReader, ReaderGroup } from '../../notices/preview-readers.js';
import type { MaskedRecipient } from '../../recipients/recipients.service.js';
import type { OptionView } from '../views.types.js';
import type { MessageView } from './notice-message.view.js';
import type { ScriptPart } from './notice-script.view.js';

/** How a message is shown: in a frame, as its words, on paper, as text messages, as a post, as an agent reads it. */
export type PreviewLook = 'frame' | 'text' | 'paper' | 'sms' | 'post' | 'script';

/** One way to look at a message. */
export interface PreviewForm {
  id: string;
  label: string;
  look: PreviewLook;
  /** What the look is made of. */
  format: 'html' | 'text';
  /** Words for a screen reader on what is shown. */
  title: string;
}

type PreviewForms = readonly [PreviewForm, ...PreviewForm[]];

const PHONE: PreviewForm = {
  id: 'phone',
  label: 'Phone',
  look: 'frame',
  format: 'html',
  title: 'The message as a phone shows it',
};
const DESKTOP: PreviewForm = {
  id: 'desktop',
  label: 'Desktop',
  look: 'frame',
  format: 'html',
  title: 'The message as a mail program on a desk shows it, made smaller',
};
const TEXT: PreviewForm = {
  id: 'text',
  label: 'Plain text',
  look: 'text',
  format: 'text',
  title: 'The message as plain text',
};
const PAGE: PreviewForm = { ...PHONE, label: 'Page', title: 'The text as a page shows it' };
const LETTER: PreviewForm = {
  id: 'letter',
  label: 'Letter',
  look: 'paper',
  format: 'text',
  title: 'The words of the letter',
};
const DOCUMENT: PreviewForm = { ...LETTER, label: 'Document', title: 'The words of the document' };
const SMS: PreviewForm = {
  id: 'sms',
  label: 'Text message',
  look: 'sms',
  format: 'text',
  title: 'The text message in its parts',
};
const POST: PreviewForm = { id: 'post', label: 'Post', look: 'post', format: 'text', title: 'The post' };
const SCRIPT: PreviewForm = {
  id: 'script',
  label: 'Call script',
  look: 'script',
  format: 'text',
  title: 'The script as an agent reads it',
};

/** By channel; where none is named, what is written is shown as a page and as plain text. */
const FORMS: Readonly<Record<string, PreviewForms>> = {
  email: [PHONE, DESKTOP, TEXT],
  letter: [LETTER, TEXT],
  sms: [SMS],
  post: [POST],
  script: [SCRIPT, TEXT],
  document: [DOCUMENT, PAGE, TEXT],
};
const OTHERS: PreviewForms = [PAGE, TEXT];

/** The channel of a kind for its previews: a short text to nobody’s telephone is a post. */
export function previewChannel({ channel, audience }: Pick<NoticeKind, 'channel' | 'audience'>): string {
  return channel === 'sms' && audience !== 'individuals' ? 'post' : channel;
}

/** @param channel of {@link previewChannel} */
export function previewForms(channel: string): PreviewForms {
  return FORMS[channel] ?? OTHERS;
}

/** The one asked for; the first where it is none of them. */
export function formOf(channel: string, asked: string): PreviewForm {
  const forms = previewForms(channel);
  return forms.find(({ id }) => id === asked) ?? forms[0];
}

/** A text message as the network carries it. */
export interface SmsView {
  pieces: readonly { label: string; text: string; count: string }[];
  /** How many parts, of which alphabet. */
  words: string;
}

/** @param text as it is sent */
export function smsView(text: string): SmsView {
  const { encoding, units, parts } = smsParts(text);
  const alphabet =
    encoding === 'GSM-7'
      ? 'in the plain alphabet of text messages'
      : 'in Unicode: one letter in it is none of the plain alphabet, and a part takes fewer letters';
  return {
    pieces: smsPieces(text).map((piece, place, all) => ({
      label: all.length === 1 ? 'The message' : `Part ${place + 1} of ${all.length}`,
      text: piece.text,
      count: `${piece.units} of ${piece.most}`,
    })),
    words: `${parts === 1 ? '1 part' : `${parts} parts`} to each reader, ${units} letters counted, ${alphabet}.`,
  };
}

/** A letter or document on paper. */
export interface PaperView {
  /** Where the form goes for the file; empty: this reader has the saved one by `href`. */
  action: string;
  href: string;
  /** What stands on the button: `Letter as PDF`. */
  label: string;
  /** `2 pages`; empty when nobody counted. */
  pages: string;
  /** Why there is no file; empty when there is one. */
  fault: string;
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
  paper?: PaperView | null;
  sms?: SmsView | null;
  /** `203 of 280 letters.` */
  post?: { words: string; tooLong: boolean } | null;
  script?: readonly ScriptPart[] | null;
  /** What keeps the text from being shown. */
  faults: readonly string[];
  /** The chosen reader is not there any more. */
  remark: string;
  /** Words on a rest: too many previews were asked for; empty: it goes on. */
  rest?: string;
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

export type Rendered = { html: RenderedNotice; text: RenderedNotice; markdown: RenderedNotice | null } | null;
