import { Injectable } from '@nestjs/common';
import { WorkingCopies } from '../../notices/working-copies.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Conflict, Unprocessable } from '../../platform/errors.js';
import type { FormFields } from '../form-fields.js';
import { readEditor } from './notice-editor.form.js';
import type { OpenedNotice } from './notice.opened.js';

/** Keeps what stands in the form of the editor while something else is done on its page. */
@Injectable()
export class TypedTexts {
  constructor(private readonly copies: WorkingCopies) {}

  /** A text that cannot be kept is no reason to undo what was done. */
  async keep(form: FormFields, { found, kind }: OpenedNotice, actor: Actor): Promise<void> {
    if (!form.has('subject') || !holds(actor.role, 'notices:edit')) return;
    const sections = found.current.text.sections.map(({ id }) => id);
    const { value } = await readEditor(form, kind, sections);
    if (!value) return;
    try {
      await this.copies.keep(found.notice.id, value, actor);
    } catch (error) {
      if (!(error instanceof Unprocessable || error instanceof Conflict)) throw error;
    }
  }
}
