import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { buildReport } from './build-report.js';
import type { Report } from './build-report.js';
import { prepareDutyKnowledge } from './duty-knowledge.js';
import { evaluateDuties } from './evaluate-duties.js';
import { formOf } from './report-form.js';
import { reportMarkdown } from './report-markdown.js';
import { recordOfFacts } from './report-record.js';
import type { ReportRecord } from './report-record.js';

const catalogue = loadCatalogue();
const knowledge = prepareDutyKnowledge(catalogue);
const at = Temporal.Instant.from('2026-11-19T09:00:00Z');

const facts: IncidentFacts = {
  summary: 'A flaw in the statements service let outsiders read statements of other customers.',
  occurredAt: '2026-11-14T02:30:00Z',
  discoveredAt: '2026-11-16T18:00:00Z',
  awareAt: '2026-11-17T09:10:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  organisation: {
    name: 'Larkmoor Bank',
    roles: ['controller'],
    establishments: ['IE'],
    attributes: { 'hipaa-covered-entity': true, 'dora-financial-entity': true, 'credit-institution': true },
  },
  incident: {
    types: ['external-intrusion', 'data-theft'],
    intent: 'intentional',
    effects: ['confidentiality'],
    findings: { 'dora-major': true },
  },
  classifiedAt: '2026-11-17T12:00:00Z',
  data: {
    classes: [
      { class: 'name', protection: 'none' },
      { class: 'ssn', protection: 'encrypted', keyTaken: true },
    ],
    complete: true,
  },
  affected: {
    byJurisdiction: { IE: 31_204, 'US-MD': 12 },
    relations: ['customer'],
    complete: true,
  },
  harm: { level: 'likely' },
  lossesIncurred: 'reported',
};

const record: ReportRecord = {
  facts,
  factsRevision: 3,
  incident: { reference: 'INC-2026-00042', title: 'Statements read by outsiders', exercise: false },
  organisation: {
    address: '1 Quay Street\nDublin 1',
    phone: '1800 555 014',
    phoneHours: 'every day from 7:00 to 23:00',
    email: 'help@larkmoor.example',
    dpo: 'Nuala Breen, dpo@larkmoor.example',
  },
  plan: [
    step('contain-close', 'Close the way in', 'contain', 'done', '2026-11-16T19:20:00Z'),
    step('contain-revoke', 'Revoke sessions', 'contain', 'unproven', '2026-11-17T08:00:00Z'),
    step(
      'support-restoration',
      'Offer identity restoration',
      'support',
      'decided',
      null,
      '2026-11-30T12:00:00Z',
    ),
  ],
  proof: {
    state: 'incomplete',
    weakness: 'The service did not check whose statement was asked for.',
    what: 'the flaw',
    closedAt: '2026-11-16T19:20:00Z',
    tester: 'Corvane Security',
    testedOn: '2026-11-18',
    finding: 'it tried the same way in and failed',
    openPoints: [{ text: 'we are testing our other services', by: '2026-11-27' }],
  },
  notices: [{ title: 'Notice to affected individuals, by e-mail', language: 'English', state: 'in_review' }],
  recipients: 31_216,
  filings: [],
  evidenceFiles: 4,
};

function step(
  id: string,
  title: string,
  phase: string,
  standing: 'done' | 'unproven' | 'decided',
  when: string | null,
  dueAt: string | null = null,
) {
  return { id, title, phase, standing, at: when, dueAt };
}

function report(ruleId: string, given: ReportRecord = record): Report {
  const rule = catalogue.rules.get(ruleId)!;
  const duty = evaluateDuties(given.facts, at, knowledge).find((one) => one.ruleId === ruleId)!;
  return buildReport(duty, rule, given, catalogue, at);
}

/** Texts by code. */
function said({ sections }: Report): Record<string, string> {
  return Object.fromEntries(
    sections.flatMap(({ fields }) =>
      fields.flatMap(({ answers }) => answers.map(({ code, text }) => [code, text])),
    ),
  );
}

describe('a report to a supervisory authority under GDPR Art. 33', () => {
  const made = report('eu-gdpr-33-authority');

  it('says nature, people, data, contact, consequences and measures from the record', () => {
    expect(made.form.id).toBe('gdpr-33');
    expect(said(made)).toMatchObject({
      'incident-description':
        'A flaw in the statements service let outsiders read statements of other customers. Kind of incident: outsider gained access to a system; data copied out.',
      'incident-date':
        'It began on Sat 2026-11-14 03:30 in Europe/Brussels (2026-11-14T02:30:00Z). It was contained on Mon 2026-11-16 20:20 in Europe/Brussels (2026-11-16T19:20:00Z).',
      'subject-categories': 'customers.',
      'affected-count-total': '31,216 people.',
      'affected-count-jurisdiction': '31,204 people in European Union.',
      'data-classes':
        'name; Social Security number. Protection: name not protected; Social Security number encrypted, key taken too.',
      'dpo-contact': 'Nuala Breen, dpo@larkmoor.example',
      'measures-taken':
        'Done: Close the way in (2026-11-16). Recorded as done, evidence still missing: Revoke sessions (2026-11-17).',
      'measures-planned':
        'Decided, not yet done: Offer identity restoration (by 2026-11-30). Still open: we are testing our other services (by 2026-11-27).',
    });
  });

  it('counts 72 hours from awareness, so that a report two days later is in time', () => {
    expect(made.duty.dueAt).toBe('2026-11-20T09:10:00Z');
    expect(said(made)['delay-reasons']).toBe(
      'Not late: the last moment is Fri 2026-11-20 10:10 in Europe/Brussels (2026-11-20T09:10:00Z).',
    );
  });

  it('lists what the law asks and nobody recorded, with who can say', () => {
    expect(made.missing).toEqual([
      {
        code: 'record-count',
        label: 'Number of records',
        state: 'unknown',
        missing: ['How many records are concerned, approximately?'],
        ask: 'privacy-officer',
      },
    ]);
    expect(said(made)['record-count']).toBe(
      'Not known yet: How many records are concerned, approximately? Who can say: the privacy officer.',
    );
  });

  it('leaves why it is late to a person once the last moment has passed', () => {
    const late = report('eu-gdpr-33-authority', {
      ...record,
      facts: { ...facts, awareAt: '2026-11-16T08:59:59Z' },
    });
    expect(late.duty.dueAt).toBe('2026-11-19T08:59:59Z');
    expect(said(late)['delay-reasons']).toBe(
      'Not known yet: whether and why this is late. Who can say: counsel.',
    );
  });

  it('tells of a repair and its test only once the proof of fix is complete', () => {
    expect(said(made)['corrective-measure']).toContain('Not known yet: what was closed and when.');
    expect(reportMarkdown(made)).not.toContain('Corvane Security');
    const proved = report('eu-gdpr-33-authority', {
      ...record,
      proof: { ...record.proof!, state: 'complete' },
    });
    expect(said(proved)['corrective-measure']).toBe(
      'What was closed: the flaw, on Mon 2026-11-16 20:20 in Europe/Brussels (2026-11-16T19:20:00Z).',
    );
    expect(said(proved)['measures-taken']).toContain(
      'Check of the repair: Corvane Security tested it until 2026-11-18: it tried the same way in and failed.',
    );
  });
});

it('gives a state attorney general the residents of the state, and hands the notice over beside it', () => {
  const made = report('us-md-attorney-general');
  expect(made.form.id).toBe('us-state-authority');
  expect(said(made)['affected-count-jurisdiction']).toBe('12 people in Maryland, United States.');
  expect(made.attachments).toEqual(['Copy of the notice: Attach the notice to individuals as approved.']);
  expect(made.missing).toEqual([]);
});

it('gives the initial DORA notification with the criteria on record, and the earlier of 4 and 24 hours', () => {
  const made = report('eu-dora-initial');
  expect(made.form.id).toBe('dora-initial');
  expect(made.duty).toMatchObject({ stage: 'early-warning', dueAt: '2026-11-17T16:00:00Z' });
  expect(said(made)['classification-criteria']).toBe(
    'classified as a major ICT-related (or payment-related) incident. Classified on Tue 2026-11-17 13:00 in Europe/Brussels (2026-11-17T12:00:00Z).',
  );
});

it('gives the Secretary of HHS the individuals, and dates in the zone that the rule counts in', () => {
  const made = report('us-hipaa-408-hhs-500');
  expect(made.form.id).toBe('hipaa-hhs');
  expect(said(made)).toMatchObject({
    'affected-count-total': '31,216 people.',
    'discovery-date':
      'Discovered on Mon 2026-11-16 13:00 in America/New_York (2026-11-16T18:00:00Z). The organisation was sure on Tue 2026-11-17 04:10 in America/New_York (2026-11-17T09:10:00Z).',
  });
});

it('says that a number is a lower bound, and that a place without a number is not known', () => {
  const some = (affected: IncidentFacts['affected']) =>
    said(report('us-md-attorney-general', recordOfFacts({ affected: affected! })))[
      'affected-count-jurisdiction'
    ];
  expect(some({ byJurisdiction: { 'US-MD': null } })).toBe(
    'Not known yet: how many people of this jurisdiction are affected. Who can say: the privacy officer.',
  );
  const eu = said(
    report('eu-gdpr-33-authority', recordOfFacts({ affected: { byJurisdiction: { IE: 40, FR: null } } })),
  );
  expect(eu['affected-count-jurisdiction']).toBe('at least 41 people in European Union.');
});

it('leaves out what the law of the duty forbids, and says so', () => {
  const made = report('us-ma-individuals');
  expect(catalogue.rules.get('us-ma-individuals')?.prohibitedContent).toContain('incident-description');
  expect(said(made)['incident-description']).toBe('Left out: this law forbids it.');
  expect(made.notes).toContain('This law forbids: What happened. It is left out of this report.');
});

it('carries the word EXERCISE at both ends and in the title of an exercise', () => {
  const made = report('eu-gdpr-33-authority', {
    ...record,
    incident: { ...record.incident!, exercise: true },
  });
  const lines = reportMarkdown(made).trimEnd().split('\n');
  expect(lines[0]).toMatch(/EXERCISE/);
  expect(lines[2]).toMatch(/^# EXERCISE: /);
  expect(lines.at(-1)).toMatch(/EXERCISE/);
  expect(reportMarkdown(report('eu-gdpr-33-authority'))).not.toMatch(/EXERCISE/);
});

it('gives the same bytes and the same hash for the same record, and another hash for another fact', () => {
  const [one, other] = [report('eu-gdpr-33-authority'), report('eu-gdpr-33-authority')];
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  expect(reportMarkdown(one)).toBe(reportMarkdown(other));
  const changed = report('eu-gdpr-33-authority', {
    ...record,
    facts: { ...facts, summary: 'Something else.' },
  });
  expect(changed.sha256).not.toBe(one.sha256);
});

it('writes what people typed as it stands: no Markdown, no HTML, no field of a template', () => {
  const summary =
    '# <b>x</b> [link](https://evil.example) *bold* {{facts.harm}} `code`\n- item &amp; | 1. _a_ $& $1';
  const text = reportMarkdown(
    report('eu-gdpr-33-authority', {
      ...record,
      facts: { ...facts, summary, organisation: { name: '{{facts.summary}}' } },
    }),
  );
  expect(text).toContain(
    '\\<b\\>x\\</b\\> \\[link\\](https://evil.example) \\*bold\\* {{facts.harm}} \\`code\\`',
  );
  expect(text).toContain('\\- item \\&amp; \\| 1. \\_a\\_ $& $1');
});

describe('every rule of the catalogue', () => {
  const empty = recordOfFacts({});
  const rich: ReportRecord = { ...record, filings: [] };

  it.each([
    ['nothing known', empty],
    ['much known', rich],
  ])(
    'with %s, gets a report that names every code its law asks for and leaves nothing unresolved',
    (_, given) => {
      const duties = evaluateDuties(given.facts, at, knowledge);
      expect(duties).toHaveLength(catalogue.rules.size);
      for (const duty of duties) {
        const rule = catalogue.rules.get(duty.ruleId)!;
        const made = buildReport(duty, rule, given, catalogue, at);
        const text = reportMarkdown(made);
        const answers = made.sections.flatMap(({ fields }) => fields.flatMap((field) => field.answers));
        const asked = answers.filter((answer) => answer.asked && answer.state !== 'forbidden');
        expect([rule.id, asked.map(({ code }) => code).sort()]).toEqual([
          rule.id,
          [...rule.content].filter((code) => !rule.prohibitedContent?.includes(code)).sort(),
        ]);
        for (const { label } of asked) expect(text).toContain(`**${label}:** `);
        expect(`${rule.id} ${/\{\{|undefined|\[object|NaN|: \.|\.\.|\?\./.exec(text)?.[0] ?? 'clean'}`).toBe(
          `${rule.id} clean`,
        );
        for (const { state, text: words } of answers)
          expect(words.includes('Not known yet:')).toBe(state === 'unknown' || state === 'partly');
      }
    },
  );

  it('with nothing known, has no answer that is known', () => {
    for (const duty of evaluateDuties({}, at, knowledge)) {
      const made = buildReport(duty, catalogue.rules.get(duty.ruleId)!, empty, catalogue, at);
      const states = made.sections.flatMap(({ fields }) =>
        fields.flatMap(({ answers }) => answers.map(({ state }) => state)),
      );
      expect(states).not.toContain('known');
      expect(states).not.toContain('partly');
    }
  });

  it('has its codes in the form of its group, so that none is left for the end', () => {
    for (const rule of catalogue.rules.values()) {
      const placed = formOf(rule, catalogue.reportForms).sections.flatMap(({ fields }) =>
        fields.flatMap(({ codes }) => codes),
      );
      expect([rule.id, rule.content.filter((code) => !placed.includes(code))]).toEqual([rule.id, []]);
    }
  });

  it('is named by at most one form, and every rule that a form names is there', () => {
    const named = [...catalogue.reportForms.values()].flatMap(({ belongs }) =>
      belongs.flatMap(({ rules }) => rules ?? []),
    );
    expect(new Set(named).size).toBe(named.length);
    expect(named.filter((id) => !catalogue.rules.has(id))).toEqual([]);
  });
});

describe('the form of a duty', () => {
  const rule = { id: 'x', recipient: 'regulator', stage: 'single', jurisdiction: 'US-MD' } as const;
  const idOf = (change: object) => formOf({ ...rule, ...change }, catalogue.reportForms).id;

  it('is found by condition, and is the generic one where none fits', () => {
    expect(idOf({})).toBe('us-state-authority');
    expect(idOf({ jurisdiction: 'US' })).toBe('us-cyber-agency');
    expect(idOf({ jurisdiction: 'ZZ' })).toBe('generic');
    expect(idOf({ jurisdiction: 'ZZ', recipient: 'partners' })).toBe('partners');
  });

  it('is the own form of a house that names the rule', () => {
    const own = {
      ...catalogue.reportForms.get('generic')!,
      id: 'house',
      belongs: [{ rules: ['eu-gdpr-33-authority'] }],
    };
    const forms = new Map([...catalogue.reportForms, ['house', own] as const]);
    expect(formOf(catalogue.rules.get('eu-gdpr-33-authority')!, forms).id).toBe('house');
  });
});
