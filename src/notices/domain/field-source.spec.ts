import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { rankingFactsOf } from '../../plans/domain/ranking-facts.js';
import { loadNoticeKinds } from '../notice-kinds.loader.js';
import { sourceOfField } from './field-source.js';
import { DetailsRefused, noticeContext } from './notice-context.js';
import type { NoticeSources } from './notice-context.js';
import type { NoticeKind } from './notice-kind.js';

const catalogue = loadCatalogue();
const kinds = loadNoticeKinds(catalogue);
const everyKind = [...kinds.values()].map((kind) => [kind.id, kind] as const);
const email = kinds.get('individuals-email')!;
const at = Temporal.Instant.from('2026-11-19T12:00:00Z');
const facts = {
  occurredAt: '2026-11-14T08:00:00Z',
  discoveredAt: '2026-11-16T08:00:00Z',
  awareAt: '2026-11-17T09:10:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  affected: { total: 3, relations: ['customer'] },
  data: { classes: [{ class: 'name' }] },
};
const profile = {
  name: 'Larkmoor Bank',
  phone: '1800 555 014',
  phoneHours: 'every day',
  phoneLanguages: ['en'],
  email: 'help@example.org',
  accessRoutes: ['text relay'],
  dpo: 'Nuala Breen',
  signer: 'Maeve Tallon',
};
const sources = {
  facts,
  ranking: rankingFactsOf(facts, at, catalogue),
  reference: 'INC-2026-00001',
  organisation: profile,
  steps: [],
  duties: [],
  stateTexts: catalogue.stateTexts,
  record: { clocks: ['GDPR Art. 33: due'], wants: ['Compensation'] },
} satisfies NoticeSources;

const namesFrom = (source: string, kind: NoticeKind) =>
  [...kind.placeholders.keys()].filter((name) => sourceOfField(name) === source);

/** Names that cannot be answered because the facts hold them. */
function heldByFacts(kind: NoticeKind): string[] {
  try {
    noticeContext(kind, {
      ...sources,
      details: Object.fromEntries([...kind.placeholders].map(([name, { example }]) => [name, example])),
    });
    return [];
  } catch (error) {
    if (!(error instanceof DetailsRefused)) throw error;
    return error.faults
      .filter(({ message }) => message.includes('fact'))
      .map(({ path }) => path.replace('/details/', ''));
  }
}

it.each(everyKind)('calls a fact what full facts do not let people answer: %s', (_, kind) => {
  expect(namesFrom('fact', kind).sort()).toEqual(heldByFacts(kind).sort());
});

it('calls profile what a full profile fills without any answer', () => {
  const { values } = noticeContext(email, sources);
  const filled = Object.keys(values).filter((name) => values[name] !== undefined);
  expect(namesFrom('profile', email)).toEqual(
    filled.filter((name) => !namesFrom('fact', email).includes(name)),
  );
});

it('leaves to each person what is theirs alone', () => {
  expect(namesFrom('person', email)).toContain('recipient.name');
  expect(namesFrom('answer', email)).toContain('next.updateAt');
});

it('calls proof what only the proof of fix says', () => {
  expect(namesFrom('proof', email)).toEqual([
    'fix.what',
    'fix.closedAt',
    'fix.tester',
    'fix.testedAt',
    'fix.result',
    'fix.proofUrl',
  ]);
});
