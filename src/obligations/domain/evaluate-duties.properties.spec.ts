import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { Term } from '../../catalogue/domain/vocabulary.js';
import type {
  ClockFact,
  HarmLevel,
  IncidentFacts,
  OptIn,
  Protection,
} from '../../incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from './duty-knowledge.js';
import type { Duty } from './duty.js';
import { evaluateDuties } from './evaluate-duties.js';

const catalogue = loadCatalogue();
const { vocabulary } = catalogue;
const knowledge = prepareDutyKnowledge(catalogue);
const rules = [...catalogue.rules.values()];
const at = Temporal.Instant.from('2026-11-21T00:00:00Z');

const codesOf = (terms: readonly Term[]): string[] => terms.map(({ code }) => code);
const places = [
  ...new Set([...rules.map(({ jurisdiction }) => jurisdiction), 'DE', 'DE-BY', 'FR', 'CA-ON', 'MX']),
];
const bound = [
  ...new Set(rules.flatMap(({ deadline }) => [...(deadline.of ?? []), deadline.concurrentWith ?? []].flat())),
];
const clockFacts = codesOf(vocabulary.clocks).filter((code) => code !== 'notice') as ClockFact[];

const instant = fc
  .date({ min: new Date('2025-02-01T00:00:00Z'), max: new Date('2028-06-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
const some = <T>(values: readonly T[], maxLength = values.length) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: Math.min(maxLength, values.length) });
const table = <T>(keys: readonly string[], value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 40 });
const people = fc.oneof(fc.constantFrom(0, 1, 499, 500, 501, 1000, 1001, 1_000_000), fc.constant(null));
const harmLevel = fc.constantFrom(...(codesOf(vocabulary.harmScale) as HarmLevel[]));
const affectedClass = fc.record(
  {
    class: fc.constantFrom('name', 'ssn', 'medical-record', ...codesOf(vocabulary.dataClasses)),
    protection: fc.constantFrom<Protection | null>(...(vocabulary.protections as Protection[]), null),
    keyTaken: fc.constantFrom(true, false, null),
  },
  { requiredKeys: ['class'] },
);

/** Any facts the schema allows, thinned out so that every part is sometimes absent. */
const anyFacts = fc.record(
  {
    ...(Object.fromEntries(clockFacts.map((clock) => [clock, instant])) as Record<ClockFact, typeof instant>),
    notices: table(bound, fc.record({ sentAt: instant, plannedAt: instant }, { requiredKeys: [] })),
    lawEnforcementHold: fc.boolean(),
    optIn: some<OptIn>(['contractual', 'voluntary', 'internal-clock']),
    organisation: fc.record(
      {
        sectors: some(vocabulary.sectors, 3),
        roles: fc.constantFrom<('controller' | 'processor')[]>(
          ['controller'],
          ['processor'],
          ['controller', 'processor'],
        ),
        establishments: some(places, 3),
        insuranceLicences: some(places, 5),
        attributes: table(codesOf(vocabulary.organisationAttributes), fc.boolean()),
        attributesComplete: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    incident: fc.record(
      {
        types: some(codesOf(vocabulary.incidentTypes), 4),
        intent: fc.constantFrom<'intentional' | 'accidental'>('intentional', 'accidental'),
        effects: fc.uniqueArray(fc.constantFrom(...codesOf(vocabulary.effects)), {
          minLength: 1,
          maxLength: 3,
        }),
        findings: table(codesOf(vocabulary.findings), fc.boolean()),
        findingsComplete: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    data: fc.record(
      { classes: fc.array(affectedClass, { maxLength: 12 }), complete: fc.boolean() },
      { requiredKeys: [] },
    ),
    affected: fc.record(
      { byJurisdiction: table(places, people), total: fc.nat(2000), complete: fc.boolean() },
      { requiredKeys: [] },
    ),
    harm: fc.record({ level: harmLevel, byJurisdiction: table(places, harmLevel) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<IncidentFacts>;

const runs = { numRuns: 60 };

/** The value at a path such as `organisation.attributes.x`; for data classes, of the entries of that class. */
function valuesAt(facts: IncidentFacts, path: string): unknown[] {
  const [head, list, code, field] = path.split('.');
  if (head === 'data' && list === 'classes' && code !== undefined) {
    const entries = (facts.data?.classes ?? []).filter((entry) => entry.class === code);
    return entries.map((entry) =>
      field === undefined ? entry : (entry as unknown as Record<string, unknown>)[field],
    );
  }
  const reach = (value: unknown, key: string) => (value as Record<string, unknown> | null | undefined)?.[key];
  return [path.split('.').reduce<unknown>(reach, facts)];
}

const isKnown = (facts: IncidentFacts, path: string) =>
  valuesAt(facts, path).some((value) =>
    path.endsWith('omplete') ? value === true : value !== undefined && value !== null,
  );

const statusesOf = (duties: readonly Duty[]) => new Map(duties.map(({ ruleId, status }) => [ruleId, status]));

describe('any facts whatever', () => {
  it('are answered, one duty per rule, in file order, each in a form of its status', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const duties = evaluateDuties(facts, at, knowledge);
        expect(duties.map(({ ruleId }) => ruleId)).toEqual([...catalogue.rules.keys()]);
        for (const duty of duties) {
          const timed = duty.status === 'due' && duty.calendarError === null;
          if ((duty.dueAt !== null) !== timed && !(duty.calendarError && duty.dueAt))
            throw new Error(`${duty.ruleId}: dueAt`);
          const waits = duty.status === 'needs-facts' || duty.status === 'clock-not-started';
          if (duty.missingFacts.length > 0 !== waits) throw new Error(`${duty.ruleId}: missingFacts`);
          const silent = duty.status === 'not-owed' || duty.status === 'inactive';
          if (duty.decidedBy.length > 0 !== silent) throw new Error(`${duty.ruleId}: decidedBy`);
          expect(duty.arithmetic).not.toHaveLength(0);
          expect(duty.missingFacts).toEqual([...new Set(duty.missingFacts)].sort());
        }
      }),
      runs,
    );
  });

  it('never take a duty away without a known fact, or a field of the rule, that decided', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { ruleId, decidedBy } of evaluateDuties(facts, at, knowledge)) {
          const named = decidedBy.filter((path) => !path.startsWith('rule.') && path !== 'at');
          const unknown = named.filter((path) => !isKnown(facts, path) && valuesAt(facts, path)[0] !== null);
          if (unknown.length > 0)
            throw new Error(`${ruleId} is decided by ${unknown.join()}, which nobody stated`);
        }
      }),
      runs,
    );
  });

  it('are asked only for what is not known', () => {
    const listsThatMayGrow = new Set(['data.classes', 'affected.byJurisdiction', 'affected.total']);
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { ruleId, missingFacts } of evaluateDuties(facts, at, knowledge)) {
          const asked = missingFacts.filter((path) => !listsThatMayGrow.has(path));
          const known = asked.filter((path) =>
            valuesAt(facts, path).every((value) => value !== undefined && value !== null),
          );
          if (known.length > 0) throw new Error(`${ruleId} asks for ${known.join()}, which is known`);
        }
      }),
      runs,
    );
  });
});

describe('an unknown fact', () => {
  const listed = new Set(['roles', 'establishments', 'insuranceLicences', 'types', 'effects']);

  /** Facts without what lets an omission speak: completeness, the sector screen, wholes beside their parts, one harm for all. */
  const openFacts = anyFacts.map((facts): IncidentFacts => {
    const { sectors: _, attributesComplete: __, ...organisation } = facts.organisation ?? {};
    const { findingsComplete: ___, ...incident } = facts.incident ?? {};
    const classes = new Map((facts.data?.classes ?? []).map((entry) => [entry.class, entry]));
    const leaves = Object.entries(facts.affected?.byJurisdiction ?? {}).filter(
      ([place]) => !['ZZ', 'EU', 'US', 'CA', 'DE'].includes(place),
    );
    return {
      ...facts,
      awareAt: '2026-11-20T09:00:00Z',
      organisation,
      incident,
      data: { classes: [...classes.values()] },
      affected: { byJurisdiction: Object.fromEntries(leaves) },
      harm: facts.harm?.level ? { level: facts.harm.level } : {},
    };
  });

  /** Every way to forget one fact, but the choice of contracts (optIn) and the reference date, which are not about the incident. */
  function forgotten(facts: IncidentFacts): { path: string; facts: IncidentFacts }[] {
    const ways: { path: string; facts: IncidentFacts }[] = [];
    const walk = (node: Record<string, unknown> | unknown[], path: string): void => {
      for (const key of Object.keys(node)) {
        const here = path ? `${path}.${key}` : key;
        if (here === 'optIn' || here === 'awareAt') continue;
        const value = (node as Record<string, unknown>)[key];
        if (typeof value === 'object' && value !== null && !listed.has(key))
          walk(value as Record<string, unknown>, here);
        if (here !== 'data' && key !== 'class')
          ways.push({ path: here, facts: without(facts, here.split('.')) });
      }
    };
    walk(facts as Record<string, unknown>, '');
    return ways;
  }

  function without<T>(node: T, [key = '', ...rest]: string[]): T {
    if (Array.isArray(node)) {
      const copy = rest.length
        ? node.map((item, index) => (String(index) === key ? without(item, rest) : item))
        : node.filter((_, index) => String(index) !== key);
      return copy as T;
    }
    const { [key]: value, ...others } = node as Record<string, unknown>;
    return (rest.length ? { ...others, [key]: without(value, rest) } : others) as T;
  }

  it('is never false: forgetting one takes no owed or undecided duty away', () => {
    fc.assert(
      fc.property(openFacts, fc.nat(), (facts, pick) => {
        const ways = forgotten(facts);
        const way = ways[pick % Math.max(1, ways.length)];
        if (!way) return;
        const before = statusesOf(evaluateDuties(facts, at, knowledge));
        for (const { ruleId, status, decidedBy } of evaluateDuties(way.facts, at, knowledge)) {
          const gone = status === 'not-owed' || status === 'inactive';
          const was = before.get(ruleId);
          if (gone && was !== 'not-owed' && was !== 'inactive') {
            throw new Error(
              `${ruleId} was ${was} and is ${status} without ${way.path}, by ${decidedBy.join()}`,
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes a duty away, once it is known, only where the answer names it', () => {
    const names = (path: string, added: string) =>
      added.startsWith('data.classes') || path.startsWith('data.classes')
        ? path.startsWith('data') && added.startsWith('data')
        : path === added || path.startsWith(`${added}.`) || added.startsWith(`${path}.`);
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, pick) => {
        const ways = forgotten(facts);
        const way = ways[pick % Math.max(1, ways.length)];
        if (!way) return;
        const before = statusesOf(evaluateDuties(way.facts, at, knowledge));
        for (const { ruleId, status, decidedBy } of evaluateDuties(facts, at, knowledge)) {
          const was = before.get(ruleId);
          if (was === 'not-owed' || was === 'inactive' || (status !== 'not-owed' && status !== 'inactive'))
            continue;
          if (!decidedBy.some((path) => names(path, way.path)))
            throw new Error(`${ruleId} was ${was}, is ${status} by ${decidedBy.join()}, not by ${way.path}`);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('time', () => {
  const clocksOnly = prepareDutyKnowledge({
    ...catalogue,
    rules: new Map(
      rules.map((rule): [string, ObligationRule] => [
        rule.id,
        { ...rule, status: 'in-force', effective: null, appliesTo: { nexus: 'none' }, trigger: {} },
      ]),
    ),
  });
  const everyClock = (moment: string): IncidentFacts => ({
    ...Object.fromEntries(clockFacts.map((clock) => [clock, moment])),
    notices: Object.fromEntries(bound.map((ruleId) => [ruleId, { sentAt: moment }])),
  });

  it('a later start never gives an earlier last moment, before noon relief moves it', () => {
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [earlier, later] = [one, other].sort() as [string, string];
        const lastMoments = (moment: string) =>
          evaluateDuties(everyClock(moment), at, clocksOnly).map(
            ({ safeDueAt, dueAt }) => safeDueAt ?? dueAt,
          );
        const after = lastMoments(later);
        for (const [index, moment] of lastMoments(earlier).entries()) {
          const next = after[index];
          if (moment && next && next < moment)
            throw new Error(`${rules[index]?.id}: ${moment}, then ${next}`);
        }
      }),
      runs,
    );
  });

  it('a last moment is not before its own clock', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        for (const { ruleId, dueAt, clockAt } of evaluateDuties(everyClock(moment), at, clocksOnly)) {
          if (dueAt && clockAt && dueAt < clockAt)
            throw new Error(`${ruleId}: due ${dueAt}, clock ${clockAt}`);
        }
      }),
      runs,
    );
  });

  it('noon relief and a cap are the two ways in which a later instant may shorten a limit', () => {
    const initial = (classifiedAt: string, awareAt: string) =>
      evaluateDuties({ classifiedAt, awareAt }, at, clocksOnly).find(
        ({ ruleId }) => ruleId === 'eu-dora-initial',
      )?.dueAt;
    // known 30 hours before it was classified, the cap of 24 hours had passed; known 22 hours before, it counts
    expect(initial('2026-11-18T12:00:00Z', '2026-11-17T06:00:00Z')).toBe('2026-11-18T16:00:00Z');
    expect(initial('2026-11-18T12:00:00Z', '2026-11-17T14:00:00Z')).toBe('2026-11-18T14:00:00Z');
  });
});

describe('order', () => {
  it('of rules and of lists changes no answer', () => {
    const reversedRules = prepareDutyKnowledge({
      ...catalogue,
      rules: new Map([...catalogue.rules].reverse()),
    });
    const reversed = <T>(value: T): T => {
      if (Array.isArray(value)) return value.map(reversed).reverse() as T;
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, inner]) => [key, reversed(inner)] as const)
          .reverse(),
      ) as T;
    };
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const straight = evaluateDuties(facts, at, knowledge);
        const turned = evaluateDuties(reversed(facts), at, reversedRules).reverse();
        expect(JSON.stringify(turned)).toBe(JSON.stringify(straight));
      }),
      runs,
    );
  });
});
