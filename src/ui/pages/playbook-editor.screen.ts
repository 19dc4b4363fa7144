import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import type { Fault } from '../../platform/errors.js';
import { validatePlaybook } from '../../playbooks/domain/validate-playbook.js';
import type { FormFields } from '../form-fields.js';
import type { FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { CrumbView, FieldError } from '../views.types.js';
import { EMPTY_OWN_STEP, actOn } from './playbook-editor.acts.js';
import { contentOf, readEdited } from './playbook-editor.form.js';
import type { EditedOwnStep, EditedPlaybook } from './playbook-editor.form.js';
import { editorBody, editorErrors, remarkLines } from './playbook-editor.view.js';
import type { PlaybookEditorView } from './playbook-editor.view.js';

const LONGEST_NOTE = 2_000;

/** What differs between making, adapting, editing and saving a plan. */
export interface EditorFrame {
  title: string;
  heading: string;
  lead: string;
  crumbs: readonly CrumbView[];
  /** The incident whose plan is saved. */
  framed: FramedIncident | null;
  action: string;
  hidden: Readonly<Record<string, string>>;
  cancelHref: string;
  saveWords: string;
  newerBase: PlaybookEditorView['newerBase'];
  textsRead: PlaybookEditorView['textsRead'];
}

export interface EditorState {
  edited: EditedPlaybook;
  drafted?: EditedOwnStep;
  errors?: readonly FieldError[];
  status?: number;
  conflict?: PlaybookEditorView['conflict'];
}

/** What a posted editor asks for. */
export type EditorAnswer =
  { kind: 'draw'; state: EditorState } | { kind: 'save'; edited: EditedPlaybook; content: PlaybookContent };

/** The editor of a playbook: one form that carries everything, drawn again after each button. */
@Injectable()
export class PlaybookEditor {
  constructor(
    private readonly shell: Shell,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Reads what was posted; only `save` with a sound content is to be kept. */
  answer(form: FormFields): EditorAnswer {
    const edited = readEdited(form);
    const act = form.text('act');
    if (act !== 'save' && act !== 'check') return { kind: 'draw', state: actOn(edited, form, act) };
    const read = validatePlaybook(contentOf(edited), this.catalogue);
    const faults = [...('faults' in read ? read.faults : []), ...noteFaults(edited)];
    if ('faults' in read || faults.length > 0) {
      const errors = editorErrors(faults, edited, this.catalogue);
      return { kind: 'draw', state: { ...actOn(edited, form, act), errors, status: 422 } };
    }
    if (act === 'check') return { kind: 'draw', state: actOn(edited, form, act) };
    return { kind: 'save', edited, content: read.content };
  }

  async draw(
    request: FastifyRequest,
    reply: FastifyReply,
    frame: EditorFrame,
    { edited, drafted = EMPTY_OWN_STEP, errors = [], status = 200, conflict = null }: EditorState,
  ): Promise<void> {
    const { framed, crumbs, ...rest } = frame;
    const view: PlaybookEditorView = {
      ...rest,
      ...editorBody(edited, drafted, this.catalogue, { errors, openTexts: frame.textsRead !== null }),
      shell: await this.shell.of(request, { exercise: framed?.exercise ?? false }),
      errors,
      crumbs: framed ? null : crumbs,
      header: framed?.header ?? null,
      conflict,
      remarks: this.#remarks(edited),
    };
    sendPage(reply, 'playbooks/editor', view, status);
  }

  #remarks(edited: EditedPlaybook): string[] {
    const read = validatePlaybook(contentOf(edited), this.catalogue);
    return 'faults' in read ? [] : remarkLines(read.content, this.catalogue);
  }
}

function noteFaults({ note }: EditedPlaybook): Fault[] {
  const tooLong = note.length > LONGEST_NOTE;
  return tooLong ? [{ path: '/note', message: `Keep the note below ${LONGEST_NOTE} characters.` }] : [];
}
