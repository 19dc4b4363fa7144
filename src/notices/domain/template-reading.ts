import { evaluateTemplate } from './evaluate-template.js';
import { jointOf } from './languages/forms-of.js';
import { LanguageMissing } from './notice-helpers.js';
import { isPersonal, type NoticeKind } from './notice-kind.js';
import type { NoticeText } from './notice-text.js';
import { noticeValues, readNoticeValue, type NoticeValue, type NoticeValues } from './notice-values.js';
import { oneLine, tidied } from './tidied-text.js';

/**
 * The shipped texts of a kind with every condition taken as met, fields where values go: a notice that no incident
 * gets, since sentences for opposite cases stand side by side, but all that can be said.
 *
 * @throws LanguageMissing
 */
export function shippedText(kind: NoticeKind, locale: string): NoticeText {
  const texts = kind.texts.get(locale);
  if (!texts) throw new LanguageMissing(locale);
  const evaluated = (template: string) => evaluateTemplate(template, () => true);
  return {
    subject: oneLine(evaluated(texts.subject)),
    preheader: oneLine(evaluated(texts.preheader)),
    sections: kind.sections.map(({ id }, place) => {
      const { heading, body } = texts.sections.get(id) ?? { heading: '', body: '' };
      return {
        id,
        level: place === 0 ? 1 : 2,
        heading: oneLine(evaluated(heading)),
        markdown: tidied(evaluated(body), jointOf(locale)),
        hidden: false,
      };
    }),
  };
}

/** The examples of a kind's fields as values: of what all share, and of one made-up reader. */
export function exampleValues(kind: NoticeKind): {
  shared: NoticeValues;
  reader: { values: NoticeValues; isPerson: boolean };
} {
  const known = new Map<string, NoticeValue>();
  for (const { name, type, example } of kind.placeholders.values()) {
    const read = readNoticeValue(type, example);
    if ('value' in read) known.set(name, read.value);
  }
  const names = [...kind.placeholders.keys()];
  const shared = names.filter((name) => !isPersonal(name));
  return {
    shared: noticeValues(shared, known),
    reader: { values: noticeValues(names.filter(isPersonal), known), isPerson: true },
  };
}
