import type { RankingFactName } from '../../catalogue/domain/step.js';
import type { PlanChange } from '../../plans/domain/plan-changes.js';
import type { PlanContext } from './plan.context.js';
import { hoursWords, matchedWords } from './plan.words.js';

/** What a ranking fact is called before its values: `losses: reported → confirmed`. */
const FACT_NAMES: Readonly<Record<RankingFactName, string>> = {
  mode: 'kind of plan',
  industry: 'industry',
  cause: 'cause',
  dataClasses: 'data affected',
  lossesIncurred: 'losses',
  vulnerableGroups: 'people who need extra care',
  scale: 'people affected',
  hoursSinceDiscovery: 'time since discovery',
  ongoing: 'still going on',
  repeat: 'happened before',
  published: 'data published',
  serviceDisrupted: 'service disrupted',
  safetyRisk: 'danger to life or safety',
  unpatchable: 'cannot be fixed by an update',
  contactDetailsPoor: 'poor contact details',
  encrypted: 'all data unreadable to others',
  regions: 'where people live',
};

const LOSSES: Readonly<Record<string, string>> = {
  'none-known': 'none known',
  reported: 'reported',
  confirmed: 'confirmed',
};

/** Names the change with its values: `losses: reported → confirmed`, `data affected: with passwords`. */
export function changeWords(change: PlanChange, context: PlanContext): string {
  const { kind, name, before, after } = change;
  switch (kind) {
    case 'knowledge':
      return `the knowledge: ${String(before)} → ${String(after)}`;
    case 'own-step':
      return ownStepWords(change, context);
    case 'overrule':
      return `feasibility of “${context.titleOf(name)}”: ${before === null ? 'by effort' : String(before)} → ${after === null ? 'by effort' : String(after)}`;
    case 'fact':
      return `${FACT_NAMES[name as RankingFactName]}: ${factWords(change, context)}`;
  }
}

/** The change by its name alone: `losses`. */
export function shortChangeWords({ kind, name }: PlanChange, context: PlanContext): string {
  switch (kind) {
    case 'knowledge':
      return 'the knowledge';
    case 'own-step':
      return `own step “${context.titleOf(name)}”`;
    case 'overrule':
      return `feasibility of “${context.titleOf(name)}”`;
    case 'fact':
      return FACT_NAMES[name as RankingFactName];
  }
}

/** `losses` */
export function factName(name: RankingFactName): string {
  return FACT_NAMES[name];
}

/** The value in words; null: `not known`. */
export function factValueWords(
  name: RankingFactName,
  value: PlanChange['before'],
  context: PlanContext,
): string {
  return valueWords(name, value, context);
}

function ownStepWords({ name, before, after }: PlanChange, context: PlanContext): string {
  const title = `“${context.titleOf(name)}”`;
  if (before === null) return `own step added: ${title}`;
  return after === null ? `own step withdrawn: ${title}` : `own step changed: ${title}`;
}

function factWords({ name, before, after }: PlanChange, context: PlanContext): string {
  if (Array.isArray(before) && Array.isArray(after)) return listWords(name, before, after);
  return `${valueWords(name, before, context)} → ${valueWords(name, after, context)}`;
}

/** Only what came and what went: both lists in full would hide it. */
function listWords(name: string, before: readonly string[], after: readonly string[]): string {
  const words = (values: string[]) => values.map((value) => oneWord(name, value)).join(', ');
  const [came, went] = [after.filter((v) => !before.includes(v)), before.filter((v) => !after.includes(v))];
  return [
    ...(came.length > 0 ? [`now also ${words(came)}`] : []),
    ...(went.length > 0 ? [`no longer ${words(went)}`] : []),
  ].join('; ');
}

function valueWords(name: string, value: PlanChange['before'], context: PlanContext): string {
  if (value === null) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === 'unknown') return 'not known';
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((one) => oneWord(name, one)).join(', ');
  if (name === 'lossesIncurred') return LOSSES[String(value)] ?? String(value);
  if (name === 'hoursSinceDiscovery') return hoursWords(Number(value));
  if (name === 'industry') return context.industryName(String(value));
  return oneWord(name, String(value));
}

function oneWord(name: string, value: string): string {
  const words = matchedWords({ fact: name as RankingFactName, value });
  return name === 'regions' ? words.replace(/^people in: /, '') : words;
}
