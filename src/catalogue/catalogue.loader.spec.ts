import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCatalogue } from './catalogue.loader.js';
import { KnowledgeFaults } from './knowledge-faults.js';
import { shippedFolder } from './knowledge-schemas.js';

const scratch = mkdtempSync(join(tmpdir(), 'knowledge-'));
let folders = 0;

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Large files that most faults can do without. */
const large = ['us-states', 'us-federal', 'asia-pacific', 'eu-eea-uk'].map(
  (name) => `obligations/${name}.yaml`,
);

/** A copy of the shipped knowledge, without large files that stay unedited, in which some files read otherwise. */
function knowledgeWith(edits: Record<string, (text: string) => string>): string {
  const folder = join(scratch, `set-${++folders}`);
  cpSync(shippedFolder, folder, { recursive: true });
  for (const file of large) if (!Object.hasOwn(edits, file)) rmSync(join(folder, file));
  for (const [file, edit] of Object.entries(edits)) {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = edit(before);
    if (after === before) throw new Error(`The edit of ${file} changed nothing.`);
    writeFileSync(join(folder, file), after);
  }
  return folder;
}

function ownPacks(files: Record<string, string>): string {
  const folder = join(scratch, `own-${++folders}`);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const replace = (from: string, to: string) => (text: string) => text.replace(from, to);

/** The rows of a list file without the one of this id. */
const without = (id: string) => (text: string) =>
  text
    .split(/^(?=- id: )/m)
    .filter((row) => !row.startsWith(`- id: ${id}\n`))
    .join('');

/** Line, counted from 1, on which `words` begin for the first time. */
function lineOf(folder: string, file: string, words: string): number {
  const [before, after] = readFileSync(join(folder, file), 'utf8').split(words, 2);
  if (after === undefined) throw new Error(`${file} does not hold ${words}.`);
  return (before ?? '').split('\n').length;
}

function faultsOf(options: { folder?: string; overlay?: string }): KnowledgeFaults['faults'] {
  try {
    loadCatalogue(options);
  } catch (error) {
    if (error instanceof KnowledgeFaults) return error.faults;
    throw error;
  }
  return [];
}

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

describe('a fault in the knowledge stops the load and is named with file and line', () => {
  type Edits = Record<string, (text: string) => string>;
  const cases: [name: string, edits: Edits, file: string, marker: string, message: RegExp][] = [
    [
      'a step that cites evidence nobody entered',
      { 'steps/prepare.yaml': replace('experian19-forgive-plan', 'hearsay') },
      'steps/prepare.yaml',
      'hearsay',
      /no evidence hearsay/,
    ],
    [
      'evidence removed while a modulator uses it',
      { 'evidence.yaml': without('muzatko23-delay') },
      'weights.yaml',
      'evidence: [muzatko23-delay]',
      /no evidence muzatko23-delay/,
    ],
    [
      'evidence removed while an industry profile uses it',
      { 'evidence.yaml': without('kpmg18-fin-info-compromised') },
      'industries/financial-services.yaml',
      '[kpmg18-fin-info-compromised]',
      /no evidence/,
    ],
    [
      'a figure in the fit that nobody saw',
      {
        'evidence.yaml': (text) =>
          text.replace(/(- id: oaic23-more-control\n(?:  .*\n)*?)  verified: true/, '$1  verified: false'),
      },
      'weights.yaml',
      'evidence: oaic23-more-control',
      /neither verified nor a seed figure/,
    ],
    [
      'a direction in the fit that nobody saw',
      {
        'evidence.yaml': (text) =>
          text.replace(
            /(- id: guo23-functional-over-financial\n(?:  .*\n)*?)  verified: true/,
            '$1  verified: false',
          ),
      },
      'weights.yaml',
      '- {higher: proof-of-fix, lower: compensation, industry: null',
      /neither verified nor a seed figure/,
    ],
    [
      'evidence removed while the fit uses it',
      { 'evidence.yaml': without('tsys14-switch-security') },
      'weights.yaml',
      'evidence: tsys14-switch-security',
      /^\/observations\/\d+\/items\/\d+\/evidence there is no evidence tsys14-switch-security$/,
    ],
    [
      'evidence removed while the table of sources uses it',
      { 'evidence.yaml': without('tsys14-switch-security') },
      'weights.yaml',
      'evidence: [tsys14-switch-reimburse',
      /^\/withoutSource\/\d+\/evidence\/1 there is no evidence tsys14-switch-security$/,
    ],
    [
      'a direction of a size that the coding rule does not give',
      {
        'weights.yaml': replace(
          'delta: 0.35, sd: 0.35, evidence: guo23',
          'delta: 0.9, sd: 0.35, evidence: guo23',
        ),
      },
      'weights.yaml',
      '- {higher: proof-of-fix, lower: compensation, industry: null, delta: 0.9',
      /no line of directionCoding/,
    ],
    [
      'a table of sources that leaves an industry out',
      { 'weights.yaml': (text) => text.replace(/(\nwithoutSource:[^]*?)    retail: .*\n/, '$1') },
      'weights.yaml',
      '  points:',
      /^\/withoutSource\/0\/points there are no points for retail$/,
    ],
    [
      'a source that is left out twice',
      { 'weights.yaml': replace('- id: experian19\n', '- id: achieve13\n') },
      'weights.yaml',
      'id: achieve13\n  title: Data breach response',
      /the id achieve13 is used twice/,
    ],
    [
      'steps that wait for each other',
      {
        'steps/contain.yaml': (text) =>
          text.replace(
            /(- id: contain-preserve\n(?:  .*\n)*?)  requires: \[\]/,
            '$1  requires: [verify-takeup]',
          ),
        'steps/verify.yaml': (text) =>
          text.replace(
            /(- id: verify-takeup\n(?:  .*\n)*?)  requiresIfApplicable: .*/,
            '$1  requiresIfApplicable: [contain-preserve]',
          ),
      },
      'steps/contain.yaml',
      'requires: [verify-takeup]',
      /wait for each other: contain-preserve -> verify-takeup -> .* -> contain-preserve$/,
    ],
    [
      'a step that requires one nobody wrote',
      { 'steps/learn.yaml': replace('requires: [', 'requires: [sleep-well, ') },
      'steps/learn.yaml',
      'sleep-well',
      /no step sleep-well/,
    ],
    [
      'a word that a ranking fact does not have',
      { 'steps/contain.yaml': replace('internal-misuse', 'inside-job') },
      'steps/contain.yaml',
      'inside-job',
      /cause has no such word/,
    ],
    [
      'a list fact asked as if it were one word',
      {
        'weights.yaml': replace('has: [credentials]', 'in: [credentials]'),
      },
      'weights.yaml',
      'when:\n    fact: dataClasses\n    in: [credentials]',
      /use has/,
    ],
    [
      'a word outside a closed list of the schema',
      { 'steps/prepare.yaml': replace('effort: M', 'effort: XL') },
      'steps/prepare.yaml',
      'effort: XL',
      /^\/\d+\/effort must be one of S, M, L$/,
    ],
    [
      'a field that nobody reads',
      { 'industries/retail.yaml': replace('  kpmgSector:', '  churn: 12\n  kpmgSector:') },
      'industries/retail.yaml',
      'churn: 12',
      /no field that belongs here/,
    ],
    [
      'a field that is missing',
      { 'obligations/contractual.yaml': replace('  status: contractual\n', '') },
      'obligations/contractual.yaml',
      '- id: zz-card-acquirer-immediate',
      /has no field status/,
    ],
    [
      'an id that stands twice, in two files',
      { 'steps/learn.yaml': replace('- id: learn-review', '- id: contain-preserve') },
      'steps/learn.yaml',
      '- id: contain-preserve',
      /used twice/,
    ],
    [
      'a rule with a code outside the schema',
      { 'obligations/contractual.yaml': replace('clock: awareAt', 'clock: sometimeAt') },
      'obligations/contractual.yaml',
      'sometimeAt',
      /clock must be one of awareAt/,
    ],
    [
      'a rule with a code that the vocabulary lost',
      { 'obligations/vocabulary.yaml': (text) => text.replace(/  - \{code: card-brand-contract,.*\n/, '') },
      'obligations/contractual.yaml',
      'org: card-brand-contract',
      /organisationAttributes .* has no card-brand-contract/,
    ],
    [
      'a data test over a class that the vocabulary lost',
      { 'obligations/vocabulary.yaml': (text) => text.replace(/  - \{code: irs-pin,.*\n/, '') },
      'words/data-classes.yaml',
      '- code: irs-pin',
      /no data class irs-pin/,
    ],
    [
      'a word of a notice that rests on no finding and no source',
      { 'words/lint-de.yaml': replace('source: seen-motel-one-2023', 'source: seen-nowhere') },
      'words/lint-de.yaml',
      'source: seen-nowhere',
      /no finding and no source seen-nowhere/,
    ],
    [
      'a word by a rule that its class does not serve',
      { 'words/lint-en.yaml': replace('class: hedge, rule: W3', 'class: hedge, rule: W5') },
      'words/lint-en.yaml',
      'class: hedge, rule: W5',
      /the class hedge serves W3/,
    ],
    [
      'a word of a class nobody knows',
      { 'words/lint-ja.yaml': replace('class: hedge', 'class: rumour') },
      'words/lint-ja.yaml',
      'class: rumour',
      /class is not in the closed list/,
    ],
    [
      'a word of a severity nobody knows',
      { 'words/lint-fr.yaml': replace('severity: warn', 'severity: dire') },
      'words/lint-fr.yaml',
      'severity: dire',
      /severity must be one of block, warn, hint, note/,
    ],
    [
      'a word that stands twice',
      { 'words/lint-es.yaml': replace('term: podrían', 'term: podría') },
      'words/lint-es.yaml',
      "term: podría, class: hedge, rule: W3, severity: warn, instead: 'son",
      /term stands twice as hedge/,
    ],
    [
      'a word list of another language than its name',
      { 'words/lint-es.yaml': replace('language: es', 'language: fr') },
      'words/lint-es.yaml',
      'language: fr',
      /another language/,
    ],
    [
      'a shipped word list without one of its cues',
      { 'words/lint-zh-Hans.yaml': (text) => text.replace(/^  agent: .*\n/m, '') },
      'words/lint-zh-Hans.yaml',
      'language: zh-Hans',
      /lacks .*cues/,
    ],
    [
      'business days of a calendar without days',
      { 'calendars.yaml': (text) => text.replace(/^br-national:[^]*?(?=^co-national:)/m, '') },
      'obligations/americas.yaml',
      'calendar: br-national',
      /no days for br-national/,
    ],
    [
      'a rule that starts with the notice of a rule nobody wrote',
      { 'obligations/contractual.yaml': replace('of: [zz-card-visa-notify]', 'of: [zz-card-nobody]') },
      'obligations/contractual.yaml',
      'zz-card-nobody',
      /no rule zz-card-nobody/,
    ],
    [
      'a notice that has to precede the one that starts it',
      {
        'obligations/contractual.yaml': replace(
          '    of: [zz-card-visa-notify]',
          '    of: [zz-card-visa-notify]\n    mustPrecede: zz-card-visa-notify',
        ),
      },
      'obligations/contractual.yaml',
      'deadline:\n    kind: fixed\n    clock: awareAt\n    amount: 3',
      /wait for each other/,
    ],
    [
      'a zone that is on no map',
      { 'obligations/middle-east-africa.yaml': replace('tz: Asia/Dubai', 'tz: Asia/Atlantis') },
      'obligations/middle-east-africa.yaml',
      'Asia/Atlantis',
      /no IANA time zone|not an IANA time zone/,
    ],
    [
      'YAML that breaks off',
      {
        'steps/notify.yaml': replace(
          'doneWhen: Receipt of the authority',
          'doneWhen: "Receipt: of" the authority',
        ),
      },
      'steps/notify.yaml',
      'doneWhen: "Receipt: of"',
      /./,
    ],
    [
      'a key that stands twice',
      { 'steps/assess.yaml': replace('  phase: assess', '  phase: assess\n  phase: verify') },
      'steps/assess.yaml',
      'phase: verify',
      /duplicated/,
    ],
    [
      'an industry without weights',
      { 'weights.yaml': (text) => text.replace(/^  hospitality:\n(?:    .*\n)+/m, '') },
      'industries/hospitality.yaml',
      '- id: hospitality',
      /no weights for hospitality/,
    ],
  ];

  it.each(cases)('%s', (_, edits, file, marker, message) => {
    const folder = knowledgeWith(edits);
    const line = lineOf(folder, file, marker);
    expect(faultsOf({ folder })).toContainEqual({
      file: join(folder, file),
      line,
      message: expect.stringMatching(message),
    });
  });

  it('whole files that are gone', () => {
    const folder = knowledgeWith({});
    for (const file of ['words/data-classes.yaml', 'words/lint-fr.yaml']) rmSync(join(folder, file));
    const faults = faultsOf({ folder });
    for (const file of ['words/data-classes.yaml', 'words/lint-fr.yaml'])
      expect(faults).toContainEqual({ file: join(folder, file), line: 1, message: 'is missing' });
  });

  it('all of them at once, in one message', () => {
    const folder = knowledgeWith({
      'steps/prepare.yaml': (text) =>
        text.replace('effort: M', 'effort: XL').replace('coombs-scct', 'hearsay-two'),
      'steps/learn.yaml': replace('- id: learn-review', '- id: contain-preserve'),
      'steps/notify.yaml': replace('requires: [assess-duties]', 'requires: ['),
    });
    expect(() => loadCatalogue({ folder })).toThrow(
      /prepare\.yaml:\d+: .*effort[^]*notify\.yaml:\d+: [^]*learn\.yaml:\d+: .*twice/,
    );
  });

  it('a row that broke its schema is not also reported as unknown', () => {
    const folder = knowledgeWith({
      'evidence.yaml': (text) =>
        text.replace(/(- id: coombs-scct\n(?:  .*\n)*?)  kind: .*/, '$1  kind: rumour'),
    });
    expect(faultsOf({ folder })).toHaveLength(1);
  });

  it('without repeating a hostile name or value', () => {
    const folder = knowledgeWith({
      'industries/retail.yaml': (text) => `${text}  "\\e[2Jgone\\n": 1\n  weightBasis2: s3cret-value\n`,
    });
    const text = faultsOf({ folder })
      .map(({ message }) => message)
      .join('\n');
    expect(text).toMatch(/weightBasis2 is no field/);
    expect(text).toContain('?[2Jgone?');
    expect(text).not.toContain('s3cret-value');
  });

  it('and bytes that are no text', () => {
    const folder = knowledgeWith({});
    appendFileSync(join(folder, 'evidence.yaml'), Buffer.from([0xff, 0xfe]));
    expect(faultsOf({ folder })).toContainEqual(
      expect.objectContaining({
        file: join(folder, 'evidence.yaml'),
        message: expect.stringMatching(/UTF-8/),
      }),
    );
  });
});
