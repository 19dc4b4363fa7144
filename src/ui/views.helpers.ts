import Handlebars from 'handlebars';
import type { HelperOptions } from 'handlebars';
import { assetUrl } from './assets.manifest.js';
import { progressBar, scoreBar, type ProgressBar, type ScoreBar } from './charts/bars.js';
import { clockMark, clockStateWords, type ClockState } from './charts/clock-mark.js';
import { clockTape, type ClockTape } from './charts/clock-tape.js';
import { incidentClocks, type IncidentClocks } from './charts/incident-clocks.js';
import { outlookChart, type OutlookChart } from './charts/outlook.js';
import { priorityGap, type PriorityGap } from './charts/priority-gap.js';
import { isWant, wantClass, wants } from './charts/wants.js';
import { weightChart, type WeightChart } from './charts/weights.js';
import { icon } from './icons.js';
import { escapeHtml, safeHtml, type SafeHtml } from './safe-html.js';
import {
  countdownWords,
  formatDay,
  formatInstant,
  isoOf,
  metWords,
  urgency,
  type InstantLike,
  type TimeStyle,
} from './views.time.js';
import type { FieldError, PageView } from './views.types.js';

type Helper = (this: unknown, ...values: never[]) => unknown;

const locale = 'en-GB';
const wholeNumbers = new Intl.NumberFormat(locale);
const pluralRules = new Intl.PluralRules(locale);
const nonBreaking = ' ';

function pageOf(options: HelperOptions): PageView {
  return options.data.root as PageView;
}

function zoneOf(options: HelperOptions): string {
  return (options.hash['zone'] as string | undefined) ?? pageOf(options).shell.zone;
}

function need<T>(value: T | undefined | null, helper: string): T {
  if (value === undefined || value === null) throw new Error(`Helper ${helper} was given nothing to print`);
  return value;
}

/** All but the options that Handlebars adds at the end. */
function given(values: readonly unknown[]): unknown[] {
  return values.slice(0, -1);
}

function isFilled(value: unknown): boolean {
  return !Handlebars.Utils.isEmpty(value);
}

function timeElement(at: InstantLike, words: string, data = ''): SafeHtml {
  return safeHtml(`<time datetime="${isoOf(at)}"${data}>${escapeHtml(words)}</time>`);
}

/** How each column of figures is grouped: `48,213`. */
export function formatNumber(value: number): string {
  return wholeNumbers.format(value);
}

const logic: Record<string, Helper> = {
  eq: (a: unknown, b: unknown) => a === b,
  not: (value: unknown) => !isFilled(value),
  and: (...values: unknown[]) => given(values).every(isFilled),
  or: (...values: unknown[]) => given(values).find(isFilled) ?? '',
  concat: (...values: unknown[]) => given(values).join(''),
};

const words: Record<string, Helper> = {
  icon: (name: string, options: HelperOptions) =>
    safeHtml(icon(name, options.hash['class'] as string | undefined)),
  asset: (name: string) => assetUrl(name),
  formatNumber: (value: number) => formatNumber(need(value, 'formatNumber')),
  formatPercent: (share: number, options: HelperOptions) => {
    const digits = (options.hash['digits'] as number | undefined) ?? 1;
    return `${(need(share, 'formatPercent') * 100).toFixed(digits)}${nonBreaking}%`;
  },
  formatMoney: (amount: number, currency: string) =>
    `${need(currency, 'formatMoney')}${nonBreaking}${formatNumber(need(amount, 'formatMoney'))}`,
  plural: (count: number, one: string, other: string) =>
    `${formatNumber(need(count, 'plural'))} ${pluralRules.select(count) === 'one' ? one : other}`,
  toFixed: (value: number, digits: number) => need(value, 'toFixed').toFixed(digits),
  join: (list: readonly string[], separator: string) => need(list, 'join').join(separator),
  orEmpty: (value: unknown) => value ?? '',
  sealOf: (sha256: string) => sealOf(need(sha256, 'sealOf')),
  safeHref: (url: string) => (/^(\/(?!\/)|[#?]|https?:\/\/|mailto:)/.test(need(url, 'safeHref')) ? url : '#'),
};

/** The first 64 bits of a SHA-256, in fours: `7c1e 94a0 5be2 0d17`. */
export function sealOf(sha256: string): string {
  return (sha256.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}

const times: Record<string, Helper> = {
  time: (at: InstantLike, options: HelperOptions) => {
    const form = options.hash['form'] as TimeStyle | undefined;
    return timeElement(need(at, 'time'), formatInstant(at, zoneOf(options), form));
  },
  formatInstant: (at: InstantLike, options: HelperOptions) =>
    formatInstant(need(at, 'formatInstant'), zoneOf(options), options.hash['form'] as TimeStyle | undefined),
  formatDay: (day: string) =>
    safeHtml(`<time datetime="${escapeHtml(need(day, 'formatDay'))}">${formatDay(day)}</time>`),
  iso: (at: InstantLike) => isoOf(need(at, 'iso')),
  countdown: (due: InstantLike, options: HelperOptions) => {
    const form = options.hash['form'] === 'plain' ? 'plain' : 'left';
    const spoken = countdownWords(need(due, 'countdown'), pageOf(options).shell.now, form);
    return timeElement(due, spoken, ` data-countdown="${form}"`);
  },
  urgencyOf: (due: InstantLike, options: HelperOptions) =>
    urgency(need(due, 'urgencyOf'), pageOf(options).shell.now),
  metState: (due: InstantLike, metAt: InstantLike) => metWords(due, metAt).state,
  metWords: (due: InstantLike, metAt: InstantLike) => metWords(due, metAt).words,
};

function errorOf(name: string, options: HelperOptions): FieldError | undefined {
  return pageOf(options).errors?.find(({ field }) => field === name);
}

/** Id of a field on the page; the error summary links to it. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\w.-]/g, '-')}`;
}

const forms: Record<string, Helper> = {
  fieldId: (name: string, id: unknown) => (typeof id === 'string' ? id : fieldId(need(name, 'fieldId'))),
  fieldError: (name: string, options: HelperOptions) => errorOf(name, options)?.message ?? '',
  /** Ties hint, error and echo to the field; printed inside its tag. */
  described: (id: string, name: string, hint: unknown, options: HelperOptions) => {
    const failed = errorOf(name, options) !== undefined;
    const ids = [...(hint ? [`${id}-hint`] : []), ...(failed ? [`${id}-error`] : [])];
    const by = ids.length > 0 ? ` aria-describedby="${escapeHtml(ids.join(' '))}"` : '';
    return safeHtml(`${by}${failed && options.hash['group'] !== true ? ' aria-invalid="true"' : ''}`);
  },
  /** `name="value"` inside a tag when there is a value. */
  attribute: (name: string, value: unknown) =>
    value === undefined || value === null || value === false || value === ''
      ? ''
      : safeHtml(value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`),
};

const charts: Record<string, Helper> = {
  clockTape: (data: ClockTape) => safeHtml(clockTape(data)),
  clockMark: (state: ClockState) => safeHtml(clockMark(state)),
  clockStateWords: (state: ClockState) => clockStateWords[state],
  incidentClocks: (data: IncidentClocks) => safeHtml(incidentClocks(data)),
  scoreBar: (data: ScoreBar) => safeHtml(scoreBar(data)),
  progressBar: (data: ProgressBar) => safeHtml(progressBar(data)),
  priorityGap: (data: PriorityGap) => safeHtml(priorityGap(data)),
  outlookChart: (data: OutlookChart) => safeHtml(outlookChart(data)),
  weightChart: (data: WeightChart) => safeHtml(weightChart(data)),
  wantWords: (id: string) => (isWant(id) ? wants[id] : id),
  wantMark: (id: string) => safeHtml(square(isWant(id) ? wantClass(id) : 'f-muted')),
  swatch: (tone: string) => safeHtml(square(`f-${escapeHtml(tone)}`)),
};

function square(className: string): string {
  return (
    '<svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">' +
    `<rect class="${className}" width="12" height="12" rx="2"/></svg>`
  );
}

/** Every helper a page may use; an unknown one fails when the template is compiled. */
export const helpers: Record<string, Helper> = { ...logic, ...words, ...times, ...forms, ...charts };
