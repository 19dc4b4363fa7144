import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import type { PreviewFault, TextPreview } from '../../notices/notice-preview.js';
import { ReaderUnknown } from '../../notices/notices.errors.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { PreviewReaders } from '../../notices/preview-readers.js';
import type { ChosenReader } from '../../notices/preview-readers.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Environment } from '../../platform/config/environment.js';
import { Recipients } from '../../recipients/recipients.service.js';
import { dataClassNames } from '../code-words.js';
import type { OptionView } from '../views.types.js';
import { messageView } from './notice-message.view.js';
import { chosenReader, faultWords, formOf, previewForms, readerOptions } from './notice-preview.view.js';
import type { PreviewView, Rendered } from './notice-preview.view.js';
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
    const channel = opened.kind.channel;
    const form = formOf(channel, choice.as);
    const { rendered, faults, missing, remark } = await this.#rendered(opened, typed, choice, actor);
    const sender = {
      name: String(opened.found.current.values['organisation.name'] ?? ''),
      address: this.environment.MAIL_FROM,
    };
    const message = rendered && messageView(rendered.html, rendered.text, sender, opened.kind);
    const readers = await this.#readers(opened, actor);
    const reader = readers.some(({ value }) => value === choice.reader) ? choice.reader : '';
    const view: PreviewView = {
      action: mayType ? `/notices/${notice.id}/preview` : '',
      shown: form.id,
      forms: previewForms(channel).map(({ id, label }) => ({ id, label, active: id === form.id })),
      readers,
      reader,
      caption: typed ? 'As typed' : 'As saved',
      message,
      frame: form.format === 'html' ? { title: form.title, wide: form.id === 'desktop' } : null,
      faults: faults.map((fault) => faultWords(fault, opened.titles)),
      remark,
    };
    return { view, missing };
  }

  async #rendered(
    opened: OpenedNotice,
    typed: ReviseNotice | null,
    { reader }: PreviewChoice,
    actor: Actor,
  ): Promise<Outcome> {
    try {
      return await this.#as(opened, typed, chosenReader(reader), actor);
    } catch (error) {
      if (!(error instanceof ReaderUnknown)) throw error;
      const shown = await this.#as(opened, typed, {}, actor);
      return { ...shown, remark: `${error.message} Everyone’s copy is shown.` };
    }
  }

  async #as(
    { found }: OpenedNotice,
    typed: ReviseNotice | null,
    reader: ChosenReader,
    actor: Actor,
  ): Promise<Outcome> {
    const { id } = found.notice;
    if (typed) {
      const html = await this.previews.ofText(id, typed, { format: 'html', reader }, actor);
      const text = await this.previews.ofText(id, typed, { format: 'text', reader }, actor);
      const rendered = html.rendered && text.rendered && { html: html.rendered, text: text.rendered };
      return { rendered, faults: html.faults, missing: html.rendered && html.missing, remark: '' };
    }
    try {
      const html = await this.previews.of(id, 'html', actor, reader);
      const text = await this.previews.of(id, 'text', actor, reader);
      return { rendered: { html, text }, faults: [], missing: null, remark: '' };
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

interface Outcome {
  rendered: Rendered;
  faults: readonly PreviewFault[];
  /** Fields without value; null: those of the saved text count. */
  missing: TextPreview['missing'] | null;
  remark: string;
}
