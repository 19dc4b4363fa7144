import { wordLanguageOf } from './language-tag.js';

/** What decides how a house speaks of itself and to its readers, in a language that makes a difference. */
export interface House {
  /** ISO code of the vocabulary. */
  industry?: string | undefined;
  name?: string | undefined;
  /** As the house wants it; taken where it is written in the script of the language. */
  selfName?: string | undefined;
  /** What the people affected are to the house. */
  relations?: readonly string[] | undefined;
}

type KindOfHouse = 'bank' | 'hospital' | 'school' | 'office';

/** The word that our texts use, and those of houses that have one of their own. */
const selfWords: Record<string, { usual: string } & Partial<Record<KindOfHouse, string>>> = {
  ja: { usual: '当社', bank: '当行', hospital: '当院', school: '当校', office: '当機関' },
  'zh-Hans': { usual: '我们', bank: '我行', hospital: '我院', school: '我校' },
};

/** The word for the reader; Chinese 您 is right for everyone. */
const readerWords: Record<string, { usual: string } & Record<string, string>> = {
  ja: { usual: 'お客様', patient: '患者様', employee: 'あなた', student: 'あなた' },
};

/**
 * Puts the word of this house for itself, and for its readers, in place of the usual ones of our texts. Japanese and
 * Chinese choose them by the kind of house: a bank is 当行, a hospital 当院 and its readers 患者様.
 */
export function inHouseWords(locale: string, house: House): (text: string) => string {
  const own = selfWords[wordLanguageOf(locale) ?? ''];
  const toReader = inReaderWords(locale, house.relations ?? []);
  if (!own) return toReader;
  const word = chosenWord(house) ?? own[kindOfHouse(house) ?? 'usual'] ?? own.usual;
  return (text) => toReader(text.replaceAll(own.usual, word));
}

/** Puts the word for these readers in place of the usual one, in texts of ours that are values. */
export function inReaderWords(locale: string, relations: readonly string[]): (text: string) => string {
  const words = readerWords[wordLanguageOf(locale) ?? ''];
  const word = relations.length === 1 ? words?.[relations[0] ?? ''] : undefined;
  return words && word !== undefined ? (text) => text.replaceAll(words.usual, word) : (text) => text;
}

function chosenWord({ selfName }: House): string | undefined {
  return selfName !== undefined && /^\p{Script=Han}{1,8}$/u.test(selfName) ? selfName : undefined;
}

/** Not every financial house is a bank: its name says whether it is one. */
function kindOfHouse({ industry, name = '' }: House): KindOfHouse | undefined {
  if (industry === 'financial-services')
    return /bank|banco|banque|banca|sparkasse|銀行|银行/i.test(name) ? 'bank' : undefined;
  if (industry === 'healthcare') return 'hospital';
  if (industry === 'education') return 'school';
  return industry === 'public-sector' ? 'office' : undefined;
}
