import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import type { HouseParts } from '../../notices/domain/house-texts.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import { HouseTemplatePreview } from '../../notices/house-template-preview.js';
import type { HousePreview, ShippedPart } from '../../notices/house-template-preview.js';
import { HouseTemplates } from '../../notices/house-templates.service.js';
import type { HouseVersionAt, TemplateAt } from '../../notices/house-templates.service.js';
import { HouseTemplateUses } from '../../notices/house-template-uses.js';
import { HouseTextFields } from '../../notices/house-text-fields.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Environment } from '../../platform/config/environment.js';
import { allowPreviewStyles } from '../../platform/http/security-headers.js';
import { FormFields } from '../form-fields.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, FlashView } from '../views.types.js';
import {
  changeViews,
  partErrors,
  partValues,
  partViews,
  readParts,
  titleOf,
} from './house-template-parts.view.js';
import {
  houseChip,
  templateFieldGroups,
  templateHref,
  usesView,
  versionViews,
} from './house-template.view.js';
import type { TemplatePageView } from './house-template.view.js';
import { checksView } from './notice-checks.view.js';
import { messageView } from './notice-message.view.js';
import { formOf, previewForms } from './notice-preview.view.js';
import type { PreviewView } from './notice-preview.view.js';
import { languageWords } from './notice.words.js';

/** One request about one template. */
export interface TemplateVisit {
  kind: string;
  locale: string;
  actor: Actor;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface TemplateShown {
  status?: number;
  errors?: readonly FieldError[];
  /** The form as it was posted. */
  form?: FormFields;
  /** What someone wanted to save while another was faster. */
  yours?: HouseParts | null;
  flash?: FlashView;
  /** A version to read, or to take up again. */
  version?: HouseVersionAt;
  /** Cursor of the uses to show. */
  usesBefore?: string;
}

/** Draws the page of one template, as it stands or as it is typed. */
@Injectable()
export class HouseTemplateScreen {
  constructor(
    private readonly shell: Shell,
    private readonly templates: HouseTemplates,
    private readonly previews: HouseTemplatePreview,
    private readonly fields: HouseTextFields,
    private readonly usage: HouseTemplateUses,
    private readonly users: Users,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
    private readonly environment: Environment,
  ) {}

  /** @throws TemplateNotFound */
  async draw(visit: TemplateVisit, shown: TemplateShown = {}): Promise<void> {
    const { actor, request, reply } = visit;
    const { status = 200, errors = [], flash } = shown;
    const at = await this.templates.one(visit.kind, visit.locale);
    const { kind, house, texts } = at;
    const { locale } = texts;
    const shipped = await this.previews.shipped(kind.id, locale);
    const older = shown.version && shown.version.number !== house?.current.number ? shown.version : null;
    const form = shown.form ?? formFor(older ?? house?.current ?? null, older);
    const versions = await this.templates.versions(kind.id, locale);
    const names = await this.users.namesOf(versions.map(({ savedBy }) => savedBy));
    const nameOf = (id: string) => names.get(id) ?? 'a person who left';
    const href = templateHref(kind.id, locale);
    const mayEdit = holds(actor.role, 'templates:edit');
    const titles = new Map(shipped.map((part) => [part.id, titleOf(part)]));
    const used = holds(actor.role, 'notices:read')
      ? await this.usage.of(kind.id, locale, actor, before(shown.usesBefore))
      : null;
    const { preview, checks } = await this.#preview(
      at,
      form,
      { shipped, titles },
      mayEdit && !house?.archived,
    );
    const refused = partErrors(house?.faults ?? [], shipped, []);
    const view: TemplatePageView = {
      title: `${kind.title}, ${languageWords(locale)} · Notice templates`,
      shell: await this.shell.of(request, flash ? { flash } : {}),
      errors,
      crumbs: [
        { label: 'Notice templates', href: '/templates' },
        { label: `${kind.title}, ${languageWords(locale)}` },
      ],
      heading: kind.title,
      language: languageWords(locale),
      languages: [...kind.texts.keys()].map((one) => ({
        href: templateHref(kind.id, one),
        label: languageWords(one),
        active: one === locale,
      })),
      chip: houseChip(house),
      edit: mayEdit && !house?.archived ? editOf(at, form, shown) : null,
      archive: house && mayEdit ? archiveOf(href, house.archived) : null,
      archived: house?.archived ?? false,
      refused: refused.map(({ message }) => message),
      conflict: this.#conflict(at, shown, shipped, nameOf),
      parts: partViews(kind, shipped, form, errors),
      preview,
      checks,
      groups: templateFieldGroups(this.fields.of(kind.id, locale)),
      uses: used && usesView(href, used, titles),
      older: older && {
        number: older.number,
        href,
        compareHref: `${href}/compare?from=${older.number}&to=${house?.current.number ?? 0}`,
      },
      scripts: mayEdit && !house?.archived ? ['htmx.js'] : [],
      versions: versionViews(href, versions, nameOf),
    };
    allowPreviewStyles(reply);
    sendPage(reply, 'templates/template', view, status);
  }

  #conflict(
    { kind, texts, house }: TemplateAt,
    { yours }: TemplateShown,
    shipped: readonly ShippedPart[],
    nameOf: (id: string) => string,
  ): TemplatePageView['conflict'] {
    if (!yours || !house) return null;
    const { number, savedBy, savedAt, parts } = house.current;
    const changes = this.previews.between(kind.id, texts.locale, parts, yours);
    return { version: number, by: nameOf(savedBy), at: savedAt, changes: changeViews(changes, shipped) };
  }

  async #preview(
    { kind, texts }: TemplateAt,
    form: FormFields,
    { shipped, titles }: { shipped: readonly ShippedPart[]; titles: ReadonlyMap<string, string> },
    mayType: boolean,
  ): Promise<{ preview: PreviewView; checks: TemplatePageView['checks'] }> {
    const chosen = formOf(kind.channel, form.text('show') || form.text('as'));
    const typed = readParts(form, kind);
    const shown = async (format: 'html' | 'text') => this.previews.of(kind.id, texts.locale, typed, format);
    const [html, text] = [await shown('html'), await shown('text')];
    const frame = chosen.format === 'html' ? { title: chosen.title, wide: chosen.id === 'desktop' } : null;
    const preview: PreviewView = {
      action: mayType ? `${templateHref(kind.id, texts.locale)}/preview` : '',
      shown: chosen.id,
      forms: previewForms(kind.channel).map(({ id, label }) => ({ id, label, active: id === chosen.id })),
      readers: [],
      reader: '',
      caption: 'With the example values; every section and sentence that can stand in it',
      message:
        html.rendered && text.rendered && messageView(html.rendered, text.rendered, this.#sender(kind), kind),
      frame,
      faults: partErrors(html.faults, shipped, typed.sections).map(({ message }) => message),
      remark: '',
    };
    return { preview, checks: html.rendered && this.#checks(html, titles) };
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

/** A version as it would be typed; one that is taken up again says so. */
function formFor(shown: HouseVersionAt | null, older: HouseVersionAt | null): FormFields {
  const note = older ? `The words of version ${older.number} again.` : '';
  return new FormFields({ ...partValues(shown?.parts ?? null), note });
}

function before(cursor: string | undefined): { before?: string } {
  return cursor === undefined ? {} : { before: cursor };
}

/** After a conflict the next save is on top of the other one. */
function editOf(
  { kind, texts, house }: TemplateAt,
  form: FormFields,
  { form: posted, yours }: TemplateShown,
) {
  const current = String(house?.current.number ?? 0);
  const version = posted && !yours ? form.text('version') || '0' : current;
  return {
    action: templateHref(kind.id, texts.locale),
    previewAction: `${templateHref(kind.id, texts.locale)}/preview`,
    version,
    saveWords: `Save as version ${Number(current) + 1}`,
    note: form.typed('note'),
  };
}

function archiveOf(href: string, archived: boolean): TemplatePageView['archive'] {
  const words = archived ? 'Use the house text again' : 'Archive: go back to the shipped text';
  return { action: `${href}/archive`, archived: !archived, words };
}
