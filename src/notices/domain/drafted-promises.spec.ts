import { breach, draftOf, proof, sentText } from '../../../test/support/drafted-notices.js';
import { allSteps } from '../../../test/support/notice-cases.js';

describe('the words "fixed" and "checked"', () => {
  const claims = /What is fixed|\*\*Checked:\*\*|\*\*Closed:\*\*/;

  it('stand with a complete proof', () => {
    expect(sentText(draftOf({ facts: breach, proof }), 'fix')).toMatch(claims);
  });

  it.each(Object.keys(proof))('are missing without %s', (part) => {
    const rest = Object.fromEntries(Object.entries(proof).filter(([name]) => name !== part));
    const notice = draftOf({ facts: breach, proof: rest });
    expect(sentText(notice)).not.toMatch(claims);
    expect(sentText(notice, 'fix')).toContain('**Stopped:** on {{dateTime incident.containedAt}}.');
    expect(notice.missing.map(({ placeholder }) => placeholder)).toContain('fix.open');
  });

  it('are missing, and so is "stopped", where nobody knows that it is over', () => {
    const text = sentText(draftOf({ facts: { ...breach, containedAt: undefined } }));
    expect(text).not.toMatch(claims);
    expect(text).not.toContain('topped');
    expect(text).toContain('we cannot say yet that this is over');
  });
});

/** One sentence of each promise, by the step that makes it. */
const promises: [step: string, sentence: string][] = [
  ['remedy-loss-guarantee', 'We repay losses caused by this.'],
  ['remedy-pay-losses', 'We answer within {{days payback.answerDays}}.'],
  ['remedy-hardship', 'we pay first and check later'],
  ['remedy-card-reissue', 'A new account number and card reach you'],
  ['remedy-fee-cover', 'We pay the fees'],
  ['remedy-device-replace', 'we replace it or pay you back'],
  ['support-restoration', 'a specialist repairs it with you'],
  ['support-monitoring', 'free monitoring tells you'],
  ['support-freeze', 'We help you to ask for a credit freeze'],
  ['remedy-documents', 'We arrange your new papers'],
  ['remedy-medical-record', 'we correct it and confirm it.'],
  ['support-biometric', 'stop using your fingerprint or face'],
  ['support-child-identity', 'We help to protect your child'],
  ['support-counselling', 'talk with a counsellor'],
  ['contain-fraud-watch', 'we watch your account, and call you'],
  ['verify-independent-test', 'An outside firm tests it next.'],
  ['support-scam-warning', 'We never ask for a password'],
  ['support-account-lock', 'Lock your account'],
  ['support-safety-plan', 'A safety specialist helps you at once.'],
  ['support-phone', 'A person answers'],
  ['support-one-case', 'need not tell your story twice'],
  ['support-case-manager', 'keeps your case to the end'],
  ['notify-updates', 'We write again on'],
  ['notify-apology', 'we are sorry'],
];

describe('a promise', () => {
  /** Either of two steps makes the same promise. */
  const also: Record<string, string> = {
    'remedy-loss-guarantee': 'remedy-pay-losses',
    'notify-apology': 'remedy-leader-apology',
  };

  it.each(promises)('of step %s stands only where the step is chosen', (step, sentence) => {
    expect(sentText(draftOf({ facts: breach, steps: [step] }))).toContain(sentence);
    const others = allSteps.filter((id) => id !== step && id !== also[step]);
    expect(sentText(draftOf({ facts: breach, steps: others }))).not.toContain(sentence);
  });

  it('that people are paid back is made by either of two steps and by no other', () => {
    const others = allSteps.filter((id) => !['remedy-loss-guarantee', 'remedy-pay-losses'].includes(id));
    expect(sentText(draftOf({ facts: breach, steps: others }))).not.toMatch(/We repay|pay it back/);
  });

  it.each([
    ['contain-revoke', 'old passwords no longer open your account'],
    ['notify-police', 'We went to the police.'],
    ['contain-safe-state', 'we have switched off what could harm you'],
  ])('kept in the past, %s, is told only when it is done', (step, sentence) => {
    expect(sentText(draftOf({ facts: breach, steps: [step] }))).not.toContain(sentence);
    expect(sentText(draftOf({ facts: breach, steps: [step], done: [step] }))).toContain(sentence);
  });

  it('of a sum stands only with the sum', () => {
    const facts = { ...breach };
    expect(sentText(draftOf({ facts }))).not.toContain('We pay you');
    const details = { 'payback.sum': { amount: '15', currency: 'GBP' } };
    expect(sentText(draftOf({ facts, details }))).toContain('We pay you {{money payback.sum}}');
  });
});
