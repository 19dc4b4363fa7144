import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { GENERIC_FORM } from '../../catalogue/domain/report-forms.js';
import type { FormCondition, ReportForm } from '../../catalogue/domain/report-forms.js';

/**
 * The form of a duty: the one that names its rule, own forms before shipped ones; else the first with a condition
 * that it meets; else the generic one.
 */
export function formOf(
  rule: Pick<ObligationRule, 'id' | 'recipient' | 'stage' | 'jurisdiction'>,
  forms: ReadonlyMap<string, ReportForm>,
): ReportForm {
  const all = [...forms.values()];
  const named = all.filter(({ belongs }) => belongs.some(({ rules }) => rules?.includes(rule.id))).at(-1);
  const form =
    named ?? all.find(({ belongs }) => belongs.some((one) => meets(one, rule))) ?? forms.get(GENERIC_FORM);
  if (!form) throw new Error('The knowledge has no generic form.');
  return form;
}

function meets(
  { rules, recipients, stages, jurisdictions, partsOf }: FormCondition,
  rule: Parameters<typeof formOf>[0],
): boolean {
  return (
    (rules?.includes(rule.id) ?? true) &&
    (recipients?.includes(rule.recipient) ?? true) &&
    (stages?.includes(rule.stage) ?? true) &&
    (jurisdictions?.includes(rule.jurisdiction) ?? true) &&
    (partsOf?.some((whole) => rule.jurisdiction.startsWith(`${whole}-`)) ?? true)
  );
}
