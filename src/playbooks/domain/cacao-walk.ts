import { findCycles } from '../../catalogue/domain/cycles.js';
import { isAction, linksOf, type CacaoFile, type JsonObject } from './cacao-file.js';

/** The action steps of a workflow in an order in which they can be worked through. */
export interface CacaoWalk {
  /** Ids of action steps; those that the start leads to first. */
  actions: string[];
  /** Ids of action steps that nothing leads to. */
  unreached: string[];
  /** For each action step the action steps that come straight before it. */
  before: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @returns the id of a step on the first circle, where the workflow has one */
export function walkCacao({ workflow, start }: CacaoFile): CacaoWalk | { circleAt: string } {
  const links = new Map([...workflow].map(([id, step]) => [id, targetsOf(step)]));
  const [circle] = findCycles(links);
  if (circle) return { circleAt: circle[0] ?? start };
  const reached = orderFrom([start], links);
  const met = new Set(reached);
  const rest = orderFrom([...workflow.keys()], links).filter((id) => !met.has(id));
  const actionsIn = (ids: readonly string[]) => ids.filter((id) => isAction(workflow.get(id) ?? {}));
  return {
    actions: actionsIn([...reached, ...rest]),
    unreached: actionsIn(rest),
    before: actionsBefore([...reached, ...rest], workflow),
  };
}

/** Branches of a step come before what follows once they are done. */
function targetsOf(step: JsonObject): string[] {
  const links = linksOf(step);
  const inOrder = [...links.filter(({ branch }) => branch), ...links.filter(({ branch }) => !branch)];
  return [...new Set(inOrder.map(({ target }) => target as string))];
}

/** Everything that can be met from `starts`, no step before one that leads to it; the graph has no circle. */
function orderFrom(starts: readonly string[], links: ReadonlyMap<string, readonly string[]>): string[] {
  const finished: string[] = [];
  const met = new Set<string>();
  for (const start of starts.toReversed()) {
    if (met.has(start)) continue;
    met.add(start);
    const way = [{ id: start, open: [...(links.get(start) ?? [])] }];
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const next = here.open.pop();
      if (next === undefined) {
        finished.push(here.id);
        way.pop();
      } else if (!met.has(next)) {
        met.add(next);
        way.push({ id: next, open: [...(links.get(next) ?? [])] });
      }
    }
  }
  return finished.toReversed();
}

/**
 * What follows a parallel step waits for the last actions of all its branches; what follows a condition does not wait
 * for its branches, since only one of them is gone.
 */
function actionsBefore(
  order: readonly string[],
  workflow: ReadonlyMap<string, JsonObject>,
): Map<string, Set<string>> {
  const into = linksInto(order, workflow);
  const before = new Map<string, Set<string>>();
  for (const id of order) {
    const comes = (into.get(id) ?? []).flatMap(({ from, branch }) => {
      const step = workflow.get(from) ?? {};
      if (isAction(step)) return [from];
      const isOver = step['type'] === 'parallel' && !branch;
      return [...(isOver ? endsOf(step, before, workflow) : (before.get(from) ?? []))];
    });
    before.set(id, new Set(comes));
  }
  return before;
}

function linksInto(
  order: readonly string[],
  workflow: ReadonlyMap<string, JsonObject>,
): Map<string, { from: string; branch: boolean }[]> {
  const into = new Map<string, { from: string; branch: boolean }[]>(order.map((id) => [id, []]));
  for (const from of order) {
    for (const { target, branch } of linksOf(workflow.get(from) ?? {})) {
      into.get(target as string)?.push({ from, branch });
    }
  }
  return into;
}

/** The last actions of the branches: those before the ends that the branches themselves come to. */
function endsOf(
  parallel: JsonObject,
  before: ReadonlyMap<string, ReadonlySet<string>>,
  workflow: ReadonlyMap<string, JsonObject>,
): string[] {
  const branches = linksOf(parallel).flatMap(({ target, branch }) => (branch ? [target as string] : []));
  const open = branches.toReversed();
  const met = new Set(open);
  const last = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const links = linksOf(workflow.get(id) ?? {});
    const onward = links.filter(({ branch }) => !branch);
    for (const { target } of onward.length > 0 ? onward : links) {
      if (!met.has(target as string)) open.push(target as string);
      met.add(target as string);
    }
    if (links.length === 0) for (const action of before.get(id) ?? []) last.add(action);
  }
  return [...last];
}
