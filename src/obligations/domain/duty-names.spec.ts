import { eachDutyOnce, plainDutyName, shortLaw } from './duty-names.js';

describe('a duty in a few words', () => {
  it.each([
    ['regulator', 'single', 'GDPR (Reg. (EU) 2016/679) Art. 33(1)', /^report due \(GDPR.* Art\. 33\(1\)\)$/],
    ['regulator', 'early-warning', 'NIS2 Art. 23', /^first report due \(NIS2 Art\. 23\)$/],
    ['regulator', 'final', 'Reg. (EU) 2022/2554 Art. 19', /^final report due \(DORA Art\. 19\)$/],
    ['individuals', 'single', 'GDPR Art. 34; BDSG § 43', /^notice to people due \(GDPR Art\. 34\)$/],
    ['media', 'single', '45 CFR 164.406', /^notice to the media due \(45 CFR 164\.406\)$/],
  ] as const)('to %s, %s, under %s', (recipient, stage, law, words) => {
    expect(plainDutyName({ recipient, stage, law }, 'rule')).toMatch(words);
  });

  it('never repeats what people typed into a duty of their own', () => {
    const typed = { recipient: 'partners', stage: 'single', law: 'Contract with Erika Muster' } as const;
    expect(plainDutyName(typed, 'manual')).toBe('notice to partners due (added by hand)');
  });
});

describe('a duty that two rules describe', () => {
  const row = (ruleId: string, status: 'due' | 'not-owed', sameDutyAs?: string) => ({
    ruleId,
    rule: sameDutyAs === undefined ? {} : { sameDutyAs },
    terms: { status },
  });

  it('is told once while the other rule is owed', () => {
    const rows = [row('a', 'due'), row('b', 'due', 'a'), row('c', 'due', 'gone')];
    expect(eachDutyOnce(rows).map(({ ruleId }) => ruleId)).toEqual(['a', 'c']);
  });

  it('is told by the rule that is owed', () => {
    const rows = [row('a', 'not-owed'), row('b', 'due', 'a')];
    expect(eachDutyOnce(rows).map(({ ruleId }) => ruleId)).toEqual(['a', 'b']);
  });
});

describe('A law in few words', () => {
  it.each([
    ['Reg. (EU) 2022/2554 Art. 19(4)(a); Del. Reg. 2025/301 Art. 5(1)(a)', 'DORA Art. 19(4)(a)'],
    ['GDPR (Reg. 2016/679) Art. 33(1),(3)-(4)', 'GDPR Art. 33(1),(3)-(4)'],
    ['45 CFR 164.404', '45 CFR 164.404'],
  ])('%s is %s', (law, short) => expect(shortLaw(law)).toBe(short));
});
