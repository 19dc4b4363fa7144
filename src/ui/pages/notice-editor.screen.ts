import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import { editedText } from '../../notices/domain/edited-text.js';
import { NoticeFields } from '../../notices/notice-fields.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import { Notices } from '../../notices/notices.service.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { PROOF_FIELDS } from '../../proofs/domain/proof-values.js';
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
import { editorValues } from './notice-editor.form.js';
import { answerViews, fieldGroups, fieldsInUse, outlineOf, sectionViews } from './notice-editor.view.js';
import type { NoticeEditorView } from './notice-editor.view.js';
import { CoverageCards } from './notice-coverage.card.js';
import { OpenedNotices, noticeCrumbs, proofHref } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';
import { editRemark, noticeChip } from './notice.words.js';

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
    private readonly coverage: CoverageCards,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async draw({ noticeId, actor, request, reply }: NoticeVisit, shown: EditorShown = {}): Promise<void> {
    const { status = 200, errors = [], form, flash } = shown;
    const opened = await this.opened.of(noticeId, actor);
    const { notice, current } = opened.found;
    const { reference } = opened.framed.incident;
    const values =
      form ?? new FormFields(editorValues(opened.kind, notice.revision, current.text, current.details));
    const mayEdit = holds(actor.role, 'notices:edit');
    const view: NoticeEditorView = {
      title: `${opened.kind.title} · ${reference}`,
      shell: await this.shell.of(request, { exercise: opened.framed.exercise, ...(flash ? { flash } : {}) }),
      errors,
      crumbs: noticeCrumbs(opened),
      heading: opened.kind.title,
      chip: noticeChip(notice.state),
      language: opened.language,
      saved: {
        revision: notice.revision,
        by: opened.nameOf(current.savedBy),
        at: current.savedAt.toString(),
      },
      reviewHref: `/notices/${noticeId}/reviews`,
      edit: mayEdit ? formsOf(opened, values) : null,
      remark: editRemark(notice, mayEdit),
      stale: await this.#stale(opened, actor),
      claims: claimsOf(opened),
      asked: askedOf(opened),
      subject: values.typed('subject'),
      preheader: values.typed('preheader'),
      ...this.#body(opened, values, errors, actor),
      coverage: this.coverage.of(opened),
      message: opened.message,
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
      backHref: `/notices/${noticeId}`,
    };
    sendPage(reply, 'notices/conflict', view, 409);
  }

  #body(
    opened: OpenedNotice,
    values: FormFields,
    errors: readonly FieldError[],
    { role }: Actor,
  ): Pick<NoticeEditorView, 'missing' | 'outline' | 'sections' | 'answers' | 'inUse' | 'groups'> {
    const { text } = opened.found.current;
    const missing = opened.message ? this.previews.missing(opened.found) : [];
    const gaps = new Set(missing.map(({ placeholder }) => placeholder));
    const fields = this.fields.all(opened.found);
    const sections = sectionViews(text, opened.titles, values, errors, opened.claims);
    const profile = '/settings/organisation';
    const places = {
      facts: `/incidents/${opened.framed.incident.reference}/facts`,
      proof: proofHref(opened),
      profile: this.routes.mayOpen(role, profile) ? profile : '',
    };
    return {
      missing: gaps.size,
      outline: outlineOf(text, sections, gaps),
      sections,
      answers: answerViews(fields, gaps, values, places, dataClassNames(this.catalogue)),
      inUse: fieldsInUse(fields),
      groups: fieldGroups(fields),
    };
  }

  async #stale({ found, framed, message }: OpenedNotice, actor: Actor): Promise<NoticeEditorView['stale']> {
    const { notice, current } = found;
    if (message === null || notice.state === 'sent' || notice.state === 'withdrawn') return null;
    const facts = framed.facts.revision > current.factsRevision;
    const moved = await this.fields.moved(found, actor);
    if (!facts && moved.length === 0) return null;
    const proofMoved = moved.some(({ name }) => PROOF_FIELDS.has(name));
    return { facts, moved, redrafted: proofMoved ? await this.fields.fixSection(found, actor) : null };
  }
}

function formsOf({ found }: OpenedNotice, values: FormFields): NoticeEditorView['edit'] {
  const { id, state } = found.notice;
  if (state === 'sent' || state === 'withdrawn') return null;
  return {
    revision: values.text('revision'),
    saveAction: `/notices/${id}/revisions`,
    submitAction: state === 'draft' ? `/notices/${id}/submission` : '',
  };
}

function claimsOf(opened: OpenedNotice): NoticeEditorView['claims'] {
  const { claims } = opened;
  if (claims.length === 0) return null;
  const inLines = claims.filter(({ place }) => place === 'subject' || place === 'preheader');
  return { proofHref: proofHref(opened), count: claims.length, lines: inLines.map(({ quote }) => quote) };
}

/** The last words about this very revision, when it was given back. */
function askedOf({ found, events, nameOf }: OpenedNotice): NoticeEditorView['asked'] {
  const { state, revision } = found.notice;
  const event = events.find((one) => one.act === 'returned' && one.revision === revision);
  return state === 'draft' && event ? { by: nameOf(event.by), at: event.at, reason: event.words } : null;
}
