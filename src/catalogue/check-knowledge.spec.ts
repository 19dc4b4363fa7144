import { mkdirSync, mkdtempSync, cpSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkKnowledge } from './check-knowledge.js';
import { shippedFolder } from './knowledge-schemas.js';

/** Whether the worked answers come out is tried with the command. */
const unasked = { ofCase: () => [], ofRanking: () => [] };

const scratch = mkdtempSync(join(tmpdir(), 'knowledge-check-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('checkKnowledge', () => {
  it('finds nothing wrong with the shipped set and reads its worked examples too', () => {
    const { ok, packs, findings } = checkKnowledge(undefined, unasked);
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
    expect(packs.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['obligations/cases.yaml', 'ranking-golden.yaml', 'obligations/us-states.yaml']),
    );
  });

  it('reads a folder without a vocabulary as own packs over the shipped ones', () => {
    const folder = join(scratch, 'own');
    mkdirSync(join(folder, 'obligations'), { recursive: true });
    const contracts = readFileSync(join(shippedFolder, 'obligations/contractual.yaml'), 'utf8');
    const row = /^- id: zz-card-acquirer-immediate\n(?: .*\n)+/m.exec(contracts)?.[0] ?? '';
    writeFileSync(
      join(folder, 'obligations/acme.yaml'),
      row.replace('zz-card-acquirer-immediate', 'zz-acme-contract'),
    );
    const { ok, packs } = checkKnowledge(folder, unasked);
    expect(ok).toBe(true);
    expect(packs.filter(({ overlay }) => overlay).map(({ file }) => file)).toEqual(['obligations/acme.yaml']);
    expect(packs.some(({ overlay }) => !overlay)).toBe(true);
  });

  it('reads a folder with a vocabulary as a set that stands alone', () => {
    const folder = join(scratch, 'whole');
    cpSync(shippedFolder, folder, { recursive: true });
    const cases = join(folder, 'obligations/cases.yaml');
    writeFileSync(
      cases,
      readFileSync(cases, 'utf8').replace('ruleId: us-ca-individuals', 'ruleId: us-ca-everybody'),
    );
    const { ok, packs, findings } = checkKnowledge(folder, unasked);
    expect(ok).toBe(false);
    expect(packs.every(({ overlay }) => !overlay)).toBe(true);
    expect(findings).toEqual([
      {
        file: cases,
        line: expect.any(Number),
        message: '/cases/0/expected/0/ruleId there is no rule us-ca-everybody',
      },
    ]);
    expect(readFileSync(cases, 'utf8').split('\n')[(findings[0]?.line ?? 0) - 1]).toContain(
      'us-ca-everybody',
    );
  });

  it('finds a case whose facts no incident could have', () => {
    const folder = join(scratch, 'facts');
    mkdirSync(join(folder, 'obligations'), { recursive: true });
    const cases = readFileSync(join(shippedFolder, 'obligations/cases.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'obligations/cases.yaml'),
      cases.replace('harm: {level: likely}', 'harm: {level: dreadful}'),
    );
    const { findings } = checkKnowledge(folder, unasked);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/^\/cases\/0\/facts\/harm\/level must be one of none, unlikely/);
  });

  it.each([
    ['holds no pack', 'empty', /holds no pack/],
    ['is not there', 'absent', /no folder/],
  ])('says so when the folder %s', (_, name, message) => {
    if (name === 'empty') mkdirSync(join(scratch, name));
    const { ok, findings } = checkKnowledge(join(scratch, name), unasked);
    expect(ok).toBe(false);
    expect(findings).toEqual([
      { file: join(scratch, name), line: 1, message: expect.stringMatching(message) },
    ]);
  });
});
