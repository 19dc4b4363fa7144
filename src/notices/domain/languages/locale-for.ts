import { languageTag, type LanguageTag } from './language-tag.js';

/** The language in which a notice is written, and why it is another than the one asked for. */
export interface ChosenLocale {
  locale: string;
  /** `null`: it is the language that was asked for. */
  fallback: null | {
    /** In its usual spelling; as it was given where it is no language tag. */
    wanted: string;
    /** For staff, in words. */
    reason: string;
  };
}

/** There is no text in any language. */
export class NoTextsAtAll extends Error {
  constructor() {
    super('There are no texts in any language.');
    this.name = 'NoTextsAtAll';
  }
}

/**
 * The language to write in: the very one; else the same language and script without the country; else the house’s
 * first language. Another script never stands in silently: a reader of traditional Chinese is not written to in
 * simplified characters. Whatever is not the very one says so.
 *
 * @param available BCP 47 tags that have texts
 * @param houseFirst used where nothing fits; the first of `available` where even that has no texts
 * @throws NoTextsAtAll
 */
export function localeFor(wanted: string, available: Iterable<string>, houseFirst = 'en'): ChosenLocale {
  const tags = [...available].flatMap((given) => {
    const tag = languageTag(given);
    return tag ? [{ ...tag, given }] : [];
  });
  const asked = languageTag(wanted);
  const exact = tags.find(({ tag }) => tag === asked?.tag);
  if (exact) return { locale: exact.given, fallback: null };
  const near = asked && tags.find((one) => one.country === undefined && isSameWriting(one, asked));
  if (near) return { locale: near.given, fallback: { wanted: asked.tag, reason: reasonFor(asked, near) } };
  const last = tags.find(({ tag }) => tag === languageTag(houseFirst)?.tag) ?? tags[0];
  if (!last) throw new NoTextsAtAll();
  const reason = asked ? missingReason(asked, last, tags) : notALanguage(last);
  return { locale: last.given, fallback: { wanted: asked?.tag ?? wanted, reason } };
}

function isSameWriting(one: LanguageTag, other: LanguageTag): boolean {
  return one.language === other.language && one.script === other.script;
}

function reasonFor(asked: LanguageTag, near: LanguageTag): string {
  return `There are no texts in ${nameOf(asked)}; those in ${nameOf(near)} are used: same language, same script.`;
}

function missingReason(asked: LanguageTag, last: LanguageTag, tags: readonly LanguageTag[]): string {
  const otherScript = tags.find((one) => one.language === asked.language && one.script !== asked.script);
  const because = otherScript
    ? ` ${nameOf(otherScript)} is another script and does not stand in for it.`
    : '';
  return `There are no texts in ${nameOf(asked)}.${because} Those in ${nameOf(last)} are used; have them translated, or tell the readers why.`;
}

function notALanguage(last: LanguageTag): string {
  return `The language asked for is none that we know by a tag such as de or zh-Hans. Texts in ${nameOf(last)} are used.`;
}

function nameOf({ tag }: LanguageTag): string {
  const name = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  return `${name} (${tag})`;
}
