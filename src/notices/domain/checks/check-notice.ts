import { checkLanguage, languageNames, listOf } from './check-language.js';
import type { CheckGround, CheckRule } from './check-rule.js';
import type { CheckedNotice } from './checked-notice.js';
import { factRules } from './facts/fact-rules.js';
import { severities } from './finding.js';
import type { CheckReport, Finding } from './finding.js';
import { presenceOf } from './five-parts.js';
import { readabilityOf } from './readability.js';
import { accessRules } from './rules/access.js';
import { doubtRules } from './rules/doubt.js';
import { formRules } from './rules/form-letter.js';
import { helpRules } from './rules/help.js';
import { linkRules } from './rules/links.js';
import { orderRules } from './rules/order.js';
import { partRules } from './rules/parts.js';
import { readableRules } from './rules/readable.js';
import { voiceRules } from './rules/voice.js';
import { wordRules } from './rules/word-rules.js';

/** Every check there is. */
export const checkRules: readonly CheckRule[] = [
  ...partRules,
  ...doubtRules,
  ...helpRules,
  ...linkRules,
  ...orderRules,
  ...readableRules,
  ...wordRules,
  ...voiceRules,
  ...formRules,
  ...accessRules,
  ...factRules,
];

/** What one text gives by itself; how far it covers its duties also needs the kind's content codes. */
export type TextReport = Omit<CheckReport, 'coverage'>;

/** Checks one text in one language. The same notice and the same knowledge give the same report. */
export function checkNotice(notice: CheckedNotice, ground: CheckGround): TextReport {
  const findings: Finding[] = [];
  const ran = new Set<string>();
  const notes = new Set<string>();
  for (const rule of checkRules) {
    if (rule.concerns?.(notice, ground) === false) continue;
    const reason = rule.unable?.(notice, ground) ?? null;
    if (reason !== null) notes.add(reason);
    else {
      ran.add(rule.id);
      findings.push(...rule.check(notice, ground));
    }
  }
  const found = new Set(findings.map(({ rule }) => rule));
  const readability = readabilityOf(notice);
  return {
    findings: inOrder(findings, notice),
    passed: [...ran].filter((id) => !found.has(id)).sort(byRule),
    parts: presenceOf(notice, ground),
    readability: readability ? [readability] : [],
    remarks: [...remarksOn(notice, ground), ...notes],
  };
}

/** Blocks first, then as people read; what two rules found alike stands once. */
export function inOrder(findings: readonly Finding[], { parts }: Pick<CheckedNotice, 'parts'>): Finding[] {
  const places = new Map(parts.map(({ id }, index) => [id, index]));
  const placeOf = ({ place }: Finding) =>
    place.section === null ? -1 : (places.get(place.section) ?? parts.length);
  const once = new Map(
    findings.map((finding) => [JSON.stringify([finding.rule, finding.place, finding.fix]), finding]),
  );
  return [...once.values()].sort(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      placeOf(one) - placeOf(other) ||
      (one.place.start ?? -1) - (other.place.start ?? -1) ||
      byRule(one.rule, other.rule) ||
      (one.place.end ?? -1) - (other.place.end ?? -1),
  );
}

/** C2 before C10. */
function byRule(one: string, other: string): number {
  const [a, b] = [one, other].map((id) => `${id.charAt(0)}${id.slice(1).padStart(3, '0')}`) as [
    string,
    string,
  ];
  return a < b ? -1 : a > b ? 1 : 0;
}

function remarksOn({ locale }: CheckedNotice, ground: CheckGround): string[] {
  const language = checkLanguage(locale);
  const list = listOf(language, ground);
  return [
    ...(language && list?.reviewedBy.length === 0
      ? [
          `No native reader has checked the words that the checks use for ${languageNames[language]}; ask one.`,
        ]
      : []),
    'Words and formulas stand in for readers: test this text with at least five people who resemble them.',
  ];
}
