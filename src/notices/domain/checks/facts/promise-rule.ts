import { Temporal } from 'temporal-polyfill';
import { openMarks } from '../../shared-fields.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { CheckRule } from '../check-rule.js';
import type { Finding } from '../finding.js';
import { isLater } from './date-rule.js';
import { contentFinding } from './facts-finding.js';
import { promiseTopics } from '../../../../catalogue/domain/fact-words.js';
import type { FactWords, PromiseTopic } from '../../../../catalogue/domain/fact-words.js';
import { hasPhrase } from './phrases.js';
import { readParts } from './read-parts.js';
import type { ReadPart } from './read-parts.js';
import { linesOf, sentencesOf } from './sentences.js';
import type { Passage } from './sentences.js';
import { isAmong } from './told-record.js';
import { factWordsOf } from './words-of-language.js';

const evidence = ['seed-promise-effect', 'privacy-competitive'];

/** Parts that promise, in the order of a notice. */
const promising = new Set(['fix', 'control', 'payback', 'identity', 'next', 'proof', 'still-yours']);

/** Steps any of which keeps a promise of the topic. */
export const stepsOfTopic: Readonly<Record<PromiseTopic, readonly string[]>> = {
  repay: ['remedy-loss-guarantee', 'remedy-pay-losses'],
  hardship: ['remedy-hardship'],
  replacement: ['remedy-card-reissue', 'remedy-device-replace'],
  fees: ['remedy-fee-cover', 'remedy-documents'],
  goodwill: ['remedy-goodwill'],
  restoration: ['support-restoration'],
  monitoring: ['support-monitoring'],
  documents: ['remedy-documents', 'remedy-fee-cover'],
  deletion: ['remedy-recall-shared', 'remedy-erasure-offer', 'verify-deletion'],
  'outside-test': ['verify-independent-test'],
  update: ['notify-updates'],
};

/** W12: what is promised belongs to a chosen step, stands among the commitments, and has a keeper and a day. */
export const promiseRule: CheckRule = {
  id: 'W12',
  group: 'wording',
  ceiling: 'block',
  needs: 'notice',
  concerns: ({ audience, steps, commitments }) =>
    audience === 'individuals' && (steps.length > 0 || commitments.length > 0),
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    if (!language) return [];
    return readParts(notice, language)
      .filter(({ id }) => promising.has(id))
      .flatMap((part) => linesOf(part.words).flatMap((line) => ofLine(line, part, notice, language)));
  },
};

/** Topics that a line promises; what it denies is no promise. */
export function topicsIn(line: Pick<Passage, 'text'>, language: FactWords): PromiseTopic[] {
  const { denials, match } = language;
  const clauses = sentencesOf(line.text).flatMap(({ text }) => text.split(/(?<=[,，])/u));
  const affirmed = clauses.filter((text) => !hasPhrase(text, denials, match));
  // "We write again, even if nothing has changed" and "we delete what we do not need" promise all the same.
  const said = (topic: PromiseTopic) => (topic === 'update' || topic === 'deletion' ? clauses : affirmed);
  return promiseTopics.filter((topic) =>
    said(topic).some((text) => hasPhrase(text, language.topics[topic], match)),
  );
}

function ofLine(line: Passage, part: ReadPart, notice: CheckedNotice, language: FactWords): Finding[] {
  const at = { place: { section: part.id, start: line.start, end: line.end }, text: line.text };
  const topics = topicsIn(line, language);
  const days = part.figures.days.filter(({ start }) => line.start <= start && start < line.end);
  const says = { evidence, judgement: true };
  if (topics.length === 0) {
    // A mark stands for a value that is still to come, and keeps the notice back by itself.
    const isTimed =
      days.length > 0 ||
      openMarks(line.text).length > 0 ||
      part.figures.durations.some(({ start }) => line.start <= start && start < line.end);
    if (isTimed || !hasPhrase(line.text, language.promising, language.match)) return [];
    return [
      contentFinding('W12', 'warn', at, {
        ...says,
        why: 'A promise without a day is one that nobody can keep or be held to.',
        fix: 'Say who does what by which day, and take it into the list of commitments; or leave it out.',
      }),
    ];
  }
  const chosen = new Set(notice.steps.map(({ id }) => id));
  const isKept = (topic: PromiseTopic) => stepsOfTopic[topic].some((step) => chosen.has(step));
  if (chosen.size > 0 && !topics.some(isKept))
    return [
      contentFinding('W12', 'warn', at, {
        ...says,
        why: 'No chosen step keeps this promise.',
        fix: 'Choose the step in the plan, or leave the promise out.',
      }),
    ];
  return [
    ...withoutCommitment(topics, notice).map(({ why, fix }) =>
      contentFinding('W12', 'warn', at, { ...says, why, fix }),
    ),
    ...(contradicts(topics, days, notice)
      ? [
          contentFinding('W12', 'block', at, {
            ...says,
            why: 'The commitment of this promise has another day.',
            fix: 'Take the day of the commitment, or change the commitment first.',
          }),
        ]
      : []),
  ];
}

/** Commitments that name no step belong to a list that people keep by hand: it cannot be told which promise is which. */
function withoutCommitment(topics: readonly PromiseTopic[], { commitments }: CheckedNotice) {
  if (commitments.length === 0 || commitments.some(({ step }) => step === null)) return [];
  const steps = new Set(topics.flatMap((topic) => stepsOfTopic[topic]));
  const ours = commitments.filter(({ step }) => step !== null && steps.has(step));
  if (ours.length === 0)
    return [
      {
        why: 'The promise stands in no commitment.',
        fix: 'Take it into the list of commitments, with a keeper and a day.',
      },
    ];
  if (ours.every(({ keeper }) => keeper === null))
    return [{ why: 'Nobody keeps this promise.', fix: 'Name a keeper in the list of commitments.' }];
  return [];
}

function contradicts(
  topics: readonly PromiseTopic[],
  days: ReadPart['figures']['days'],
  notice: CheckedNotice,
): boolean {
  const steps = new Set(topics.flatMap((topic) => stepsOfTopic[topic]));
  const due = notice.commitments
    .filter((one) => one.step !== null && steps.has(one.step) && one.due !== null)
    .map((one) => Temporal.PlainDate.from(one.due ?? ''));
  const later = days.filter((day) => isLater(day, notice.noticeDate));
  return due.length > 0 && later.length > 0 && !later.some((day) => isAmong(day, due));
}
