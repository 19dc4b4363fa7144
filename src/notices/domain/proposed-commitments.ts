import Handlebars from 'handlebars';
import { Temporal } from 'temporal-polyfill';
import { indexOfMark, markFields, marks } from './marked-text.js';
import { holds } from './notice-condition.js';
import type { NoticeContext } from './notice-context.js';
import { wordingOf, type NoticeLanguage } from './notice-helpers.js';
import type { CommitmentRule, NoticeKind } from './notice-kind.js';
import { valueOf, type NoticeValue, type OpenPoint } from './notice-values.js';
import { gapFor } from './shared-fields.js';
import { TemplateSource } from './template-source.js';

/** A promise that a draft of a kind makes, as a row for the list of commitments. */
export interface ProposedCommitment {
  /** Id of its rule; open points are numbered: `open-points-1`. */
  id: string;
  section: string;
  /** Step of the plan that it rests on. */
  step: string;
  /** Role that keeps it. */
  keeper: string;
  /** Null: it holds from case to case, or its day is not known yet. */
  due: Temporal.PlainDate | null;
  /** One line; what is missing is marked as in a draft. */
  text: string;
}

/**
 * What a draft from this context promises: rules whose condition holds and whose section is shown.
 *
 * @param language in whose words values are said; the sentences are English
 */
export function proposedCommitments(
  kind: NoticeKind,
  context: NoticeContext,
  language: NoticeLanguage,
): ProposedCommitment[] {
  const shown = new Set(
    kind.sections.filter(({ shownWhen }) => holds(shownWhen, context)).map(({ id }) => id),
  );
  return kind.commitments
    .filter(({ when, section }) => shown.has(section) && holds(when, context))
    .flatMap((rule) => rows(rule, kind, context, language));
}

function rows(
  rule: CommitmentRule,
  kind: NoticeKind,
  context: NoticeContext,
  language: NoticeLanguage,
): ProposedCommitment[] {
  const { id, section, step, keeper, due } = rule;
  const row = { id, section, step, keeper };
  const value = typeof due === 'string' && due !== 'rolling' ? valueOf(context.values, due) : undefined;
  if (isOpenPoints(kind, due) && value !== undefined)
    return (value as readonly OpenPoint[]).map(({ text, by }, place) => ({
      ...row,
      id: `${id}-${place + 1}`,
      due: by,
      text: sentence(text),
    }));
  return [{ ...row, due: dayOf(due, value, context), text: inWords(rule.text, kind, context, language) }];
}

function isOpenPoints({ placeholders }: NoticeKind, due: CommitmentRule['due']): boolean {
  return typeof due === 'string' && placeholders.get(due)?.type === 'openPoints';
}

function dayOf(
  due: CommitmentRule['due'],
  value: NoticeValue | undefined,
  { values }: NoticeContext,
): Temporal.PlainDate | null {
  if (value instanceof Temporal.PlainDateTime) return value.toPlainDate();
  if (value instanceof Temporal.PlainDate) return value;
  const sent = values['notice.date'];
  return typeof due === 'object' && sent instanceof Temporal.PlainDate ? sent.add(due) : null;
}

function sentence(text: string): string {
  const whole = text.endsWith('.') ? text : `${text}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** The line with its values in words; a value that is missing shows whom to ask. */
function inWords(
  line: string,
  kind: NoticeKind,
  { values }: NoticeContext,
  language: NoticeLanguage,
): string {
  const { text, fields } = markFields(Handlebars.parse(line), new TemplateSource(line));
  return text.replace(marks, (mark) => {
    const { helper, names = [] } = fields[indexOfMark(mark)] ?? {};
    const declared = names.flatMap((name) => kind.placeholders.get(name) ?? []);
    const missing = declared.find(({ name }) => valueOf(values, name) === undefined);
    if (missing) return gapFor(missing);
    const known = names.map((name) => valueOf(values, name) as NoticeValue);
    return wordingOf(helper, declared[0]?.type ?? '', known, language).text;
  });
}
