import type { WordLanguage } from '../../../../catalogue/domain/data-class-words.js';
import type { LintList } from '../../../../catalogue/domain/lint-words.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckGround, CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding } from '../finding.js';
import { findingAtHit, findingIn, fixOf } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import type { ReadSentence } from '../notice-reading.js';
import type { Span } from '../text/notice-blocks.js';
import type { Unit } from '../text/units.js';
import { cueHits, hasCue, hitsOf } from '../word-hits.js';
import type { WordHit } from '../word-hits.js';
import { isForPeople } from './whom.js';
import { severityOf, withoutWords } from './word-rules.js';

/** Words between "was" and "stolen"; German puts most of the sentence there. Null: passives stand in the list alone. */
const reach: Readonly<Record<WordLanguage, number | null>> = {
  en: 3,
  fr: 2,
  es: 2,
  de: 14,
  ja: null,
  'zh-Hans': null,
};
/** Behind the verb, as far as "by" may stand. */
const agentReach = 5;

const passive: CheckRule = {
  id: 'W8',
  group: 'wording',
  ceiling: 'block',
  needs: 'part',
  concerns: isForPeople,
  unable: withoutWords,
  check: (notice, ground) => {
    const { body, language } = readingOf(notice);
    const list = listOf(language, ground);
    if (!list) return [];
    const listed = hitsOf(notice, ground, 'passive').filter((hit) => hidesAgent(hit, list));
    const seen = new Set(listed.map(({ sentence }) => sentence));
    const sentences = body.flatMap((part) => part.sentences).filter((sentence) => !seen.has(sentence));
    return [
      ...listed.flatMap((hit): Finding[] => {
        const severity = severityOf(hit);
        return severity === null ? [] : [findingAtHit('W8', hit, { severity, fix: fixOf(hit.entry) })];
      }),
      ...sentences.flatMap((sentence) => {
        const span = passiveIn(sentence, list);
        if (!span) return [];
        const fix = 'Say who did it: somebody from outside, or we, on which day.';
        return [findingIn('W8', sentence.part.part, span, { severity: 'warn', fix })];
      }),
    ];
  },
};

/** In Chinese and Japanese a missing actor is ordinary grammar: only sentences on failure and repair count there. */
function hidesAgent({ sentence, from, to }: WordHit, list: LintList): boolean {
  if (!sentence) return false;
  if (reach[list.language] !== null) return !namesAgent(sentence.units, to, to + agentReach, list);
  return (
    hasCue(sentence.units, list, 'leak', 'repair') && !hasCue(sentence.units.slice(0, from), list, 'agent')
  );
}

/** "were later stolen", without "by" behind it; in German "wurden … kopiert" without "von" between. */
function passiveIn({ units }: ReadSentence, list: LintList): Span | null {
  const far = reach[list.language];
  if (far === null) return null;
  const verbs = cueHits(units, list, 'participle');
  if (verbs.length === 0) return null;
  for (const { start, to } of cueHits(units, list, 'passive')) {
    const verb = verbs.find((one) => one.from >= to && one.from <= to + far);
    if (!verb || units.slice(to, verb.from).some(({ folded }) => /^[,;:()]$/u.test(folded))) continue;
    const from = list.language === 'de' ? to : verb.to;
    if (!namesAgent(units, from, verb.to + agentReach, list)) return { start, end: verb.end };
  }
  return null;
}

/** "by 5 March" names nobody. */
function namesAgent(units: readonly Unit[], from: number, to: number, list: LintList): boolean {
  const near = units.slice(from, to);
  return cueHits(near, list, 'agent').some((hit) => !/^\p{Nd}/u.test(near[hit.to]?.exact ?? ''));
}

/** At most so many sentences of apology, and so many of anything before the facts. */
const mostApologies = 2;
const mostBeforeFacts = 1;

const apology: CheckRule = {
  id: 'W9',
  group: 'wording',
  ceiling: 'block',
  needs: 'part',
  concerns: isForPeople,
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    if (!list) return [];
    const words = hitsOf(notice, ground, 'apology-conditional', 'apology-form').flatMap((hit): Finding[] => {
      const severity = severityOf(hit);
      return severity === null ? [] : [findingAtHit('W9', hit, { severity, fix: fixOf(hit.entry) })];
    });
    const apologies = apologiesIn(notice, ground, list);
    return [
      ...words,
      ...places(notice, list, apologies),
      ...counted(apologies),
      ...unowned(apologies, list, words),
    ];
  },
};

/** Sentences that say sorry; those that only take responsibility are none. */
function apologiesIn(notice: CheckedNotice, ground: CheckGround, list: LintList): ReadSentence[] {
  const owning = new Set(list.cues.owns.map((text) => text.toLowerCase()));
  const hits = hitsOf(notice, ground, 'apology-ok').filter(
    ({ entry }) => !owning.has(entry.term.toLowerCase()),
  );
  return [...new Set(hits.flatMap(({ sentence }) => sentence ?? []))];
}

/** An apology among the sentences before the facts, where more than one stands there. */
function places(notice: CheckedNotice, list: LintList, apologies: readonly ReadSentence[]): Finding[] {
  const { opening } = readingOf(notice);
  const facts = opening.findIndex((one) => !apologies.includes(one) && hasCue(one.units, list, 'leak'));
  const early = opening.slice(0, Math.max(0, facts)).filter((one) => apologies.includes(one));
  if (facts <= mostBeforeFacts || early.length === 0) return [];
  return early.slice(0, 1).map((sentence) =>
    findingIn('W9', sentence.part.part, sentence, {
      severity: 'warn',
      fix: 'Tell first what happened and how you help; say sorry after that.',
    }),
  );
}

function counted(apologies: readonly ReadSentence[]): Finding[] {
  return apologies.slice(mostApologies).map((sentence) =>
    findingIn('W9', sentence.part.part, sentence, {
      severity: 'warn',
      fix: 'Say sorry in two sentences at most; more of it stands in the place of help.',
    }),
  );
}

/** It, or a sentence beside it, has to say what the house did wrong. */
function unowned(apologies: readonly ReadSentence[], list: LintList, words: readonly Finding[]): Finding[] {
  const owned = apologies.some((sentence) => {
    const at = sentence.part.sentences.indexOf(sentence);
    return sentence.part.sentences
      .slice(Math.max(0, at - 2), at + 2)
      .some(({ units }) => hasCue(units, list, 'owns'));
  });
  if (owned || apologies.length === 0 || words.length > 0) return [];
  return apologies.slice(0, 1).map((sentence) =>
    findingIn('W9', sentence.part.part, sentence, {
      severity: 'warn',
      fix: 'Say what you did wrong, and that it was your failure.',
    }),
  );
}

export const voiceRules: readonly CheckRule[] = [passive, apology];
