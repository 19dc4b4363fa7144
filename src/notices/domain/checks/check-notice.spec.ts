import { loadCatalogue } from '../../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../../incidents/domain/incident-facts.js';
import { goldNames, goldNotice, goldPresent } from '../../../../test/support/gold-notices.js';
import { checkNotice, checkRules } from './check-notice.js';
import type { CheckedNotice, CheckedPart } from './checked-notice.js';
import type { Finding } from './finding.js';

const catalogue = loadCatalogue();

/** External attack, bank account and contact data, reader affected for certain, losses reported. */
const facts: IncidentFacts = {
  occurredAt: '2026-03-01T02:00:00Z',
  containedAt: '2026-03-03T18:00:00Z',
  discoveredAt: '2026-03-05T08:00:00Z',
  awareAt: '2026-03-05T09:00:00Z',
  incident: { types: ['external-intrusion', 'data-theft'], intent: 'intentional' },
  data: {
    classes: [
      { class: 'name', protection: 'none' },
      { class: 'postal-address', protection: 'none' },
      { class: 'bank-account', protection: 'none' },
    ],
    complete: true,
  },
  lossesIncurred: 'reported',
  vulnerableGroups: false,
};

const G = {
  1: 'Between 1 and 3 March 2026 an attacker copied your name, address and bank account number from our payment system.',
  2: 'We found this on 5 March and closed the way in the same day. The full repair is not finished; we publish the outside test by 20 March.',
  3: 'If money left your account because of this, we pay it back within ten days. Call us or send the form; a bank statement is enough.',
  4: 'A specialist will repair your records with you if someone uses your identity. This is free until 31 March 2028.',
  5: 'Do this first, it takes five minutes: check your last ten payments and tell us about any you do not know.',
  6: 'Call 0800 555 0100, free, every day from 8 to 20. A person answers, also in Turkish and Polish.',
  7: 'We did not install a repair that was ready in January. That was our failure, and we are sorry.',
  8: 'We have looked at all payments since 1 March and found misuse in 41 accounts. More may follow, so please keep checking.',
} as const;

function part(id: string, heading: string, ...paragraphs: string[]): CheckedPart {
  const words = paragraphs.join('\n\n');
  return { id, level: 2, heading, words, source: words, fields: [] };
}

function noticeOf(parts: CheckedPart[], more: Partial<CheckedNotice> = {}): CheckedNotice {
  return {
    kind: 'individuals-email',
    channel: 'email',
    audience: 'individuals',
    locale: 'en',
    parts,
    facts,
    values: {},
    reader: { name: 'A. Reader-Test', affected: 'certain' },
    steps: ['contain-stop-access', 'remedy-pay-losses', 'support-restoration', 'verify-independent-test'].map(
      (id) => ({ id, done: true }),
    ),
    duties: [],
    leads: [],
    commitments: [
      {
        text: 'We publish the outside test.',
        step: 'verify-independent-test',
        due: '2026-03-20',
        keeper: 'security-lead',
      },
      {
        text: 'We pay back losses within ten days.',
        step: 'remedy-pay-losses',
        due: null,
        keeper: 'finance',
      },
      {
        text: 'A specialist repairs records.',
        step: 'support-restoration',
        due: '2028-03-31',
        keeper: 'identity',
      },
    ],
    proofComplete: true,
    noticeDate: '2026-03-09',
    linkHosts: [],
    limits: {},
    ...more,
  };
}

const parts = (): CheckedPart[] => [
  { ...part('opening', 'Notice of the bank', '9 March 2026.', 'Dear A. Reader-Test,'), level: 1 },
  part('happened', 'What happened', G[1], G[2]),
  part('data', 'What information'),
  part('fix', 'What we are doing', G[3], G[4]),
  part('actions', 'What you can do', G[5]),
  part('contact', 'Where to get help', G[6]),
  part('apology', 'We are sorry', G[7]),
  part('status', 'Where we stand today', G[8]),
];

const grave = ({ severity }: Finding) => severity !== 'hint';
const findingsOf = (notice: CheckedNotice) => checkNotice(notice, catalogue).findings;
const rulesOf = (notice: CheckedNotice) => [
  ...new Set(
    findingsOf(notice)
      .filter(grave)
      .map(({ rule }) => rule),
  ),
];
const same = ({ rule, text, fix }: Finding) => `${rule} ${text} ${fix}`;

/** Rules that find something grave in a notice with a sentence, and not in the same without it. */
function broughtBy(without: CheckedNotice, withIt: CheckedNotice): string[] {
  const before = new Set(findingsOf(without).map(same));
  const brought = findingsOf(withIt).filter((finding) => grave(finding) && !before.has(same(finding)));
  return [...new Set(brought.map(({ rule }) => rule))].sort();
}

function withSentence(text: string, section: string): CheckedNotice {
  return noticeOf(
    parts().map((one) =>
      one.id === section
        ? part(one.id, one.heading, ...[one.words, text].filter((words) => words !== ''))
        : one,
    ),
  );
}

describe('a sentence that should not go out', () => {
  it.each([
    ['B1', 'Your details may potentially have been involved in an event.', 'happened', ['C2', 'C3', 'W3']],
    ['B2', 'We take the protection of your data very seriously.', 'happened', ['W6']],
    ['B3', 'Certain information was accessed.', 'happened', ['C2', 'W8']],
    ['B4', 'We have found no sign that anyone has misused your data.', 'happened', ['W4']],
    ['B5', 'Only a small number of customers were touched by this isolated event.', 'happened', ['W5']],
    ['B6', 'Like many firms today, we fell victim to highly skilled criminals.', 'happened', ['W7']],
    ['B7', 'We are sorry for any inconvenience this may have caused.', 'apology', ['W10', 'W9']],
    [
      'B8',
      'The threat actor exfiltrated PII through a compromised vector, which has been remediated.',
      'fix',
      ['C6', 'W11', 'W8'],
    ],
    ['B9', 'This can never happen again, and your data are now completely safe.', 'fix', ['C6', 'W13']],
    ['B10', 'We will look into ways of helping those affected in due course.', 'fix', ['W12']],
    ['B12', 'Customers who reuse passwords should have known the risk.', 'happened', ['W7']],
  ])('%s: %s', (_, text, section, expected) => {
    const [without, withIt] = [noticeOf(parts()), withSentence(text, section)].map((notice) => ({
      ...notice,
      proofComplete: false,
    })) as [CheckedNotice, CheckedNotice];
    expect(broughtBy(without, withIt)).toEqual(expected);
  });

  it('B11: For questions, please visit our website.', () => {
    const asked = parts().map((one) =>
      one.id === 'contact' ? part(one.id, one.heading, 'For questions, please visit our website.') : one,
    );
    expect(broughtBy(noticeOf(parts()), noticeOf(asked))).toEqual(['C10']);
  });

  it('may never blame the reader: a block', () => {
    const notice = withSentence('Customers who reuse passwords should have known the risk.', 'happened');
    const blocks = findingsOf(notice).filter(({ severity }) => severity === 'block');
    expect(blocks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['W7']));
  });

  const japanese = part(
    'happened',
    '起きたこと',
    'お客様の口座番号が、3月1日から3日の間に外部の者に盗まれました。',
  );
  const chinese = part('happened', '发生了什么', '攻击者在3月1日至3日复制了您的姓名、地址和银行账号。');
  it.each([
    [
      'ja',
      japanese,
      '念のためお知らせいたしますが、情報が流出した可能性がございます。',
      ['C2', 'C3', 'W3', 'W5'],
    ],
    ['zh-Hans', chinese, '我司高度重视,个别用户信息疑似受到影响。', ['C2', 'W3', 'W5', 'W6']],
  ])('X1, X3 in %s', (locale, good, text, expected) => {
    const bad = part(good.id, good.heading, good.words, text);
    expect(broughtBy(noticeOf([good], { locale }), noticeOf([bad], { locale }))).toEqual(expected);
  });

  it.each([
    ['ja', japanese],
    ['zh-Hans', chinese],
  ])('X2, X4 in %s are good sentences', (locale, good) => {
    const inside = findingsOf(noticeOf([good], { locale })).filter(
      (finding) => grave(finding) && finding.place.start !== undefined,
    );
    expect(inside).toEqual([]);
  });
});

describe('a notice of good sentences', () => {
  const notice = noticeOf(parts());

  it.each(Object.entries(G))('has no block and no warning within G%s', (_, text) => {
    const inside = findingsOf(notice).filter(({ place, severity }) => {
      const words = notice.parts.find(({ id }) => id === place.section)?.words ?? '';
      const from = words.indexOf(text);
      return (
        severity !== 'hint' &&
        from >= 0 &&
        place.start !== undefined &&
        place.start < from + text.length &&
        (place.end ?? 0) > from
      );
    });
    expect(inside).toEqual([]);
  });

  it('has no block', () => {
    expect(findingsOf(notice).filter(({ severity }) => severity === 'block')).toEqual([]);
  });

  it('with the apology first gives O1 and W9', () => {
    const sorry = noticeOf(
      parts()
        .filter(({ id }) => id !== 'apology')
        .map((one) => (one.id === 'happened' ? part(one.id, one.heading, G[7], G[1], G[2]) : one)),
    );
    expect(broughtBy(notice, sorry)).toEqual(['O1', 'W9']);
  });

  it('without a telephone number gives C10', () => {
    const mute = noticeOf(parts().filter(({ id }) => id !== 'contact'));
    expect(rulesOf(mute)).toContain('C10');
    expect(rulesOf(notice)).not.toContain('C10');
  });

  it('that tells of an attacker where the house shared the data itself fails C5', () => {
    const shared = { ...facts, incident: { types: ['declared-sharing'], intent: 'intentional' as const } };
    expect(findingsOf(noticeOf(parts(), { facts: shared }))).toContainEqual(
      expect.objectContaining({ rule: 'C5', severity: 'block' }),
    );
  });

  it('that comes 40 days after the discovery without a reason gives C4', () => {
    const late = noticeOf(parts(), { noticeDate: '2026-04-14' });
    expect(rulesOf(late)).toContain('C4');
    expect(findingsOf(notice).filter(({ rule }) => rule === 'C4')).toEqual([]);
  });

  it('names a kind of data that the facts do not hold: C2', () => {
    const swapped = parts().map((one) =>
      one.id === 'happened'
        ? part(one.id, one.heading, G[1].replace('bank account number', 'passport number'), G[2])
        : one,
    );
    expect(findingsOf(noticeOf(swapped))).toContainEqual(
      expect.objectContaining({ rule: 'C2', severity: 'block' }),
    );
  });
});

describe('a report', () => {
  it('puts blocks first and then goes as people read', () => {
    const notice = withSentence(
      'We value you, our valued customer. You should have known. There is no risk.',
      'fix',
    );
    const order = findingsOf(notice).map(({ severity }) => ['block', 'warn', 'hint'].indexOf(severity));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBe(0);
  });

  it('shows what is there and what is not of the five parts', () => {
    expect(checkNotice(noticeOf(parts()), catalogue).parts).toEqual([
      { part: 'what-happened', state: 'present' },
      { part: 'what-information', state: 'thin' },
      { part: 'what-we-do', state: 'present' },
      { part: 'what-you-can-do', state: 'present' },
      { part: 'where-to-get-help', state: 'present' },
    ]);
  });

  it('says that no native reader checked the words, and always asks for five readers', () => {
    const { remarks } = checkNotice(noticeOf(parts()), catalogue);
    expect(remarks).toEqual([
      expect.stringMatching(/No native reader .* English/),
      expect.stringMatching(/five people/),
    ]);
  });

  it('says of a language without words which rules could not run, and passes none of them', () => {
    const { remarks, passed } = checkNotice(noticeOf(parts(), { locale: 'ko' }), catalogue);
    expect(remarks).toContainEqual(expect.stringMatching(/No words are known for this language/));
    expect(passed).not.toContain('W3');
    expect(passed).toContain('O4');
  });

  it('reads another form of a language by the words of that language, and Traditional Chinese by none', () => {
    expect(
      rulesOf(noticeOf([part('happened', 'What happened', 'Rest assured.')], { locale: 'en-GB' })),
    ).toContain('W6');
    const { passed } = checkNotice(noticeOf(parts(), { locale: 'zh-Hant' }), catalogue);
    expect(passed).not.toContain('W6');
  });

  it('rests on evidence that exists, or on a source of the word list', () => {
    const sources = new Set(Object.values(catalogue.lintWords).flatMap((list) => Object.keys(list.sources)));
    const bad = Object.values(catalogue.lintWords.en.entries).map(({ term }) => `${term} 5.`);
    const found = findingsOf(noticeOf([part('happened', 'What happened', ...bad)]));
    expect(found.length).toBeGreaterThan(200);
    for (const { evidence } of found)
      for (const id of evidence) expect(catalogue.evidence.has(id) || sources.has(id)).toBe(true);
  });

  it('has no finding graver than its rule allows', () => {
    const ceilings = new Map(checkRules.map(({ id, ceiling }) => [`${id} ${ceiling}`, ceiling]));
    const all = Object.values(catalogue.lintWords).flatMap((list) =>
      findingsOf(
        noticeOf([part('happened', '', ...list.entries.map(({ term }) => `${term} 5.`))], {
          locale: list.language,
        }),
      ),
    );
    const rank = ['block', 'warn', 'hint'] as const;
    for (const { rule, severity } of all) {
      const most = Math.min(
        ...rank.map((one, index) => (ceilings.has(`${rule} ${one}`) ? index : rank.length)),
      );
      expect(rank.indexOf(severity)).toBeGreaterThanOrEqual(most);
    }
  });
});

describe('the gold notices (skipped where ../shared is absent)', () => {
  (goldPresent ? it.each : it.skip.each)(goldNames)('%s has no block and no warning', (name) => {
    expect(findingsOf(goldNotice(name)).filter(grave)).toEqual([]);
  });
});
