import type { rankingWords } from '../../catalogue/domain/ranking-words.js';

type WordOf<Fact extends keyof typeof rankingWords> = (typeof rankingWords)[Fact][number];

export type Mode = WordOf<'mode'>;
export type Cause = WordOf<'cause'>;
export type Losses = WordOf<'lossesIncurred'>;
/** Lower bound included, upper bound excluded. */
export type Scale = WordOf<'scale'>;
export type Region = WordOf<'regions'>;
