import { findCycles } from './cycles.js';
import type { Path } from './knowledge-tables.js';
import { OWN_STEP_PREFIX } from './own-step.js';
import { stepKey, type PlaybookContent, type PlaybookStep } from './playbook.js';
import type { Step } from './step.js';

/** A place in a playbook and what is wrong there, told without the value. */
export interface PlaybookFinding {
  path: Path;
  message: string;
}

/** Where a playbook speaks against itself, whatever the catalogue knows: nobody could work by it. */
export function playbookContradictions(content: PlaybookContent): PlaybookFinding[] {
  return [...namedTwice(content), ...strayPrerequisites(content), ...circles(content)];
}

/**
 * Where a playbook can be worked by and is still unsound: a step before one it waits for or due before it, a step due
 * later than a common legal clock, a step left out that another one waits for. Faults in a pack, remarks to an organisation.
 */
export function unsoundPlaces(
  content: PlaybookContent,
  stepOf: (id: string) => Step | undefined,
): PlaybookFinding[] {
  const places = new Map(content.steps.map((step, index) => [stepKey(step), index]));
  const leftOut = new Map(content.leftOut.map(({ step }, index) => [step, index]));
  return content.steps.flatMap((step, index) => {
    const definition = 'own' in step ? step.own : stepOf(step.step);
    if (!definition) return [];
    const { requires } = definition;
    const weaker = 'requiresIfApplicable' in definition ? definition.requiresIfApplicable : [];
    return [
      ...[...requires, ...weaker]
        .filter((id) => (places.get(id) ?? -1) > index)
        .map((id) => ({ path: ['steps', index], message: `stands before ${id}, which it waits for` })),
      ...[...requires, ...weaker]
        .filter((id) => isDueAfter(content.steps[places.get(id) ?? -1], step))
        .map((id) => ({
          path: ['steps', index, 'dueHours'],
          message: `is due before ${id}, which it waits for`,
        })),
      ...requires.flatMap((id) => {
        const at = leftOut.get(id);
        return at === undefined
          ? []
          : [{ path: ['leftOut', at, 'step'], message: `is left out, and ${stepKey(step)} waits for it` }];
      }),
      ...tooLate(step, index, 'legalDueHours' in definition ? definition.legalDueHours : null),
    ];
  });
}

function isDueAfter(first: PlaybookStep | undefined, { dueHours }: PlaybookStep): boolean {
  return dueHours !== undefined && (first?.dueHours ?? 0) > dueHours;
}

function tooLate({ dueHours }: PlaybookStep, index: number, legal: number | null): PlaybookFinding[] {
  if (dueHours === undefined || legal === null || dueHours <= legal) return [];
  return [
    {
      path: ['steps', index, 'dueHours'],
      message: `is later than the ${legal} hours that the law commonly leaves for this step`,
    },
  ];
}

function namedTwice({ steps, leftOut, causes }: PlaybookContent): PlaybookFinding[] {
  const used = steps.map(stepKey);
  const usedAtAll = new Set(used);
  const usedTwice = repeats(used).map((index) => ({
    path: ['steps', index, used[index]?.startsWith(OWN_STEP_PREFIX) ? 'id' : 'step'],
    message: 'is in the playbook twice',
  }));
  const leftTwice = repeats(leftOut.map(({ step }) => step)).map((index) => ({
    path: ['leftOut', index, 'step'],
    message: 'is left out twice',
  }));
  const usedAndLeft = leftOut.flatMap(({ step }, index) =>
    usedAtAll.has(step) ? [{ path: ['leftOut', index, 'step'], message: 'is both used and left out' }] : [],
  );
  const causesTwice = repeats(causes).map((index) => ({
    path: ['causes', index],
    message: 'is named twice',
  }));
  return [...causesTwice, ...usedTwice, ...usedAndLeft, ...leftTwice];
}

/** Places of words that stood earlier in the list. */
function repeats(words: readonly string[]): number[] {
  const met = new Set<string>();
  return words.flatMap((word, index) => {
    if (met.has(word)) return [index];
    met.add(word);
    return [];
  });
}

function strayPrerequisites({ steps }: PlaybookContent): PlaybookFinding[] {
  const own = new Set(steps.flatMap((step) => ('own' in step ? [step.id] : [])));
  return steps.flatMap((step, index) =>
    'own' in step
      ? step.own.requires.flatMap((id, at) =>
          id.startsWith(OWN_STEP_PREFIX) && !own.has(id)
            ? [
                {
                  path: ['steps', index, 'own', 'requires', at],
                  message: 'is no own step of this playbook',
                },
              ]
            : [],
        )
      : [],
  );
}

/** Steps of the catalogue wait for no own step, so only own steps can wait for each other. */
function circles({ steps }: PlaybookContent): PlaybookFinding[] {
  const edges = new Map(steps.flatMap((step) => ('own' in step ? [[step.id, step.own.requires]] : [])));
  return findCycles(edges).map((cycle) => ({
    path: ['steps', steps.findIndex((step) => stepKey(step) === cycle[0]), 'own', 'requires'],
    message: 'waits for itself by way of other own steps; take one of them out',
  }));
}
