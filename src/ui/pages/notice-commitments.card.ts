import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Commitments } from '../../commitments/commitments.service.js';
import { toNoticeCommitmentsView } from '../../commitments/commitments.views.js';
import type { CommitmentView } from '../../commitments/commitments.views.js';
import { isEnded } from '../../notices/domain/notice-state.js';
import { Plans } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Reader } from '../../platform/database/reader.js';
import { typed } from '../forms.js';
import { formatDay } from '../views.time.js';
import type { OptionView } from '../views.types.js';
import { keeperWords } from './commitments.view.js';
import type { OpenedNotice } from './notice.opened.js';

/** What the text promises, and what approval makes of it. */
export interface NoticeCommitmentsCard {
  words: string;
  promised: readonly PromiseRow[];
  leftOut: readonly { text: string; reason: string; removeAction: string }[];
  /** Of earlier approvals, as they stand until this text is approved. */
  standing: readonly PromiseRow[];
  revision: string;
  /** Empty: this reader may not change them. */
  leaveOutAction: string;
  listHref: string;
  /** Null likewise. */
  add: {
    action: string;
    sections: readonly OptionView[];
    steps: readonly OptionView[];
    typed: Readonly<Record<'promise' | 'keeper' | 'dueOn' | 'section' | 'step', string>>;
  } | null;
}

export interface PromiseRow {
  text: string;
  /** `Security lead keeps it, by Fri 4 Dec 2026`. */
  detail: string;
  /** Where it is said, and the step of the plan it rests on. */
  origin: string;
  /** Id of the proposal that can be left out; empty: it cannot. */
  rule: string;
  field: string;
  reason: string;
  /** Empty: it was not written by hand. */
  removeAction: string;
}

/** Name of the field that says why a proposal is left out. */
export function whyField(rule: string): string {
  return `why.${rule}`;
}

/** Puts the promises of a notice beside its text. */
@Injectable()
export class NoticeCommitmentCards {
  constructor(
    private readonly commitments: Commitments,
    private readonly plans: Plans,
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * Null where the text cannot be read.
   *
   * @param body a form of the page, as it was posted
   */
  async of(opened: OpenedNotice, actor: Actor, body: unknown): Promise<NoticeCommitmentsCard | null> {
    if (opened.message === null) return null;
    const { notice } = opened.found;
    const { id, state, revision } = notice;
    const found = toNoticeCommitmentsView(await this.commitments.of(id, actor));
    const mayEdit = holds(actor.role, 'notices:edit') && !isEnded(state);
    const titles = await this.#stepTitles(notice.incidentId);
    const base = `/notices/${id}/commitments`;
    const origin = (section: string, step: string | null) =>
      [
        opened.titles.get(section) ?? section,
        ...(step === null ? [] : [titles.get(step) ?? this.catalogue.steps.get(step)?.title ?? step]),
      ].join(', ');
    const row = (one: CommitmentView): PromiseRow => ({
      ...NOT_PROPOSED,
      text: one.words,
      detail: keptBy(one),
      origin: origin(one.section, one.step),
      removeAction: mayEdit && one.state === 'written' ? `${base}/${one.id}/removal` : '',
    });
    const proposed = found.proposed.filter(({ leftOut }) => leftOut === null);
    const approved = state === 'approved' || state === 'sent';
    return {
      words: approved
        ? `The approval of revision ${revision} made these commitments.`
        : `Approving revision ${revision} makes these commitments, each with its keeper and day.`,
      promised: approved
        ? found.standing.map(row)
        : [
            ...proposed.map((one) => ({
              text: one.text,
              detail: keptBy(one),
              origin: origin(one.section, one.step),
              rule: mayEdit ? one.rule : '',
              field: whyField(one.rule),
              reason: typed(body, whyField(one.rule)),
              removeAction: '',
            })),
            ...found.written.map(row),
          ],
      leftOut: found.proposed.flatMap(({ text, leftOut }) =>
        leftOut === null
          ? []
          : [{ text, reason: leftOut.words, removeAction: mayEdit ? `${base}/${leftOut.id}/removal` : '' }],
      ),
      standing: approved ? [] : found.standing.map(row),
      revision: String(revision),
      leaveOutAction: mayEdit ? `${base}/omission` : '',
      listHref: holds(actor.role, 'commitments:read')
        ? `/incidents/${opened.framed.incident.reference}/follow-up/commitments`
        : '',
      add: mayEdit ? addForm(opened, titles, body) : null,
    };
  }

  /** Steps of the plan that people took on, by id. */
  async #stepTitles(incidentId: string): Promise<Map<string, string>> {
    const standings = await this.plans.standings(this.reader.manager, incidentId);
    return new Map(
      [...standings].flatMap(([id, { state, title }]): [string, string][] =>
        TAKEN_ON.has(state) ? [[id, title ?? this.catalogue.steps.get(id)?.title ?? id]] : [],
      ),
    );
  }
}

const TAKEN_ON: ReadonlySet<string> = new Set(['accepted', 'in_progress', 'done']);

function addForm(
  { found: { notice, current }, titles }: OpenedNotice,
  steps: ReadonlyMap<string, string>,
  body: unknown,
): NoticeCommitmentsCard['add'] {
  return {
    action: `/notices/${notice.id}/commitments`,
    sections: current.text.sections
      .filter(({ hidden }) => !hidden)
      .map(({ id }) => ({ value: id, label: titles.get(id) ?? id })),
    steps: [...steps].map(([value, label]) => ({ value, label })),
    typed: {
      promise: typed(body, 'promise'),
      keeper: typed(body, 'keeper'),
      dueOn: typed(body, 'dueOn'),
      section: typed(body, 'section'),
      step: typed(body, 'step'),
    },
  };
}

const NOT_PROPOSED = { rule: '', field: '', reason: '' };

/** `Data protection officer keeps it, by Fri 4 Dec 2026`. */
function keptBy(one: Pick<CommitmentView, 'rule' | 'keeper' | 'dueOn'>): string {
  const by = one.dueOn === null ? 'from case to case' : `by ${formatDay(one.dueOn)}`;
  return `${keeperWords(one)} keeps it, ${by}`;
}
