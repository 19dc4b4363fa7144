import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import type { Figures } from './figures.js';
import { MaskedText, plainFigures } from './masked-text.js';
import { amountsInWords, durationsIn, peopleIn, sumsIn } from './read-amounts.js';
import { patternOf } from './phrases.js';
import { daysIn } from './read-days.js';
import { timesIn } from './read-times.js';

/** Reads figures out of plain words of one language; each stretch of text is read once. */
export function readFigures(words: string, language: FactWords): Figures {
  const text = new MaskedText(plainFigures(words), words);
  const emails = text.take(/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu, (found) => ({
    value: found.toLowerCase(),
  }));
  const links = text.take(
    /(?:https?:\/\/[^\s)>\]\u3000-\u9fff\uff00-\uffef]*[^\s)>\]\u3000-\u9fff\uff00-\uffef.,;:!?]|(?<![\w@.])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}(?:\/(?:[^\s)>\]\u3000-\u9fff]*[^\s)>\]\u3000-\u9fff.,;:!?])?)?)/giu,
    (found) => ({ value: bareLink(found) }),
  );
  // Numbers of cases, codes: a letter or hyphen before the figure.
  text.hide(
    /(?<![\p{L}\p{N}])(?:[A-Z]{1,6}-\d[\w-]*|[A-Z]{1,6}\s?\d+[A-Z]\w*(?:\s[A-Z]\d+)?|[A-Z]\d[\w-]*)/gu,
  );
  if (language.roundTheClock.length > 0) text.hide(patternOf(language.roundTheClock, language.match));
  const days = daysIn(text, language);
  const times = timesIn(text);
  const sums = sumsIn(text, language);
  const people = peopleIn(text, language);
  const phones = text.take(
    /(?<![\p{L}\p{N}-])(?:\+|\(?0|\d)[\d ()./-]{5,20}\d(?![\p{L}\p{N}])/gu,
    (found) => {
      const value = found.replace(/\D/gu, '');
      if (value.length < 7 || value.length > 15) return null;
      return { value: found.startsWith('+') ? `+${value}` : value };
    },
  );
  const durations = durationsIn(text, language);
  const inWords = amountsInWords(text, language);
  return { days, times, sums, people, durations, phones, links, emails, inWords };
}

function bareLink(found: string): string {
  return found
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/u, '')
    .replace(/^www\./u, '')
    .replace(/[.,;:!?/]+$/u, '');
}
