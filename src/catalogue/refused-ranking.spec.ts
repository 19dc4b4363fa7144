import { expectRefused, replace, without } from '../../test/support/knowledge-folders.js';
import type { FaultCase } from '../../test/support/knowledge-folders.js';

describe('a fault in steps, evidence or weights stops the load and is named with file and line', () => {
  const cases: FaultCase[] = [
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
      'an industry without weights',
      { 'weights.yaml': (text) => text.replace(/^  hospitality:\n(?:    .*\n)+/m, '') },
      'industries/hospitality.yaml',
      '- id: hospitality',
      /no weights for hospitality/,
    ],
  ];

  it.each(cases)('%s', (...fault) => expectRefused(fault));
});
