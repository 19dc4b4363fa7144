import { checkedPart } from '../../../test/support/checked-notices.js';
import { catalogue, kindCalled } from '../../../test/support/notice-cases.js';
import { checkRules } from './checks/check-notice.js';
import type { CheckedPart } from './checks/checked-notice.js';
import { houseFindings, houseRules } from './house-findings.js';

function found(...parts: CheckedPart[]): string[] {
  const house = { kind: kindCalled('individuals-email'), locale: 'en', parts, linkHosts: [] };
  return houseFindings(house, catalogue).map(({ rule, place }) => `${rule} ${place.section ?? 'whole'}`);
}

describe('words of the house', () => {
  it('meet every rule that needs no incident and no whole notice', () => {
    expect(houseRules.map(({ id, ceiling }) => `${id} ${ceiling}`)).toEqual([
      'W3 block',
      'C2 block',
      'W4 block',
      'C15 block',
      'W1 block',
      'W2 block',
      'C5 hint',
      'W5 block',
      'W6 warn',
      'W7 block',
      'W10 warn',
      'W11 block',
      'W12 warn',
      'W13 block',
      'W14 block',
      'W15 hint',
      'W8 block',
      'W9 block',
      'W16 hint',
      'A1 block',
      'A2 warn',
      'A4 warn',
      'A5 block',
    ]);
  });

  it('meet no other rule on wording but that every promise needs a step', () => {
    const others = checkRules.filter((rule) => rule.group === 'wording' && !houseRules.includes(rule));
    expect(others.map(({ id, ceiling }) => `${id} ${ceiling}`)).toEqual(['W12 block']);
  });

  it('are not asked for what other parts say, nor for who signs the notice', () => {
    expect(found(checkedPart('happened', 'What happened', 'Someone copied your name.'))).toEqual([]);
  });

  it('are told of the place of a word that belittles', () => {
    const part = checkedPart('happened', 'What happened', 'Only a small number of people are affected.');
    expect(found(part)).toContain('W5 happened');
  });

  it('are measured by their sentences, all parts together', () => {
    const sixtyWords = 'Organisational authorities investigated considerations. '.repeat(15).trim();
    const [happened, fix] = ['happened', 'fix'].map((id) => checkedPart(id, 'A part', sixtyWords));
    expect(found(happened as CheckedPart)).toEqual([]);
    expect(found(happened as CheckedPart, fix as CheckedPart)).toEqual(['W1 whole']);
  });
});
