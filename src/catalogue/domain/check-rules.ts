import { findCycles } from './cycles.js';
import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';
import type { ObligationRule } from './obligation-rule.js';
import { codesOfRule } from './rule-codes.js';
import type { CodeList } from './rule-codes.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * Rules use only codes of the vocabulary, zones and calendars that exist, and name each other in an order that
 * can happen.
 */
export function checkRules(tables: KnowledgeTables, report: Report): void {
  const codes = tables.vocabulary && codeSets(tables.vocabulary.value);
  const zones = new Set(Intl.supportedValuesOf('timeZone'));
  for (const row of tables.rules.rows.values()) {
    const { tz } = row.value.deadline;
    if (!zones.has(tz) && !isTimeZone(tz)) report(row, ['deadline', 'tz'], 'is not an IANA time zone');
    zones.add(tz);
    for (const { list, code, path } of codes ? codesOfRule(row.value) : []) {
      if (!codes?.get(list)?.has(code))
        report(row, path, `${list} of obligations/vocabulary.yaml has no ${code}`);
      else if (list === 'calendars' && !hasDays(tables, code)) {
        report(row, path, `calendars.yaml has no days for ${code}`);
      }
    }
    for (const [id, path] of namedRules(row.value)) {
      if (id === row.value.id) report(row, path, 'the rule refers to itself');
      else if (!tables.rules.ids.has(id)) report(row, path, `there is no rule ${id}`);
    }
  }
  checkOrder(tables, report);
}

/** `us-sec-edgar` keeps no list of its own: it is `us-federal`. */
function hasDays({ calendars }: KnowledgeTables, code: string): boolean {
  return calendars.ids.has(code) || (code === 'us-sec-edgar' && calendars.ids.has('us-federal'));
}

function codeSets(vocabulary: Vocabulary): Map<CodeList, Set<string>> {
  return new Map(
    Object.entries(vocabulary)
      .filter(([, terms]) => Array.isArray(terms))
      .map(([list, terms]) => [
        list as CodeList,
        new Set(
          (terms as (string | { code: string })[]).map((term) =>
            typeof term === 'string' ? term : term.code,
          ),
        ),
      ]),
  );
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

function namedRules({ sameDutyAs, deadline }: ObligationRule): [id: string, path: Path][] {
  const named: [string, Path][] = [];
  if (sameDutyAs) named.push([sameDutyAs, ['sameDutyAs']]);
  if (deadline.concurrentWith) named.push([deadline.concurrentWith, ['deadline', 'concurrentWith']]);
  if (deadline.mustPrecede) named.push([deadline.mustPrecede, ['deadline', 'mustPrecede']]);
  const lists: [string[] | undefined, Path][] = [
    [deadline.of, ['deadline', 'of']],
    [deadline.notBefore?.of, ['deadline', 'notBefore', 'of']],
    ...(deadline.variants ?? []).map(({ of }, index): [string[] | undefined, Path] => [
      of,
      ['deadline', 'variants', index, 'of'],
    ]),
  ];
  for (const [ids, path] of lists) ids?.forEach((id, index) => named.push([id, [...path, index]]));
  return named;
}

/**
 * No notice has to wait for itself, by way of others, and no row is the same duty as one that is the same duty
 * as it. `concurrentWith` may run both ways: two notices can go out at once.
 */
function checkOrder(tables: KnowledgeTables, report: Report): void {
  const after = new Map<string, string[]>();
  const same = new Map<string, string[]>();
  for (const { value } of tables.rules.rows.values()) {
    after.set(value.id, [...(after.get(value.id) ?? []), ...noticesBefore(value)]);
    const later = value.deadline.mustPrecede;
    if (later) after.set(later, [...(after.get(later) ?? []), value.id]);
    if (value.sameDutyAs) same.set(value.id, [value.sameDutyAs]);
  }
  for (const [edges, path, words] of [
    [after, ['deadline'], 'notices wait for each other'],
    [same, ['sameDutyAs'], 'rows name each other as the same duty'],
  ] as const) {
    for (const cycle of findCycles(edges)) {
      const row: Row<ObligationRule> | undefined = tables.rules.rows.get(cycle[0] ?? '');
      if (row && cycle.length > 1) report(row, path, `${words}: ${[...cycle, cycle[0]].join(' -> ')}`);
    }
  }
}

/**
 * Notices that must have gone out before this one. A choice of several is left out, for one is enough; so is
 * `with-notice`, which is made together with the other and may even have to precede it by a moment.
 */
function noticesBefore({ deadline }: ObligationRule): string[] {
  const starts = deadline.kind === 'with-notice' ? undefined : deadline.of;
  return [starts, deadline.notBefore?.of].flatMap((ids) => (ids?.length === 1 ? ids : []));
}
