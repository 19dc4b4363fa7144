import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../catalogue.loader.js';
import { KnowledgeFaults } from '../knowledge-faults.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forms-'));
  mkdirSync(join(folder, 'obligations'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function findings(file: string, text: string): string[] {
  writeFileSync(join(folder, 'obligations', file), text);
  try {
    loadCatalogue({ overlay: folder });
    return [];
  } catch (error) {
    if (!(error instanceof KnowledgeFaults)) throw error;
    return error.faults.map(({ line, message }) => `${line}: ${message}`);
  }
}

const form = (belongs: string, codes: string) => `
- id: house
  title: House form
  verified: true
  basis: seen
  belongs: ${belongs}
  sections:
  - heading: All
    fields:
    - {heading: One, codes: ${codes}}
`;

it('takes an own form, also for rules that this set does not hold', () => {
  expect(findings('forms.yaml', form('[{rules: [house-rule]}]', '[incident-date]'))).toEqual([]);
});

it.each([
  ['a content code that there is not', form('[]', '[incident-dat]'), 'no content code incident-dat'],
  [
    'a recipient that there is not',
    form('[{recipients: [regulators]}]', '[incident-date]'),
    'no recipient regulators',
  ],
  ['a stage that there is not', form('[{stages: [last]}]', '[incident-date]'), 'no stage last'],
])('refuses %s, with its line', (_, text, words) => {
  const found = findings('forms.yaml', text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(words);
  expect(found[0]).toMatch(/^([6-9]|1\d): /);
});

it('refuses a code under two headings', () => {
  const twice = `${form('[]', '[incident-date]')}    - {heading: Two, codes: [incident-date]}\n`;
  expect(findings('forms.yaml', twice)[0]).toContain('incident-date stands under two headings');
});

it.each([
  [
    "{code: incident-date, label: When, asks: 'When?', ask: counsel, reads: ['On {{facts.when}}.'], needs: []}",
    'reports read no field facts.when',
  ],
  [
    "{code: incident-date, label: When, asks: 'When?', ask: counsel, reads: ['A day.'], needs: [facts.occurredAt]}",
    'no sentence of reads says facts.occurredAt',
  ],
  ["{code: when, label: When, asks: 'When?', ask: counsel, reads: [], needs: []}", 'no content code when'],
  ["{code: incident-date, label: When, asks: 'When?', ask: nobody, reads: [], needs: []}", 'must be one of'],
])('refuses a description of a code: %s', (row, words) => {
  expect(findings('content.yaml', `version: 1\ncodes:\n- ${row}\n`).join('\n')).toContain(words);
});

it('refuses a generic form that leaves out what a law may ask', () => {
  const generic = form('[]', '[incident-date]').replace('id: house', 'id: generic');
  expect(findings('forms.yaml', generic).join('\n')).toContain(
    'no heading has the content code incident-description',
  );
});
