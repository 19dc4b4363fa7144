import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import { NoticeDocuments } from '../../notices/notice-documents.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import type { PreviewFault, TextPreview } from '../../notices/notice-preview.js';
import { ReaderUnknown } from '../../notices/notices.errors.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { PreviewReaders } from '../../notices/preview-readers.js';
import type { ChosenReader } from '../../notices/preview-readers.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { LettersMissing, PdfTookTooLong, TooManyPdfs } from '../../platform/pdf/pdf-maker.js';
import { pagesOf } from '../../platform/pdf/pdf-pages.js';
import { Environment } from '../../platform/config/environment.js';
import { Recipients } from '../../recipients/recipients.service.js';
import { capitalised, dataClassNames } from '../code-words.js';
import type { OptionView } from '../views.types.js';
import { messageView } from './notice-message.view.js';
import {
  chosenReader,
  faultWords,
  formOf,
  previewChannel,
  previewForms,
  readerOptions,
  smsView,
} from './notice-preview.view.js';
import type { PaperView, PreviewForm, PreviewView, Rendered } from './notice-preview.view.js';
import { scriptParts } from './notice-script.view.js';
import type { OpenedNotice } from './notice.opened.js';

/** How the preview is asked for: which form of the message, whose copy. */
export interface PreviewChoice {
  as: string;
  reader: string;
}

/** So many people one by one; all others are in their groups. */
const SOME_PEOPLE = 12;

/** Shows a text as it would be sent, by the code that sends it: as saved, or as it stands in the form. */
@Injectable()
export class PreviewCards {
  constructor(
    private readonly previews: NoticePreview,
    private readonly documents: NoticeDocuments,
    private readonly readers: PreviewReaders,
    private readonly recipients: Recipients,
    private readonly environment: Environment,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param typed null: the text as it is saved
   * @param mayType the reader may have another text shown than the saved one
   */
  async of(
    opened: OpenedNotice,
    typed: ReviseNotice | null,
    choice: PreviewChoice,
    actor: Actor,
    mayType: boolean,
  ): Promise<{ view: PreviewView; missing: TextPreview['missing'] | null }> {
    const { notice } = opened.found;
    const form = formOf(previewChannel(opened.kind), choice.as);
    const { rendered, faults, missing, remark } = await this.#rendered(
      opened,
      typed,
      { ...choice, form },
      actor,
    );
    const sender = {
      name: String(opened.found.current.values['organisation.name'] ?? ''),
      address: this.environment.MAIL_FROM,
    };
    const message = rendered && messageView(rendered.html, rendered.text, sender, opened.kind);
    const readers = await this.#readers(opened, actor);
    const reader = readers.some(({ value }) => value === choice.reader) ? choice.reader : '';
    const words = rendered?.text.body.trim() ?? '';
    const view: PreviewView = {
      ...this.#around(opened, form, mayType ? `/notices/${notice.id}/preview` : ''),
      readers,
      reader,
      caption: typed ? 'As typed' : 'As saved',
      message,
      frame: form.look === 'frame' ? { title: form.title, wide: form.id === 'desktop' } : null,
      paper:
        rendered && form.look === 'paper' ? await this.#paper(opened, typed, reader, actor, mayType) : null,
      sms: rendered && form.look === 'sms' ? smsView(words) : null,
      post: rendered && form.look === 'post' ? postView(words, opened.kind) : null,
      script: rendered?.markdown ? scriptParts(rendered.markdown.body) : null,
      faults: faults.map((fault) => faultWords(fault, opened.titles)),
      remark,
    };
    return { view, missing };
  }

  /** The card while no preview is made: too many were asked for. */
  resting(opened: OpenedNotice, choice: PreviewChoice, rest: string): PreviewView {
    const form = formOf(previewChannel(opened.kind), choice.as);
    return { ...this.#around(opened, form, `/notices/${opened.found.notice.id}/preview`), rest };
  }

  #around({ kind }: OpenedNotice, form: PreviewForm, action: string): PreviewView {
    return {
      action,
      shown: form.id,
      forms: previewForms(previewChannel(kind)).map(({ id, label }) => ({
        id,
        label,
        active: id === form.id,
      })),
      ...NOTHING_SHOWN,
    };
  }

  /** The pages are those of the very file; where it cannot be made in time, the page stands without their number. */
  async #paper(
    { found, kind }: OpenedNotice,
    typed: ReviseNotice | null,
    reader: string,
    actor: Actor,
    mayType: boolean,
  ): Promise<PaperView> {
    const { id } = found.notice;
    const what = kind.channel === 'letter' ? 'letter' : 'document';
    const around = {
      label: `${capitalised(what)} as PDF`,
      action: mayType ? `/notices/${id}/preview/pdf` : '',
      href: `/api/v1/notices/${id}/documents/pdf`,
    };
    try {
      const shown = { format: 'pdf', reader: chosenReader(reader) } as const;
      const file = typed
        ? await this.documents.ofText(id, typed, shown, actor)
        : await this.documents.of(id, shown.format, shown.reader, actor);
      const pages = pagesOf(Buffer.from(file.content));
      return { ...around, pages: `The ${what} has ${pages === 1 ? '1 page' : `${pages} pages`}.`, fault: '' };
    } catch (error) {
      if (error instanceof TooManyPdfs)
        return { ...around, pages: 'Its pages are not counted now: other files are being made.', fault: '' };
      if (error instanceof PdfTookTooLong)
        return { ...around, pages: 'Its pages are not counted now: to lay it out took too long.', fault: '' };
      if (!(error instanceof LettersMissing)) throw error;
      return { ...around, pages: '', fault: error.faults[0]?.message ?? error.message };
    }
  }

  async #rendered(
    opened: OpenedNotice,
    typed: ReviseNotice | null,
    { reader, form }: PreviewChoice & { form: PreviewForm },
    actor: Actor,
  ): Promise<Outcome> {
    try {
      return await this.#as(opened, typed, chosenReader(reader), form, actor);
    } catch (error) {
      if (!(error instanceof ReaderUnknown)) throw error;
      const shown = await this.#as(opened, typed, {}, form, actor);
      return { ...shown, remark: `${error.message} Everyone’s copy is shown.` };
    }
  }

  async #as(
    { found }: OpenedNotice,
    typed: ReviseNotice | null,
    reader: ChosenReader,
    { look }: PreviewForm,
    actor: Actor,
  ): Promise<Outcome> {
    const { id } = found.notice;
    const isScript = look === 'script';
    if (typed) {
      const html = await this.previews.ofText(id, typed, { format: 'html', reader }, actor);
      const text = await this.previews.ofText(id, typed, { format: 'text', reader }, actor);
      const script =
        isScript && (await this.previews.ofText(id, typed, { format: 'markdown', reader }, actor));
      const markdown = script ? script.rendered : null;
      const rendered = html.rendered &&
        text.rendered && { html: html.rendered, text: text.rendered, markdown };
      return { rendered, faults: html.faults, missing: html.rendered && html.missing, remark: '' };
    }
    try {
      const html = await this.previews.of(id, 'html', actor, reader);
      const text = await this.previews.of(id, 'text', actor, reader);
      const markdown = isScript ? await this.previews.of(id, 'markdown', actor, reader) : null;
      return { rendered: { html, text, markdown }, faults: [], missing: null, remark: '' };
    } catch (error) {
      if (!(error instanceof NoticeTextRefused)) throw error;
      return { rendered: null, faults: [], missing: null, remark: '' };
    }
  }

  async #readers({ found }: OpenedNotice, actor: Actor): Promise<OptionView[]> {
    if (!holds(actor.role, 'recipients:read')) return [];
    const { notice } = found;
    const groups = await this.readers.groups(notice, actor);
    if (groups.length === 0) return [];
    const { recipients } = await this.recipients.list(notice.incidentId, { limit: SOME_PEOPLE }, actor);
    return readerOptions(groups, recipients, dataClassNames(this.catalogue));
  }
}

const NOTHING_SHOWN = {
  readers: [],
  reader: '',
  caption: '',
  message: null,
  frame: null,
  paper: null,
  sms: null,
  post: null,
  script: null,
  faults: [],
  remark: '',
  rest: '',
};

function postView(text: string, { limits }: Pick<NoticeKind, 'limits'>): PreviewView['post'] {
  const [length, most] = [[...text].length, limits.characters];
  const words = `${length}${most === undefined ? '' : ` of ${most}`} letters.`;
  return { words, tooLong: length > (most ?? Infinity) };
}

interface Outcome {
  rendered: Rendered;
  faults: readonly PreviewFault[];
  /** Fields without value; null: those of the saved text count. */
  missing: TextPreview['missing'] | null;
  remark: string;
}
