import type { RankingFactName } from './step.js';

const yesOrNo = [true, false] as const;

/**
 * The words a ranking fact may have, as `knowledge/steps/README.md` lists them. `industry` and `dataClasses`
 * are closed by the industry profiles and by `rankingClass` of the vocabulary; `hoursSinceDiscovery` is a whole
 * number.
 */
export const rankingWords = {
  mode: ['prepare', 'incident'],
  cause: [
    'own-sharing',
    'third-party',
    'internal-misuse',
    'external-attack',
    'error',
    'physical-loss',
    'unknown',
  ],
  scale: ['under-500', '500-10k', '10k-1m', 'over-1m'],
  lossesIncurred: ['none-known', 'reported', 'confirmed'],
  ongoing: [true, false, 'unknown'],
  regions: ['eu', 'uk', 'us', 'au', 'br', 'ca', 'jp', 'kr', 'sg', 'other'],
  vulnerableGroups: yesOrNo,
  repeat: yesOrNo,
  published: yesOrNo,
  serviceDisrupted: yesOrNo,
  safetyRisk: yesOrNo,
  unpatchable: yesOrNo,
  contactDetailsPoor: yesOrNo,
  encrypted: yesOrNo,
} as const satisfies Record<
  Exclude<RankingFactName, 'industry' | 'dataClasses' | 'hoursSinceDiscovery'>,
  readonly (string | boolean)[]
>;
