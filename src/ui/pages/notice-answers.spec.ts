import { fieldTypes, readNoticeValue } from '../../notices/domain/notice-values.js';
import type { FieldType } from '../../notices/domain/notice-values.js';
import { FormFields } from '../form-fields.js';
import { answerText, readAnswer } from './notice-answers.js';

const read = (type: FieldType, text: string | string[]) =>
  readAnswer(type, 'details.x', new FormFields({ 'details.x': text }));

const written: [FieldType, string | string[], unknown][] = [
  ['text', ' the flaw ', 'the flaw'],
  ['date', '2026-12-04', '2026-12-04'],
  ['dateTime', '2026-11-16T19:20', '2026-11-16T19:20'],
  ['number', '37', 37],
  ['money', '15.00 eur', { amount: '15.00', currency: 'EUR' }],
  ['list', 'text relay\r\n\r\n large print', ['text relay', 'large print']],
  ['languages', 'en\nde', ['en', 'de']],
  ['dataClasses', ['password', 'payment-card-code'], ['password', 'payment-card-code']],
  [
    'openPoints',
    'we test A | 2026-11-27\nwe ask B|2026-12-01',
    [
      { text: 'we test A', by: '2026-11-27' },
      { text: 'we ask B', by: '2026-12-01' },
    ],
  ],
];

it.each(written)('reads %s as it is written', (type, text, answer) => {
  expect(read(type, text)).toEqual({ answer });
  expect(readNoticeValue(type, answer)).toHaveProperty('value');
});

it.each(written.filter(([type]) => type !== 'dataClasses'))(
  'shows a saved %s so that saving it again keeps it',
  (type, _, answer) => {
    expect(read(type, answerText(type, answer))).toEqual({ answer });
  },
);

it('takes a field left empty as no answer', () => {
  for (const type of fieldTypes) expect(read(type, '  ')).toEqual({ answer: undefined });
  expect(read('dataClasses', [])).toEqual({ answer: undefined });
});

it('names the line of an open point that lacks its day', () => {
  expect(read('openPoints', 'we test A | 2026-11-27\nwe ask B')).toEqual({
    fault: expect.stringMatching(/^Line 2: /),
  });
  expect(read('money', 'fifteen euros')).toHaveProperty('fault');
  expect(read('number', '1.5')).toHaveProperty('fault');
});

it('writes hours given as parts in words', () => {
  const hours = { days: 'every-day', from: '07:00', to: '23:00' };
  expect(answerText('hours', hours)).toBe('every day from 07:00 to 23:00');
});
