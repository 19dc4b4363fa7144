import { Temporal } from 'temporal-polyfill';
import type { Hours, Money } from '../notice-values.js';
import { figure, moneyFigure } from './figures.js';
import { spaceBeside } from './latin-beside-han.js';
import {
  namesOfLanguages,
  nothingBetween,
  withoutStop,
  type DataAct,
  type LanguageForms,
  type ReaderPlace,
} from './language-forms.js';

/** Japanese, polite and plain: one layer of honorifics. */
export const japanese: LanguageForms = {
  longDate,
  dateRange: twoDays,
  dateBounds: twoDays,
  dateTime: (at) => `${longDate(at.toPlainDate())}${clock(at.toPlainTime())}`,
  timeOfDay: (at) => clock(at.toPlainTime()),
  number,
  people: (count, place) => `${number(count, place)}名`,
  peopleOf,
  relations: (codes) =>
    commas([
      ...new Set(codes.length > 0 ? codes.map((code) => relationNouns[code] ?? '個人の方') : ['個人の方']),
    ]),
  money,
  months: (count) => (count > 0 && count % 12 === 0 ? `${count / 12}年間` : `${count}か月`),
  days: (count) => `${count}日`,
  withinDays: (count) => `${count}日以内に`,
  hours,
  addressee: (name) => `${name} 様`,
  and: commas,
  or,
  commas,
  languageNames: (codes) => namesOfLanguages(codes, 'ja'),
  affected: (state) =>
    state === 'certain'
      ? 'お客様の情報も、その中に含まれています。'
      : 'お客様の情報が含まれるかどうかは、まだ分かっていません。',
  dataLead: (state, act) => (state === 'certain' ? dataLeads[act] : '対象となる情報は、次のとおりです。'),
  openPoint: ({ text, by }) => `${withoutStop(text)}。${longDate(by)}までにご報告します。`,
  joint: nothingBetween,
};

const dataLeads: Record<DataAct, string> = {
  affected: 'お客様について、次の情報が対象です。',
  copied: 'この者は、お客様について次の情報をコピーしました。',
  shared: '当社は、お客様について次の情報を渡しました。',
};

const relationNouns: Record<string, string> = {
  customer: 'お客様',
  employee: '従業員',
  patient: '患者様',
  student: '学生・生徒',
};
const currencyNouns: Record<string, string> = {
  EUR: 'ユーロ',
  GBP: 'ポンド',
  USD: 'ドル',
  AUD: 'オーストラリアドル',
  CAD: 'カナダドル',
  SGD: 'シンガポールドル',
  CHF: 'スイスフラン',
  JPY: '円',
  CNY: '人民元',
  INR: 'インドルピー',
  KRW: 'ウォン',
  ZAR: 'ランド',
  BRL: 'レアル',
};
const dayNames = { 'every-day': '毎日', 'monday-to-friday': '月曜日から金曜日の' };

function longDate(day: Temporal.PlainDate): string {
  return `${day.year}年${day.month}月${day.day}日`;
}

function twoDays(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  if (from.equals(to)) return longDate(from);
  const year = from.year === to.year ? '' : `${to.year}年`;
  const month = year === '' && from.month === to.month ? '' : `${to.month}月`;
  return `${longDate(from)}から${year}${month}${to.day}日`;
}

function number(amount: number, place: ReaderPlace): string {
  return figure(amount, 'ja', place);
}

function peopleOf(count: number, relations: readonly string[], place: ReaderPlace): string {
  const noun = relations.length === 1 ? (relationNouns[relations[0] ?? ''] ?? '') : '';
  return `${noun}${number(count, place)}名`;
}

function money(sum: Money, place: ReaderPlace): string {
  const { text } = moneyFigure(sum, 'ja', place);
  const noun = currencyNouns[sum.currency];
  return noun === undefined ? `${sum.currency} ${text}` : `${text}${noun}`;
}

function commas(items: readonly string[]): string {
  return items.join('、');
}

function or(items: readonly string[]): string {
  const [before = '', last = ''] = [items.at(-2), items.at(-1)];
  if (items.length < 2) return last;
  const comma = items.length > 2 ? '、' : spaceBeside(before, 'または');
  return `${commas(items.slice(0, -1))}${comma}または${spaceBeside('または', last)}${last}`;
}

function hours(open: Hours): string {
  if (open === 'around-the-clock') return '24時間いつでも';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time)));
  return `${dayNames[open.days]}${from}から${to}まで`;
}

/** `19時20分`; the full hour is said without minutes. */
function clock(time: Temporal.PlainTime): string {
  return `${time.hour}時${time.minute === 0 ? '' : `${time.minute}分`}`;
}
