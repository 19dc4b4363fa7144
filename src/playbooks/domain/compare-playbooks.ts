import { stepKey, type PlaybookContent, type PlaybookStep } from '../../catalogue/domain/playbook.js';
import { canonicalText } from '../../incidents/domain/canonical-text.js';
import { ordered } from './canonical-playbook.js';

const headFields = ['title', 'summary', 'industry', 'causes'] as const;
const stepFields = ['own', 'title', 'owner', 'dueHours', 'feasibility', 'note'] as const;

/** One thing that is otherwise in the later of two playbooks; places are counted from 1, `undefined` is absent. */
export type PlaybookChange =
  | { kind: 'head-changed'; field: (typeof headFields)[number]; before: unknown; after: unknown }
  | { kind: 'step-removed'; id: string; from: number; step: PlaybookStep }
  | { kind: 'step-moved'; id: string; from: number; to: number }
  | { kind: 'step-added'; id: string; to: number; step: PlaybookStep }
  | {
      kind: 'step-changed';
      id: string;
      field: (typeof stepFields)[number];
      before: unknown;
      after: unknown;
    }
  | { kind: 'left-out-added' | 'left-out-removed'; id: string; reason: string }
  | { kind: 'left-out-changed'; id: string; before: string; after: string };

/**
 * What makes `to` out of `from`; nothing where both have one canonical text. Of the steps in both as few as
 * possible count as moved, so that one put in at the top moves no other.
 */
export function comparePlaybooks(from: PlaybookContent, to: PlaybookContent): PlaybookChange[] {
  return [...headChanges(from, to), ...stepChanges(from, to), ...leftOutChanges(from, to)];
}

/** `to` of `comparePlaybooks(from, to)`, in one canonical text with it. */
export function applyChanges(from: PlaybookContent, changes: readonly PlaybookChange[]): PlaybookContent {
  const head = Object.fromEntries(
    changes.flatMap((change) => (change.kind === 'head-changed' ? [[change.field, change.after]] : [])),
  ) as Partial<PlaybookContent>;
  return { ...from, ...head, steps: changedSteps(from, changes), leftOut: changedLeftOut(from, changes) };
}

function headChanges(from: PlaybookContent, to: PlaybookContent): PlaybookChange[] {
  const [before, after] = [from, to].map((content) => ({ ...content, causes: content.causes.toSorted() }));
  return headFields
    .filter((field) => !same(before?.[field], after?.[field]))
    .map((field) => ({ kind: 'head-changed', field, before: from[field], after: to[field] }));
}

function stepChanges(from: PlaybookContent, to: PlaybookContent): PlaybookChange[] {
  const before = byKey(from);
  const after = byKey(to);
  const common = [...before.keys()].filter((id) => after.has(id));
  const still = longestRise(common.map((id) => after.get(id)?.place ?? 0));
  const changes: PlaybookChange[] = [];
  for (const [id, { place, step }] of before) {
    if (!after.has(id)) changes.push({ kind: 'step-removed', id, from: place, step });
  }
  for (const id of common) {
    const [old, now] = [before.get(id), after.get(id)];
    if (!old || !now) continue;
    if (!still.has(now.place)) changes.push({ kind: 'step-moved', id, from: old.place, to: now.place });
    changes.push(...fieldChanges(id, old.step, now.step));
  }
  for (const [id, { place, step }] of after) {
    if (!before.has(id)) changes.push({ kind: 'step-added', id, to: place, step });
  }
  return changes;
}

function fieldChanges(id: string, before: PlaybookStep, after: PlaybookStep): PlaybookChange[] {
  const [old, now] = [ordered(before), ordered(after)] as Partial<Record<string, unknown>>[];
  return stepFields
    .filter((field) => !same(old?.[field], now?.[field]))
    .map((field) => ({ kind: 'step-changed', id, field, before: old?.[field], after: now?.[field] }));
}

function leftOutChanges(from: PlaybookContent, to: PlaybookContent): PlaybookChange[] {
  const [before, after] = [from, to].map(
    ({ leftOut }) => new Map(leftOut.map(({ step, reason }) => [step, reason])),
  ) as [Map<string, string>, Map<string, string>];
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id): PlaybookChange[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (old === now) return [];
    if (old === undefined) return [{ kind: 'left-out-added', id, reason: now ?? '' }];
    if (now === undefined) return [{ kind: 'left-out-removed', id, reason: old }];
    return [{ kind: 'left-out-changed', id, before: old, after: now }];
  });
}

function changedSteps({ steps }: PlaybookContent, changes: readonly PlaybookChange[]): PlaybookStep[] {
  const known = new Map(steps.map((step) => [stepKey(step), step]));
  for (const change of changes) {
    const step = change.kind === 'step-changed' ? known.get(change.id) : undefined;
    if (change.kind !== 'step-changed' || !step) continue;
    const { [change.field]: _, ...rest } = step as Record<string, unknown>;
    const changed = change.after === undefined ? rest : { ...rest, [change.field]: change.after };
    known.set(change.id, changed as PlaybookStep);
  }
  const lifted = new Set(
    changes.flatMap((c) => (c.kind === 'step-removed' || c.kind === 'step-moved' ? [c.id] : [])),
  );
  const rest = [...known].flatMap(([id, step]) => (lifted.has(id) ? [] : [step]));
  const placed = changes
    .flatMap((c) => (c.kind === 'step-added' || c.kind === 'step-moved' ? [c] : []))
    .toSorted((one, other) => one.to - other.to);
  for (const change of placed) {
    const step = change.kind === 'step-added' ? change.step : known.get(change.id);
    if (step) rest.splice(change.to - 1, 0, step);
  }
  return rest;
}

function changedLeftOut(
  { leftOut }: PlaybookContent,
  changes: readonly PlaybookChange[],
): PlaybookContent['leftOut'] {
  const reasons = new Map(leftOut.map(({ step, reason }) => [step, reason]));
  for (const change of changes) {
    if (change.kind === 'left-out-removed') reasons.delete(change.id);
    if (change.kind === 'left-out-added') reasons.set(change.id, change.reason);
    if (change.kind === 'left-out-changed') reasons.set(change.id, change.after);
  }
  return [...reasons].map(([step, reason]) => ({ step, reason }));
}

function byKey({ steps }: PlaybookContent): Map<string, { place: number; step: PlaybookStep }> {
  return new Map(steps.map((step, index) => [stepKey(step), { place: index + 1, step }]));
}

/** The numbers of the longest rising row that can be picked from `numbers` without changing their order. */
function longestRise(numbers: readonly number[]): Set<number> {
  const length: number[] = [];
  const previous: number[] = [];
  let end = -1;
  numbers.forEach((number, at) => {
    [length[at], previous[at]] = [1, -1];
    for (let earlier = 0; earlier < at; earlier++) {
      const reached = (length[earlier] ?? 0) + 1;
      if ((numbers[earlier] ?? 0) < number && reached > (length[at] ?? 0)) {
        [length[at], previous[at]] = [reached, earlier];
      }
    }
    if (end < 0 || (length[at] ?? 0) > (length[end] ?? 0)) end = at;
  });
  const rise = new Set<number>();
  for (let at = end; at >= 0; at = previous[at] ?? -1) rise.add(numbers[at] ?? 0);
  return rise;
}

function same(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalText(one) === canonicalText(other);
}
