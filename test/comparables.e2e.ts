import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { AuditSealer } from '../src/audit/audit-sealer.js';
import { CATALOGUE } from '../src/catalogue/catalogue.module.js';
import type { Catalogue } from '../src/catalogue/domain/catalogue.js';
import { ComparableCellRow } from '../src/comparables/comparable-cell.entity.js';
import { IncidentsCompared } from '../src/comparables/comparables.service.js';
import type { IncidentComparablesView } from '../src/comparables/comparables.controller.js';
import { readOwnRecord } from '../src/comparables/domain/own-record.js';
import { OwnCount } from '../src/comparables/own-count.js';
import { OwnCountWorker } from '../src/comparables/own-count.worker.js';
import { FactsRevision } from '../src/incidents/facts-revision.entity.js';
import { IncidentImport } from '../src/incidents/incident-import.service.js';
import { Incident } from '../src/incidents/incident.entity.js';
import { Incidents } from '../src/incidents/incidents.service.js';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy, stopped } from './support/clock.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';

const SAMPLE = new URL('../../shared/data/incidents/vcdb-sample.jsonl', import.meta.url);
const present = existsSync(SAMPLE) ? describe : describe.skip;

let running: RunningApp;
let as: (name: 'lena' | 'dana' | 'vera') => SignedIn;

/** Without the worker that counts by itself, so that each test says when. */
async function started(): Promise<void> {
  running = await startApp();
  await running.app.get(OwnCountWorker).beforeApplicationShutdown();
  as = await people(running, { lena: 'lead', dana: 'communications', vera: 'viewer' });
}

const count = () => running.app.get(OwnCount).anew();
const countIfNeeded = async () => {
  await running.app.get(AuditSealer).sealAll();
  return running.app.get(OwnCount).ifNeeded();
};

/** A shop whose staff sent a list of addresses to the wrong people, and offered monitoring. */
const SHOP = {
  industry: 'retail',
  incident: { types: ['misdelivery'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'email-address' }] },
  veris: { plus: { attribute: { confidentiality: { credit_monitoring: 'Y' } } } },
};

function opened(facts: object = SHOP, change: Partial<Parameters<Incidents['open']>[0]> = {}) {
  const usual = { kind: 'real', visibility: 'organisation', determination: 'confirmed' } as const;
  const input = { title: 'List misdirected', facts, ...usual, ...change };
  return running.app.get(Incidents).open(input, as('lena').actor);
}

async function openedTimes(times: number, facts: object = SHOP) {
  const all = [];
  for (let n = 0; n < times; n++) all.push(await opened(facts));
  return all;
}

async function compared(incidentId: string, who: 'lena' | 'vera' = 'vera'): Promise<IncidentComparablesView> {
  const answer = await as(who).get(`/api/v1/incidents/${incidentId}/comparables`);
  expect(answer.status).toBe(200);
  return answer.json<IncidentComparablesView>();
}

describe('Own incidents beside an incident', () => {
  beforeEach(started);
  afterEach(() => running.close());

  it('are shown from twenty other known outcomes on, without the incident itself', async () => {
    const [first] = await openedTimes(20);
    const id = first?.id ?? '';
    expect((await compared(id)).own).toMatchObject({ state: 'not-counted-yet', asOf: null });
    await count();
    expect((await compared(id)).own).toMatchObject({
      state: 'counted',
      incidents: 20,
      creditMonitoring: null,
    });
    await opened();
    await count();
    const { own } = await compared(id);
    expect(own.creditMonitoring).toMatchObject({
      group: { industry: 'retail', cause: 'error' },
      widened: false,
      yes: 20,
      no: 0,
      unknown: 0,
      notRecorded: 0,
      incidents: 20,
    });
    expect(own.creditMonitoring?.byDataClass).toEqual([
      { dataClass: 'contact', count: { yes: 20, no: 0, unknown: 0, notRecorded: 0, incidents: 20 } },
    ]);
    expect([own.dataAbuse, own.daysFromIncidentToNotification]).toEqual([null, null]);
    expect(Date.parse(own.asOf ?? '')).not.toBeNaN();
  });

  it('count neither exercises nor incidents that a circle keeps to itself, nor what was no breach', async () => {
    await openedTimes(21);
    await count();
    const other = await opened({ industry: 'retail' });
    await count();
    const before = (await compared(other.id)).own.creditMonitoring;
    await opened(SHOP, { kind: 'exercise' });
    await opened(SHOP, { visibility: 'members' });
    await opened(SHOP, { visibility: 'restricted' });
    await opened(SHOP, { determination: 'false_positive' });
    await opened({ ...SHOP, incident: { types: ['misdelivery'], effects: ['availability'] } });
    await opened({ ...SHOP, mode: 'prepare' });
    await count();
    for (const who of ['lena', 'vera'] as const)
      expect((await compared(other.id, who)).own.creditMonitoring).toEqual(before);
    expect(before?.yes).toBe(21);
  });

  it('follow a decision about monitoring, a change of facts, and an incident that becomes restricted', async () => {
    const all = await openedTimes(22, { ...SHOP, veris: {}, data: { classes: [{ class: 'tax-id' }] } });
    const [self, first, second, third] = all.map(({ id }) => id) as [string, string, string, string];
    for (const { id } of all.slice(1)) {
      const answer = await as('lena').post(`/api/v1/incidents/${id}/plan/steps/support-monitoring/decision`, {
        decision: 'accept',
        revision: 0,
      });
      expect(answer.status).toBeLessThan(300);
    }
    await count();
    expect((await compared(self)).own.creditMonitoring).toMatchObject({ yes: 21, no: 0 });
    const skip = { decision: 'skip', reason: 'No such data after all', revision: 1 };
    await as('lena').post(`/api/v1/incidents/${first}/plan/steps/support-monitoring/decision`, skip);
    const facts = { ...SHOP, industry: 'healthcare', data: { classes: [{ class: 'tax-id' }] }, veris: {} };
    await running.app.get(Incidents).revise(second, 1, facts, 'A clinic', as('lena').actor);
    await count();
    expect((await compared(self)).own.creditMonitoring).toMatchObject({ yes: 19, no: 1, incidents: 20 });
    await as('lena').patch(`/api/v1/incidents/${third}`, { visibility: 'restricted', reason: 'Claims' });
    await count();
    expect((await compared(self)).own.creditMonitoring).toMatchObject({
      group: { industry: 'any', cause: 'error' },
      widened: true,
      yes: 19,
      no: 1,
    });
    await as('lena').patch(`/api/v1/incidents/${third}`, { visibility: 'organisation', reason: 'Settled' });
    await count();
    expect((await compared(self)).own.creditMonitoring).toMatchObject({ yes: 19, no: 1, widened: false });
  });

  it('are counted again only when something was done', async () => {
    await openedTimes(2);
    expect(await countIfNeeded()).toBe(true);
    expect(await countIfNeeded()).toBe(false);
    await opened();
    expect(await countIfNeeded()).toBe(true);
  });

  it('stay as they were when the count breaks off, and say so while the incident itself is between two counts', async () => {
    const all = await openedTimes(22);
    await count();
    const [self, neighbour] = all.map(({ id }) => id) as [string, string];
    const was = (await compared(neighbour)).own;
    const facts = { ...SHOP, lossesIncurred: 'reported' };
    await running.app.get(Incidents).revise(self, 1, facts, 'Reported', as('lena').actor);
    await running.app.get(AuditSealer).sealAll();
    const goOn = stopped(running);
    const restore = breakOffAfter(2);
    await expect(count()).rejects.toThrow('killed');
    restore();
    expect((await compared(neighbour)).own).toEqual(was);
    expect((await compared(self)).own).toMatchObject({ state: 'counting', creditMonitoring: null });
    expect(await running.app.get(OwnCount).ifNeeded()).toBe(false);
    const backToNow = laterBy(running, { minutes: 3 });
    expect(await running.app.get(OwnCount).ifNeeded()).toBe(true);
    backToNow();
    goOn();
    expect((await compared(self)).own).toMatchObject({ state: 'counted', creditMonitoring: { yes: 21 } });
  });

  it('come out right when several processes count at once: the one begun last stays', async () => {
    await openedTimes(21);
    const outcomes = await Promise.all([count(), count(), count()]);
    expect(outcomes.filter(Boolean)).not.toHaveLength(0);
    const other = await opened({ industry: 'retail' });
    expect((await compared(other.id)).own.creditMonitoring).toMatchObject({ yes: 21 });
  });

  it('are hidden with the incident from those who may not see it', async () => {
    const { id } = await opened(SHOP, { visibility: 'members' });
    expect((await as('vera').get(`/api/v1/incidents/${id}/comparables`)).status).toBe(404);
  });
});

it('Own incidents are counted by the service itself, a moment after its start', async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications', vera: 'viewer' });
  const all = await openedTimes(21);
  const id = all[0]?.id ?? '';
  while ((await compared(id)).own.creditMonitoring === null) await pause(500);
  expect((await compared(id)).own.creditMonitoring).toMatchObject({ yes: 20 });
  await running.close();
});

/**
 * Lets so many transactions of the count through and fails the next, as a killed process would. What others write at
 * the same time is no matter of it.
 */
function breakOffAfter(transactions: number): () => void {
  const unitOfWork = running.app.get(UnitOfWork);
  let left = transactions;
  const breaking: Pick<UnitOfWork, 'run'> = {
    run: (work) => (left-- > 0 ? unitOfWork.run(work) : Promise.reject(new Error('killed'))),
  };
  const counting = running.app.get(OwnCount);
  Object.assign(counting, { unitOfWork: breaking });
  return () => void Object.assign(counting, { unitOfWork });
}

present('The 850 public records as own incidents (skipped where ../shared is absent)', () => {
  const text = existsSync(SAMPLE) ? readFileSync(SAMPLE, 'utf8') : '';

  beforeAll(async () => {
    await started();
    const lines = running.app.get(IncidentImport).run(text, 'organisation', as('lena').actor);
    for await (const { errors } of lines) expect(errors).toEqual([]);
    await count();
  });

  afterAll(() => running.close());

  it('add up to what the records themselves say', async () => {
    type Raw = {
      incident_id: string;
      security_incident: string;
      attribute?: { confidentiality?: unknown };
      plus?: { attribute?: { confidentiality?: Record<string, string> } };
    };
    // A record whose id comes again takes the place of the one before.
    const byId = new Map(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Raw)
        .map((record) => [record.incident_id, record]),
    );
    const records = [...byId.values()];
    const breaches = records.filter(
      ({ security_incident: sure, attribute }) =>
        attribute?.confidentiality && (sure === 'Confirmed' || sure === 'Suspected'),
    );
    const coded = (field: string, ...words: string[]) =>
      breaches.filter(({ plus }) => words.includes(plus?.attribute?.confidentiality?.[field] ?? '')).length;
    const cell = await running.app
      .get(Reader)
      .manager.findOneByOrFail(ComparableCellRow, { industry: 'any', cause: 'any', dataClass: 'any' });
    expect(cell.incidents).toBe(breaches.length);
    expect([cell.monitoring.yes, cell.monitoring.no]).toEqual([
      coded('credit_monitoring', 'Y', 'yes'),
      coded('credit_monitoring', 'N'),
    ]);
    expect(cell.abuse).toEqual({
      yes: coded('data_abuse', 'Yes'),
      no: coded('data_abuse', 'No'),
      unknown: coded('data_abuse', 'Unknown'),
    });
    expect(cell.days.n).toBeGreaterThan(100);
  });

  it('stand in each cell as a plain recount finds them, and in no cell of fewer than twenty', async () => {
    const { manager } = running.app.get(Reader);
    const knowledge = running.app.get<Catalogue>(CATALOGUE);
    const incidents = new Map((await manager.find(Incident)).map((one) => [one.id, one]));
    const records = (await manager.find(FactsRevision)).flatMap(({ incidentId, revision, facts }) => {
      const incident = incidents.get(incidentId);
      if (incident?.factsRevision !== revision) return [];
      const record = readOwnRecord(facts, knowledge);
      const breach = ['confirmed', 'suspected'].includes(incident.determination);
      return record && breach ? [{ ...record, industry: incident.industry }] : [];
    });
    const cells = await manager.find(ComparableCellRow);
    const industries = ['any', ...knowledge.industries.keys()];
    const causes = ['any', ...new Set(records.map(({ cause }) => cause))].filter((one) => one !== 'unknown');
    const classes = ['any', ...new Set(records.flatMap(({ dataClasses }) => dataClasses))];
    let expected = 0;
    for (const industry of industries)
      for (const cause of causes)
        for (const dataClass of classes) {
          const here = records.filter(
            (one) =>
              (industry === 'any' || one.industry === industry) &&
              (cause === 'any' || one.cause === cause) &&
              (dataClass === 'any' || one.dataClasses.includes(dataClass)),
          );
          const cell = cells.find(
            (one) => one.industry === industry && one.cause === cause && one.dataClass === dataClass,
          );
          if (here.length < 20) {
            expect(cell).toBeUndefined();
            continue;
          }
          expected++;
          const days = here.flatMap((one) => one.days ?? []).sort((a, b) => a - b);
          expect(cell?.incidents).toBe(here.length);
          expect(cell?.monitoring.yes).toBe(here.filter(({ monitoring }) => monitoring === 'yes').length);
          expect(cell?.abuse.unknown).toBe(here.filter(({ abuse }) => abuse === 'unknown').length);
          expect(cell?.days.n).toBe(days.length);
          if (days.length > 0) expect(cell?.days.around[1]?.[1]).toBe(days[Math.ceil(days.length / 2) - 1]);
        }
    expect(cells).toHaveLength(expected);
    expect(expected).toBeGreaterThan(30);
  });

  it('cost a request a handful of rows, however many there are', async () => {
    const reader = running.app.get(Reader);
    const [incident] = await reader.manager.find(Incident, { take: 1 });
    const { facts } = await running.app.get(Incidents).currentFacts(reader.manager, incident?.id ?? '');
    const { manager } = reader;
    const usual = manager.findBy.bind(manager) as (...asked: unknown[]) => Promise<unknown[]>;
    let rows = 0;
    const counting = async (...asked: unknown[]) => {
      const found = await usual(...asked);
      rows += found.length;
      return found;
    };
    Object.assign(manager, { findBy: counting });
    await running.app.get(IncidentsCompared).with({ id: incident?.id ?? '', industry: 'retail' }, facts);
    Object.assign(manager, { findBy: usual });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(4 * 18);
  });
});
