import type { FieldType, Hours, Money } from '../../notices/domain/notice-values.js';
import type { FormFields } from '../form-fields.js';

/** How the value of a merge field is asked in a form, by its type. */
export interface AnswerInput {
  kind: 'line' | 'lines' | 'boxes';
  /** Of the input, for `line`. */
  type?: 'text' | 'date' | 'datetime-local' | 'number' | 'tel' | 'email' | 'url';
  /** How to write it; empty where the field shows it. */
  hint: string;
}

const line = (type: NonNullable<AnswerInput['type']>, hint = ''): AnswerInput => ({
  kind: 'line',
  type,
  hint,
});

const INPUTS: Readonly<Record<FieldType, AnswerInput>> = {
  text: line('text'),
  name: line('text'),
  date: line('date'),
  dateTime: line('datetime-local'),
  number: line('number'),
  months: line('number', 'Months.'),
  money: line('text', 'Sum and currency, as 15.00 EUR.'),
  list: { kind: 'lines', hint: 'One on each line.' },
  languages: { kind: 'lines', hint: 'The code of each language on a line of its own, such as en or de.' },
  dataClasses: { kind: 'boxes', hint: '' },
  relations: { kind: 'lines', hint: 'One on each line.' },
  affected: line('text'),
  openPoints: {
    kind: 'lines',
    hint: 'One on each line: half a sentence, a bar, the day by which it is done. Such as: we are testing our other services | 2026-11-27',
  },
  recordLines: { kind: 'lines', hint: 'One on each line.' },
  phone: line('tel'),
  hours: line('text', 'In words, as every day from 7:00 to 23:00.'),
  email: line('email'),
  url: line('url', 'Starts with https://.'),
};

export function answerInput(type: FieldType): AnswerInput {
  return INPUTS[type];
}

/** What stands in the field for an answer that was saved as JSON. */
export function answerText(type: FieldType, answer: unknown): string {
  switch (type) {
    case 'money': {
      const { amount, currency } = answer as Money;
      return `${amount} ${currency}`;
    }
    case 'openPoints':
      return (answer as { text: string; by: string }[]).map(({ text, by }) => `${text} | ${by}`).join('\n');
    case 'hours':
      return hoursText(answer as Hours);
    default:
      return Array.isArray(answer) ? answer.join('\n') : String(answer);
  }
}

/**
 * A posted answer as JSON; `undefined` where the field was left empty. Only its form is read here, whether the value can
 * be taken is the notice's to say.
 */
export function readAnswer(
  type: FieldType,
  name: string,
  form: FormFields,
): { answer: unknown } | { fault: string } {
  if (INPUTS[type].kind === 'boxes') return { answer: nothing(form.list(name)) };
  const text = form.text(name);
  if (text === '') return { answer: undefined };
  if (type === 'number' || type === 'months')
    return /^\d{1,15}$/.test(text) ? { answer: Number(text) } : { fault: 'Write a whole number in digits.' };
  if (type === 'money') return readMoney(text);
  if (type === 'openPoints') return readPoints(linesOf(text));
  return { answer: INPUTS[type].kind === 'lines' ? linesOf(text) : text };
}

function readMoney(text: string): { answer: Money } | { fault: string } {
  const [, amount, currency] = /^(\d{1,15}(?:\.\d{1,2})?) ?([A-Za-z]{3})$/.exec(text) ?? [];
  if (amount === undefined || currency === undefined)
    return { fault: 'Write the sum in digits and the code of the currency, as 15.00 EUR.' };
  return { answer: { amount, currency: currency.toUpperCase() } };
}

function readPoints(lines: readonly string[]): { answer: unknown } | { fault: string } {
  const points = lines.map((one) => /^(.+?)\s*\|\s*(\d{4}-\d{2}-\d{2})$/.exec(one));
  const wrong = points.findIndex((point) => point === null);
  if (wrong >= 0)
    return {
      fault: `Line ${wrong + 1}: write what is open, a bar, and the day as year-month-day, as in: we are testing our other services | 2026-11-27`,
    };
  return { answer: points.map((point) => ({ text: point?.[1], by: point?.[2] })) };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function nothing(values: readonly string[]): readonly string[] | undefined {
  const filled = values.filter((value) => value.trim() !== '');
  return filled.length > 0 ? filled : undefined;
}

function hoursText(hours: Hours): string {
  if (typeof hours === 'string') return hours;
  const days = hours.days === 'every-day' ? 'every day' : 'Monday to Friday';
  return `${days} from ${hours.from} to ${hours.to}`;
}
