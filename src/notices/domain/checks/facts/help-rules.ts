import { causeOf } from '../../../../plans/domain/cause.js';
import { openMarks } from '../../shared-fields.js';
import { fixClaimsIn } from '../../fix-claims.js';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { CheckGround, CheckRule } from '../check-rule.js';
import { contentFinding, nowhere } from './facts-finding.js';
import type { FactWords, PromiseTopic } from '../../../../catalogue/domain/fact-words.js';
import { turnsOf } from './named-classes.js';
import { hasPhrase } from './phrases.js';
import { readParts } from './read-parts.js';
import { clausesOf, sentencesOf } from './sentences.js';
import { factWordsOf } from './words-of-language.js';

/** Letters that tell the whole story; a first word or a social post says less. */
const wholeStory = new Set(['individuals-email', 'individuals-letter']);

function isWhole({ kind }: CheckedNotice): boolean {
  return wholeStory.has(kind);
}

function rankingClasses({ facts }: CheckedNotice, { vocabulary }: CheckGround): Set<string> {
  const codes = new Set((facts.data?.classes ?? []).map((entry) => entry.class));
  return new Set(
    vocabulary.dataClasses.filter(({ code }) => codes.has(code)).map(({ rankingClass }) => rankingClass),
  );
}

/** A clause of these parts says one of the phrases, and does not deny it. */
function affirms(parts: readonly CheckedPart[], phrases: readonly string[], language: FactWords): boolean {
  return parts.some(({ words }) =>
    sentencesOf(words).some((sentence) =>
      clausesOf(sentence, turnsOf(language)).some(
        ({ text }) =>
          hasPhrase(text, phrases, language.match) && !hasPhrase(text, language.denials, language.match),
      ),
    ),
  );
}

function tells(notice: CheckedNotice, topic: PromiseTopic, language: FactWords): boolean {
  return affirms(notice.parts, language.topics[topic], language);
}

/** C3: some sentence says that this reader is among those affected. */
export const readerRule: CheckRule = {
  id: 'C3',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  concerns: (notice) => isWhole(notice) && (notice.reader?.affected ?? 'certain') === 'certain',
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    const parts = notice.parts.filter(({ id }) =>
      ['subject', 'opening', 'happened', 'happened-short', 'data'].includes(id),
    );
    if (!language || !parts.some(({ id }) => id.startsWith('happened') || id === 'data')) return [];
    const says = (text: string, phrases: readonly string[]) => hasPhrase(text, phrases, language.match);
    const isTold = parts.some(
      ({ words, fields }) =>
        fields.some(({ name }) => name === 'recipient.affected') ||
        sentencesOf(words).some(({ text }) => says(text, language.reader) && says(text, language.among)),
    );
    if (isTold) return [];
    return [
      contentFinding('C3', 'block', nowhere('happened'), {
        why: 'Readers take a notice that does not say “your” for one about somebody else.',
        fix: 'Say in one sentence that this reader’s data are among those affected.',
        evidence: ['zou19-hedged'],
      }),
    ];
  },
};

/** C6: no repair is claimed without a complete proof, and what is not proved yet has a day. */
export const proofRule: CheckRule = {
  id: 'C6',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  check: (notice, ground) => {
    const claims = notice.proofComplete
      ? []
      : notice.parts.flatMap((part) => unproved(part, ground.fixClaims));
    if (claims.length > 0 || !isWhole(notice)) return claims;
    const language = factWordsOf(notice.locale, ground);
    const fix = language && readParts(notice, language).find(({ id }) => id === 'fix' || id === 'proof');
    if (!fix || fix.figures.days.some(({ day }) => day !== null) || fix.figures.links.length > 0) return [];
    return [
      contentFinding('C6', 'warn', nowhere(fix.id), {
        why: 'Readers ask first whether the hole is closed and who has checked it.',
        fix: 'Say what is closed and since when, what is still open and until when, and who checks it.',
        evidence: ['kpmg18-proof-consumers'],
      }),
    ];
  },
};

function unproved(part: CheckedPart, words: CheckGround['fixClaims']) {
  return fixClaimsIn(part.words, words).map(({ quote, phrase, offset }) =>
    contentFinding(
      'C6',
      'block',
      { place: { section: part.id, start: offset, end: offset + phrase.length }, text: quote },
      {
        why: 'It says that the weakness is closed, and the proof of fix is not complete.',
        fix: 'Complete the proof of fix, or say what is done and what is still open.',
        evidence: ['kpmg18-proof-consumers'],
      },
    ),
  );
}

/** C7: where people lost money or can, the text says whether and how it is paid back. */
export const lossRule: CheckRule = {
  id: 'C7',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  concerns: (notice, ground) =>
    isWhole(notice) &&
    (notice.facts.lossesIncurred === 'reported' ||
      notice.facts.lossesIncurred === 'confirmed' ||
      rankingClasses(notice, ground).has('payment-card')),
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    const payback = notice.parts.find(({ id }) => id === 'payback');
    if (!language || (payback && payback.words.trim() !== '') || tells(notice, 'repay', language)) return [];
    return [
      contentFinding('C7', 'warn', nowhere(), {
        why: 'People who lost money, or may, want to know first whether they get it back.',
        fix: 'Say whether losses are repaid, how to ask for it, and within how many days you answer.',
        evidence: ['kpmg16-fs-cover-losses'],
      }),
    ];
  },
};

const numbersOfIdentity = ['government-id', 'tax-id'];
const needsIdentityHelp = [
  ...numbersOfIdentity,
  'bank-account',
  'biometric',
  'health',
  'insurance-claim',
  'children',
];

/** C8: identity help is offered for data that call for it, and for no others. */
export const identityRule: CheckRule = {
  id: 'C8',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  concerns: isWhole,
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    if (!language || (notice.facts.data?.classes ?? []).length === 0) return [];
    const classes = rankingClasses(notice, ground);
    const section = notice.parts.find(({ id }) => id === 'identity');
    const isOffered =
      (section !== undefined && section.words.trim() !== '') ||
      tells(notice, 'restoration', language) ||
      tells(notice, 'monitoring', language);
    const evidence = ['gao17-monitoring-limits', 'target14-discount-vs-monitoring'];
    if (!isOffered && numbersOfIdentity.some((one) => classes.has(one)))
      return [
        contentFinding('C8', 'warn', nowhere(), {
          why: 'With identity numbers, others can act in the reader’s name for years.',
          fix: 'Offer a person who repairs misused identities, and say until when; or say why none is needed.',
          evidence,
        }),
      ];
    if (tells(notice, 'monitoring', language) && !needsIdentityHelp.some((one) => classes.has(one)))
      return [
        contentFinding('C8', 'warn', nowhere(section?.id ?? null), {
          why: 'Monitoring finds new accounts in the reader’s name; these data do not open any.',
          fix: 'Offer what helps with these data, such as a new card and repayment.',
          evidence,
        }),
      ];
    return [];
  },
};

/** Data that were passed on, sent wrongly or taken at a supplier reached somebody; a failure alone reaches nobody. */
function reachedSomebody(facts: CheckedNotice['facts']): boolean {
  const cause = causeOf(facts);
  if (cause === 'own-sharing' || cause === 'third-party') return true;
  if (cause !== 'error') return false;
  const { types = [], effects = [] } = facts.incident ?? {};
  return (
    !types.includes('operational-failure') ||
    effects.includes('confidentiality') ||
    types.some((type) => sendsData.has(type))
  );
}

const sendsData: ReadonlySet<string> = new Set(['misdelivery', 'accidental-exposure', 'improper-disposal']);

/** C13: where data reached somebody, it says who has them. */
export const receiverRule: CheckRule = {
  id: 'C13',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  concerns: (notice) => isWhole(notice) && reachedSomebody(notice.facts),
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    const parts = notice.parts.filter(({ id }) => id === 'happened' || id === 'data');
    if (!language || parts.length === 0) return [];
    const names = notice.values['incident.recipientsOfData'];
    const named = Array.isArray(names) ? (names as readonly unknown[]).map(String) : [];
    const isTold = parts.some(
      ({ words, fields }) =>
        // A mark for who received them keeps the notice back by itself.
        openMarks(words).length > 0 ||
        fields.some(({ name }) => name === 'incident.recipientsOfData') ||
        named.some((name) => words.includes(name.split(',')[0] ?? name)) ||
        hasPhrase(words, language.receivers, language.match),
    );
    if (isTold) return [];
    return [
      contentFinding('C13', 'warn', nowhere('happened'), {
        why: 'People judge data that were passed on by who has them now.',
        fix: 'Name who received the data, or say of what kind they are.',
        evidence: ['kpmg18-retail-sharing-over-hack'],
      }),
    ];
  },
};
