import { checkRules, inOrder } from './checks/check-notice.js';
import type { CheckGround, CheckRule } from './checks/check-rule.js';
import type { CheckedNotice, CheckedPart } from './checks/checked-notice.js';
import { factRules } from './checks/facts/fact-rules.js';
import type { Finding } from './checks/finding.js';
import type { NoticeKind } from './notice-kind.js';

/** What can be said of words before there is an incident: how they are put, never whether they are true. */
const wordingRules: ReadonlySet<string> = new Set([
  ...Array.from({ length: 16 }, (_, index) => `W${index + 1}`),
  'C2',
  'C5',
  'C15',
  'A1',
  'A2',
  'A4',
  'A5',
]);
/** They judge a text by its length, also where it is only the parts that a house words itself. */
const rulesOnTheWhole: ReadonlySet<string> = new Set(['W1', 'W2']);

/** Words of the house as their reader gets them, with example values in place. */
export interface HouseWords {
  kind: NoticeKind;
  locale: string;
  parts: readonly CheckedPart[];
  linkHosts: readonly string[];
}

/**
 * What the checks of notices find in house words alone, blocks first. Rules that hold a text against the facts of an
 * incident, or that look for parts of a whole notice, have nothing to say here.
 */
export function houseFindings(words: HouseWords, ground: CheckGround): Finding[] {
  const notice = checkedWords(words);
  const findings = checkRules
    .filter((rule) => speaksOf(rule, notice, ground))
    .flatMap((rule) => rule.check(notice, ground))
    .filter(({ rule, place }) => place.section !== null || rulesOnTheWhole.has(rule));
  return inOrder(findings, notice);
}

function speaksOf(rule: CheckRule, notice: CheckedNotice, ground: CheckGround): boolean {
  if (!wordingRules.has(rule.id) || factRules.includes(rule)) return false;
  return rule.concerns?.(notice, ground) !== false && (rule.unable?.(notice, ground) ?? null) === null;
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
