import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expectRefused, faultsOf, knowledgeWith, replace } from '../../test/support/knowledge-folders.js';
import type { FaultCase } from '../../test/support/knowledge-folders.js';
import { loadCatalogue } from './catalogue.loader.js';

describe('a fault in a file stops the load and is named with file and line', () => {
  const cases: FaultCase[] = [
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
      'an id that stands twice, in two files',
      { 'steps/learn.yaml': replace('- id: learn-review', '- id: contain-preserve') },
      'steps/learn.yaml',
      '- id: contain-preserve',
      /used twice/,
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
  ];

  it.each(cases)('%s', (...fault) => expectRefused(fault));

  it('whole files that are gone', () => {
    const folder = knowledgeWith({});
    for (const file of ['words/data-classes.yaml', 'words/lint-fr.yaml', 'words/facts-de.yaml'])
      rmSync(join(folder, file));
    const faults = faultsOf({ folder });
    for (const file of ['words/data-classes.yaml', 'words/lint-fr.yaml', 'words/facts-de.yaml'])
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
