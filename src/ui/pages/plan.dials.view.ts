import type { DialSetting, PlanDials } from '../../plans/domain/dials.js';
import { wants, type Want } from '../charts/wants.js';
import { evidenceHref } from '../evidence-links.js';
import type { PlanContext } from './plan.context.js';
import { testWords } from './plan.words.js';

/** How sure the order is: what other weights, other sizes of the facts' effects and other sources would do to its head. */
export interface DialsView {
  /** What the draws say of the first five. */
  words: string[];
  modulators: DialTableView[];
  sources: SourceRowView[];
  /** Said where no source decides alone; empty otherwise. */
  stable: string;
  /** Sources any one of which alone decides which wish leads; empty: none does. */
  warnings: { text: string; evidence: { href: string; name: string }[] }[];
}

export interface DialTableView {
  title: string;
  rows: { setting: string; leads: string; want: Want; moved: boolean; stays: string }[];
}

export interface SourceRowView {
  title: string;
  leads: string;
  want: Want;
  moved: boolean;
  stays: string;
  evidence: { href: string; name: string }[];
}

const SETTINGS: Readonly<Record<string, string>> = { 0: 'Off', 0.5: 'Half as strong', 2: 'Twice as strong' };

export function dialsView(context: PlanContext): DialsView {
  const { dials } = context.plan;
  const words = drawnWords(context);
  if (dials === null) return { words, modulators: [], sources: [], stable: '', warnings: [] };
  return {
    words,
    modulators: dials.modulators.map(({ id, settings }) => ({
      title: id === 'all' ? 'All of them together' : causeOf(id, context),
      rows: settings.filter(({ exponent }) => exponent !== 1).map((setting) => settingRow(setting, context)),
    })),
    sources: dials.withoutSource.map(({ title, leadPriority, movesLead, firstFive, evidence }) => ({
      title,
      leads: wants[leadPriority],
      want: leadPriority,
      moved: movesLead,
      stays: stays(sameAsShown(firstFive, context), context),
      evidence: linked(evidence),
    })),
    stable: stableWords(dials),
    warnings: warningsOf(dials, context),
  };
}

function drawnWords({ plan }: PlanContext): string[] {
  const first = plan.steps.slice(0, 5);
  if (plan.sensitivity === null || first.length === 0) return [];
  const count = (band: string) => first.filter((step) => step.band === band).length;
  const { kept } = plan.sensitivity;
  return [
    `Of the first ${first.length} steps, ${count('firm')} stand firm among the first five, ${count('likely')} likely; of ${count('open')} the evidence does not settle it.`,
    `From ${kept.toLocaleString('en-GB')} draws of the weights, each within what the studies leave open.`,
  ];
}

function settingRow({ exponent, leadPriority, sameFirstFive }: DialSetting, context: PlanContext) {
  return {
    setting: SETTINGS[exponent] ?? String(exponent),
    leads: wants[leadPriority],
    want: leadPriority,
    moved: leadPriority !== context.plan.steps[0]?.mainPriority,
    stays: stays(sameFirstFive, context),
  };
}

function stays(count: number, { plan }: PlanContext): string {
  return `${count} of ${Math.min(5, plan.steps.length)}`;
}

function sameAsShown(firstFive: readonly string[], { plan }: PlanContext): number {
  const shown = new Set(plan.steps.slice(0, 5).map(({ id }) => id));
  return firstFive.filter((id) => shown.has(id)).length;
}

function causeOf(id: string, context: PlanContext): string {
  const modulator = context.catalogue.weights.modulators.find((one) => one.id === id);
  return modulator ? testWords(modulator.when, (industry) => context.industryName(industry)) : id;
}

function stableWords({ modulators, withoutSource, leadRestsOn }: PlanDials): string {
  if (withoutSource.length === 0) return 'The weights in use keep no table of single sources.';
  if (leadRestsOn.length > 0) return '';
  const facts = modulators.length === 0 ? 'No fact changes a weight here. ' : '';
  return `${facts}No single source decides which wish leads.`;
}

function warningsOf(dials: PlanDials, { plan }: PlanContext): DialsView['warnings'] {
  const [first] = plan.steps;
  const moving = dials.withoutSource.filter(({ source }) => dials.leadRestsOn.includes(source));
  return moving.map(({ title, leadPriority, evidence }) => ({
    text: `Without ${title}, ${wants[leadPriority].toLowerCase()} would lead in place of ${first ? wants[first.mainPriority].toLowerCase() : 'nothing'}.`,
    evidence: linked(evidence),
  }));
}

function linked(evidence: readonly string[]): { href: string; name: string }[] {
  return evidence.map((id) => ({ href: evidenceHref(id), name: id }));
}
