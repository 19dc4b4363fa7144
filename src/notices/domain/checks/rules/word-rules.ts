import type { LintClass } from '../../../../catalogue/domain/lint-words.js';
import type { CheckGround, CheckRule } from '../check-rule.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding, MechanicalMend, Severity } from '../finding.js';
import { findingAtHit, fixOf, mendByDeleting, mendByWord } from '../make-finding.js';
import { ruleTexts } from '../rule-texts.js';
import type { RuleId } from '../rule-texts.js';
import { hitsOf } from '../word-hits.js';
import type { WordHit } from '../word-hits.js';
import { isForPeople } from './whom.js';

/** Why no rule on words can run; null: there are words for this language. */
export function withoutWords({ locale }: CheckedNotice, ground: CheckGround): string | null {
  return listOf(checkLanguage(locale), ground) === null
    ? 'No words are known for this language: rules on wording, and those that look for words, could not run.'
    : null;
}

/** A note of the list is no finding. */
export function severityOf({ entry }: WordHit): Severity | null {
  return entry.severity === 'note' ? null : entry.severity;
}

/** A rule of which every word of some classes is a finding. */
function wordRule(
  id: RuleId,
  ceiling: Severity,
  classes: readonly LintClass[],
  options: { concerns?: CheckRule['concerns']; mend?: (hit: WordHit) => MechanicalMend | undefined } = {},
): CheckRule {
  const { concerns, mend } = options;
  return {
    id,
    group: ruleTexts[id].group,
    ceiling,
    needs: 'part',
    unable: withoutWords,
    ...(concerns && { concerns }),
    check: (notice, ground) =>
      hitsOf(notice, ground, ...classes).flatMap((hit): Finding[] => {
        const severity = severityOf(hit);
        return severity === null
          ? []
          : [findingAtHit(id, hit, { severity, fix: fixOf(hit.entry), mend: mend?.(hit) })];
      }),
  };
}

const deleted = ({ part, sentence }: WordHit) =>
  sentence ? mendByDeleting(part.part, sentence.text) : undefined;

const plainly = ({ part, sentence, entry, text }: WordHit) =>
  sentence && entry.plain !== undefined ? mendByWord(part.part, text, entry.plain) : undefined;

export const wordRules: readonly CheckRule[] = [
  wordRule('C5', 'hint', ['euphemism'], { concerns: isForPeople }),
  wordRule('W5', 'block', ['minimiser']),
  wordRule('W6', 'warn', ['stock'], { mend: deleted }),
  wordRule('W7', 'block', ['blame']),
  wordRule('W10', 'warn', ['harm-word']),
  wordRule('W11', 'block', ['jargon'], { concerns: isForPeople, mend: plainly }),
  wordRule('W12', 'warn', ['vague-promise'], { concerns: isForPeople }),
  wordRule('W13', 'block', ['absolute'], { concerns: ({ audience }) => audience !== 'board' }),
  wordRule('W14', 'block', ['sales']),
  wordRule('W15', 'hint', ['generosity']),
];
