import { expectRefused, replace } from '../../test/support/knowledge-folders.js';
import type { FaultCase } from '../../test/support/knowledge-folders.js';

describe('a fault in a list of words stops the load and is named with file and line', () => {
  const cases: FaultCase[] = [
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
      'a phrase by which facts are read under a data class nobody knows',
      { 'words/facts-en.yaml': replace('  passport: [', '  library-card: [') },
      'words/facts-en.yaml',
      '  library-card: [',
      /^\/classes\/library-card there is no data class library-card$/,
    ],
    [
      'a phrase that stands for two data classes',
      { 'words/facts-de.yaml': (text) => text.replace(/^  passport: \[/m, '  passport: [Name, ') },
      'words/facts-de.yaml',
      'passport: [Name, ',
      /^\/classes\/passport\/0 stands for name already$/,
    ],
    [
      'a pattern where a phrase by which facts are read belongs',
      { 'words/facts-fr.yaml': (text) => text.replace(/^reader: \[/m, "reader: ['.*', ") },
      'words/facts-fr.yaml',
      "reader: ['.*', ",
      /^\/reader\/0 must match pattern/,
    ],
    [
      'words for facts of another language than the name of the file',
      { 'words/facts-es.yaml': replace('language: es', 'language: fr') },
      'words/facts-es.yaml',
      'language: fr',
      /another language/,
    ],
    [
      'a shipped list of words for facts without one of its lists',
      { 'words/facts-ja.yaml': (text) => text.replace(/^denials: [^]*?(?=^turns:)/m, '') },
      'words/facts-ja.yaml',
      'language: ja',
      /lacks denials, which only an own list may leave out/,
    ],
  ];

  it.each(cases)('%s', (...fault) => expectRefused(fault));
});
