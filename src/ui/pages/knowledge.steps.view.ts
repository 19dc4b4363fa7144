import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { Phase, Step } from '../../catalogue/domain/step.js';
import { stepHref } from '../evidence-links.js';
import type { CrumbView, KeyValueView, PageView, TabView } from '../views.types.js';
import { findingRow } from './knowledge.evidence.view.js';
import type { FindingRow, LinkView } from './knowledge.evidence.view.js';
import { conditionWords, wantWords } from './knowledge.words.js';
import {
  EFFORT_WORDS,
  hoursWords,
  LANE_WORDS,
  ownerWords,
  PHASE_WORDS,
  strengthWords,
} from './plan.words.js';

export interface StepListView extends PageView {
  sections: TabView[];
  lead: string;
  phases: {
    title: string;
    steps: { href: string; title: string; owner: string; serves: string; own: boolean }[];
  }[];
}

export interface StepView extends PageView {
  crumbs: readonly CrumbView[];
  name: string;
  /** It comes from a pack of the organisation. */
  own: boolean;
  facts: KeyValueView[];
  serves: { id: Priority; words: string }[];
  appliesWhen: string;
  before: LinkView[];
  standards: string[];
  findings: FindingRow[];
}

export function stepPhases({ steps, ownRows }: Catalogue): StepListView['phases'] {
  const phases = [...new Set([...steps.values()].map(({ phase }) => phase))];
  return phases.map((phase) => ({
    title: PHASE_WORDS[phase],
    steps: ofPhase(steps.values(), phase).map((step) => ({
      href: stepHref(step.id),
      title: step.title,
      owner: ownerWords(step.owner),
      serves: servedBy(step)
        .map(([priority]) => wantWords(priority))
        .join(', '),
      own: ownRows.steps.has(step.id),
    })),
  }));
}

function ofPhase(steps: Iterable<Step>, phase: Phase): Step[] {
  return [...steps].filter((step) => step.phase === phase);
}

/** Strongest first. */
function servedBy({ serves }: Step): [Priority, number][] {
  return (Object.entries(serves) as [Priority, number][]).sort((a, b) => b[1] - a[1]);
}

export function stepView(step: Step, catalogue: Catalogue): Omit<StepView, 'title' | 'shell' | 'crumbs'> {
  const industryName = (id: string) => catalogue.industries.get(id)?.name ?? id;
  const condition = conditionWords(step.appliesWhen, industryName);
  const mode = step.phase === 'prepare' ? 'Before an incident' : 'In an incident';
  return {
    name: step.title,
    own: catalogue.ownRows.steps.has(step.id),
    facts: factsOf(step),
    serves: servedBy(step).map(([id, strength]) => ({
      id,
      words: `${wantWords(id)}: ${strengthWords(strength)}`,
    })),
    appliesWhen: condition === '' ? `${mode}, always.` : `${mode}, when: ${condition}.`,
    before: [
      ...step.requires.map((id) => linkTo(id, catalogue, '')),
      ...step.requiresIfApplicable.map((id) => linkTo(id, catalogue, 'where it applies')),
    ],
    standards: step.standard,
    findings: step.evidence.flatMap((id) => {
      const finding = catalogue.evidence.get(id);
      return finding ? [findingRow(finding)] : [];
    }),
  };
}

function linkTo(id: string, { steps }: Catalogue, note: string): LinkView {
  return { href: stepHref(id), text: steps.get(id)?.title ?? id, note };
}

function factsOf(step: Step): KeyValueView[] {
  return [
    { key: 'Phase', value: PHASE_WORDS[step.phase] },
    { key: 'Usual owner', value: ownerWords(step.owner) },
    { key: 'Lane of the schedule', value: LANE_WORDS[step.lane] },
    { key: 'Usual time until customers feel it', value: hoursWords(step.leadHours) },
    { key: 'Effort', value: EFFORT_WORDS[step.effort] },
    { key: 'Done when', value: `${step.doneWhen}.${step.asksEvidence ? ' Asks for an evidence file.' : ''}` },
    {
      key: 'Promise it makes',
      value: step.commitment ?? 'None: people are promised nothing by this step.',
    },
    {
      key: 'Common legal clock',
      value:
        step.legalDueHours === null
          ? 'None that is the same everywhere: see the obligations of the incident'
          : `${hoursWords(step.legalDueHours)} from awareness in some places: the obligations of the incident decide`,
    },
  ];
}
