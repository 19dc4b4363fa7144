import { Temporal } from 'temporal-polyfill';
import type { Hours, Money } from '../notice-values.js';
import { figure, moneyFigure } from './figures.js';
import { spaceBeside } from './latin-beside-han.js';
import {
  listed,
  namesOfLanguages,
  nothingBetween,
  withoutStop,
  type DataAct,
  type LanguageForms,
  type ReaderPlace,
} from './language-forms.js';

/** Chinese in simplified script, with full-width punctuation. */
export const simplifiedChinese: LanguageForms = {
  longDate,
  dateRange: twoDays,
  dateBounds: twoDays,
  dateTime: (at) => `${longDate(at.toPlainDate())}${clock(at.toPlainTime())}`,
  timeOfDay: (at) => clock(at.toPlainTime()),
  number,
  people: (count, place) => `${number(count, place)}人`,
  peopleOf,
  relations: (codes) =>
    and([...new Set(codes.length > 0 ? codes.map((code) => relationNouns[code] ?? '人员') : ['人员'])]),
  money,
  months: (count) =>
    count > 0 && count % 12 === 0 ? `${smallNumbers[count / 12] ?? String(count / 12)}年` : `${count}个月`,
  days: (count) => `${count}天`,
  withinDays: (count) => `${count}天内`,
  hours,
  addressee: (name) => `${name}${/[A-Za-z0-9.]$/.test(name) ? ' ' : ''}您好：`,
  and,
  or: (items) => lastAfter('或', items),
  commas: (items) => items.join('、'),
  languageNames: (codes) => namesOfLanguages(codes, 'zh-Hans'),
  affected: (state) => (state === 'certain' ? '您的信息就在其中。' : '您的信息是否在其中，我们还不清楚。'),
  dataLead: (state, act) => (state === 'certain' ? dataLeads[act] : '这件事涉及以下信息：'),
  openPoint: ({ text, by }) => `${withoutStop(text)}。最迟在${longDate(by)}向您说明。`,
  joint: nothingBetween,
};

const dataLeads: Record<DataAct, string> = {
  affected: '涉及以下信息：',
  copied: '他们复制了以下信息：',
  shared: '我们向外提供了以下信息：',
};

const smallNumbers = '零 一 两 三 四 五 六 七 八 九 十'.split(' ');
const relationNouns: Record<string, string> = {
  customer: '客户',
  employee: '员工',
  patient: '患者',
  student: '学生',
};
const currencyNouns: Record<string, string> = {
  EUR: '欧元',
  GBP: '英镑',
  USD: '美元',
  AUD: '澳元',
  CAD: '加元',
  SGD: '新加坡元',
  CHF: '瑞士法郎',
  JPY: '日元',
  CNY: '元人民币',
  INR: '印度卢比',
  KRW: '韩元',
  ZAR: '南非兰特',
  BRL: '巴西雷亚尔',
};
const dayNames = { 'every-day': '每天', 'monday-to-friday': '周一至周五' };

function longDate(day: Temporal.PlainDate): string {
  return `${day.year}年${day.month}月${day.day}日`;
}

function twoDays(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  if (from.equals(to)) return longDate(from);
  const year = from.year === to.year ? '' : `${to.year}年`;
  const month = year === '' && from.month === to.month ? '' : `${to.month}月`;
  return `${longDate(from)}至${year}${month}${to.day}日`;
}

function number(amount: number, place: ReaderPlace): string {
  return figure(amount, 'zh-Hans', place);
}

function peopleOf(count: number, relations: readonly string[], place: ReaderPlace): string {
  const noun = relations.length === 1 ? relationNouns[relations[0] ?? ''] : undefined;
  return noun === undefined ? `${number(count, place)}人` : `${number(count, place)}位${noun}`;
}

function money(sum: Money, place: ReaderPlace): string {
  const { text } = moneyFigure(sum, 'zh-Hans', place);
  const noun = currencyNouns[sum.currency];
  return noun === undefined ? `${sum.currency} ${text}` : `${text}${noun}`;
}

function and(items: readonly string[]): string {
  return lastAfter('和', items);
}

function lastAfter(word: string, items: readonly string[]): string {
  const [before = '', last = ''] = [items.at(-2), items.at(-1)];
  return listed(items, '、', `${spaceBeside(before, word)}${word}${spaceBeside(word, last)}`);
}

function hours(open: Hours): string {
  if (open === 'around-the-clock') return '全天24小时';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time)));
  return `${dayNames[open.days]}${from}至${to}`;
}

function clock(time: Temporal.PlainTime): string {
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
}
