import { settle } from './commitment-state.js';

const repay = {
  rule: 'losses',
  section: 'payback',
  step: 'remedy-pay-losses',
  keeper: 'finance',
  dueOn: null,
  text: 'We repay losses.',
};
const cards = { ...repay, rule: 'replacement', dueOn: '2026-11-24', text: 'New cards.' };

it('makes every promise of a text that is approved first', () => {
  expect(settle([], [repay, cards])).toEqual({ kept: [], superseded: [], made: [repay, cards] });
});

it('keeps the row of a promise that the next approved text makes again', () => {
  const row = { ...repay, id: 'A' };
  expect(settle([row], [repay])).toEqual({ kept: [row], superseded: [], made: [] });
});

it('takes a promise with another day for another promise, and ends the earlier one', () => {
  const row = { ...cards, id: 'B' };
  const later = { ...cards, dueOn: '2026-12-01' };
  expect(settle([row], [later])).toEqual({ kept: [], superseded: [row], made: [later] });
});

it('makes a promise twice that stands twice in the text', () => {
  const row = { ...repay, id: 'A' };
  expect(settle([row], [repay, repay])).toEqual({ kept: [row], superseded: [], made: [repay] });
});
