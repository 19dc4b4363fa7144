const LONGEST = 200;
const LONGEST_ENDING = 20;
/** What controls, hides or turns round what is read, and what is no character; joiners of scripts may stand. */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * The name of a file as it can be kept and shown: the last part of a path, one line, nothing hidden, at most 200
 * characters with its ending. A name that leaves nothing becomes `file`.
 */
export function plainFileName(sent: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(HIDDEN, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (name === '') return 'file';
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const ending = /\.[^. ]+$/.exec(name)?.[0] ?? '';
  const kept = ending.length <= LONGEST_ENDING ? ending : '';
  return letters.slice(0, LONGEST - kept.length).join('') + kept;
}
