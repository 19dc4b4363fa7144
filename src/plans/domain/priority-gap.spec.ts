import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { Step } from '../../catalogue/domain/step.js';
import { CitedFindings } from './cited-findings.js';
import { plannedOrderGap, priorityGap } from './priority-gap.js';
import { retentionOutlook } from './retention-outlook.js';

const { evidence, industries, weights } = loadCatalogue();
const findings = new CitedFindings(evidence, weights);

describe('the priority gap', () => {
  const { rows } = priorityGap(findings);

  it('gives the two points that were measured on both sides', () => {
    expect(rows.filter(({ gap }) => gap !== null)).toEqual([
      {
        priority: 'proof-of-fix',
        consumers: { percent: 42, n: 2151, evidence: 'kpmg18-proof-consumers' },
        leaders: { percent: 8, n: 1802, evidence: 'kpmg18-proof-cisos' },
        gap: 34,
        interval: [32, 36],
        words: 'first thing to do after a breach',
      },
      {
        priority: 'apology',
        consumers: { percent: 24, n: 2151, evidence: 'kpmg18-apology-consumers' },
        leaders: { percent: 47, n: 1802, evidence: 'kpmg18-apology-cisos' },
        gap: -23,
        interval: [-26, -20],
        words: 'first thing to do after a breach',
      },
    ]);
  });

  it('says of the six others that they were not measured', () => {
    const others = rows.filter(({ gap }) => gap === null);
    expect(others).toHaveLength(6);
    expect(others.every(({ words }) => words === 'not measured among security leaders')).toBe(true);
    expect(others.every(({ consumers, leaders }) => consumers === null && leaders === null)).toBe(true);
  });
});

describe('the order a firm planned', () => {
  const step = (id: string, mainPriority: 'apology' | 'compensation' | 'speed', serves: Step['serves']) => ({
    step: { id, serves } as Step,
    mainPriority,
  });
  const applicable = [
    step('repay', 'compensation', { compensation: 4 }),
    step('fees', 'compensation', { compensation: 2 }),
    step('sorry', 'apology', { apology: 4 }),
    ...Array.from({ length: 10 }, (_, index) => step(`word-${index}`, 'speed', { speed: 3 })),
  ];
  const words = Array.from({ length: 10 }, (_, index) => `word-${index}`);

  it('shows where its first ten steps go', () => {
    const { firstTen } = plannedOrderGap(['gone', 'sorry', ...words, 'repay'], applicable, 3);
    const spent = Object.fromEntries(firstTen.map(({ priority, steps }) => [priority, steps]));
    expect(spent).toMatchObject({ apology: 1, speed: 9, compensation: 0 });
  });

  it('names a remedy that could be delivered and is not planned', () => {
    expect(plannedOrderGap(['sorry', 'fees'], applicable, 3).missingRemedies).toEqual(['compensation']);
    expect(plannedOrderGap(['sorry', 'repay'], applicable, 3).missingRemedies).toEqual([]);
  });
});

describe('the retention outlook', () => {
  const outlookOf = (id?: string, year = 2026) =>
    retentionOutlook(
      id === undefined ? undefined : industries.get(id),
      [...industries.values()],
      findings,
      year,
    );

  it('keeps what people say, what they did and what was measured in separate columns', () => {
    const { industry } = outlookOf('retail');
    const values = (column: 'said' | 'did' | 'measuredAtFirms') =>
      industry?.[column].map(({ value }) => value);
    expect(values('said')).toEqual([19, 33, 61, 70]);
    expect(values('did')).toEqual([12, 36, 34]);
    expect(values('measuredAtFirms')).toEqual([1.5]);
  });

  it.each([
    ['retail', 'In surveys, between 19 and 70 percent said they would leave, depending on the question.'],
    ['automotive', 'In surveys, between 10 and 28 percent said they would leave, depending on the question.'],
    [
      'social-media',
      'In surveys, between 58 and 70 or more percent said they would leave, depending on the question.',
    ],
    ['cloud-and-connected-devices', 'In one survey 70 or more percent said they would leave.'],
    [undefined, 'In surveys, between 15 and 66 percent said they would leave, depending on the question.'],
  ])('of %s says between which shares people said they would leave', (id, words) => {
    expect(outlookOf(id).words).toContain(words);
  });

  it('stands what people did beside it, and warns of intentions', () => {
    expect(outlookOf('retail').words).toEqual(
      expect.arrayContaining([
        'Asked what they did, 8 to 34 percent report that they left; 11 percent in the one national probability survey.',
        'Intentions overstate behaviour, and surveys by vendors tend to be higher.',
      ]),
    );
  });

  it('quotes the conditional 96.8 percent only with the 1.2 and the 2', () => {
    const quoted = outlookOf('financial-services').words.filter((words) => words.includes('96.8'));
    expect(quoted).toHaveLength(1);
    expect(quoted[0]).toMatch(/\b1\.2 percent.*\b2 percent/);
    expect(outlookOf('financial-services').saidTheyWouldLeave).toEqual([1.2, 59]);
  });

  it('keeps a figure of two readings out of every chart', () => {
    const { industry } = outlookOf('social-media');
    expect(industry?.doNotChart.map(({ evidence: id }) => id)).toEqual(['kpmg18-social-46']);
    expect(industry?.said.map(({ evidence: id }) => id)).not.toContain('kpmg18-social-46');
  });

  it('shows nothing rather than a guess where no figure is known', () => {
    expect(outlookOf('manufacturing')).toMatchObject({ industry: null, saidTheyWouldLeave: null });
    expect(outlookOf('manufacturing').words.join(' ')).not.toMatch(/would leave/);
  });

  it('shows trust, not churn, where people cannot leave', () => {
    const { trust, ...rest } = outlookOf('public-sector');
    expect(rest).toMatchObject({ captive: true, industry: null, allIndustries: null, reportedLeaving: null });
    expect(trust.map(({ value }) => value)).toEqual([42]);
    expect(rest.words.join(' ')).not.toMatch(/leave[^ ]* \d|\d+ percent/);
    expect(outlookOf('education').captive).toBe(true);
  });

  it('greys a figure older than ten years', () => {
    const greyed = (year: number) =>
      outlookOf('financial-services', year)
        .industry?.said.filter((figure) => figure.greyed)
        .map(({ year: of }) => of);
    expect(greyed(2026)).toEqual([]);
    expect(greyed(2027)).toEqual([2016, 2016]);
  });
});
