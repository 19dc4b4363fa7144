import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { knowledgeWith, replace, scratch } from '../../test/support/knowledge-folders.js';
import { loadCatalogue } from './catalogue.loader.js';
import { shippedFolder } from './knowledge-schemas.js';

describe('the shipped knowledge', () => {
  const catalogue = loadCatalogue();

  it('loads whole', () => {
    expect(catalogue.rules.size).toBe(360);
    expect(catalogue.steps.size).toBe(90);
    expect(catalogue.evidence.size).toBe(261);
    expect(catalogue.industries.size).toBe(14);
    expect(catalogue.playbooks.size).toBe(14);
    expect(catalogue.weights.modulators).toHaveLength(18);
    expect(catalogue.vocabulary.dataClasses).toHaveLength(61);
    expect(catalogue.dataClassWords.classes).toHaveLength(61);
    expect(Object.keys(catalogue.calendars)).toHaveLength(7);
  });

  it('keeps the steps in the order of the phases', () => {
    const phases = [...catalogue.steps.values()].map(({ phase }) => phase);
    expect([...new Set(phases)]).toEqual([
      'prepare',
      'contain',
      'assess',
      'notify',
      'remedy',
      'support',
      'verify',
      'learn',
    ]);
    expect(phases.filter((phase, index) => phase !== phases[index - 1])).toHaveLength(8);
  });

  it('names every pack with its digest and none as the organisation’s own', () => {
    expect(catalogue.packs.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['weights.yaml', 'steps/remedy.yaml', 'obligations/us-states.yaml']),
    );
    expect(catalogue.packs.every(({ sha256, overlay }) => /^[0-9a-f]{64}$/.test(sha256) && !overlay)).toBe(
      true,
    );
  });

  it('cannot be changed by whoever holds it', () => {
    const step = catalogue.steps.get('notify-apology');
    expect(() => step?.evidence.push('made-up')).toThrow(TypeError);
    expect(() => (catalogue.steps as Map<string, unknown>).delete('notify-apology')).toThrow(TypeError);
    expect(() => Object.assign(catalogue, { version: 'other' })).toThrow(TypeError);
  });
});

describe('the version', () => {
  const shipped = loadCatalogue().version;

  it('says the newest date of the packs and twelve digits of their bytes', () => {
    expect(shipped).toMatch(/^2026-11-21\+[0-9a-f]{12}$/);
  });

  it('depends neither on where the folder is nor on the order in which its files were made', () => {
    const folder = join(scratch, 'backwards');
    const files = readdirSync(shippedFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    for (const file of files.sort().reverse()) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(shippedFolder, file), join(folder, file));
    }
    expect(loadCatalogue({ folder }).version).toBe(shipped);
  });

  it('changes with one byte of one file', () => {
    const before = loadCatalogue({ folder: knowledgeWith({}) }).version;
    const after = loadCatalogue({
      folder: knowledgeWith({ 'industries/retail.yaml': (text) => `${text}\n` }),
    }).version;
    expect(after).not.toBe(before);
    expect(after.split('+')[0]).toBe(before.split('+')[0]);
  });

  it('moves on with a newer rule', () => {
    const folder = knowledgeWith({
      'obligations/contractual.yaml': replace("asOf: '2026-11'", "asOf: '2027-02'"),
    });
    expect(loadCatalogue({ folder }).version).toMatch(/^2027-02\+/);
  });
});
