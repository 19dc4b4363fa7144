import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { diffFacts } from '../../incidents/domain/facts-diff.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { afterAct } from '../../notices/domain/notice-state.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { NoticeRedraft } from '../../notices/notice-redraft.js';
import type { Redraft } from '../../notices/notice-redraft.js';
import { TextRefused } from '../../notices/notices.errors.js';
import { WorkingCopies } from '../../notices/working-copies.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Reader } from '../../platform/database/reader.js';
import { dataClassNames } from '../code-words.js';
import { FormFields } from '../form-fields.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError } from '../views.types.js';
import { changeWords, telling } from './facts.history.js';
import type { ChangeWords } from './facts.history.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { comparedView, hasMoved, isUnwritten, offeredParts } from './notice-redraft.view.js';
import type { ComparedView, NoticeRedraftView } from './notice-redraft.view.js';
import { OpenedNotices, noticeCrumbs } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';
import { editRemark, noticeChip } from './notice.words.js';

/** What the page shows besides the comparison as it stands. */
export interface RedraftShown {
  status?: number;
  errors?: readonly FieldError[];
  /** The choices as they were posted. */
  form?: FormFields;
}

/** Draws what moved since a text was saved, and what the draft of now says otherwise, part by part. */
@Injectable()
export class NoticeRedraftScreen {
  constructor(
    private readonly shell: Shell,
    private readonly opened: OpenedNotices,
    private readonly redrafts: NoticeRedraft,
    private readonly copies: WorkingCopies,
    private readonly incidents: Incidents,
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async draw({ noticeId, actor, request, reply }: NoticeVisit, shown: RedraftShown = {}): Promise<void> {
    const { status = 200, errors = [], form = new FormFields({}) } = shown;
    const opened = await this.opened.of(noticeId, actor);
    const { notice, current } = opened.found;
    const shell = await this.shell.of(request, { exercise: opened.framed.exercise });
    const redraft = opened.message === null ? null : await this.#compared(noticeId, actor);
    const mayEdit = holds(actor.role, 'notices:edit');
    const saves = mayEdit && redraft !== null && hasMoved(redraft);
    const view: NoticeRedraftView = {
      title: `Facts moved · ${opened.framed.incident.reference}`,
      shell,
      errors,
      crumbs: noticeCrumbs(opened, 'Facts moved'),
      heading: `Facts moved: ${opened.kind.title}, ${opened.language}`,
      chip: noticeChip(notice.state),
      saved: {
        revision: notice.revision,
        by: opened.nameOf(current.savedBy),
        at: current.savedAt.toString(),
      },
      editorHref: `/notices/${noticeId}`,
      compared: redraft && {
        ...comparedView(redraft, opened.titles, form),
        facts: await this.#facts(opened, redraft, shell.zone),
        save: saves ? saveOf(opened, redraft) : null,
      },
      remark: editRemark(notice, mayEdit),
      unsavedAt: mayEdit ? ((await this.copies.mine(noticeId, actor))?.row.savedAt.toString() ?? null) : null,
    };
    sendPage(reply, 'notices/redraft', view, status);
  }

  /** Null where the kept text, or its answers, keep it from being drafted beside. */
  async #compared(noticeId: string, actor: Actor): Promise<Redraft | null> {
    try {
      return await this.redrafts.compare(noticeId, actor);
    } catch (error) {
      if (error instanceof NoticeTextRefused || error instanceof TextRefused) return null;
      throw error;
    }
  }

  async #facts(
    { framed, found }: OpenedNotice,
    { keptFactsRevision: from, factsRevision: to }: Redraft,
    zone: string,
  ): Promise<ComparedView['facts']> {
    const href = `/incidents/${framed.incident.reference}/facts`;
    const changes = from === to ? [] : await this.#changes(found.notice.incidentId, from, to, zone);
    return { from, to, href, changes };
  }

  async #changes(incidentId: string, from: number, to: number, zone: string): Promise<ChangeWords[]> {
    const { manager } = this.reader;
    const before = await this.incidents.factsAt(manager, incidentId, from);
    const after = await this.incidents.factsAt(manager, incidentId, to);
    const classes = dataClassNames(this.catalogue);
    return telling(diffFacts(before.facts, after.facts)).map((change) => ({
      ...changeWords(change, zone),
      ...(change.path === DATA_CLASSES && {
        before: classesInWords(change.before, classes),
        after: classesInWords(change.after, classes),
      }),
    }));
  }
}

const DATA_CLASSES = '/data/classes';

function classesInWords(value: unknown, names: ReadonlyMap<string, string>): string {
  const classes = Array.isArray(value) ? (value as { class: string }[]).map((one) => one.class) : null;
  if (classes === null) return 'Not known';
  return classes.map((code) => names.get(code) ?? code).join(', ') || 'None';
}

function saveOf({ found }: OpenedNotice, redraft: Redraft): ComparedView['save'] {
  const { id, state } = found.notice;
  if (afterAct(state, 'save') === null) return null;
  return {
    action: `/notices/${id}/redraft`,
    revision: String(redraft.revision),
    next: redraft.revision + 1,
    unwritten: offeredParts(redraft).filter(isUnwritten).length,
  };
}
