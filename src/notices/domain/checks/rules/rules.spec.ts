import {
  checkedNotice as noticeOf,
  checkedPart as part,
} from '../../../../../test/support/checked-notices.js';
import { loadCatalogue } from '../../../../catalogue/catalogue.loader.js';
import type { CheckedNotice } from '../checked-notice.js';
import { checkNotice } from '../check-notice.js';
import type { Finding } from '../finding.js';

const catalogue = loadCatalogue();
const found = (rule: string, notice: CheckedNotice): Finding[] =>
  checkNotice(notice, catalogue).findings.filter((finding) => finding.rule === rule);
const texts = (rule: string, notice: CheckedNotice) => found(rule, notice).map(({ text }) => text);
const fixes = (rule: string, notice: CheckedNotice) => found(rule, notice).map(({ fix }) => fix);
const happened = (...paragraphs: string[]) => part('happened', 'What happened', ...paragraphs);

describe('W3 and C3: hedges', () => {
  const settled = 'Your address may have been copied. We will tell you by 20 March 2026.';
  const open: Partial<CheckedNotice> = {
    reader: { affected: 'not-yet-known' },
    facts: { data: { complete: true } },
  };

  it('allow one while it is open who is affected, with what settles it and when', () => {
    expect(found('W3', noticeOf([happened(settled)], open))).toEqual([]);
    expect(found('C3', noticeOf([happened(settled)], open))).toEqual([]);
    expect(texts('W3', noticeOf([happened(settled, settled)], open))).toEqual(['may have']);
  });

  it('allow none without a day, and none where the facts are certain', () => {
    expect(texts('W3', noticeOf([happened('Your address may have been copied.')], open))).toEqual([
      'may have',
    ]);
    const certain = noticeOf([happened(settled)], { facts: { data: { complete: true } } });
    expect(texts('W3', certain)).toEqual(['may have']);
    expect(found('C3', certain)).toMatchObject([{ severity: 'block' }]);
  });

  it('warn of a doubt about a reader of whom nothing is settled', () => {
    const notice = noticeOf([happened('Your address may have been copied.')], open);
    expect(found('C3', notice)).toMatchObject([{ severity: 'warn' }]);
  });

  it('are no doubt about the reader where they speak of other people', () => {
    const notice = noticeOf([
      happened('Your name was in it.', 'Data of some customers may have been copied.'),
    ]);
    expect(texts('C3', notice).join()).not.toContain('may have');
  });
});

describe('W4: no sign of misuse', () => {
  it('is allowed with what was checked, since when, and that it can still happen', () => {
    const line =
      'We have searched the internet since 25 February 2026 and found no sign of misuse. That does not mean it cannot happen.';
    expect(found('W4', noticeOf([happened(line)]))).toEqual([]);
    expect(texts('W4', noticeOf([happened(line.replace(' since 25 February 2026', ''))]))).toEqual([
      'no sign',
    ]);
    expect(
      texts('W4', noticeOf([happened(line.replace('That does not mean it cannot happen.', ''))])),
    ).toEqual(['no sign']);
    expect(
      texts(
        'W4',
        noticeOf([
          happened('We found no sign.', 'We searched since 25 February 2026. It does not mean that.'),
        ]),
      ),
    ).toEqual(['no sign']);
  });
});

describe('W8: nobody who acts', () => {
  it.each([
    ['en', 'Your name was then copied.', 'was then copied'],
    ['en', 'The flaw had been closed by 5 March.', 'been closed'],
    [
      'de',
      'Ihre Kontoauszüge wurden am 3. März aus dem Archiv kopiert.',
      'wurden am 3. März aus dem Archiv kopiert',
    ],
    ['fr', 'La faille a été fermée le soir même.', 'a été fermée'],
    ['es', 'Los extractos fueron copiados.', 'fueron copiados'],
    ['ja', 'データが外部にコピーされました。', 'されました'],
  ])('%s: %s', (locale, text, seen) => {
    expect(texts('W8', noticeOf([happened(text)], { locale }))).toEqual([seen]);
  });

  it.each([
    ['en', 'Your name was copied by someone from outside.'],
    ['en', 'You were right.'],
    ['de', 'Ihre Kontoauszüge wurden von einem Täter kopiert.'],
    ['fr', 'Vos relevés ont été copiés par un intrus.'],
    ['es', 'Los extractos fueron copiados por alguien de fuera.'],
    ['ja', 'お名前が名簿に記載されました。'],
  ])('not in %s: %s', (locale, text) => {
    expect(found('W8', noticeOf([happened(text)], { locale }))).toEqual([]);
  });

  it('rests on judgement and says so', () => {
    expect(found('W8', noticeOf([happened('It was accessed.')]))).toMatchObject([{ judgement: true }]);
  });
});

describe('W9: apologies', () => {
  const facts = happened('Someone copied your name.');
  it('are two sentences at most', () => {
    const sorry = 'We did not close it. We are sorry.';
    expect(found('W9', noticeOf([facts, part('apology', 'We are sorry', sorry)]))).toEqual([]);
    const more = noticeOf([facts, part('apology', 'We are sorry', `${sorry} I am sorry. We apologise.`)]);
    expect(texts('W9', more)).toEqual(['We apologise.']);
  });

  it('say what the house did wrong', () => {
    expect(fixes('W9', noticeOf([facts, part('apology', 'Sorry', 'We are sorry.')]))).toEqual([
      'Say what you did wrong, and that it was your failure.',
    ]);
  });

  it('may stand in one sentence before the facts, as is the custom in Japan', () => {
    const text =
      'お客様の明細書を守れなかったことを、お詫びいたします。外部の者がお客様の明細書をコピーしました。';
    expect(found('W9', noticeOf([part('happened', '起きたこと', text)], { locale: 'ja' }))).toEqual([]);
  });
});

describe('mends', () => {
  it('delete a stock phrase with its sentence', () => {
    const words = 'Someone copied your name. Your privacy is a top priority. We closed the way in.';
    const [finding] = found('W6', noticeOf([happened(words)]));
    expect(finding?.mend).toEqual({ section: 'happened', from: ' Your privacy is a top priority.', to: '' });
  });

  it('put the plain word in place of a word of the trade, in its case', () => {
    const [finding] = found('W11', noticeOf([happened('Prior to March the way was open.')]));
    expect(finding?.mend).toEqual({ section: 'happened', from: 'Prior to', to: 'Before' });
  });

  it('are not offered where the words stand twice, or a field put them there', () => {
    const twice = noticeOf([happened('Call prior to May. Write prior to June.')]);
    expect(found('W11', twice).map(({ mend }) => mend)).toEqual([undefined, undefined]);
    const merged = { ...happened('We asked prior to May.'), source: 'We asked {{incident.wayIn}}.' };
    expect(found('W11', noticeOf([merged])).map(({ mend }) => mend)).toEqual([undefined]);
  });

  it('leave no empty part', () => {
    expect(found('W6', noticeOf([happened('Rest assured.')])).map(({ mend }) => mend)).toEqual([undefined]);
  });
});

describe('C2, C5, W16: where words are looked for', () => {
  it('passes over headings that a law prescribes, numbers of cases and the annex', () => {
    const heading = { ...part('data', 'What Information Was Involved', 'Your name.'), prescribed: true };
    const annex = part('annex', 'Addresses', 'Please be assured.');
    const notice = noticeOf([heading, happened('Reference: incident INC-2026-0042.'), annex]);
    for (const rule of ['W8', 'C5', 'W6']) expect(found(rule, notice)).toEqual([]);
  });

  it('reads other headings', () => {
    expect(
      found('W6', noticeOf([part('happened', 'Your trust is our top priority', 'Someone copied it.')])),
    ).toMatchObject([
      { place: { section: 'happened' }, text: 'Your trust is' },
      { place: { section: 'happened' }, text: 'top priority' },
    ]);
  });

  it('leaves hedges and words of the trade to an authority, and sales to nobody', () => {
    const notice = noticeOf([happened('The threat actor may have read data. Our premium plan helps.')], {
      kind: 'regulator-gdpr33',
      audience: 'regulator',
    });
    for (const rule of ['W3', 'W11', 'C1', 'C14']) expect(found(rule, notice)).toEqual([]);
    expect(texts('W14', notice)).toEqual(['premium']);
  });
});

describe('whom a notice is for', () => {
  it('leaves a board the words of its risks, and nobody else', () => {
    const says = (audience: string) =>
      found('W13', noticeOf([happened('There is no risk of a fine.')], { audience }));
    expect([says('board').length, says('regulator').length]).toEqual([0, 1]);
  });

  it('asks no bad news of a text message that only asks to call', () => {
    const sms = { kind: 'sms', channel: 'sms' };
    const parts = [part('text', '', 'Larkmoor Bank: please call us, free, on the number on your card.')];
    const open = { ...sms, facts: { vulnerableGroups: false } };
    expect([found('O1', noticeOf(parts, sms)).length, found('O1', noticeOf(parts, open)).length]).toEqual([
      0, 1,
    ]);
  });
});

describe('C9: actions', () => {
  const item = (n: number) => `${n}. Check payment ${n} (five minutes). We then stop it.`;
  const actions = (...lines: string[]) => noticeOf([part('actions', 'What you can do', lines.join('\n'))]);

  it('are at most five', () => {
    expect(found('C9', actions(...[1, 2, 3, 4, 5].map(item)))).toEqual([]);
    expect(fixes('C9', actions(...[1, 2, 3, 4, 5, 6].map(item)))).toEqual([expect.stringMatching(/five|5/)]);
  });

  it('are numbered, with the time each takes and what it does', () => {
    expect(fixes('C9', actions('- Check payments. We stop them.', '- Call us now'))).toEqual([
      expect.stringMatching(/Number/),
      expect.stringMatching(/how long/),
      expect.stringMatching(/how long/),
      expect.stringMatching(/second sentence/),
    ]);
  });
});

describe('C10: a person to talk to', () => {
  const contact = (text: string, more: Partial<CheckedNotice> = {}) =>
    fixes('C10', noticeOf([part('contact', 'Where to get help', text)], more));

  it('has a free number, hours and a second way', () => {
    expect(
      contact('Call 0800 555 0100, free, daily from 8:00 to 20:00, or write to help@a.example.'),
    ).toEqual([]);
    expect(contact('Call 0800 555 0100, or come to any branch.')).toEqual([
      expect.stringMatching(/costs nothing/),
      expect.stringMatching(/hours/),
    ]);
    expect(contact('Call 0800 555 0100, free, day and night.')).toEqual([
      expect.stringMatching(/second way/),
    ]);
  });

  it('is a block without a number where a duty asks for it', () => {
    const duty = {
      ruleId: 'zz-test',
      status: 'due' as const,
      recipient: 'individuals' as const,
      jurisdiction: 'IE',
      contentCodes: ['contact-phone'],
      prohibitedContent: [],
    };
    const notice = noticeOf([part('contact', 'Contact', 'Write to us.')], { duties: [duty] });
    expect(found('C10', notice)).toMatchObject([{ severity: 'block' }]);
  });
});

describe('C11, C12, C14, A3: what a whole notice has', () => {
  const email = { data: { classes: [{ class: 'email-address' }], complete: true } };

  it('warns of scams where contact data are out, and says what the house never asks', () => {
    const told = 'Hang up on anyone who calls in our name. We never ask for a password.';
    expect(found('C11', noticeOf([happened(told)], { facts: email }))).toEqual([]);
    expect(found('C11', noticeOf([happened('Bye.')], { facts: email }))).toHaveLength(2);
    const card = { data: { classes: [{ class: 'behavioural-data' }], complete: true } };
    expect(found('C11', noticeOf([happened('Bye.')], { facts: card }))).toEqual([]);
  });

  it.each([
    ['We write again on 20 March 2026.', 0],
    ['We write again on 20 March.', 0],
    ['We write again on 2 March 2026.', 1],
    ['We write again on 9 March 2026.', 1],
    ['We write again in March.', 1],
    ['We write again soon.', 1],
  ])('names a day to come: %s', (text, count) => {
    expect(found('C12', noticeOf([part('next', 'Next update', text)]))).toHaveLength(count);
  });

  it('takes a day without a year for the next of its name', () => {
    const next = part('next', 'Next update', 'We write again on 10 January.');
    expect(found('C12', noticeOf([next], { noticeDate: '2026-12-20' }))).toEqual([]);
  });

  it('names a body outside and ways in', () => {
    const notice = noticeOf([
      part('rights', 'Your rights', 'Complain to the Ombudsman. We offer large print.'),
    ]);
    expect([...found('C14', notice), ...found('A3', notice)]).toEqual([]);
    const bare = noticeOf([happened('Someone copied it.')]);
    expect([...found('C14', bare), ...found('A3', bare)]).toHaveLength(2);
  });
});

describe('C15: links and numbers', () => {
  const linked = (markdown: string, words = markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')) =>
    found('C15', noticeOf([{ ...happened(words), source: markdown }], { linkHosts: ['a.example'] })).map(
      ({ severity, fix }) => `${severity} ${fix.split(' ').slice(0, 3).join(' ')}`,
    );

  it.each([
    ['[a.example/proof](https://a.example/proof)', []],
    ['[our page](https://www.a.example/status)', []],
    ['[our page](https://a.example/login?next=1)', ['block Take out the']],
    ['[Log in here](https://a.example/help)', ['block Take out the']],
    ['[our page](https://b.example/)', ['warn Link only to']],
    ['[our page](https://bit.ly/3xYzAb)', ['warn Write the address']],
    ['[your page](https://a.example/r/9f3kd02kfa93kdl2)', ['warn Link to a']],
    ['[a.example](https://a.example.evil.example/)', ['warn Link only to', 'warn Show the address']],
    ['See https://a.example/signin for more', ['block Take out the']],
  ])('%s', (markdown, expected) => {
    expect(linked(markdown)).toEqual(expected);
  });

  it('stops whole card and account numbers without quoting them, and no others', () => {
    const notice = noticeOf([
      happened(
        'Card 4111 1111 1111 1111 and account GB82 WEST 1234 5698 7654 32.',
        'Case 4111 1111 1111 1112.',
      ),
    ]);
    expect(found('C15', notice)).toMatchObject([
      { severity: 'block', text: '', judgement: true },
      { severity: 'block', text: '', judgement: true },
    ]);
  });
});

describe('order and length', () => {
  const data = part('data', 'Which data', 'Your name.');
  const fix = part('fix', 'What is fixed', 'We closed it.');
  const payback = part('payback', 'What we pay back', 'We repay losses.');
  const sorry = part('apology', 'We are sorry', 'We did not close it. We are sorry.');
  const leads = ['compensation', 'proof-of-fix'];
  const first = happened('Someone copied your name.');

  it('O2 goes by the lead steps of the plan, and an apology comes after the help', () => {
    expect(found('O2', noticeOf([first, data, payback, fix, sorry], { leads }))).toEqual([]);
    expect(found('O2', noticeOf([first, data, fix, payback, sorry], { leads }))).toMatchObject([
      { place: { section: 'payback' }, severity: 'hint' },
    ]);
    expect(found('O2', noticeOf([first, data, sorry, payback, fix], { leads }))).toMatchObject([
      { place: { section: 'apology' } },
    ]);
  });

  it('O2 gives way to headings that a law prescribes', () => {
    const prescribed = { ...fix, prescribed: true };
    expect(found('O2', noticeOf([first, prescribed, data, payback], { leads }))).toEqual([]);
  });

  it('O1 looks at the first two sentences for what happened and whose data they are', () => {
    expect(found('O1', noticeOf([happened('Someone copied statements. Yours are among them.')]))).toEqual([]);
    const late = happened('We founded our bank in 1901. It is large. Someone copied your statements.');
    expect(found('O1', noticeOf([late]))).toMatchObject([
      { severity: 'warn', text: 'We founded our bank in 1901.' },
    ]);
  });

  it('O3 counts words without the annex, and more of them in French', () => {
    const long = happened(Array.from({ length: 101 }, () => 'six words stand in this line.').join(' '));
    const annex = part('annex', 'Addresses', 'word '.repeat(500));
    expect(texts('O3', noticeOf([long, annex], { limits: { words: 600 } }))).toEqual(['606 words']);
    expect(found('O3', noticeOf([long, annex], { limits: { words: 600 }, locale: 'fr' }))).toEqual([]);
  });

  it('O3 measures the subject', () => {
    const subject = part('subject', '', 'x'.repeat(61));
    expect(found('O3', noticeOf([subject, first], { limits: { subject: 60 } }))).toMatchObject([
      { place: { section: 'subject', start: 0, end: 61 } },
    ]);
  });

  it('O4 wants long paragraphs parted and help in lists', () => {
    const long = 'We do this now. '.repeat(21).trim();
    expect(found('O4', noticeOf([first, { ...payback, words: long, source: long }]))).toHaveLength(2);
    const items = Array.from({ length: 21 }, () => '- We do this now.').join('\n');
    expect(found('O4', noticeOf([first, { ...payback, words: items, source: items }]))).toEqual([]);
  });
});

describe('W1 and W2', () => {
  const hard =
    'Notwithstanding organisational considerations, unauthorised individuals subsequently obtained extraordinarily confidential documentation regarding approximately innumerable beneficiaries. ';

  it('warn of a hard text, and ask somebody to sign for a very hard one', () => {
    const notice = noticeOf([happened(hard.repeat(9).trim())]);
    expect(found('W1', notice)).toMatchObject([{ severity: 'block', judgement: true }]);
    expect(found('W1', noticeOf([happened(hard.trim())]))).toEqual([]);
  });

  it('find the sentence that is too long', () => {
    const long = `We ${Array.from({ length: 35 }, () => 'word').join(' ')}.`;
    expect(texts('W2', noticeOf([happened(`Short. ${long}`)]))).toEqual([long]);
  });
});

describe('access', () => {
  it('A1 wants headings in order; on the web it is a block', () => {
    const parts = [
      part('happened', '', 'Someone copied it.'),
      { ...part('data', 'Data', 'Name.'), level: 3 as const },
    ];
    expect(found('A1', noticeOf(parts))).toMatchObject([{ severity: 'warn' }]);
    expect(found('A1', noticeOf(parts, { channel: 'web' }))).toMatchObject([{ severity: 'block' }]);
  });

  it('A1 finds traditional characters among simplified ones', () => {
    expect(
      texts(
        'A1',
        noticeOf([part('happened', '发生了什么', '攻击者复制了您的賬號。')], { locale: 'zh-Hans' }),
      ),
    ).toEqual(['賬號']);
  });

  it('A2 finds long runs of figures and days in figures alone', () => {
    const words = 'Call 08005550100 by 03/04/2026, not 0800 555 0100 by 2026-04-03. R-12345678, 48.213.000.';
    expect(texts('A2', noticeOf([happened(words)]))).toEqual(['08005550100', '03/04/2026']);
  });

  it('A4 keeps a text message to 300 characters without a link', () => {
    const sms = { kind: 'sms', channel: 'sms' };
    expect(found('A4', noticeOf([part('text', '', 'Someone copied your name.')], sms))).toEqual([]);
    expect(texts('A4', noticeOf([part('text', '', 'x'.repeat(301))], sms))).toEqual(['301 characters']);
    expect(texts('A4', noticeOf([part('text', '', 'See https://a.example/x')], sms))).toEqual([
      'https://a.example/x',
    ]);
  });

  it('A5 keeps the subject silent where people in danger are, or may be, among the readers', () => {
    const parts = [part('subject', '', 'Your data were stolen'), happened('Someone copied your data.')];
    expect(found('A5', noticeOf(parts, { facts: { vulnerableGroups: true } }))).toMatchObject([
      { severity: 'block', judgement: true, place: { section: 'subject' } },
      { severity: 'block', judgement: true, place: { section: 'subject' } },
    ]);
    expect(found('A5', noticeOf(parts))).toMatchObject([{ severity: 'warn' }, { severity: 'warn' }]);
    expect(found('A5', noticeOf(parts, { facts: { vulnerableGroups: false } }))).toEqual([]);
    const health = { vulnerableGroups: false, data: { classes: [{ class: 'medical-record' }] } };
    expect(found('A5', noticeOf(parts, { facts: health }))).toHaveLength(2);
  });
});
