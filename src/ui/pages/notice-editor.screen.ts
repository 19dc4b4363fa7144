import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import { editedText } from '../../notices/domain/edited-text.js';
import { NoticeFields } from '../../notices/notice-fields.js';
import type { NoticeField } from '../../notices/notice-fields.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import type { MissingField } from '../../notices/notice-preview.js';
import { Notices } from '../../notices/notices.service.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { SectionsDiffer } from '../../notices/domain/edited-text.js';
import { afterAct, isEnded } from '../../notices/domain/notice-state.js';
import { noticeLanguage } from '../../notices/domain/notice-language.js';
import { storedValues } from '../../notices/stored-values.js';
import { NoticeComments } from '../../notices/notice-comments.js';
import type { NoticeComment } from '../../notices/notice-comments.js';
import { WorkingCopies } from '../../notices/working-copies.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { allowPreviewStyles } from '../../platform/http/security-headers.js';
import { dataClassNames } from '../code-words.js';
import { FormFields } from '../form-fields.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, FlashView } from '../views.types.js';
import { conflictParts, keepMine } from './notice-conflict.view.js';
import type { NoticeConflictView } from './notice-conflict.view.js';
import type { Finding } from '../../notices/domain/checks/finding.js';
import { ChecksCards } from './notice-checks.card.js';
import { editorData } from './notice-chips.js';
import { peopleIn, remarksOn } from './notice-comments.view.js';
import type { RemarksView } from './notice-comments.view.js';
import { editorValues, readEditor } from './notice-editor.form.js';
import {
  answerViews,
  fieldGroups,
  fieldsInUse,
  outlineOf,
  sectionViews,
  withStates,
} from './notice-editor.view.js';
import type { NoticeEditorView } from './notice-editor.view.js';
import { CoverageCards } from './notice-coverage.card.js';
import { LanguageCards } from './notice-languages.card.js';
import { MovedCards } from './notice-moved.card.js';
import { PreviewCards } from './notice-preview.card.js';
import type { PreviewChoice } from './notice-preview.card.js';
import type { GeneratedView, ReplacedView } from './notice-restoration.view.js';
import { OpenedNotices, noticeCrumbs, proofHref } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';
import { editRemark, houseWords, noticeChip } from './notice.words.js';

/** One request about one notice. */
export interface NoticeVisit {
  noticeId: string;
  actor: Actor;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What the editor shows besides, or instead of, the saved text. */
export interface EditorShown {
  status?: number;
  errors?: readonly FieldError[];
  /** The form as it was posted. */
  form?: FormFields;
  flash?: FlashView;
  preview?: PreviewChoice;
  /** Why there is neither preview nor check of the typed text for a while. */
  rest?: string;
  /** The language that was asked for when it was drafted. */
  wanted?: string;
  /** The section in which the generated text stands again, with what it replaced. */
  replaced?: { id: string; view: ReplacedView };
}

/** Draws the editor, and the page that says that someone else was faster. */
@Injectable()
export class NoticeEditorScreen {
  constructor(
    private readonly shell: Shell,
    private readonly opened: OpenedNotices,
    private readonly notices: Notices,
    private readonly previews: NoticePreview,
    private readonly fields: NoticeFields,
    private readonly movedCards: MovedCards,
    private readonly previewCards: PreviewCards,
    private readonly checkCards: ChecksCards,
    private readonly copies: WorkingCopies,
    private readonly comments: NoticeComments,
    private readonly coverage: CoverageCards,
    private readonly languageCards: LanguageCards,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async draw({ noticeId, actor, request, reply }: NoticeVisit, shown: EditorShown = {}): Promise<void> {
    const { status = 200, errors = [], flash, preview = { as: '', reader: '' } } = shown;
    const comments = await this.comments.of(noticeId, actor);
    const opened = await this.opened.of(noticeId, actor, peopleIn(comments));
    const { notice, current } = opened.found;
    const mayEdit = holds(actor.role, 'notices:edit');
    const restored = shown.form || !mayEdit ? null : await this.#restored(opened, actor);
    const form = shown.form ?? restored?.form;
    const values =
      form ?? new FormFields(editorValues(opened.kind, notice.revision, current.text, current.details));
    const typed = form && mayEdit ? await typedIn(form, opened) : null;
    const card = shown.rest
      ? { view: this.previewCards.resting(opened, preview, shown.rest), missing: null }
      : await this.previewCards.of(opened, typed, preview, actor, mayEdit);
    const checked = shown.rest ? null : await this.checkCards.of(opened, typed, actor);
    const fields = this.fields.all(opened.found);
    const view: NoticeEditorView = {
      title: `${opened.kind.title} · ${opened.framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: opened.framed.exercise, ...(flash ? { flash } : {}) }),
      scripts: mayEdit ? ['htmx.js', 'notice-editor.js'] : [],
      errors,
      crumbs: noticeCrumbs(opened),
      heading: opened.kind.title,
      chip: noticeChip(notice.state),
      language: opened.language,
      house: houseWords(current.house ?? [], opened.titles),
      languages: await this.languageCards.of(opened, actor, {
        wanted: shown.wanted ?? '',
        ticked: shown.form?.text('sourceRevision') ?? '',
      }),
      saved: {
        revision: notice.revision,
        by: opened.nameOf(current.savedBy),
        at: current.savedAt.toString(),
      },
      reviewHref: `/notices/${noticeId}/reviews`,
      edit: mayEdit ? formsOf(opened, values, this.#data(opened, fields)) : null,
      restored: restored && { at: restored.at, savedSince: restored.savedSince },
      remark: editRemark(notice, mayEdit),
      moved: await this.movedCards.of(opened, actor),
      claims: claimsOf(opened),
      asked: askedOf(opened),
      subject: values.typed('subject'),
      preheader: values.typed('preheader'),
      ...this.#body(opened, values, errors, actor, {
        fields,
        comments,
        missing: card.missing,
        findings: checked?.open ?? [],
        replaced: shown.replaced,
      }),
      coverage: this.coverage.of(opened),
      preview: card.view,
      checks: checked?.view ?? null,
      readable: opened.message !== null,
    };
    allowPreviewStyles(reply);
    sendPage(reply, 'notices/editor', view, status);
  }

  /** The save came from an older revision: both texts, nothing overwritten. */
  async drawConflict(
    { noticeId, actor, request, reply }: NoticeVisit,
    form: FormFields,
    wanted: ReviseNotice,
  ): Promise<void> {
    const opened = await this.opened.of(noticeId, actor);
    const { notice, current } = opened.found;
    const saved = await this.notices.revisions(noticeId, actor);
    const base = saved.find(({ revision }) => revision === wanted.revision)?.text ?? current.text;
    const by = opened.nameOf(current.savedBy);
    const mine = editedText(current.text, wanted.text);
    const other = editorValues(opened.kind, notice.revision, current.text, current.details);
    const view: NoticeConflictView = {
      title: `Not saved · ${opened.framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: opened.framed.exercise }),
      crumbs: noticeCrumbs(opened, 'Not saved'),
      theirs: { by, at: current.savedAt.toString(), revision: notice.revision },
      ...conflictParts(base, mine, current.text, opened.titles, by),
      keep: {
        action: `/notices/${noticeId}/revisions`,
        fields: keepMine(form, other, opened.kind, notice.revision),
      },
      dropAction: `/notices/${noticeId}/working-copy/removal`,
      backHref: `/notices/${noticeId}`,
    };
    sendPage(reply, 'notices/conflict', view, 409);
  }

  #body(
    opened: OpenedNotice,
    values: FormFields,
    errors: readonly FieldError[],
    { role }: Actor,
    known: {
      fields: readonly NoticeField[];
      comments: readonly NoticeComment[];
      missing: readonly MissingField[] | null;
      findings: readonly Finding[];
      replaced: EditorShown['replaced'];
    },
  ): Pick<
    NoticeEditorView,
    | 'missing'
    | 'outline'
    | 'sections'
    | 'leftOut'
    | 'leftOutWrong'
    | 'lines'
    | 'remarksAction'
    | 'answers'
    | 'inUse'
    | 'groups'
  > {
    const { text } = opened.found.current;
    const { fields } = known;
    const missing = known.missing ?? (opened.message ? this.previews.missing(opened.found) : []);
    const gaps = new Set(missing.map(({ placeholder }) => placeholder));
    const mayComment = holds(role, 'notices:review') && !isEnded(opened.found.notice.state);
    const { id } = opened.found.notice;
    const remarks = (part: string) => remarksOn(part, known.comments, id, opened.nameOf, mayComment);
    const sections = sectionViews(text, opened.titles, values, errors, opened.claims, remarks);
    const outline = outlineOf(sections, gaps, known.findings);
    const mayRestore = holds(role, 'notices:edit') && afterAct(opened.found.notice.state, 'save') !== null;
    const stated = withStates(sections, outline).map((section) => ({
      ...section,
      generated: mayRestore ? generatedView(id, section.anchor, known.replaced) : null,
    }));
    const profile = '/settings/organisation';
    const places = {
      facts: `/incidents/${opened.framed.incident.reference}/facts`,
      proof: proofHref(opened),
      profile: this.routes.mayOpen(role, profile) ? profile : '',
    };
    return {
      missing: gaps.size,
      outline,
      sections: stated.filter(({ hidden }) => !hidden),
      leftOut: stated.filter(({ hidden }) => hidden),
      lines: remarksOfLines(remarks),
      remarksAction: `/notices/${id}/comments`,
      leftOutWrong: stated.some(({ hidden, wrong }) => hidden && wrong),
      answers: answerViews(fields, gaps, values, places, dataClassNames(this.catalogue)),
      inUse: fieldsInUse(fields),
      groups: fieldGroups(fields),
    };
  }

  #data({ found, kind }: OpenedNotice, fields: readonly NoticeField[]): string {
    const { notice, current } = found;
    const values = storedValues(kind, current.values);
    const language = noticeLanguage(this.catalogue, notice.locale);
    return JSON.stringify(editorData(fields, kind, values, current.text, language));
  }

  /** What the reader typed earlier and never saved, in the form again; null where that is what stands, or fits no more. */
  async #restored(
    { found, kind }: OpenedNotice,
    actor: Actor,
  ): Promise<{ form: FormFields; at: string; savedSince: boolean } | null> {
    const { notice, current } = found;
    const copy = await this.copies.mine(notice.id, actor);
    if (!copy) return null;
    const { text, details, baseRevision, savedAt } = copy.row;
    try {
      const mine = editorValues(kind, baseRevision, editedText(current.text, text), details);
      const saved = editorValues(kind, baseRevision, current.text, current.details);
      if (JSON.stringify(mine) === JSON.stringify(saved)) return null;
      const savedSince = baseRevision !== notice.revision;
      return { form: new FormFields(mine), at: savedAt.toString(), savedSince };
    } catch (error) {
      if (error instanceof SectionsDiffer) return null;
      throw error;
    }
  }
}

/** The text as the form has it; null where the form cannot be read: then the faults are shown, and what is saved. */
async function typedIn(form: FormFields, { kind, found }: OpenedNotice): Promise<ReviseNotice | null> {
  const sections = found.current.text.sections.map(({ id }) => id);
  return (await readEditor(form, kind, sections)).value;
}

function formsOf({ found }: OpenedNotice, values: FormFields, data: string): NoticeEditorView['edit'] {
  const { id, state } = found.notice;
  if (afterAct(state, 'save') === null) return null;
  return {
    revision: values.text('revision'),
    saveAction: `/notices/${id}/revisions`,
    submitAction: afterAct(state, 'submit') ? `/notices/${id}/submission` : '',
    keepAction: `/notices/${id}/working-copy`,
    dropAction: `/notices/${id}/working-copy/removal`,
    data,
  };
}

function generatedView(noticeId: string, anchor: string, replaced: EditorShown['replaced']): GeneratedView {
  const id = anchor.replace('section-', '');
  return {
    action: `/notices/${noticeId}/restoration`,
    id,
    href: `/api/v1/notices/${noticeId}/redraft/${id}`,
    replaced: replaced?.id === id ? replaced.view : null,
  };
}

function claimsOf(opened: OpenedNotice): NoticeEditorView['claims'] {
  const { claims } = opened;
  if (claims.length === 0) return null;
  const inLines = claims.filter(({ place }) => place === 'subject' || place === 'preheader');
  return { proofHref: proofHref(opened), count: claims.length, lines: inLines.map(({ quote }) => quote) };
}

/** The lines and the whole share one list; a new comment there is about the whole. */
function remarksOfLines(remarksOn: (part: string) => RemarksView): RemarksView {
  const all = ['', 'subject', 'preheader'].map(remarksOn);
  return {
    ...remarksOn(''),
    open: all.flatMap(({ open }) => open),
    settled: all.flatMap(({ settled }) => settled),
  };
}

/** The last words about this very revision, when it was given back. */
function askedOf({ found, events, nameOf }: OpenedNotice): NoticeEditorView['asked'] {
  const { state, revision } = found.notice;
  const event = events.find((one) => one.act === 'returned' && one.revision === revision);
  return afterAct(state, 'submit') && event
    ? { by: nameOf(event.by), at: event.at, reason: event.words }
    : null;
}
