import { isPersonal } from '../../notices/domain/notice-kind.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import type { NoticeText } from '../../notices/domain/notice-text.js';
import { ReviseNoticeBody } from '../../notices/notices.dto.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import type { Fault } from '../../platform/errors.js';
import type { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { answerText, readAnswer } from './notice-answers.js';

/** The parts of a section that people edit. */
type SectionPart = 'heading' | 'markdown' | 'hidden';

export function sectionField(id: string, part: SectionPart): string {
  return `sections.${id}.${part}`;
}

export function answerField(name: string): string {
  return `details.${name}`;
}

/** A saved text as the editor's form would post it. */
export function editorValues(
  kind: NoticeKind,
  revision: number,
  text: NoticeText,
  details: Readonly<Record<string, unknown>>,
): Record<string, string | readonly string[]> {
  const sections = text.sections.flatMap(({ id, heading, markdown, hidden }) => [
    [sectionField(id, 'heading'), heading],
    [sectionField(id, 'markdown'), markdown],
    [sectionField(id, 'hidden'), hidden ? 'yes' : ''],
  ]);
  const answers = Object.entries(details).flatMap(([name, answer]) => {
    const type = kind.placeholders.get(name)?.type;
    if (type === undefined) return [];
    const boxes = type === 'dataClasses' && Array.isArray(answer);
    return [[answerField(name), boxes ? (answer as string[]) : answerText(type, answer)]];
  });
  const { subject, preheader } = text;
  return Object.fromEntries([
    ['revision', String(revision)],
    ['subject', subject],
    ['preheader', preheader],
    ...sections,
    ...answers,
  ]) as Record<string, string | readonly string[]>;
}

/**
 * Reads the editor's form by the rules of the API.
 *
 * @param sections ids of the sections the text has; what the form says of others is not read
 */
export async function readEditor(
  form: FormFields,
  kind: NoticeKind,
  sections: readonly string[],
): Promise<{ value: ReviseNotice; faults: null } | { value: null; faults: FieldError[] }> {
  const answers = readAnswers(form, kind);
  const posted = sections.filter((id) => form.has(sectionField(id, 'markdown')));
  const body = {
    revision: Number(form.text('revision') || NaN),
    subject: form.typed('subject'),
    preheader: form.typed('preheader'),
    sections: posted.map((id) => ({
      id,
      heading: form.typed(sectionField(id, 'heading')),
      markdown: form.typed(sectionField(id, 'markdown')),
      hidden: form.text(sectionField(id, 'hidden')) === 'yes',
    })),
    details: answers.details,
    ...(form.has('sourceRevision') && { sourceRevision: Number(form.text('sourceRevision') || NaN) }),
  };
  const read = await readForm(ReviseNoticeBody, body);
  const named = (read.faults ?? []).map((fault) => withSectionNamed(fault, posted));
  const faults = [...fieldErrorsOf(named), ...answers.faults];
  if (read.value === null || faults.length > 0) return { value: null, faults };
  const { revision, details, sourceRevision, ...text } = read.value;
  return { value: { revision, details, text, sourceRevision }, faults: null };
}

function readAnswers(
  form: FormFields,
  kind: NoticeKind,
): { details: Record<string, unknown>; faults: FieldError[] } {
  const details: Record<string, unknown> = {};
  const faults: FieldError[] = [];
  for (const { name, type } of kind.placeholders.values()) {
    const field = answerField(name);
    if (isPersonal(name) || !form.has(field)) continue;
    const read = readAnswer(type, field, form);
    if ('fault' in read) faults.push({ field, message: read.fault });
    else if (read.answer !== undefined) details[name] = read.answer;
  }
  return { details, faults };
}

/** `/sections/2/heading` as `/sections/happened/heading`. */
function withSectionNamed({ path, message }: Fault, ids: readonly string[]): Fault {
  const place = path.replace(
    /^\/sections\/(\d+)(?=\/)/,
    (_, index: string) => `/sections/${ids[Number(index)]}`,
  );
  return { path: place, message };
}
