/**
 * Circles in a directed graph, each as the ids met on the way round, starting with the first in `edges`.
 * One circle per knot: mending it may uncover another. Targets that are no keys of `edges` are ends.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of edges.keys()) {
    const cycle = cycleFrom(start, edges, done);
    if (cycle) cycles.push(cycle);
  }
  return cycles;
}

interface Stop {
  id: string;
  next: number;
}

function cycleFrom(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): string[] | undefined {
  if (done.has(start)) return undefined;
  const way: Stop[] = [{ id: start, next: 0 }];
  const onWay = new Set([start]);
  let found: string[] | undefined;
  for (let here = way.at(-1); here; here = way.at(-1)) {
    const target = edges.get(here.id)?.[here.next++];
    if (target === undefined) {
      done.add(here.id);
      onWay.delete(here.id);
      way.pop();
    } else if (onWay.has(target)) {
      found ??= way.slice(way.findIndex((stop) => stop.id === target)).map((stop) => stop.id);
    } else if (!done.has(target) && edges.has(target)) {
      way.push({ id: target, next: 0 });
      onWay.add(target);
    }
  }
  return found;
}
