import type { WordLanguage } from '../../catalogue/domain/data-class-words.js';
import { briefRecord, type BriefRecord } from './brief-record.js';
import { briefLine } from './languages/brief-lines.js';
import { formsOf } from './languages/forms-of.js';

const zero = {
  'proof-of-fix': 0.3,
  compensation: 0.4,
  'identity-help': 0.1,
  speed: 0.1,
  transparency: 0.05,
  'control-over-data': 0.03,
  'human-contact': 0.01,
  apology: 0.01,
};
const step = (id: string, title: string) => ({ id, title });
const plan = {
  weights: zero,
  leadStep: { compensation: 'remedy-pay-losses', 'proof-of-fix': 'remedy-fix-root' },
  steps: [step('remedy-pay-losses', 'Pay losses'), step('remedy-fix-root', 'Repair the cause')],
} as unknown as Parameters<typeof briefRecord>[1];

type BriefDuty = Parameters<typeof briefRecord>[0][number];
const duty = (law: string, status: BriefDuty['status'], dueAt: string | null = null): BriefDuty => ({
  law,
  status,
  dueAt,
  authority: 'the authority',
  recipient: 'regulator',
  tz: 'Europe/Dublin',
});

function inWords({ clocks, wants }: BriefRecord, language: WordLanguage = 'en', country?: string) {
  const reader = { language, forms: formsOf[language], ...(country && { country }) };
  return {
    clocks: clocks.map((line) => briefLine(line, reader)),
    wants: wants.map((line) => briefLine(line, reader)),
  };
}

it('tells of the clocks that run, the most urgent first, each in the zone of its authority', () => {
  const record = briefRecord(
    [
      duty('Law C', 'clock-not-started'),
      duty('Law B', 'due', '2026-11-20T15:12:00Z'),
      duty('Law A', 'due', '2026-11-20T09:10:00Z'),
      duty('Law D', 'asap'),
      duty('Law E', 'not-owed'),
      duty('Law F', 'needs-facts'),
    ],
    plan,
    [],
  );
  expect(inWords(record).clocks).toEqual([
    'Law D, to the authority: as soon as possible.',
    'Law A, to the authority: due 20 November 2026 at 9:10 (Europe/Dublin).',
    'Law B, to the authority: due 20 November 2026 at 15:12 (Europe/Dublin).',
    'Law C, to the authority: the clock has not started.',
    'One more duty may be owed, and waits for facts that the register of duties names.',
  ]);
});

it('says of duties that wait for facts that they may be owed, also where no other is', () => {
  const { clocks } = inWords(
    briefRecord([duty('Law A', 'needs-facts'), duty('Law B', 'needs-facts')], plan, []),
  );
  expect(clocks).toEqual(['2 duties may be owed, and wait for facts that the register of duties names.']);
});

it('counts what does not fit on a page, and drops nothing in silence', () => {
  const many = Array.from({ length: 14 }, (_, at) => duty(`Law ${at}`, 'asap'));
  const { clocks } = inWords(briefRecord(many, plan, []));
  expect(clocks).toHaveLength(11);
  expect(clocks.at(-1)).toBe('4 more stand in the register of duties.');
});

it('tells of what people want by weight, and how far the step is that serves it best', () => {
  const { wants } = inWords(briefRecord([], plan, [{ id: 'remedy-pay-losses', done: true }]));
  expect(wants.slice(0, 3)).toEqual([
    'Compensation, 40 %: done (Pay losses).',
    'Proof of fix, 30 %: not chosen (Repair the cause).',
    'Identity help, 10 %: no step of the plan serves it first.',
  ]);
});

it('says them in the language of the brief, with days as its readers write them', () => {
  const people: BriefDuty = {
    ...duty('Law A', 'due', '2026-11-20T23:59:59Z'),
    tz: 'UTC',
    recipient: 'individuals',
  };
  const record = briefRecord([people, duty('Law B', 'needs-facts')], plan, [
    { id: 'remedy-pay-losses', done: false },
  ]);
  expect(inWords(record, 'en', 'US').clocks[0]).toBe('Law A, to the authority: due November 20, 2026 (UTC).');
  const german = inWords(record, 'de');
  expect(german.clocks).toEqual([
    'Law A. Empfang: die Betroffenen. Stand: fällig am 20. November 2026 (UTC).',
    'Weitere Pflichten, die bestehen können: 1. Es fehlen Fakten, die das Verzeichnis der Pflichten nennt.',
  ]);
  expect(german.wants[0]).toBe('Ersatz, 40 %: gewählt, nicht erledigt (Pay losses).');
});

it('leaves no English word of its own in another language', () => {
  const record = briefRecord(
    [
      ...Array.from({ length: 12 }, () => duty('1', 'due', '2026-11-20T09:10:00Z')),
      ...(['asap', 'on-hold', 'clock-not-started', 'needs-facts'] as const).map((status) =>
        duty('2', status),
      ),
      duty('3', 'due'),
    ].map((one) => ({ ...one, authority: '' })),
    plan,
    [],
  );
  for (const language of ['de', 'fr', 'es', 'ja', 'zh-Hans'] as const) {
    const { clocks, wants } = inWords(record, language);
    expect([...clocks, ...wants].join(' ')).not.toMatch(
      /\b(due|to|more|dut(y|ies)|owed|wait|clock|chosen|done|help|fix|data|person|step)\b/i,
    );
  }
});
