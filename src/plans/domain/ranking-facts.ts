import { Temporal } from 'temporal-polyfill';
import type { Industry } from '../../catalogue/domain/industry.js';
import type { Vocabulary } from '../../catalogue/domain/vocabulary.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { industryOfFacts } from '../../incidents/domain/industry-of-facts.js';
import { Unprocessable } from '../../platform/errors.js';
import { regionsOf, scaleOf } from './affected-people.js';
import { causeOf } from './cause.js';
import type { Cause, Losses, Mode, Region, Scale } from './ranking-words.js';
import { allUnreadable } from './unreadable-data.js';

/**
 * What the ranking reads of an incident. An absent fact is unknown and meets no condition; lists are sorted and
 * name each word once.
 */
export interface RankingFacts {
  mode: Mode;
  industry?: string;
  cause?: Cause;
  dataClasses?: string[];
  lossesIncurred?: Losses;
  vulnerableGroups?: boolean;
  scale?: Scale;
  /** Whole hours, 0 or more. */
  hoursSinceDiscovery?: number;
  ongoing?: boolean | 'unknown';
  repeat?: boolean;
  published?: boolean;
  serviceDisrupted?: boolean;
  safetyRisk?: boolean;
  unpatchable?: boolean;
  contactDetailsPoor?: boolean;
  encrypted?: boolean;
  regions?: Region[];
}

/** What gives the ranking its open lists of words: industries, and the ranking classes of the vocabulary. */
export interface RankingVocabulary {
  industries: ReadonlyMap<string, Industry>;
  vocabulary: Pick<Vocabulary, 'dataClasses'>;
}

/** A stored fact uses a word that the loaded knowledge no longer knows. */
export class RankingWordUnknown extends Unprocessable {
  readonly code = 'plans.ranking_word_unknown';
}

/**
 * The ranking facts of an incident as they stand at one instant.
 *
 * @param facts validated incident facts
 * @param at    instant of evaluation; a discovery after it leaves `hoursSinceDiscovery` absent
 * @throws RankingWordUnknown an industry or data class that the knowledge does not list: refused, never ignored
 */
export function rankingFactsOf(
  facts: IncidentFacts,
  at: Temporal.Instant,
  knowledge: RankingVocabulary,
): RankingFacts {
  return known({
    mode: facts.mode ?? 'incident',
    industry: industryOf(facts, knowledge.industries),
    cause: causeOf(facts),
    dataClasses: rankingClassesOf(facts, knowledge.vocabulary),
    lossesIncurred: facts.lossesIncurred,
    vulnerableGroups: facts.vulnerableGroups,
    scale: scaleOf(facts.affected),
    hoursSinceDiscovery: hoursSince(facts.discoveredAt, at),
    ongoing: facts.ongoing ?? 'unknown',
    repeat: facts.repeat,
    published: facts.published,
    serviceDisrupted: facts.serviceDisrupted,
    safetyRisk: facts.safetyRisk,
    unpatchable: facts.unpatchable,
    contactDetailsPoor: facts.contactDetailsPoor,
    encrypted: allUnreadable(facts.data?.classes),
    regions: regionsOf(facts.affected),
  });
}

/** Drops what is absent, so that equal facts have equal keys. */
export function known(facts: { [Name in keyof RankingFacts]: RankingFacts[Name] | undefined }): RankingFacts {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as RankingFacts;
}

function industryOf(facts: IncidentFacts, industries: ReadonlyMap<string, Industry>): string | undefined {
  if (facts.industry !== undefined && !industries.has(facts.industry)) {
    const message = `The loaded knowledge has no profile of this industry; take one of: ${[...industries.keys()].sort().join(', ')}.`;
    throw new RankingWordUnknown(message, [{ path: '/industry', message }]);
  }
  return industryOfFacts(facts, [...industries.values()]) ?? undefined;
}

function rankingClassesOf(facts: IncidentFacts, vocabulary: Pick<Vocabulary, 'dataClasses'>) {
  const words = facts.data?.classes?.map((entry, place) => {
    const term = vocabulary.dataClasses.find(({ code }) => code === entry.class);
    if (term) return term.rankingClass;
    const message = 'The loaded vocabulary has no such data class; take a code of its dataClasses.';
    throw new RankingWordUnknown(message, [{ path: `/data/classes/${place}/class`, message }]);
  });
  return words && [...new Set(words)].sort();
}

function hoursSince(discoveredAt: string | undefined, at: Temporal.Instant): number | undefined {
  if (discoveredAt === undefined) return undefined;
  const hours = Math.floor(at.since(Temporal.Instant.from(discoveredAt)).total('hours'));
  return hours < 0 ? undefined : hours;
}
