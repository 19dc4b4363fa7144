import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../../src/catalogue/domain/catalogue.js';
import type { GoldenRanking } from '../../src/catalogue/domain/worked-examples.js';
import type { RankingFacts } from '../../src/plans/domain/ranking-facts.js';

type Facts = Record<string, unknown>;

const TYPES: Readonly<Record<string, string>> = {
  'own-sharing': 'declared-sharing',
  'third-party': 'supply-chain-compromise',
  'internal-misuse': 'insider-misuse',
  'external-attack': 'data-theft',
  error: 'misdelivery',
  'physical-loss': 'loss-of-device',
};
const PEOPLE: Readonly<Record<string, number>> = {
  'under-500': 120,
  '500-10k': 5_200,
  '10k-1m': 48_213,
  'over-1m': 2_400_000,
};
const PLACES: Readonly<Record<string, string>> = {
  eu: 'IE',
  uk: 'GB',
  us: 'US',
  au: 'AU',
  br: 'BR',
  ca: 'CA',
  jp: 'JP',
  kr: 'KR',
  sg: 'SG',
  other: 'CH',
};

/** The worked rankings of the knowledge. */
export function goldenRankings(): GoldenRanking[] {
  const file = new URL('../../knowledge/ranking-golden.yaml', import.meta.url);
  return load(readFileSync(file, 'utf8')) as GoldenRanking[];
}

/** Facts of an incident from which the ranking reads exactly the given ones, at this instant. */
export function incidentFactsOf(facts: RankingFacts, at: Temporal.Instant, catalogue: Catalogue): Facts {
  const { cause, dataClasses, scale, hoursSinceDiscovery, encrypted, regions, ...same } = facts;
  const protection =
    encrypted === undefined
      ? {}
      : encrypted
        ? { protection: 'encrypted', keyTaken: false }
        : { protection: 'none' };
  const codeOf = (word: string) =>
    catalogue.vocabulary.dataClasses.find(({ rankingClass }) => rankingClass === word)!.code;
  return {
    ...same,
    ...(cause && TYPES[cause] ? { incident: { types: [TYPES[cause]] } } : {}),
    ...(dataClasses && {
      data: { classes: dataClasses.map((word) => ({ class: codeOf(word), ...protection })) },
    }),
    ...(hoursSinceDiscovery !== undefined && {
      discoveredAt: at.subtract({ hours: hoursSinceDiscovery, minutes: 20 }).toString(),
    }),
    ...((scale ?? regions) && {
      affected: {
        ...(scale && { total: PEOPLE[scale] }),
        ...(regions && { byJurisdiction: Object.fromEntries(regions.map((one) => [PLACES[one], null])) }),
      },
    }),
  };
}
