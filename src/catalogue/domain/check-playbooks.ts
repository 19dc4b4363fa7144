import type { KnowledgeTables, Report, Row } from './knowledge-tables.js';
import { OWN_STEP_PREFIX } from './own-step.js';
import { playbookContradictions, unsoundPlaces } from './playbook-contradictions.js';
import type { PlaybookRow } from './playbook.js';
import type { FactTest, StepCondition } from './step.js';

/** Pages of playbooks have these in the place of an id. */
const takenIds: ReadonlySet<string> = new Set(['new', 'import']);

/**
 * Playbooks name only industries, steps and findings that exist, can be worked by in the order in which they stand,
 * and hold only steps that can apply; every industry has the playbook that bears its id.
 */
export function checkPlaybooks(tables: KnowledgeTables, report: Report): void {
  for (const row of tables.playbooks.rows.values()) {
    if (takenIds.has(row.value.id)) report(row, ['id'], 'is a word of the addresses of pages; take another');
    checkNames(tables, row, report);
    checkApplicable(tables, row, report);
    const findings = [
      ...playbookContradictions(row.value),
      ...unsoundPlaces(row.value, (id) => tables.steps.rows.get(id)?.value),
    ];
    for (const { path, message } of findings) report(row, path, message);
  }
  for (const [id, industry] of tables.industries.rows) {
    const playbook = tables.playbooks.rows.get(id);
    if (!tables.playbooks.ids.has(id)) report(industry, ['id'], `there is no playbook ${id} in playbooks/`);
    else if (playbook && playbook.value.industry !== id) {
      report(playbook, ['industry'], `must be ${id}, for the playbook bears the id of that industry`);
    }
  }
}

function checkNames(tables: KnowledgeTables, row: Row<PlaybookRow>, report: Report): void {
  const { industry, steps, leftOut } = row.value;
  if (industry !== null && !tables.industries.ids.has(industry)) {
    report(row, ['industry'], `there is no industry ${industry}`);
  }
  const known = (id: string, path: (string | number)[]) => {
    if (!tables.steps.ids.has(id)) report(row, path, `there is no step ${id}`);
  };
  steps.forEach((step, index) => {
    if ('own' in step) {
      step.own.requires.forEach((id, at) => {
        if (!id.startsWith(OWN_STEP_PREFIX)) known(id, ['steps', index, 'own', 'requires', at]);
      });
    } else known(step.step, ['steps', index, 'step']);
    for (const id of citedIn(step.note)) {
      if (!tables.evidence.ids.has(id)) report(row, ['steps', index, 'note'], `there is no evidence ${id}`);
    }
  });
  leftOut.forEach(({ step, reason }, index) => {
    known(step, ['leftOut', index, 'step']);
    for (const id of citedIn(reason)) {
      if (!tables.evidence.ids.has(id))
        report(row, ['leftOut', index, 'reason'], `there is no evidence ${id}`);
    }
  });
}

/** Findings stand in a text as `[finding-id]`. */
function citedIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\[([a-z0-9-]+)\]/g)].map(([, id]) => id ?? '');
}

function checkApplicable(tables: KnowledgeTables, row: Row<PlaybookRow>, report: Report): void {
  row.value.steps.forEach((step, index) => {
    const definition = 'own' in step ? undefined : tables.steps.rows.get(step.step)?.value;
    if (definition && !mayHold(definition.appliesWhen, row.value)) {
      report(row, ['steps', index, 'step'], 'applies to no incident of this industry and these causes');
    }
  });
}

/** False only where the playbook itself rules the condition out; facts it does not settle may be as they like. */
function mayHold(condition: StepCondition, playbook: PlaybookRow): boolean {
  if ('fact' in condition) return mayMeet(condition, playbook);
  const { all = [], any } = condition;
  return (
    all.every((inner) => mayHold(inner, playbook)) &&
    (any === undefined || any.some((inner) => mayHold(inner, playbook)))
  );
}

function mayMeet(test: FactTest, { industry, causes }: PlaybookRow): boolean {
  const words: Partial<Record<FactTest['fact'], readonly string[]>> = {
    mode: ['incident'],
    industry: industry === null ? [] : [industry],
    cause: causes,
  };
  const settled = words[test.fact] ?? [];
  if (settled.length === 0) return true;
  if ('equals' in test) return settled.some((word) => word === test.equals);
  return !('in' in test) || settled.some((word) => test.in.includes(word));
}
