import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, lineOf, ownPacks, scratch } from '../../test/support/knowledge-folders.js';
import { loadCatalogue } from './catalogue.loader.js';
import { shippedFolder } from './knowledge-schemas.js';

describe('own packs', () => {
  const remedy = readFileSync(join(shippedFolder, 'steps/remedy.yaml'), 'utf8');
  const fees = /^- id: remedy-fee-cover\n(?: .*\n)+/m.exec(remedy)?.[0] ?? '';

  it('replace a shipped row in its place, add new ones at the end, and are marked', () => {
    const overlay = ownPacks({
      'steps/house.yaml': [
        fees.replace(/title: .*/, 'title: Cover every fee the same day'),
        fees.replace('remedy-fee-cover', 'house-branch-night'),
      ].join(''),
    });
    const shipped = loadCatalogue();
    const { steps, packs, version } = loadCatalogue({ overlay });
    expect(steps.get('remedy-fee-cover')?.title).toBe('Cover every fee the same day');
    expect([...steps.keys()]).toEqual([...shipped.steps.keys(), 'house-branch-night']);
    expect(packs.filter((pack) => pack.overlay).map(({ file }) => file)).toEqual(['steps/house.yaml']);
    expect(packs.filter((pack) => !pack.overlay)).toEqual(shipped.packs);
    expect(version).not.toBe(shipped.version);
  });

  it('may rename a data class in one language and leave the others as shipped', () => {
    const overlay = ownPacks({
      'words/data-classes.yaml': [
        'version: 1',
        'languages: [en]',
        'reviewedBy: {en: []}',
        'source: house style',
        'classes:',
        '- {code: bank-account, en: {your: your IBAN, bare: IBAN}}',
        'consequences: []',
      ].join('\n'),
    });
    const words = (catalogue: ReturnType<typeof loadCatalogue>) =>
      catalogue.dataClassWords.classes.find(({ code }) => code === 'bank-account');
    expect(words(loadCatalogue({ overlay }))).toEqual({
      ...words(loadCatalogue()),
      en: { your: 'your IBAN', bare: 'IBAN' },
    });
  });

  it('add words to a list of the notice checks, in one language', () => {
    const overlay = ownPacks({
      'words/lint-de.yaml': [
        'language: de',
        'version: 1',
        'sources: {house: our style guide}',
        'entries:',
        '- {term: Herzensangelegenheit, class: stock, rule: W6, severity: warn, instead: streichen, source: house}',
      ].join('\n'),
    });
    const [shipped, both] = [loadCatalogue().lintWords, loadCatalogue({ overlay }).lintWords];
    expect(both.de.entries.at(-1)?.term).toBe('Herzensangelegenheit');
    expect(both.de.entries).toHaveLength(shipped.de.entries.length + 1);
    expect(both.fr).toEqual(shipped.fr);
  });

  it('add phrases by which facts are read, in one language', () => {
    const overlay = ownPacks({ 'words/facts-es.yaml': 'language: es\nversion: 1\npeople: [abonados]\n' });
    const [shipped, both] = [loadCatalogue().factWords, loadCatalogue({ overlay }).factWords];
    expect(both.es.people).toEqual([...shipped.es.people, 'abonados']);
    expect(both.fr).toEqual(shipped.fr);
  });

  it('replace a calendar whole and leave the others', () => {
    const overlay = ownPacks({ 'calendars.yaml': "eu-target:\n  2026: ['2026-01-01']" });
    const { calendars } = loadCatalogue({ overlay });
    expect(calendars).toEqual({ ...loadCatalogue().calendars, 'eu-target': { 2026: ['2026-01-01'] } });
  });

  it('replace the weights whole', () => {
    const shipped = readFileSync(join(shippedFolder, 'weights.yaml'), 'utf8');
    const overlay = ownPacks({ 'weights.yaml': shipped.replace('capMargin: 0.01', 'capMargin: 0.02') });
    expect(loadCatalogue({ overlay }).weights.scoring.capMargin).toBe(0.02);
  });

  it('may bring weights without a table of sources', () => {
    const shipped = readFileSync(join(shippedFolder, 'weights.yaml'), 'utf8');
    const overlay = ownPacks({ 'weights.yaml': shipped.replace(/^withoutSource:[^]*/m, '') });
    expect(loadCatalogue({ overlay }).weights.withoutSource).toBeUndefined();
  });

  it('are refused with the path by which the operator named them', () => {
    const overlay = ownPacks({ 'steps/house.yaml': fees.replace(/evidence: .*/, 'evidence: [hearsay]') });
    expect(faultsOf({ overlay })).toEqual([
      {
        file: join(overlay, 'steps/house.yaml'),
        line: lineOf(overlay, 'steps/house.yaml', 'hearsay'),
        message: '/0/evidence/0 there is no evidence hearsay',
      },
    ]);
  });

  it.each([
    ['a folder that is not there', () => join(scratch, 'nowhere'), /no folder/],
    ['YAML where no knowledge is looked for', () => ownPacks({ 'duties/acme.yaml': '[]' }), /in no place/],
    ['a file with the other ending', () => ownPacks({ 'steps/house.yml': '[]' }), /in no place/],
    ['codes of their own', () => ownPacks({ 'obligations/vocabulary.yaml': 'clocks: []' }), /closed/],
    [
      'months of their own',
      () => ownPacks({ 'words/facts-en.yaml': 'language: en\nversion: 1\nmonths: []\n' }),
      /^\/months stays as shipped/,
    ],
    [
      'a pattern in place of words',
      () => ownPacks({ 'words/facts-en.yaml': "language: en\nversion: 1\npeople: ['(a+)+$']\n" }),
      /^\/people\/0 must match pattern/,
    ],
    ['an id twice', () => ownPacks({ 'steps/a.yaml': fees, 'steps/b.yaml': fees }), /used twice/],
  ])('are refused for %s', (_, folder, message) => {
    const faults = faultsOf({ overlay: folder() });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });

  it('may be an empty folder, and what is no YAML or hidden is passed over', () => {
    const overlay = ownPacks({ 'README.md': '# ours', '.git/config.yaml': 'broken: [' });
    expect(loadCatalogue({ overlay }).version).toBe(loadCatalogue().version);
  });
});
