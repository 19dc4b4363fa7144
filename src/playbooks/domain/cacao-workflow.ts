import { stepKey, type PlaybookStep } from '../../catalogue/domain/playbook.js';
import type { JsonObject } from './cacao-file.js';
import { stepUuidOf } from './stable-uuid.js';
import type { PlaybookKnowledge } from './validate-playbook.js';

/** A step of the playbook and the action step that stands for it, without what follows it. */
export interface Action {
  id: string;
  step: PlaybookStep;
  action: JsonObject;
}

export interface Workflow {
  start: string;
  workflow: Record<string, JsonObject>;
  hasParallel: boolean;
}

/**
 * Chains the actions in the order of the playbook. Neighbours of which none waits for another are one parallel step,
 * each in a branch with an end of its own, as CACAO wants it.
 */
export function chainActions(
  uuid: string,
  actions: readonly Action[],
  knowledge: PlaybookKnowledge,
): Workflow {
  const idOf = (type: string, name: string) => `${type}--${stepUuidOf(uuid, `${type} ${name}`)}`;
  const groups = groupsOf(actions, knowledge);
  const heads = groups.map((group) =>
    group.length > 1 ? idOf('parallel', stepKey(group[0]!.step)) : group[0]!.id,
  );
  const start = idOf('start', '');
  const end = idOf('end', '');
  const workflow: Record<string, JsonObject> = {
    [start]: { type: 'start', on_completion: heads[0] ?? end },
  };
  groups.forEach((group, at) => {
    const next = heads[at + 1] ?? end;
    const [first, ...others] = group;
    if (first && others.length === 0) workflow[first.id] = { ...first.action, on_completion: next };
    else {
      const branches = group.map(({ id, step, action }) => {
        const branchEnd = idOf('end', stepKey(step));
        workflow[id] = { ...action, on_completion: branchEnd };
        workflow[branchEnd] = { type: 'end' };
        return id;
      });
      workflow[heads[at] ?? ''] = { type: 'parallel', next_steps: branches, on_completion: next };
    }
  });
  workflow[end] = { type: 'end' };
  return { start, workflow, hasParallel: groups.some((group) => group.length > 1) };
}

/** What a step waits for, whether of the catalogue or our own. */
export function prerequisitesOf(step: PlaybookStep, { steps }: PlaybookKnowledge): readonly string[] {
  if ('own' in step) return step.own.requires;
  const { requires = [], requiresIfApplicable = [] } = steps.get(step.step) ?? {};
  return [...requires, ...requiresIfApplicable];
}

function groupsOf(actions: readonly Action[], knowledge: PlaybookKnowledge): Action[][] {
  const groups: Action[][] = [];
  let keys = new Set<string>();
  for (const action of actions) {
    const waits = prerequisitesOf(action.step, knowledge).some((id) => keys.has(id));
    if (waits || groups.length === 0) {
      groups.push([]);
      keys = new Set();
    }
    groups.at(-1)?.push(action);
    keys.add(stepKey(action.step));
  }
  return groups;
}
