import { expectRefused, replace } from '../../test/support/knowledge-folders.js';
import type { FaultCase } from '../../test/support/knowledge-folders.js';

describe('a fault in a rule stops the load and is named with file and line', () => {
  const cases: FaultCase[] = [
    [
      'a text of a state for a code that the annex does not answer',
      { 'state-texts.yaml': replace('codes: [cra-contacts]', 'codes: [cra-contacts, notice-date]') },
      'state-texts.yaml',
      'cra-contacts, notice-date',
      /asks does not list the code notice-date/,
    ],
    [
      'a code of the annex that the vocabulary does not have',
      { 'state-texts.yaml': replace('{code: fcra-rights,', '{code: fcra-duties,') },
      'state-texts.yaml',
      'code: fcra-duties',
      /no content code fcra-duties/,
    ],
    [
      'a text of a state with a link or a merge field',
      { 'state-texts.yaml': replace('transunion.com', 'https://transunion.com') },
      'state-texts.yaml',
      'text: |-',
      /must match pattern/,
    ],
    [
      'a field that is missing',
      { 'obligations/contractual.yaml': replace('  status: contractual\n', '') },
      'obligations/contractual.yaml',
      '- id: zz-card-acquirer-immediate',
      /has no field status/,
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
  ];

  it.each(cases)('%s', (...fault) => expectRefused(fault));
});
