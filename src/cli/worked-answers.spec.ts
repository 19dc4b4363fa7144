import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { checkKnowledge } from '../catalogue/check-knowledge.js';
import { shippedFolder } from '../catalogue/knowledge-schemas.js';
import { workedAnswers } from './worked-answers.js';

const scratch = mkdtempSync(join(tmpdir(), 'worked-answers-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const shippedText = (file: string) => readFileSync(join(shippedFolder, file), 'utf8');

/** A contract of the house: 24 hours from awareness, in the words of a shipped one. */
const CONTRACT = (
  /^- id: zz-card-acquirer-immediate\n(?: .*\n)+/m.exec(shippedText('obligations/contractual.yaml'))?.[0] ??
  ''
).replace('zz-card-acquirer-immediate', 'zz-acme-contract');

const caseOf = (dueAt: string) => `cases:
  - id: acme-1
    title: A contract of the house
    source: house rules
    why: The contract runs beside the law.
    at: '2026-11-21T00:00:00Z'
    facts:
      awareAt: '2026-11-02T09:00:00Z'
      organisation: {roles: [controller], establishments: [IE], attributesComplete: true}
      incident: {effects: [confidentiality], findingsComplete: true}
      data: {complete: true, classes: [{class: email-address, protection: none}]}
      affected: {complete: true, byJurisdiction: {IE: 10}}
      harm: {level: possible}
    expected:
      - {ruleId: eu-gdpr-33-authority, status: due, dueAt: '${dueAt}', basis: worked}
    mustNotBeDue: []
`;

function ownPack(name: string, files: Record<string, string>): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'obligations'), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

describe('the worked answers of packs', () => {
  it('come out for every shipped case and ranking', () => {
    expect(checkKnowledge(undefined, workedAnswers)).toMatchObject({ ok: true, findings: [] });
  });

  it('of an own pack speak of the rules it lists and its own, not of the rest of the world', () => {
    const folder = ownPack('fine', {
      'obligations/acme.yaml': CONTRACT,
      'obligations/cases.yaml': caseOf('2026-11-05T09:00:00Z'),
    });
    expect(checkKnowledge(folder, workedAnswers).findings).toEqual([]);
  });

  it('are findings at the line of the case that does not come out', () => {
    const folder = ownPack('wrong', { 'obligations/cases.yaml': caseOf('2026-11-05T10:00:00Z') });
    expect(checkKnowledge(folder, workedAnswers)).toMatchObject({
      ok: false,
      findings: [
        {
          file: join(folder, 'obligations/cases.yaml'),
          line: 2,
          message:
            'acme-1: eu-gdpr-33-authority: dueAt is 2026-11-05T09:00:00Z, worked as 2026-11-05T10:00:00Z',
        },
      ],
    });
  });

  it('of a ranking are held to a hundredth, and each difference is named', () => {
    const golden = shippedText('ranking-golden.yaml')
      .replace('score: 24.61', 'score: 24.63')
      .replace('applicableSteps: 57', 'applicableSteps: 56')
      .replace('proof-of-fix: 0.1208', 'proof-of-fix: 0.1209');
    const folder = ownPack('ranking', { 'ranking-golden.yaml': golden });
    const { findings } = checkKnowledge(folder, workedAnswers);
    expect(findings.map(({ message }) => message)).toEqual([
      'bank-hack-confirmed-loss: weight of proof-of-fix is 0.1208, worked as 0.1209',
      'bank-hack-confirmed-loss: applicable steps is 57, worked as 56',
      'bank-hack-confirmed-loss: score of remedy-hardship is 24.61, worked as 24.63',
    ]);
  });
});

describe('the rows of own packs', () => {
  it('are known one by one, in place of a shipped row or beside it', () => {
    const folder = ownPack('marks', {
      'obligations/acme.yaml':
        CONTRACT +
        (/^- id: eu-gdpr-33-authority\n(?: .*\n)+/m.exec(shippedText('obligations/eu-eea-uk.yaml'))?.[0] ??
          ''),
    });
    const { ownRows } = loadCatalogue({ overlay: folder });
    expect([...ownRows.rules]).toEqual(expect.arrayContaining(['zz-acme-contract', 'eu-gdpr-33-authority']));
    expect([ownRows.rules.size, ownRows.steps.size]).toEqual([2, 0]);
    expect(() => (ownRows.rules as Set<string>).add('x')).toThrow('read-only');
    expect(loadCatalogue().ownRows.rules.size).toBe(0);
  });
});
