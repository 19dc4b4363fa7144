import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Users } from '../../identity/users.service.js';
import type { HouseParts } from '../../notices/domain/house-texts.js';
import { HouseTemplatePreview } from '../../notices/house-template-preview.js';
import type { ShippedPart } from '../../notices/house-template-preview.js';
import { HouseTemplates } from '../../notices/house-templates.service.js';
import type { HouseVersionAt, TemplateAt } from '../../notices/house-templates.service.js';
import { HouseTemplateUses } from '../../notices/house-template-uses.js';
import { HouseTextFields } from '../../notices/house-text-fields.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { allowPreviewStyles } from '../../platform/http/security-headers.js';
import { FormFields } from '../form-fields.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, FlashView } from '../views.types.js';
import { changeViews, partErrors, partValues, partViews, titleOf } from './house-template-parts.view.js';
import {
  houseChip,
  templateFieldGroups,
  templateHref,
  usesView,
  versionViews,
} from './house-template.view.js';
import type { TemplatePageView } from './house-template.view.js';
import { HousePreviewCards } from './house-template-preview.card.js';
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
  /** Why preview and checks wait. */
  rest?: string;
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
    private readonly cards: HousePreviewCards,
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
    const { preview, checks } = shown.rest
      ? this.cards.resting(at, form, shown.rest)
      : await this.cards.of(at, form, { shipped, titles }, mayEdit && !house?.archived);
    const refused = partErrors(house?.faults ?? [], shipped, []);
    const view: TemplatePageView = {
      ...headOf(at),
      shell: await this.shell.of(request, flash ? { flash } : {}),
      errors,
      edit: mayEdit && !house?.archived ? editOf(at, form, shown) : null,
      archive: house && mayEdit ? archiveOf(href, house.archived) : null,
      refused: refused.map(({ message }) => message),
      conflict: this.#conflict(at, shown, shipped, nameOf),
      parts: partViews(kind, shipped, form, errors),
      preview,
      checks,
      groups: templateFieldGroups(this.fields.of(kind.id, locale)),
      uses: used && usesView(href, used, titles),
      older: older && olderView(older, href, house?.current.number ?? 0),
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
}

/** What the page is about, whoever reads it. */
function headOf({ kind, texts, house }: TemplateAt) {
  const title = `${kind.title}, ${languageWords(texts.locale)}`;
  return {
    title: `${title} · Notice templates`,
    crumbs: [{ label: 'Notice templates', href: '/templates' }, { label: title }],
    heading: kind.title,
    language: languageWords(texts.locale),
    languages: [...kind.texts.keys()].map((one) => ({
      href: templateHref(kind.id, one),
      label: languageWords(one),
      active: one === texts.locale,
    })),
    chip: houseChip(house),
    archived: house?.archived ?? false,
  };
}

/** A version as it would be typed; one that is taken up again says so. */
function formFor(shown: HouseVersionAt | null, older: HouseVersionAt | null): FormFields {
  const note = older ? `The words of version ${older.number} again.` : '';
  return new FormFields({ ...partValues(shown?.parts ?? null), note });
}

function olderView({ number }: HouseVersionAt, href: string, newest: number): TemplatePageView['older'] {
  return { number, href, compareHref: `${href}/compare?from=${number}&to=${newest}` };
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
