import { spaceBeside } from './languages/latin-beside-han.js';
import { marks } from './marked-text.js';

const hanOrKana = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const stop = /[.。]$/;

/**
 * The words between the merge fields, fitted to the values beside them: Chinese and Japanese set a space between their
 * own script and a value in Latin letters (none beside figures and full-width signs), and a value that brings its own
 * full stop takes the place of the one after it.
 *
 * @param parts words and marks of merge fields in turn
 * @param said  the words of a mark's value; empty where readers differ or it is missing
 */
export function besideValues(parts: readonly string[], said: (mark: string) => string): string[] {
  const spaced = parts.some((part) => hanOrKana.test(part));
  return parts.map((part, place) => {
    if (part === '' || part.search(marks) === 0) return part;
    const before = saidAt(parts[place - 1], said);
    const after = saidAt(parts[place + 1], said);
    const rest = stop.test(before)
      ? part.replace(before.endsWith('。') ? /^[.。](?![.。])/ : /^\.(?!\.)/, '')
      : part;
    return spaced ? spaceBeside(before, rest) + rest + spaceBeside(rest, after) : rest;
  });
}

function saidAt(mark: string | undefined, said: (mark: string) => string): string {
  return mark === undefined || mark.search(marks) !== 0 ? '' : said(mark);
}
