import { Temporal } from 'temporal-polyfill';
import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import { priorityWords, type Priority } from '../../../catalogue/domain/priorities.js';
import type { BriefLine } from '../notice-values.js';
import type { LanguageForms, ReaderPlace } from './language-forms.js';

type ClockState = Extract<BriefLine, { about: 'clock' }>['state'];
type WantState = Extract<BriefLine, { about: 'want' }>['state'];

interface BriefWords {
  clock(law: string, authority: string, state: string): string;
  /** The people affected; absent: as the knowledge calls them. */
  individuals?: string;
  states: Record<Exclude<ClockState, 'due'>, string>;
  due(day: string, tz: string): string;
  noDay: string;
  /** Duties that did not fit on the page. */
  more(count: number): string;
  /** Duties that wait for facts; `besides` others in the same list. */
  waiting(count: number, besides: boolean): string;
  want(priority: string, percent: number, state: string, step: string): string;
  priorities: Record<Priority, string>;
  wantStates: Record<WantState, string>;
}

const english: BriefWords = {
  clock: (law, authority, state) => `${law}, to ${authority}: ${state}.`,
  states: {
    asap: 'as soon as possible',
    'on-hold': 'on hold at the request of an authority',
    'clock-not-started': 'the clock has not started',
  },
  due: (day, tz) => `due ${day} (${tz})`,
  noDay: 'due, the day cannot be counted',
  more: (count) => `${count} more stand in the register of duties.`,
  waiting: (count, besides) => {
    const more = besides ? ' more' : '';
    const which = count === 1 ? `One${more} duty` : `${count}${more} duties`;
    return `${which} may be owed, and ${count === 1 ? 'waits' : 'wait'} for facts that the register of duties names.`;
  },
  want: (priority, percent, state, step) => `${priority}, ${percent} %: ${state}${step && ` (${step})`}.`,
  priorities: priorityWords,
  wantStates: {
    none: 'no step of the plan serves it first',
    open: 'not chosen',
    chosen: 'chosen, not done',
    done: 'done',
  },
};

const german: BriefWords = {
  clock: (law, authority, state) => `${law}. Empfang: ${authority}. Stand: ${state}.`,
  individuals: 'die Betroffenen',
  states: {
    asap: 'so bald wie möglich',
    'on-hold': 'ausgesetzt, weil eine Behörde darum bat',
    'clock-not-started': 'Frist läuft noch nicht',
  },
  due: (day, tz) => `fällig am ${day} (${tz})`,
  noDay: 'fällig, der Tag lässt sich nicht berechnen',
  more: (count) => `Weitere im Verzeichnis der Pflichten: ${count}.`,
  waiting: (count, besides) =>
    `${besides ? 'Weitere Pflichten' : 'Pflichten'}, die bestehen können: ${count}. Es fehlen Fakten, die das Verzeichnis der Pflichten nennt.`,
  want: (priority, percent, state, step) => `${priority}, ${percent} %: ${state}${step && ` (${step})`}.`,
  priorities: {
    'proof-of-fix': 'Beleg der Behebung',
    compensation: 'Ersatz',
    'identity-help': 'Hilfe bei Identitätsmissbrauch',
    speed: 'Schnelligkeit',
    transparency: 'Klare Fakten',
    'control-over-data': 'Bestimmung über die eigenen Daten',
    'human-contact': 'Ein Mensch zum Sprechen',
    apology: 'Entschuldigung',
  },
  wantStates: {
    none: 'kein Schritt des Plans dient dem zuerst',
    open: 'nicht gewählt',
    chosen: 'gewählt, nicht erledigt',
    done: 'erledigt',
  },
};

const french: BriefWords = {
  clock: (law, authority, state) => `${law}. Destinataire\u00a0: ${authority}. État\u00a0: ${state}.`,
  individuals: 'les personnes touchées',
  states: {
    asap: 'dès que possible',
    'on-hold': 'suspendu à la demande d’une autorité',
    'clock-not-started': 'le délai n’a pas commencé',
  },
  due: (day, tz) => `à faire le ${day} au plus tard (${tz})`,
  noDay: 'à faire, le jour ne peut pas être calculé',
  more: (count) => `Autres obligations dans le registre\u00a0: ${count}.`,
  waiting: (count, besides) =>
    `${besides ? 'Autres obligations possibles' : 'Obligations possibles'}\u00a0: ${count}. Il manque des faits que le registre des obligations nomme.`,
  want: (priority, percent, state, step) =>
    `${priority}, ${percent}\u00a0%\u00a0: ${state}${step && ` (${step})`}.`,
  priorities: {
    'proof-of-fix': 'Preuve de la réparation',
    compensation: 'Indemnisation',
    'identity-help': 'Aide en cas d’usurpation d’identité',
    speed: 'Rapidité',
    transparency: 'Faits clairs',
    'control-over-data': 'Contrôle de ses données',
    'human-contact': 'Une personne à qui parler',
    apology: 'Excuses',
  },
  wantStates: {
    none: 'aucune étape du plan n’y répond en premier',
    open: 'non retenu',
    chosen: 'retenu, pas encore fait',
    done: 'fait',
  },
};

const spanish: BriefWords = {
  clock: (law, authority, state) => `${law}. Destino: ${authority}. Estado: ${state}.`,
  individuals: 'las personas afectadas',
  states: {
    asap: 'cuanto antes',
    'on-hold': 'en espera a petición de una autoridad',
    'clock-not-started': 'el plazo no ha empezado',
  },
  due: (day, tz) => `vence el ${day} (${tz})`,
  noDay: 'vence, el día no se puede calcular',
  more: (count) => `Otras en el registro de obligaciones: ${count}.`,
  waiting: (count, besides) =>
    `${besides ? 'Otras obligaciones posibles' : 'Obligaciones posibles'}: ${count}. Faltan hechos que nombra el registro de obligaciones.`,
  want: (priority, percent, state, step) =>
    `${priority}, ${percent}\u00a0%: ${state}${step && ` (${step})`}.`,
  priorities: {
    'proof-of-fix': 'Prueba del arreglo',
    compensation: 'Compensación',
    'identity-help': 'Ayuda con la identidad',
    speed: 'Rapidez',
    transparency: 'Hechos claros',
    'control-over-data': 'Control sobre los datos',
    'human-contact': 'Una persona con quien hablar',
    apology: 'Disculpas',
  },
  wantStates: {
    none: 'ningún paso del plan responde primero a esto',
    open: 'no elegido',
    chosen: 'elegido, sin hacer',
    done: 'hecho',
  },
};

const japanese: BriefWords = {
  clock: (law, authority, state) => `${law}、宛先：${authority}、状況：${state}。`,
  individuals: '対象の方',
  states: {
    asap: 'できるだけ早く',
    'on-hold': '当局の求めにより保留',
    'clock-not-started': '期間はまだ始まっていない',
  },
  due: (day, tz) => `期限は${day}（${tz}）`,
  noDay: '期限があるが、日を計算できない',
  more: (count) => `ほか${count}件は義務の一覧にあります。`,
  waiting: (count, besides) =>
    `${besides ? 'ほかに、' : ''}義務となりうるものが${count}件あります。必要な事実は義務の一覧にあります。`,
  want: (priority, percent, state, step) => `${priority}、${percent}%：${state}${step && `（${step}）`}。`,
  priorities: {
    'proof-of-fix': '直したことの証明',
    compensation: '補償',
    'identity-help': '名前を悪用された場合のお手伝い',
    speed: '速さ',
    transparency: '分かりやすい事実',
    'control-over-data': '自分の情報を自分で決めること',
    'human-contact': '話せる担当者',
    apology: 'お詫び',
  },
  wantStates: {
    none: 'まずこれに応える手順が計画にない',
    open: '未選択',
    chosen: '選択済み、未実施',
    done: '実施済み',
  },
};

const simplifiedChinese: BriefWords = {
  clock: (law, authority, state) => `${law}，对象：${authority}，状态：${state}。`,
  individuals: '受影响的人',
  states: { asap: '尽快', 'on-hold': '应主管机构要求暂缓', 'clock-not-started': '期限尚未开始' },
  due: (day, tz) => `截止${day}（${tz}）`,
  noDay: '有期限，日期无法计算',
  more: (count) => `义务登记表中还有${count}项。`,
  waiting: (count, besides) => `${besides ? '另有' : '有'}${count}项义务可能适用，所缺的事实见义务登记表。`,
  want: (priority, percent, state, step) => `${priority}，${percent}%：${state}${step && `（${step}）`}。`,
  priorities: {
    'proof-of-fix': '修好的证明',
    compensation: '赔付',
    'identity-help': '身份被冒用时的帮助',
    speed: '速度',
    transparency: '清楚的事实',
    'control-over-data': '对信息的决定权',
    'human-contact': '可以交谈的真人',
    apology: '道歉',
  },
  wantStates: {
    none: '计划中没有优先满足它的步骤',
    open: '未选定',
    chosen: '已选定，未完成',
    done: '已完成',
  },
};

const wordsOf: Record<WordLanguage, BriefWords> = {
  en: english,
  'zh-Hans': simplifiedChinese,
  ja: japanese,
  de: german,
  fr: french,
  es: spanish,
};

/**
 * One line of a brief to the board as a whole sentence. Laws, authorities and titles of steps stand as the knowledge
 * has them, in English; a line that is words already stands as it is.
 */
export function briefLine(
  line: BriefLine,
  { language, forms, ...place }: { language: WordLanguage; forms: LanguageForms } & ReaderPlace,
): string {
  if (typeof line === 'string') return line;
  const words = wordsOf[language];
  switch (line.about) {
    case 'clock': {
      const to = (line.toPeople ? words.individuals : undefined) ?? line.authority;
      return words.clock(line.law, to, clockState(line, words, forms, place));
    }
    case 'more':
      return words.more(line.count);
    case 'waiting':
      return words.waiting(line.count, line.besides);
    case 'want':
      return words.want(
        words.priorities[line.priority],
        line.percent,
        words.wantStates[line.state],
        line.step ?? '',
      );
  }
}

function clockState(
  { state, due, tz }: Extract<BriefLine, { about: 'clock' }>,
  words: BriefWords,
  forms: LanguageForms,
  place: ReaderPlace,
): string {
  if (state !== 'due') return words.states[state];
  if (due === null) return words.noDay;
  const day = due instanceof Temporal.PlainDate ? forms.longDate(due, place) : forms.dateTime(due, place);
  return words.due(day, tz);
}
