import { existsSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import type { Priority } from '../src/catalogue/domain/priorities.js';
import { readVeris } from '../src/incidents/domain/read-veris.js';
import { importVeris } from '../src/incidents/domain/veris-import.js';
import { shippedFactsValidator } from '../src/incidents/facts-form.js';
import { fixClaimsIn } from '../src/notices/domain/fix-claims.js';
import { draftNotice } from '../src/notices/domain/draft-notice.js';
import { holds } from '../src/notices/domain/notice-condition.js';
import { everyReader, noticeContext, readerValues } from '../src/notices/domain/notice-context.js';
import type { NoticeContext, NoticeSources } from '../src/notices/domain/notice-context.js';
import type { NoticeKind } from '../src/notices/domain/notice-kind.js';
import { leadsOf } from '../src/notices/render-from-facts.js';
import { evaluateDuties } from '../src/obligations/domain/evaluate-duties.js';
import { buildPlan } from '../src/plans/domain/build-plan.js';
import { rankingFactsOf } from '../src/plans/domain/ranking-facts.js';
import { allSteps, catalogue, kinds as everyKind, preparedOf, rules } from './support/notice-cases.js';

const SAMPLE = new URL('../../shared/data/incidents/vcdb-sample.jsonl', import.meta.url);
const AT = Temporal.Instant.from('2026-11-21T00:00:00Z');
const present = existsSync(SAMPLE) ? describe : describe.skip;

/** What an empty value leaves behind in a sentence or a list, by name. */
const broken: Record<string, RegExp> = {
  'a space before a stop or comma': /[\p{L}\p{N}⟧] [.,;:](?=\s|$)/u,
  'a stop after a stop': /(?<!\.)\.\.(?!\.)|,,|;;|,\.|\(\)|\?\.|:\./u,
  'two spaces inside a line': /\S {2,}\S/u,
  'an empty bullet': /^\s*(?:[-*•]|\d+\.)\s*$/mu,
  'a bullet of nothing but its lead': /^\s*(?:[-*•]|\d+\.) [^.⟧\n]{1,20}:\s*$/mu,
  'a sentence that stops at its small word': /\b(?:by|from|of|until|within|and|the|a|an)\.(?=\s|$)/u,
  'a field that nobody filled': /\{\{|\}\}|\bundefined\b|\bnull\b|\bNaN\b|\[object/u,
  'a mark that does not say what it misses': /⟦(?!missing: |per person: )/u,
};

interface Ground {
  sources: NoticeSources;
  leads: Priority[];
}

interface Laid extends Ground {
  context: NoticeContext;
}

/** One of all the incidents that a draft of this kind treats alike; the leads move whole sections, and no word. */
function distinct(
  kind: NoticeKind,
  grounds: readonly Ground[],
  besides: (context: NoticeContext) => unknown[] = () => [],
): Laid[] {
  const asked = askedBy(kind);
  const found = new Map<string, Laid>();
  for (const ground of grounds) {
    const context = noticeContext(kind, ground.sources);
    const key = JSON.stringify([...asked(context), ...besides(context)]);
    if (!found.has(key)) found.set(key, { ...ground, context });
  }
  return [...found.values()];
}

/** By these, a house speaks of itself and to its readers in some languages. */
const inHouseWords = ({ facts }: NoticeContext) => [facts.industry, facts.affected?.relations];

/** Answers to everything that its texts, sections and formats ask: the words of a draft are decided by these. */
function askedBy(kind: NoticeKind): (context: NoticeContext) => unknown[] {
  const templates = [...kind.texts.values()].flatMap(({ subject, preheader, sections }) => [
    subject,
    preheader,
    ...[...sections.values()].flatMap(({ heading, body }) => [heading, body]),
  ]);
  const names = new Set(
    templates.flatMap((text) => [...text.matchAll(/\b(?:if|unless) ([\w.]+)/g)].map(([, name = '']) => name)),
  );
  const conditions = [
    ...[...names].flatMap((name) => kind.flags.get(name) ?? []),
    ...kind.sections.map(({ shownWhen }) => shownWhen),
    ...kind.formats.map(({ when }) => when),
  ];
  return (context) => [
    ...conditions.map((one) => holds(one, context)),
    ...[...kind.placeholders.keys()].map((name) => context.values[name] !== undefined),
    context.annex,
  ];
}

present('the notices of the 850 incidents of the VCDB sample (skipped where ../shared is absent)', () => {
  const kinds = [...everyKind.values()];
  let grounds: Ground[];

  beforeAll(() => {
    const knowledge = {
      varieties: catalogue.vocabulary.verisVarieties,
      validateFacts: shippedFactsValidator(),
    };
    grounds = readVeris(readFileSync(SAMPLE, 'utf8')).flatMap((text) => {
      if ('errors' in text) return [];
      const taken = importVeris(text.record, knowledge, { by: 'test', at: AT.toString() });
      if (!('facts' in taken)) return [];
      const { facts } = taken;
      const ranking = rankingFactsOf(facts, AT, catalogue);
      const plan = buildPlan(ranking, catalogue, { bands: false });
      const sources = {
        facts,
        ranking,
        steps: plan.steps.map(({ id }) => ({ id, done: false })),
        duties: evaluateDuties(facts, AT, rules),
        stateTexts: catalogue.stateTexts,
        noticeDate: Temporal.PlainDate.from('2026-11-21'),
      };
      return [{ sources, leads: leadsOf(plan) }];
    });
  });

  it('are drafted from all of them', () => expect(grounds).toHaveLength(850));

  it.each(kinds)(
    '$id: every gap is marked and named, no sentence is broken, no repair is claimed',
    (kind) => {
      for (const ground of distinct(kind, grounds)) {
        const { text, missing } = rendered(kind, ground);
        expect(text.includes('⟦missing')).toBe(missing > 0);
        for (const [fault, pattern] of Object.entries(broken))
          expect([fault, excerpt(text, pattern)]).toEqual([fault, undefined]);
        expect(fixClaimsIn(text, catalogue.fixClaims)).toEqual([]);
      }
    },
  );

  it.each(kinds)('$id: no language claims a repair without proof, though every step is done', (kind) => {
    const allDone = allSteps.map((id) => ({ id, done: true }));
    const done = grounds.map(({ sources, leads }) => ({ sources: { ...sources, steps: allDone }, leads }));
    // Parts stand apart in a notice, so that no claim reaches from one into the next; most read alike.
    const read = new Set<string>();
    for (const { context } of distinct(kind, done, inHouseWords))
      for (const locale of kind.texts.keys()) {
        const { subject, preheader, sections } = draftNotice(kind, context, locale);
        const shown = sections.flatMap(({ heading, markdown, hidden }) =>
          hidden ? [] : [heading, markdown],
        );
        for (const part of [subject, preheader, ...shown].filter((one) => !read.has(one))) {
          read.add(part);
          expect([locale, fixClaimsIn(part, catalogue.fixClaims)]).toEqual([locale, []]);
        }
      }
  });

  function rendered(kind: NoticeKind, { context, sources, leads }: Laid): { text: string; missing: number } {
    const { draft, notice } = preparedOf(kind, context, 'en', { leads });
    const reader = { values: readerValues(kind, everyReader(sources.facts)), isPerson: false };
    const { subject, preheader, body } = notice.preview(reader, 'text');
    return { text: `${subject}\n\n${preheader}\n\n${body}`, missing: draft.missing.length };
  }
});

/** The first place of a fault with its surroundings. */
function excerpt(text: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : text.slice(Math.max(0, found.index - 60), found.index + 40);
}
