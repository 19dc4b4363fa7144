import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { ProofParts } from './proof-parts.js';
import { isReadyToConfirm, proofState } from './proof-state.js';
import type { MissingCode, ProofGround, ProofStep } from './proof-state.js';

const repairStep: ProofStep = {
  id: 'remedy-fix-root',
  title: 'Repair the root cause',
  done: true,
  proven: true,
  files: 1,
};
const checkStep: ProofStep = {
  id: 'verify-independent-test',
  title: 'Have someone outside test that the weakness is closed',
  done: true,
  proven: true,
  files: 0,
};

/** Larkmoor Bank: closed on 16 November, tested by Corvane on 18 November, told on 19 November. */
const whole: ProofParts = {
  repair: {
    step: 'remedy-fix-root',
    what: 'the flaw in our statements service',
    weakness: 'A statement could be opened by changing a number in its address.',
    change: 'Each statement now asks whose it is before it opens.',
    by: 'Larkmoor platform team',
    closedAt: '2026-11-16T19:20:00Z',
  },
  check: {
    organisation: 'Corvane Security',
    tester: 'Ines Okoro-Test',
    relation: 'outside',
    independence: 'Corvane has no other contract with us and built none of it.',
    method: 'They tried the same way in, and 40 like it, from outside.',
    scope: 'The statements service and the three services that share its sign-in.',
    testedOn: '2026-11-18',
    result: 'closed',
    finding: 'it tried the same way in and failed',
  },
  openPoints: [{ text: 'we are testing our other services', by: '2026-11-27', ofWeakness: false }],
  proofUrl: 'https://larkmoor.example/proof',
};

const ground: ProofGround = {
  parts: whole,
  repairSteps: [repairStep],
  checkStep,
  files: ['stored'],
  confirmation: 'stands',
  ownName: 'Larkmoor Bank',
  calendar: {
    now: Temporal.Instant.from('2026-11-19T09:00:00Z'),
    zone: 'Europe/Dublin',
    occurredAt: '2026-11-14T02:30:00Z',
  },
};

type Change = (parts: ProofParts) => void;

function changed(change: Change): ProofParts {
  const parts = structuredClone(whole);
  change(parts);
  return parts;
}

const missingOf = (more: Partial<ProofGround>) =>
  proofState({ ...ground, ...more }).missing.map(({ code }) => code);

it('is complete when the repair is told and done, someone outside tested it afterwards and found it closed, the report is there and a second person confirmed', () => {
  expect(proofState(ground)).toEqual({ state: 'complete', missing: [] });
});

it('is no proof at all before anyone began, and lists everything that is asked for', () => {
  const begun = proofState({ ...ground, parts: null, files: [], confirmation: 'none' });
  expect(begun.state).toBe('none');
  expect(begun.missing.map(({ code }) => code)).toEqual([
    'repair-weakness',
    'repair-change',
    'repair-what',
    'repair-by',
    'repair-closed-at',
    'check-organisation',
    'check-tester',
    'check-relation',
    'check-independence',
    'check-method',
    'check-scope',
    'check-tested-on',
    'check-result',
    'check-finding',
    'report-missing',
    'confirmation-missing',
  ]);
});

const parts: [MissingCode, Change][] = [
  ['repair-weakness', ({ repair }) => (repair.weakness = ' ')],
  ['repair-change', ({ repair }) => (repair.change = '')],
  ['repair-what', ({ repair }) => (repair.what = '')],
  ['repair-by', ({ repair }) => (repair.by = '')],
  ['repair-closed-at', ({ repair }) => (repair.closedAt = null)],
  ['repair-step', ({ repair }) => (repair.step = 'remedy-fleet-update')],
  ['check-organisation', ({ check }) => (check.organisation = '')],
  ['check-tester', ({ check }) => (check.tester = '')],
  ['check-relation', ({ check }) => (check.relation = null)],
  ['check-independence', ({ check }) => (check.independence = '')],
  ['check-method', ({ check }) => (check.method = '')],
  ['check-scope', ({ check }) => (check.scope = '')],
  ['check-tested-on', ({ check }) => (check.testedOn = null)],
  ['check-result', ({ check }) => (check.result = null)],
  ['check-finding', ({ check }) => (check.finding = '')],
  ['check-not-independent', ({ check }) => (check.relation = 'same_house')],
  ['check-not-independent', ({ check }) => (check.relation = 'took_part')],
  ['check-by-repairer', ({ check }) => (check.organisation = 'LARKMOOR  platform-team'.replace('-', ' '))],
  ['check-by-own-house', ({ check }) => (check.organisation = 'Larkmoor Bank.')],
  ['check-result-open', ({ check }) => (check.result = 'closed_in_part')],
  ['check-result-open', ({ check }) => (check.result = 'not_closed')],
  ['open-point-of-weakness', ({ openPoints }) => (openPoints[0]!.ofWeakness = true)],
  ['closed-before-start', ({ repair }) => (repair.closedAt = '2026-11-14T02:29:59Z')],
  ['closed-in-future', ({ repair }) => (repair.closedAt = '2026-11-19T09:00:01Z')],
  ['tested-before-closed', ({ check }) => (check.testedOn = '2026-11-15')],
  ['tested-in-future', ({ check }) => (check.testedOn = '2026-11-20')],
];

it.each(parts)('is incomplete for one reason alone: %s', (code, change) => {
  const found = proofState({ ...ground, parts: changed(change) });
  expect(found.state).toBe('incomplete');
  expect(found.missing.map((one) => one.code)).toContain(code);
  const besides = found.missing.filter((one) => one.code !== code).map((one) => one.code);
  // What is closed later than now was also tested before that.
  expect(besides).toEqual(code === 'closed-in-future' ? ['tested-before-closed'] : []);
});

it('takes a test on the day of the closing, counted in the zone of the organisation, as after it', () => {
  const late = changed(({ repair, check }) => {
    repair.closedAt = '2026-11-16T23:30:00Z';
    check.testedOn = '2026-11-17';
  });
  expect(missingOf({ parts: late })).toEqual([]);
  const berlin = { ...ground.calendar, zone: 'Europe/Berlin' };
  const before = changed(({ repair, check }) => {
    repair.closedAt = '2026-11-16T23:30:00Z';
    check.testedOn = '2026-11-16';
  });
  expect(missingOf({ parts: before })).toEqual([]);
  expect(missingOf({ parts: before, calendar: berlin })).toEqual(['tested-before-closed']);
});

it('asks that the steps of the plan are done, the repair with a file of its own', () => {
  const repair = (more: Partial<ProofStep>) => missingOf({ repairSteps: [{ ...repairStep, ...more }] });
  expect(repair({ done: false, proven: false })).toEqual(['repair-step-open']);
  expect(repair({ files: 0 })).toEqual(['repair-step-without-file']);
  expect(repair({ proven: false })).toEqual(['repair-step-unproven']);
  const check = (more: Partial<ProofStep>) => missingOf({ checkStep: { ...checkStep, ...more } });
  expect(check({ done: false, proven: false })).toEqual(['check-step-open']);
  expect(check({ proven: false })).toEqual(['check-step-unproven']);
  expect(missingOf({ checkStep: null })).toEqual(['check-step-missing']);
});

it('asks for a report that is out of quarantine', () => {
  expect(missingOf({ files: [] })).toEqual(['report-missing']);
  expect(missingOf({ files: ['quarantined'] })).toEqual(['report-quarantined']);
  expect(missingOf({ files: ['stored', 'quarantined'] })).toEqual(['report-quarantined']);
});

it('asks for a confirmation of the record as it stands, and only when nothing else is missing is it ready for one', () => {
  for (const [confirmation, code] of [
    ['none', 'confirmation-missing'],
    ['void', 'confirmation-void'],
  ] as const) {
    const state = proofState({ ...ground, confirmation });
    expect(state.missing.map((one) => one.code)).toEqual([code]);
    expect(isReadyToConfirm(state)).toBe(true);
    expect(isReadyToConfirm(proofState({ ...ground, confirmation, files: [] }))).toBe(false);
  }
  expect(isReadyToConfirm(proofState(ground))).toBe(false);
  expect(isReadyToConfirm(proofState({ ...ground, parts: null, confirmation: 'none' }))).toBe(false);
});

it('leads from each missing part to where it is put right', () => {
  const places = proofState({
    ...ground,
    parts: null,
    repairSteps: [{ ...repairStep, done: false, proven: false }],
    checkStep: null,
    files: [],
    confirmation: 'none',
  }).missing.map(({ place }) => place);
  expect(places).toContainEqual({ part: 'repair' });
  expect(places).toContainEqual({ step: 'remedy-fix-root' });
  expect(places).toContainEqual({ part: 'check' });
  expect(places).toContainEqual({ step: 'verify-independent-test' });
  expect(places).toContainEqual({ part: 'files' });
  expect(places).toContainEqual({ part: 'confirmation' });
});

it('never becomes complete by taking something away', () => {
  const takings: ((one: ProofGround) => ProofGround)[] = [
    ...parts.map(([, change]) => (one: ProofGround): ProofGround => {
      if (one.parts === null) return one;
      const less = structuredClone(one.parts);
      change(less);
      return { ...one, parts: less };
    }),
    (one) => ({ ...one, parts: null }),
    (one) => ({ ...one, files: [] }),
    (one) => ({ ...one, files: [...one.files, 'quarantined'] }),
    (one) => ({ ...one, checkStep: null }),
    (one) => ({
      ...one,
      repairSteps: one.repairSteps.map((step) => ({ ...step, done: false, proven: false })),
    }),
    (one) => ({ ...one, confirmation: 'void' }),
    (one) => ({ ...one, confirmation: 'none' }),
  ];
  fc.assert(
    fc.property(fc.subarray(takings, { minLength: 1 }), (some) => {
      const less = some.reduce((one, take) => take(one), ground);
      const { state, missing } = proofState(less);
      expect(state).not.toBe('complete');
      expect(missing.length).toBeGreaterThan(0);
      expect(missing.every(({ words }) => /^[A-Z“].*\.$/.test(words))).toBe(true);
    }),
  );
});
