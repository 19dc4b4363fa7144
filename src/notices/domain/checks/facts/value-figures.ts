import { Temporal } from 'temporal-polyfill';
import type { NoticeValue } from '../../notice-values.js';
import type { FoundSum } from './figures.js';

/** Days that a value of a field is or names; a list may give each of its entries one. */
export function daysOf(value: NoticeValue | undefined): Temporal.PlainDate[] {
  if (value instanceof Temporal.PlainDate) return [value];
  if (value instanceof Temporal.PlainDateTime) return [value.toPlainDate()];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((one) =>
    typeof one === 'object' && one !== null && 'by' in one && one.by instanceof Temporal.PlainDate
      ? [one.by]
      : [],
  );
}

/** Minutes from midnight. */
export function timesOf(value: NoticeValue | undefined): number[] {
  return value instanceof Temporal.PlainDateTime ? [value.hour * 60 + value.minute] : [];
}

/** An amount as decimal text with a dot, without trailing zeros. */
export function sumsOf(value: NoticeValue | undefined): Pick<FoundSum, 'amount' | 'currency'>[] {
  if (typeof value !== 'object' || !('amount' in value)) return [];
  const { amount, currency } = value as { amount: string; currency: string };
  const [whole = '0', cents = ''] = amount.split('.');
  const decimals = cents.replace(/0+$/u, '');
  return [{ amount: decimals === '' ? whole : `${whole}.${decimals}`, currency }];
}

/** Words that people wrote, whole texts or entries of a list. */
export function textsIn(value: NoticeValue): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((one) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'object' && one !== null && 'text' in one && typeof one.text === 'string'
      ? [one.text]
      : [];
  });
}

/** Digits alone, after `+` where one stands before them; too few are no telephone number. */
export function phoneOf(value: NoticeValue | undefined): string[] {
  if (typeof value !== 'string') return [];
  const digits = value.replace(/\D/gu, '');
  return digits.length < 5 ? [] : [`${value.trim().startsWith('+') ? '+' : ''}${digits}`];
}
