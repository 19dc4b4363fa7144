import { causeOf } from '../../../../plans/domain/cause.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { CheckRule } from '../check-rule.js';
import type { Finding } from '../finding.js';
import { contentFinding, nowhere } from './facts-finding.js';
import { toldCauses } from '../../../../catalogue/domain/fact-words.js';
import type { FactWords, ToldCause } from '../../../../catalogue/domain/fact-words.js';
import { turnsOf } from './named-classes.js';
import { hasPhrase, phrasesIn } from './phrases.js';
import type { FoundPhrase } from './phrases.js';
import { clausesOf, sentencesOf } from './sentences.js';
import { factWordsOf } from './words-of-language.js';

const evidence = ['kpmg18-retail-sharing-over-hack', 'bansal15-apology-weaker-when-shared'];

/** Causes whose words may stand beside the cause of the facts: an attack on a supplier is both. */
const goesWith: Readonly<Record<ToldCause, readonly ToldCause[]>> = {
  'external-attack': ['third-party'],
  'own-sharing': ['third-party'],
  'internal-misuse': [],
  error: ['third-party'],
  'physical-loss': ['error'],
  'third-party': ['external-attack', 'error', 'internal-misuse', 'physical-loss'],
};

const called: Readonly<Record<ToldCause, string>> = {
  'external-attack': 'an attack from outside',
  'own-sharing': 'data that the organisation itself passed on',
  'internal-misuse': 'misuse by someone inside',
  error: 'a mistake or a failure of the organisation',
  'physical-loss': 'the loss or theft of papers or devices',
  'third-party': 'a breach at a supplier',
};

const telling = new Set(['subject', 'preheader', 'opening', 'happened', 'data']);

/** C5: the cause in plain words, and no other than that of the facts. */
export const causeRule: CheckRule = {
  id: 'C5',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  concerns: ({ facts }) => causeKnown(facts) !== null,
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    const cause = causeKnown(notice.facts);
    if (!language || cause === null) return [];
    const told = causesTold(notice, language);
    const wrong = told.filter((one) => one.cause !== cause && !goesWith[cause].includes(one.cause));
    const isToldToo = told.some((one) => one.cause === cause);
    if (wrong.length > 0) return wrong.map((one) => mismatch(one, cause, isToldToo));
    return unnamed(notice, told, cause);
  },
};

function causeKnown(facts: CheckedNotice['facts']): ToldCause | null {
  const cause = causeOf(facts);
  return toldCauses.find((one) => one === cause) ?? null;
}

interface CauseTold {
  cause: ToldCause;
  section: string;
  text: string;
  start: number;
  end: number;
}

/** What is denied ("nobody broke in") tells no cause. */
function causesTold(notice: CheckedNotice, language: FactWords): CauseTold[] {
  const clauses = notice.parts
    .filter(({ id }) => telling.has(id))
    .flatMap(({ id, words }) =>
      sentencesOf(words).flatMap((sentence) =>
        clausesOf(sentence, turnsOf(language)).map((clause) => ({ section: id, ...clause })),
      ),
    )
    .filter(({ text }) => !hasPhrase(text, language.possible, language.match));
  return clauses.flatMap(({ section, text, start }) =>
    toldCauses.flatMap((cause) =>
      phrasesIn(text, language.causes[cause], language.match)
        .filter((found) => !(deniable.has(cause) && isDenied(text, found, language)))
        .map((found) => ({
          cause,
          section,
          text: found.text,
          start: start + found.start,
          end: start + found.end,
        })),
    ),
  );
}

/** A denial stands before what it denies, or right behind it: "open to people who should not see them" denies nothing. */
function isDenied(text: string, { start, end }: FoundPhrase, { denials, match }: FactWords): boolean {
  return (
    hasPhrase(text.slice(0, start), denials, match) || hasPhrase(text.slice(end, end + REACH), denials, match)
  );
}

const REACH = 12;

/** A notice says that nobody broke in; it does not say that nothing was lost. */
const deniable: ReadonlySet<ToldCause> = new Set(['external-attack', 'own-sharing', 'internal-misuse']);

/**
 * Words of a mistake beside the cause of the facts can be an admission, which is what readers ask for ("we left the
 * flaw open"): whoever reads them decides.
 */
function mismatch(one: CauseTold, cause: ToldCause, isToldToo: boolean): Finding {
  const { cause: told, section, text, start, end } = one;
  return contentFinding(
    'C5',
    told === 'error' && isToldToo ? 'warn' : 'block',
    { place: { section, start, end }, text },
    {
      why: `The facts say ${called[cause]}; these words say ${called[told]}.`,
      fix: 'Tell the cause as the facts have it, or mend the facts where they are wrong.',
      evidence,
    },
  );
}

function unnamed(notice: CheckedNotice, told: readonly CauseTold[], cause: ToldCause): Finding[] {
  const happened = notice.parts.find(({ id }) => id === 'happened');
  if (!happened || told.some((one) => one.cause === cause)) return [];
  const severity = told.length > 0 ? 'block' : 'warn';
  return [
    contentFinding('C5', severity, nowhere('happened'), {
      why:
        told.length > 0
          ? `The facts say ${called[cause]}; the text tells another cause.`
          : 'Readers judge by the cause: without it, they fill the gap with the worst.',
      fix: `Say in plain words that it was ${called[cause]}.`,
      evidence,
    }),
  ];
}
