const endsInHan = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
const startsInHan = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const endsInLatin = /[\p{Script=Latin}.)]$/u;
const startsInLatin = /^\p{Script=Latin}/u;

/** Chinese and Japanese set a space between their own script and Latin letters; none beside figures and signs. */
export function spaceBeside(before: string, after: string): '' | ' ' {
  const meets =
    (endsInHan.test(before) && startsInLatin.test(after)) ||
    (endsInLatin.test(before) && startsInHan.test(after));
  return meets ? ' ' : '';
}
