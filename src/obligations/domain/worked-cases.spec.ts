import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { load as parse } from 'js-yaml';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { WorkedCase } from '../../catalogue/domain/worked-examples.js';
import { shippedFolder } from '../../catalogue/knowledge-schemas.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from './duty-knowledge.js';
import type { Duty } from './duty.js';
import { evaluateDuties } from './evaluate-duties.js';
import { deviationsFrom } from './worked-case.js';

const knowledge = prepareDutyKnowledge(loadCatalogue());
const { cases } = parse(readFileSync(join(shippedFolder, 'obligations/cases.yaml'), 'utf8')) as {
  cases: (Omit<WorkedCase, 'facts'> & { facts: IncidentFacts })[];
};

function evaluate(id: string, change: (facts: IncidentFacts) => IncidentFacts = (facts) => facts): Duty[] {
  const worked = cases.find((one) => one.id === id);
  if (!worked) throw new Error(`There is no case ${id}.`);
  return evaluateDuties(change(worked.facts), Temporal.Instant.from(worked.at), knowledge);
}

function dutyOf(duties: readonly Duty[], ruleId: string): Duty {
  const duty = duties.find((one) => one.ruleId === ruleId);
  if (!duty) throw new Error(`There is no rule ${ruleId}.`);
  return duty;
}

describe('the worked cases', () => {
  it.each(cases)('$id: $title', (worked) => {
    expect(deviationsFrom(worked, evaluate(worked.id))).toEqual([]);
  });

  it('say where an answer differs from the worked one', () => {
    const worked = {
      expected: [
        {
          ruleId: 'us-ca-individuals',
          status: 'due',
          dueAt: '2026-12-03T08:00:00Z',
          basis: 'worked' as const,
        },
        { ruleId: 'us-xx-nowhere', status: 'asap', basis: 'worked' as const },
      ],
      mustNotBeDue: ['us-ca-attorney-general'],
    };
    expect(deviationsFrom(worked, evaluate('us-T1'))).toEqual([
      'us-xx-nowhere: there is no such rule',
      'us-ca-individuals: dueAt is 2026-12-03T07:59:59Z, worked as 2026-12-03T08:00:00Z',
      'us-ca-attorney-general: is due, worked as not owed or inactive',
      'us-ca-attorney-general: is due and must not be',
    ]);
  });

  it('name the fact that kept a duty away', () => {
    const duties = evaluate('us-T2');
    expect(dutyOf(duties, 'us-ca-attorney-general').decidedBy).toEqual(['affected.byJurisdiction.US-CA']);
    expect(dutyOf(duties, 'us-ny-individuals').decidedBy).toEqual(['affected.complete']);
    expect(dutyOf(duties, 'us-hipaa-404-individuals').decidedBy).toEqual(['organisation.attributesComplete']);
  });

  it('name the field of the rule that keeps a proposal and law of next year silent', () => {
    expect(dutyOf(evaluate('intl-1'), 'eu-digital-omnibus-33-pending')).toMatchObject({
      status: 'inactive',
      decidedBy: ['rule.status'],
    });
    expect(dutyOf(evaluate('intl-14'), 'in-dpdp-7-individuals')).toMatchObject({
      status: 'inactive',
      decidedBy: ['awareAt', 'rule.effective'],
    });
  });

  it.each([
    ['us-T1', 'us-ca-individuals', 12],
    ['us-T2', 'us-ca-individuals', undefined],
    ['us-T8', 'us-ct-individuals', 24],
    ['us-T8', 'us-pa-individuals', 12],
    ['us-T8', 'us-de-individuals', 12],
  ])('%s: %s wants %p months of identity protection', (id, ruleId, months) => {
    expect(dutyOf(evaluate(id), ruleId).identityProtection?.months).toBe(months);
  });

  it('say which facts decide about identity protection while they are unknown', () => {
    const undecided = evaluate('us-T1', (facts) => ({
      ...facts,
      incident: { ...facts.incident, findings: {}, findingsComplete: false },
    }));
    expect(dutyOf(undecided, 'us-ca-individuals').identityProtection).toEqual({
      level: 'required',
      months: 12,
      applies: 'unknown',
      missingFacts: ['incident.findings.notifier-was-source'],
    });
  });

  it('show the working of a duty bound to a mailing, sentence by sentence', () => {
    expect(dutyOf(evaluate('us-T11'), 'us-vt-attorney-general').arithmetic).toEqual([
      'Clock: discovered at 2026-11-13T17:00:00Z = Fri 2026-11-13 12:00:00 in America/New_York (fact discoveredAt).',
      '+ 14 business days; Fri 2026-11-13 does not count, weekends and Thu 2026-11-26 passed over (us-federal): ' +
        'Fri 2026-12-04, until 23:59:59 in America/New_York.',
      'Also no later than the notice us-vt-individuals planned at 2026-12-01T17:00:00Z = Tue 2026-12-01 12:00:00 ' +
        'in America/New_York (fact notices.us-vt-individuals.plannedAt), which is earlier.',
      'Due 2026-12-01T17:00:00Z = Tue 2026-12-01 12:00:00 in America/New_York; this rests on a planned notice.',
    ]);
  });

  it('show two rows of one duty, each naming the other where the file does', () => {
    const duties = evaluate('us-T4');
    expect(dutyOf(duties, 'us-ny-dfs-part-500').sameDutyAs).toBe('us-ny-nydfs-500-17a');
    expect(dutyOf(duties, 'us-ny-nydfs-500-17a').dueAt).toBe(dutyOf(duties, 'us-ny-dfs-part-500').dueAt);
  });

  it('wait with people, not with authorities, while law enforcement asks for it', () => {
    const held = evaluate('us-T1', (facts) => ({ ...facts, lawEnforcementHold: true }));
    expect(dutyOf(held, 'us-ca-individuals').status).toBe('on-hold');
    expect(dutyOf(held, 'us-ca-attorney-general').status).toBe('due');
  });

  it('take the Illinois HIPAA timing once the organisation is a covered entity', () => {
    const facts: IncidentFacts = {
      discoveredAt: '2026-11-02T17:00:00Z',
      organisation: { roles: ['controller'], attributes: { 'hipaa-covered-entity': true } },
      incident: { effects: ['confidentiality'] },
      data: {
        classes: [
          { class: 'name', protection: 'none' },
          { class: 'ssn', protection: 'none' },
        ],
      },
      affected: { byJurisdiction: { 'US-IL': 600 } },
      notices: { 'us-il-individuals': { plannedAt: '2026-11-20T17:00:00Z' } },
    };
    const at = Temporal.Instant.from('2026-11-21T00:00:00Z');
    const waiting = dutyOf(evaluateDuties(facts, at, knowledge), 'us-il-attorney-general');
    expect(waiting.status).toBe('clock-not-started');
    expect(waiting.missingFacts).toEqual(['notices.us-hipaa-408-hhs-500.sentAt']);

    const told = { ...facts, notices: { 'us-hipaa-408-hhs-annual': { sentAt: '2026-12-21T17:00:00Z' } } };
    // Mon 21 Dec; 22, 23, 24, 28, 29 (25 Dec is a federal holiday)
    expect(dutyOf(evaluateDuties(told, at, knowledge), 'us-il-attorney-general').dueAt).toBe(
      '2026-12-30T05:59:59Z',
    );
  });
});
