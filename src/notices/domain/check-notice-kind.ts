import Handlebars from 'handlebars';
import { rankingFactNames } from '../../catalogue/domain/step.js';
import { fieldsOf } from './condition-fields.js';
import { isPersonal, type NoticeCondition, type NoticeKind } from './notice-kind.js';
import { readNoticeValue } from './notice-values.js';

/** What is wrong in `kind.yaml`, by the path of keys to it. */
export interface KindFault {
  path: readonly (string | number)[];
  message: string;
}

/**
 * What its schema cannot say of a kind: every name that is used is declared, examples fit their types, texts
 * and sections belong together.
 *
 * @param known step ids of the catalogue and the content codes and types of the vocabulary
 */
export function checkNoticeKind(kind: NoticeKind, known: KnownWords): KindFault[] {
  return [
    ...exampleFaults(kind),
    ...sectionFaults(kind),
    ...sendingFaults(kind, known),
    ...commitmentFaults(kind, known),
    ...[...kind.flags].flatMap(([name, condition]) =>
      conditionFaults(condition, kind, known, ['flags', name]),
    ),
    ...kind.sections.flatMap(({ shownWhen }, place) =>
      conditionFaults(shownWhen, kind, known, ['sections', place, 'shownWhen']),
    ),
    ...kind.formats.flatMap(({ when }, place) =>
      conditionFaults(when, kind, known, ['formats', place, 'when']),
    ),
    ...kind.commitments.flatMap(({ when }, place) =>
      conditionFaults(when, kind, known, ['commitments', place, 'when']),
    ),
    ...kind.sections.flatMap(({ contentCodes }, place) =>
      unknownWords(contentCodes, known.contentCodes, ['sections', place, 'contentCodes']),
    ),
  ];
}

/** The same of what the kinds share: examples fit their types, conditions ask for what there is. */
export function checkSharedFields(
  shared: Pick<NoticeKind, 'placeholders' | 'flags'>,
  known: KnownWords,
): KindFault[] {
  return [
    ...exampleFaults(shared),
    ...[...shared.flags].flatMap(([name, condition]) =>
      conditionFaults(condition, shared, known, ['flags', name]),
    ),
  ];
}

/** Closed lists of the knowledge that a kind refers to. */
export interface KnownWords {
  steps: ReadonlySet<string>;
  contentCodes: ReadonlySet<string>;
  incidentTypes: ReadonlySet<string>;
  effects: ReadonlySet<string>;
  dataClasses: ReadonlySet<string>;
  findings: ReadonlySet<string>;
  /** Kinds of recipients of duties. */
  recipients: ReadonlySet<string>;
}

function exampleFaults({ placeholders, flags }: Pick<NoticeKind, 'placeholders' | 'flags'>): KindFault[] {
  const faults: KindFault[] = [];
  for (const { name, type, example } of placeholders.values()) {
    const read = readNoticeValue(type, example);
    if ('fault' in read) faults.push({ path: ['placeholders', name, 'example'], message: read.fault });
    if (flags.has(name)) faults.push({ path: ['flags', name], message: 'is a placeholder already' });
  }
  return faults;
}

function sendingFaults({ audience, channel, mailable, serves }: NoticeKind, known: KnownWords): KindFault[] {
  const wrong = mailable === true && (channel !== 'email' || audience !== 'individuals');
  return [
    ...(wrong ? [{ path: ['mailable'], message: 'only an e-mail to individuals can be mailed' }] : []),
    ...unknownWords(serves, known.recipients, ['serves']),
  ];
}

function commitmentFaults(
  { commitments, sections, placeholders }: NoticeKind,
  known: KnownWords,
): KindFault[] {
  const ids = new Set(sections.map(({ id }) => id));
  return commitments.flatMap(({ id, section, step, due }, place) => {
    const path = ['commitments', place] as const;
    const twice = commitments.findIndex((other) => other.id === id) !== place;
    const dated = typeof due !== 'string' || due === 'rolling' || datedTypes.has(placeholders.get(due)?.type);
    return [
      ...(twice ? [{ path, message: `the commitment ${id} stands here twice` }] : []),
      ...unknownWords([section], ids, [...path, 'section']),
      ...unknownWords([step], known.steps, [...path, 'step']),
      ...(dated ? [] : [{ path: [...path, 'due'], message: 'is no field of this kind that holds a day' }]),
    ];
  });
}

const datedTypes: ReadonlySet<string | undefined> = new Set(['date', 'dateTime', 'openPoints']);

function sectionFaults({ sections, formats, texts }: NoticeKind): KindFault[] {
  const ids = new Set(sections.map(({ id }) => id));
  const faults: KindFault[] = [];
  sections.forEach(({ id, follows, shownWhen, otherwise }, place) => {
    const path = ['sections', place] as const;
    if (sections.findIndex((other) => other.id === id) !== place)
      faults.push({ path, message: `the section ${id} stands here twice` });
    if (follows !== undefined && !ids.has(follows))
      faults.push({ path: [...path, 'follows'], message: 'is no section of this kind' });
    if (otherwise === undefined && !('always' in shownWhen))
      faults.push({ path, message: 'has no "otherwise": say why the section is hidden' });
  });
  for (const { locale, sections: written } of texts.values()) {
    for (const id of ids) {
      if (!written.has(id)) faults.push({ path: ['sections'], message: `${id} has no text in ${locale}` });
    }
    for (const id of written.keys()) {
      if (!ids.has(id))
        faults.push({ path: ['sections'], message: `${id} has a text in ${locale} but no entry` });
    }
  }
  formats.forEach(({ parts }, place) => {
    const path = ['formats', place, 'parts'];
    faults.push(
      ...unknownWords(
        parts.flatMap((part) => part.sections),
        ids,
        path,
      ),
    );
  });
  return faults;
}

function conditionFaults(
  condition: NoticeCondition,
  kind: Pick<NoticeKind, 'placeholders'>,
  known: KnownWords,
  path: readonly (string | number)[],
): KindFault[] {
  const of = (part: NoticeCondition) => conditionFaults(part, kind, known, path);
  const keys = Object.keys(condition).length;
  if ('fact' in condition)
    return keys === 2 && (rankingFactNames as readonly string[]).includes(condition.fact)
      ? []
      : [{ path, message: 'a test of a fact names one ranking fact and one of equals, in, has, atLeast' }];
  if (keys !== ('finding' in condition ? 2 : 1))
    return [{ path, message: 'a condition has exactly one key' }];
  if ('all' in condition) return condition.all.flatMap(of);
  if ('any' in condition) return condition.any.flatMap(of);
  if ('not' in condition) return of(condition.not);
  if ('chosen' in condition) return unknownWords(condition.chosen, known.steps, path);
  if ('done' in condition) return unknownWords(condition.done, known.steps, path);
  if ('known' in condition || 'derived' in condition)
    return unknownWords(fieldsOf(condition), new Set(kind.placeholders.keys()), path);
  if ('types' in condition) return unknownWords(condition.types, known.incidentTypes, path);
  if ('effects' in condition) return unknownWords(condition.effects, known.effects, path);
  if ('classes' in condition) return unknownWords(condition.classes, known.dataClasses, path);
  if ('finding' in condition) return unknownWords([condition.finding], known.findings, path);
  if ('asked' in condition) return unknownWords(condition.asked, known.contentCodes, path);
  if ('forbidden' in condition) return unknownWords(condition.forbidden, known.contentCodes, path);
  return [];
}

function unknownWords(
  words: readonly string[],
  known: ReadonlySet<string>,
  path: readonly (string | number)[],
): KindFault[] {
  return words.filter((word) => !known.has(word)).map((word) => ({ path, message: `${word} is not known` }));
}

/** A field that may be unknown, printed where nothing has asked whether it is known. */
export interface UnguardedField {
  name: string;
  /** Line of the template, from 1. */
  line: number;
}

/**
 * Fields of a shipped template whose sentence would have a hole: those to be said or dropped when unknown stand
 * only where a condition has made sure of them. Personal fields are settled person by person.
 */
export function unguardedFields(text: string, kind: NoticeKind): UnguardedField[] {
  const found: UnguardedField[] = [];
  const walk = (program: hbs.AST.Program | undefined, sure: ReadonlySet<string>): void => {
    for (const node of program?.body ?? []) {
      if (node.type === 'MustacheStatement')
        for (const name of fieldNames(node as hbs.AST.MustacheStatement))
          if (mayBeUnknown(kind, name) && !sure.has(name)) found.push({ name, line: node.loc.start.line });
      if (node.type !== 'BlockStatement') continue;
      const block = node as hbs.AST.BlockStatement;
      const asked = (block.params[0] as hbs.AST.PathExpression).parts.join('.');
      const [then, otherwise] = isUnless(block)
        ? [block.inverse, block.program]
        : [block.program, block.inverse];
      walk(then, new Set([...sure, ...surelyKnown(asked, kind)]));
      walk(otherwise, sure);
    }
  };
  walk(Handlebars.parse(text), new Set());
  return found;
}

function isUnless(block: hbs.AST.BlockStatement): boolean {
  return (block.path as hbs.AST.PathExpression).original === 'unless';
}

function fieldNames(node: hbs.AST.MustacheStatement): string[] {
  const paths = (node.params.length > 0 ? node.params : [node.path]) as hbs.AST.PathExpression[];
  return paths.map(({ parts }) => parts.join('.')).filter((name) => name !== '');
}

function mayBeUnknown(kind: NoticeKind, name: string): boolean {
  return !isPersonal(name) && kind.placeholders.get(name)?.unknown !== 'stop';
}

/** Placeholders that have a value wherever this field or flag holds. */
function surelyKnown(asked: string, kind: NoticeKind): string[] {
  if (kind.placeholders.has(asked)) return [asked];
  const condition = kind.flags.get(asked);
  return condition ? impliedBy(condition) : [];
}

function impliedBy(condition: NoticeCondition): string[] {
  if ('known' in condition) return condition.known;
  if ('all' in condition) return condition.all.flatMap(impliedBy);
  if (!('any' in condition)) return [];
  const [first = [], ...others] = condition.any.map(impliedBy);
  return first.filter((name) => others.every((names) => names.includes(name)));
}
