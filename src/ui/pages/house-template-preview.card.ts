import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import { HouseTemplatePreview } from '../../notices/house-template-preview.js';
import type { HousePreview, ShippedPart } from '../../notices/house-template-preview.js';
import type { ShippedTexts } from '../../notices/house-text-check.js';
import { Environment } from '../../platform/config/environment.js';
import type { FormFields } from '../form-fields.js';
import { partErrors, readParts } from './house-template-parts.view.js';
import { templateHref } from './house-template.view.js';
import type { TemplatePageView } from './house-template.view.js';
import { checksView } from './notice-checks.view.js';
import { messageView } from './notice-message.view.js';
import { formOf, previewForms } from './notice-preview.view.js';
import type { PreviewView } from './notice-preview.view.js';

/** Shows house texts as they stand in a form with the example values, and what the checks find in them. */
@Injectable()
export class HousePreviewCards {
  constructor(
    private readonly previews: HouseTemplatePreview,
    private readonly environment: Environment,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @param mayType the reader may have another text shown than the saved one */
  async of(
    { kind, texts }: ShippedTexts,
    form: FormFields,
    { shipped, titles }: { shipped: readonly ShippedPart[]; titles: ReadonlyMap<string, string> },
    mayType: boolean,
  ): Promise<{ preview: PreviewView; checks: TemplatePageView['checks'] }> {
    const typed = readParts(form, kind);
    const shown = async (format: 'html' | 'text') => this.previews.of(kind.id, texts.locale, typed, format);
    const [html, text] = [await shown('html'), await shown('text')];
    const preview: PreviewView = {
      ...emptyPreview({ kind, texts }, form, mayType),
      message:
        html.rendered && text.rendered && messageView(html.rendered, text.rendered, this.#sender(kind), kind),
      faults: partErrors(html.faults, shipped, typed.sections).map(({ message }) => message),
    };
    return { preview, checks: html.rendered && this.#checks(html, titles) };
  }

  /** Nothing is worked out: the writer asked for too many, which `rest` says. */
  resting(
    at: ShippedTexts,
    form: FormFields,
    rest: string,
  ): { preview: PreviewView; checks: TemplatePageView['checks'] } {
    return { preview: { ...emptyPreview(at, form, true), frame: null, rest }, checks: null };
  }

  #checks({ findings }: HousePreview, titles: ReadonlyMap<string, string>): TemplatePageView['checks'] {
    const report = { findings, passed: [], parts: [], readability: [], coverage: [], remarks: [] };
    const place = { noticeId: '', titles, mayEdit: false, mayLift: false };
    const { groups } = checksView(report, () => null, place, this.catalogue);
    return { words: findings.length === 1 ? '1 finding' : `${findings.length || 'no'} findings`, groups };
  }

  #sender({ placeholders }: NoticeKind): { name: string; address: string } {
    const name = placeholders.get('organisation.name')?.example;
    return { name: typeof name === 'string' ? name : '', address: this.environment.MAIL_FROM };
  }
}

/** The card without a message. */
function emptyPreview({ kind, texts }: ShippedTexts, form: FormFields, mayType: boolean): PreviewView {
  const chosen = formOf(kind.channel, form.text('show') || form.text('as'));
  return {
    action: mayType ? `${templateHref(kind.id, texts.locale)}/preview` : '',
    shown: chosen.id,
    forms: previewForms(kind.channel).map(({ id, label }) => ({ id, label, active: id === chosen.id })),
    readers: [],
    reader: '',
    caption: 'With the example values; every section and sentence that can stand in it',
    message: null,
    frame: chosen.format === 'html' ? { title: chosen.title, wide: chosen.id === 'desktop' } : null,
    faults: [],
    remark: '',
  };
}
