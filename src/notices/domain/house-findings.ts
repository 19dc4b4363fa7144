import { checkRules, inOrder } from './checks/check-notice.js';
import type { CheckGround, CheckRule } from './checks/check-rule.js';
import type { CheckedNotice, CheckedPart } from './checks/checked-notice.js';
import type { Finding } from './checks/finding.js';
import type { NoticeKind } from './notice-kind.js';

/** Words of the house as their reader gets them, with example values in place. */
export interface HouseWords {
  kind: NoticeKind;
  locale: string;
  parts: readonly CheckedPart[];
  linkHosts: readonly string[];
}

/** What can be said of words before there is an incident: how they are put, never whether they are true. */
export const houseRules: readonly CheckRule[] = checkRules.filter(({ needs }) => needs !== 'notice');

/** What the checks of notices find in house words alone, blocks first. */
export function houseFindings(words: HouseWords, ground: CheckGround): Finding[] {
  const notice = checkedWords(words);
  const findings = houseRules
    .filter((rule) => canSpeak(rule, notice, ground))
    .flatMap((rule) => rule.check(notice, ground).filter((finding) => isOnWords(finding, rule)));
  return inOrder(findings, notice);
}

function canSpeak(rule: CheckRule, notice: CheckedNotice, ground: CheckGround): boolean {
  return rule.concerns?.(notice, ground) !== false && (rule.unable?.(notice, ground) ?? null) === null;
}

/** What a rule on parts misses in the notice as a whole may stand in the parts that the house does not word. */
function isOnWords({ place }: Finding, { needs }: CheckRule): boolean {
  return place.section !== null || needs === 'words';
}

function checkedWords({ kind, locale, parts, linkHosts }: HouseWords): CheckedNotice {
  return {
    kind: kind.id,
    channel: kind.channel,
    audience: kind.audience,
    locale,
    parts,
    facts: {},
    values: {},
    reader: null,
    steps: [],
    duties: [],
    leads: [],
    commitments: [],
    proofComplete: false,
    noticeDate: null,
    linkHosts,
    limits: kind.limits,
  };
}
