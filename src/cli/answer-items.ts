import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../platform/errors.js';
import { Unprocessable } from '../platform/errors.js';
import type { CommandResult } from './outcome.js';
import type { FactsInput, FactsItem } from './facts-input.js';
import { REFUSED } from './outcome.js';
import { print, report } from './streams.js';

/** Either the answer for an item, or what is wrong with it. */
export type Answer<T> = { value: T } | { errors: Fault[] };

/** How items are answered and shown. */
export interface Answering<T> {
  input: FactsInput;
  /** Used for items that bring no instant; absent: now. */
  at: Temporal.Instant | null;
  json: boolean;
  answer: (facts: unknown, at: Temporal.Instant) => Answer<T>;
  /** The answer for people, at the instant of evaluation. */
  asText: (value: T, at: Temporal.Instant) => string;
}

/** Answers every item in order; a faulty one gets its errors and the others are answered all the same. */
export async function answerItems<T extends object>(
  answering: Answering<T>,
  result: CommandResult,
): Promise<void> {
  const now = answering.at ?? Temporal.Instant.fromEpochMilliseconds(Date.now());
  for (const item of answering.input.items) {
    const at = item.at ?? now;
    const answer = answerItem(answering, item, at);
    if ('errors' in answer) result.status = REFUSED;
    if (answering.json) await print(JSON.stringify(withId(item, answer)));
    else await printText(item, answer, (value) => answering.asText(value, at));
  }
}

function answerItem<T>(answering: Answering<T>, item: FactsItem, at: Temporal.Instant): Answer<T> {
  if (item.errors.length > 0) return { errors: item.errors };
  try {
    return answering.answer(item.facts, at);
  } catch (error) {
    if (error instanceof Unprocessable) return { errors: error.faults };
    throw error;
  }
}

function withId<T extends object>(item: FactsItem, answer: Answer<T>): object {
  const id = item.id === null ? {} : { id: item.id };
  return 'errors' in answer ? { ...id, errors: answer.errors } : { ...id, ...answer.value };
}

async function printText<T>(item: FactsItem, answer: Answer<T>, asText: (value: T) => string): Promise<void> {
  if (item.id !== null) await print(`# ${item.id}`);
  if ('value' in answer) await print(asText(answer.value));
  else
    for (const { path, message } of answer.errors)
      report(`${item.id === null ? '' : `${item.id}: `}${path || '/'}: ${message}`);
}
