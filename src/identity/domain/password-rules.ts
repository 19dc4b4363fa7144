import { COMMON_PASSWORDS } from './common-passwords.js';

export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 256;

/** Characters that must remain, and how many different ones, once everything easy to guess is taken out. */
const MUST_REMAIN = 8;
const MUST_DIFFER = 5;

const PRODUCT_WORDS = ['redress', 'breach', 'incident', 'passwort', 'passphrase', 'administrator'];

/** Keys beside each other and letters in order; any four in a row, in either direction, are guessed first. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  'qsdfghjklm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  'q1w2e3r4t5y6u7i8o9p0',
  '!@#$%^&*()_+',
  '!"£$%^&*()_+',
];
const RUN_LENGTH = 4;
const RUN_PARTS = new Set(RUNS.flatMap((run) => [...partsOf(run), ...partsOf([...run].reverse().join(''))]));

const LOOK_ALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '+': 't',
  '€': 'e',
};

/**
 * Why a password is not taken (`security.md` row 25).
 *
 * @param context words an attacker would try first: the person's name, address, organisation
 * @returns a sentence that says how to mend it, or null when the password is fine
 */
export function passwordFault(password: string, context: readonly string[]): string | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD)
    return `A password needs at least ${SHORTEST_PASSWORD} characters. A few unrelated words do well.`;
  if (length > LONGEST_PASSWORD) return `A password may have at most ${LONGEST_PASSWORD} characters.`;
  const folded = [...password.normalize('NFKC').toLowerCase()];
  if (repeats(folded)) return 'This password repeats one part. Use different words.';
  const rest = withoutGuesses(folded, context);
  if (rest.length < MUST_REMAIN || new Set(rest).size < MUST_DIFFER)
    return 'This password is easy to guess: it is made of common words, names or rows of keys. Add unrelated words.';
  return null;
}

/** One part, shorter than a password may be, over and over; separators between and a shorter end do not help. */
function repeats(characters: readonly string[]): boolean {
  const bare = characters.filter((character) => !/[\s\p{P}\p{S}]/u.test(character));
  const text = bare.length > 0 ? bare : characters;
  const most = Math.min(SHORTEST_PASSWORD - 1, Math.floor(text.length / 2));
  for (let size = 1; size <= most; size++) {
    if (text.every((character, index) => character === text[index % size])) return true;
  }
  return false;
}

/** What is left when words, rows of keys, repeated characters and separators are taken out. */
function withoutGuesses(folded: readonly string[], context: readonly string[]): string[] {
  const guessed = new Set<number>();
  const readings = [folded, folded.map((character) => LOOK_ALIKES[character] ?? character)];
  for (const reading of readings) {
    for (const word of [...COMMON_PASSWORDS, ...PRODUCT_WORDS, ...wordsOf(context)])
      mark(reading, word, guessed);
  }
  folded.forEach((character, index) => {
    if (/[\s_.,;:/|-]/.test(character) || folded[index - 1] === character) guessed.add(index);
    if (RUN_PARTS.has(folded.slice(index, index + RUN_LENGTH).join('')))
      for (let i = 0; i < RUN_LENGTH; i++) guessed.add(index + i);
  });
  return folded.filter((_, index) => !guessed.has(index));
}

function mark(reading: readonly string[], word: string, guessed: Set<number>): void {
  const letters = [...word];
  for (let start = 0; start + letters.length <= reading.length; start++) {
    if (letters.every((letter, i) => reading[start + i] === letter))
      letters.forEach((_, i) => guessed.add(start + i));
  }
}

/** Words of at least three letters; shorter ones stand in everything. */
function wordsOf(context: readonly string[]): string[] {
  const words = context.flatMap((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  return words.filter((word) => [...word].length >= 3);
}

function partsOf(run: string): string[] {
  const starts = Array.from({ length: run.length - RUN_LENGTH + 1 }, (_, index) => index);
  return starts.map((start) => run.slice(start, start + RUN_LENGTH));
}
