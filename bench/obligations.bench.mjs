import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../dist/catalogue/catalogue.loader.js';
import { Users } from '../dist/identity/users.service.js';
import { Incidents } from '../dist/incidents/incidents.service.js';
import { prepareDutyKnowledge } from '../dist/obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../dist/obligations/domain/evaluate-duties.js';
import { Reevaluations } from '../dist/obligations/reevaluations.js';
import { RegisterState } from '../dist/obligations/register-state.entity.js';
import { UnitOfWork } from '../dist/platform/database/unit-of-work.js';
import { readEnvironment } from '../dist/platform/config/read-environment.js';
import { createApp } from '../dist/serve.js';
import { against } from './measure.mjs';

/** Of the re-evaluation; `REEVALUATED=5000` is the size that the register promises. */
const INCIDENTS = Number(process.env.REEVALUATED ?? 200);
const AT = Temporal.Instant.from('2026-11-21T00:00:00Z');

/**
 * `duties-60`: every duty of one incident that concerns people of sixty jurisdictions, with its working in words,
 * against a bare loop over the rules. `register-hold`: registers of many incidents held against new knowledge as the
 * background job does it (SQLite, batches, events, audit), against the bare evaluation of the same facts.
 */
export async function benchmarks() {
  const catalogue = loadCatalogue();
  const knowledge = prepareDutyKnowledge(catalogue);
  const facts = richFacts(knowledge.rules);
  const bare = bareLoop(knowledge.rules);
  return [
    await against({
      name: 'duties-60',
      target: 0.0014,
      bare: () => repeated(200, () => bare(facts)),
      work: () => repeated(5, () => evaluateDuties(facts, AT, knowledge)),
    }),
    await registerHold(knowledge),
  ];
}

function repeated(times, step) {
  for (let n = 0; n < times; n++) step();
  return times;
}

/** The sixty jurisdictions with most rules, data readable, harm likely, clocks running. */
function richFacts(rules) {
  const counts = new Map();
  for (const { jurisdiction } of rules)
    if (!['EU', 'ZZ', 'US', 'CA'].includes(jurisdiction))
      counts.set(jurisdiction, (counts.get(jurisdiction) ?? 0) + 1);
  const places = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 60);
  const clear = (name) => ({ class: name, protection: 'none' });
  return {
    awareAt: '2026-11-02T09:00:00Z',
    discoveredAt: '2026-11-01T17:00:00Z',
    determinedAt: '2026-11-03T09:00:00Z',
    organisation: { roles: ['controller'], establishments: ['IE', 'US'], attributesComplete: true },
    incident: {
      types: ['external-intrusion'],
      intent: 'intentional',
      effects: ['confidentiality'],
      findingsComplete: true,
    },
    data: {
      classes: ['name', 'ssn', 'email-address', 'password', 'medical-record'].map(clear),
      complete: true,
    },
    affected: {
      byJurisdiction: Object.fromEntries(places.map(([place]) => [place, 12_000])),
      complete: true,
    },
    harm: { level: 'likely' },
  };
}

/**
 * What an evaluation cannot do without, by hand: for each rule one look whether its people are affected, whether
 * it is in force, and its days or hours added to the clock it names. No data test, condition, zone, calendar or word.
 */
function bareLoop(rules) {
  const rows = rules.map(({ jurisdiction, appliesTo, effective, deadline }) => ({
    jurisdiction,
    anywhere: appliesTo.nexus === 'none',
    from: effective === null ? 0 : Date.parse(effective),
    clock: deadline.clock,
    length: (deadline.amount ?? 0) * (deadline.unit === 'hours' ? 3_600_000 : 86_400_000),
  }));
  return ({ affected, awareAt, discoveredAt, determinedAt }) => {
    const clocks = {
      awareAt: Date.parse(awareAt),
      discoveredAt: Date.parse(discoveredAt),
      determinedAt: Date.parse(determinedAt),
    };
    let latest = 0;
    for (const row of rows) {
      const people = affected.byJurisdiction[row.jurisdiction] ?? 0;
      if ((people === 0 && !row.anywhere) || clocks.awareAt < row.from) continue;
      const due = (clocks[row.clock] ?? 0) + row.length;
      if (due > latest) latest = due;
    }
    return latest;
  };
}

async function registerHold(knowledge) {
  const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));
  const app = await createApp(
    readEnvironment({ DATA_DIR: join(folder, 'data'), PORT: '3999', LOG_LEVEL: 'fatal' }),
  );
  await app.init();
  const facts = await openMany(app, knowledge.rules);
  const passes = app.get(Reevaluations);
  const units = app.get(UnitOfWork);
  const measured = await against({
    name: `register-hold-${INCIDENTS}`,
    target: 0.2,
    seconds: 1,
    bare: () =>
      facts.reduce((done, one) => done + (evaluateDuties(one, AT, knowledge).length > 0 ? 1 : 0), 0),
    work: async () => {
      await units.run((manager) =>
        manager.updateAll(RegisterState, { knowledgeVersion: '2026-01-01+000000000000' }),
      );
      await passes.begin();
      while (await passes.step());
      return facts.length;
    },
  });
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return measured;
}

/** Incidents of the common kind: people of three places, mail addresses and passwords. */
async function openMany(app, rules) {
  const account = {
    name: 'Lena',
    email: 'lena@staff.example',
    role: 'lead',
    password: 'a long night of herons',
  };
  const { id } = await app.get(Users).create(account);
  const actor = { id, kind: 'user', name: 'Lena', role: 'lead', sessionId: null, provedAt: null };
  const rich = richFacts(rules);
  const places = Object.keys(rich.affected.byJurisdiction);
  const all = [];
  for (let n = 0; n < INCIDENTS; n++) {
    const three = [0, 1, 2].map((k) => [places[(n + 7 * k) % places.length], 100 + n]);
    const facts = { ...rich, affected: { byJurisdiction: Object.fromEntries(three), complete: true } };
    const input = {
      title: `Incident ${n}`,
      kind: 'real',
      visibility: 'members',
      determination: 'confirmed',
      facts,
    };
    await app.get(Incidents).open(input, actor);
    all.push(facts);
  }
  return all;
}
