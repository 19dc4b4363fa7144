import { Temporal } from 'temporal-polyfill';
import { momentWords, reminderLetter, timeLeftWords } from './reminder-letter.js';
import type { LetterBasis, ToldDuty } from './reminder-letter.js';

const at = (text: string) => Temporal.Instant.from(text);
const DUTY: ToldDuty = {
  name: 'report due (GDPR Art. 33)',
  rung: '24h',
  dueAt: at('2026-11-05T09:00:00Z'),
  zone: 'Europe/Berlin',
  projected: false,
  href: 'https://redress.example/incidents/INC-2026-00042/obligations?duty=a&x=1',
};
const BASIS: LetterBasis = {
  reference: 'INC-2026-00042',
  exercise: false,
  duties: [DUTY],
  zone: 'UTC',
  now: at('2026-11-04T09:01:10Z'),
  registerHref: 'https://redress.example/incidents/INC-2026-00042/obligations',
};

describe('the message about a duty', () => {
  it('says in its subject which incident, which duty and how long there is', () => {
    expect(reminderLetter(BASIS).subject).toBe('INC-2026-00042: report due (GDPR Art. 33), 23 h 58 min left');
  });

  it('gives the moment in the zone of the installation and in that of the law, and the way there', () => {
    const { text } = reminderLetter(BASIS);
    expect(text).toContain('Thu 5 Nov 2026, 09:00 UTC (Thu 5 Nov 2026, 10:00 CET), 23 h 58 min left');
    expect(text).toContain('24 h before the last moment');
    expect(text).toContain(DUTY.href);
  });

  it('says once what both zones say alike', () => {
    const { text } = reminderLetter({ ...BASIS, zone: 'Europe/Berlin' });
    expect(text).toContain('Last moment: Thu 5 Nov 2026, 10:00 CET, 23 h');
  });

  it('marks an exercise in the subject and in the first line', () => {
    const { subject, text } = reminderLetter({ ...BASIS, exercise: true });
    expect(subject).toMatch(/^EXERCISE INC-2026-00042: /);
    expect(text).toMatch(/^This is an exercise\./);
  });

  it('gathers the duties of an incident and writes out forty of them', () => {
    const { subject, text, html } = reminderLetter({
      ...BASIS,
      duties: Array.from({ length: 45 }, (_, n) => ({ ...DUTY, name: `report due (Law ${n})` })),
    });
    expect(subject).toBe('INC-2026-00042: 45 duties, the first 23 h 58 min left');
    expect(text).toContain('Report due (Law 39)');
    expect(text).not.toContain('Law 40');
    expect(text).toContain('5 more stand in the register.');
    expect(html).toContain('5 more stand in the register.');
  });

  it('says that a projected time is provisional', () => {
    const { text } = reminderLetter({ ...BASIS, duties: [{ ...DUTY, projected: true }] });
    expect(text).toContain('the time is provisional');
  });

  it('writes what a law is called into HTML as text', () => {
    const { html } = reminderLetter({ ...BASIS, duties: [{ ...DUTY, name: 'a <b> & "c"' }] });
    expect(html).toContain('A &#60;b&#62; &#38; &#34;c&#34;');
    expect(html).toContain('duty=a&#38;x=1');
  });
});

it.each([
  ['2026-11-04T09:00:30Z', 'less than 1 min left'],
  ['2026-11-04T10:05:59Z', '1 h 5 min left'],
  ['2026-11-05T10:00:00Z', '25 h left'],
  ['2026-11-06T09:00:00Z', '2 d left'],
  ['2026-11-09T12:30:00Z', '5 d 3 h left'],
  ['2026-11-04T08:59:59Z', 'less than 1 min late'],
  ['2026-11-04T06:59:00Z', '2 h 1 min late'],
])('counts to %s: %s', (due, words) => {
  expect(timeLeftWords(at(due), at('2026-11-04T09:00:00Z'))).toBe(words);
});

it('names a zone by its English name or by its offset', () => {
  expect(momentWords(at('2026-07-05T09:00:00Z'), 'Europe/London')).toBe('Sun 5 Jul 2026, 10:00 BST');
  expect(momentWords(at('2026-07-05T09:00:00Z'), 'Asia/Tokyo')).toBe('Sun 5 Jul 2026, 18:00 GMT+9');
});
