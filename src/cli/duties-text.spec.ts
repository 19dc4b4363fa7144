import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { concerns } from '../obligations/domain/duty.js';
import { prepareDutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../obligations/domain/evaluate-duties.js';
import { dutiesText } from './duties-text.js';

const at = Temporal.Instant.from('2026-11-05T08:00:00Z');
const catalogue = loadCatalogue();
const duties = evaluateDuties(
  {
    awareAt: '2026-11-02T09:00:00Z',
    discoveredAt: '2026-10-01T17:00:00Z',
    organisation: { roles: ['controller'], establishments: ['IE'], attributesComplete: true },
    incident: {
      effects: ['confidentiality'],
      findingsComplete: true,
      types: ['external-intrusion'],
      intent: 'intentional',
    },
    data: {
      complete: true,
      classes: [
        { class: 'name', protection: 'none' },
        { class: 'ssn', protection: 'none' },
      ],
    },
    affected: { byJurisdiction: { IE: 10, 'US-CA': 12_000 } },
    harm: { level: 'likely' },
  },
  at,
  prepareDutyKnowledge(catalogue),
).filter(concerns);
const text = dutiesText({ knowledgeVersion: '2026-11-21+000000000000', duties }, at);
const lines = text.split('\n');
const after = (start: string) => lines[lines.findIndex((line) => line.startsWith(start)) + 1];

describe('the duties as text', () => {
  it('count down to the moment, in the zone of the authority', () => {
    expect(after('  1 h 0 min left  eu-gdpr-33-authority:')).toBe(
      '      due 2026-11-05T09:00:00Z = Thu 2026-11-05 10:00:00 in Europe/Brussels',
    );
  });

  it('say first what is over, and by how much', () => {
    expect(after('DUE: ')).toMatch(/^ {2}OVER by 4 d \d+ h {2}us-ca-individuals: /);
  });

  it('name the facts that are missing, after everything that is owed', () => {
    const undecided = lines.findIndex((line) => line.startsWith('NOT DECIDED'));
    expect(undecided).toBeGreaterThan(lines.findIndex((line) => line.startsWith('WITHOUT UNDUE DELAY')));
    expect(
      lines.slice(undecided).some((line) => line.startsWith('      needs affected.byJurisdiction.')),
    ).toBe(true);
  });

  it('say when they were worked out, from which knowledge, and that they are no legal advice', () => {
    expect(lines[0]).toBe(
      `${duties.length} duties at 2026-11-05T08:00:00Z (knowledge 2026-11-21+000000000000). Not legal advice.`,
    );
  });
});
