import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import type { Priority } from '../../src/catalogue/domain/priorities.js';
import type { IncidentFacts } from '../../src/incidents/domain/incident-facts.js';
import { draftNotice } from '../../src/notices/domain/draft-notice.js';
import type { NoticeDraft } from '../../src/notices/domain/draft-notice.js';
import { noticeContext } from '../../src/notices/domain/notice-context.js';
import type { NoticeContext, NoticeSources, ReaderFields } from '../../src/notices/domain/notice-context.js';
import type { NoticeKind } from '../../src/notices/domain/notice-kind.js';
import { noticeLanguage } from '../../src/notices/domain/notice-language.js';
import { prepareNotice } from '../../src/notices/domain/render-notice.js';
import { loadMailShell, loadNoticeKinds } from '../../src/notices/notice-kinds.loader.js';
import { prepareDutyKnowledge } from '../../src/obligations/domain/duty-knowledge.js';
import type { Duty } from '../../src/obligations/domain/duty.js';
import { evaluateDuties } from '../../src/obligations/domain/evaluate-duties.js';
import { rankingFactsOf } from '../../src/plans/domain/ranking-facts.js';
import type { RankingFacts } from '../../src/plans/domain/ranking-facts.js';

/** Knowledge, kinds and frames as they are shipped, read once for all tests of a file. */
export const catalogue = loadCatalogue();
export const kinds = loadNoticeKinds(catalogue);
export const shell = loadMailShell();
export const rules = prepareDutyKnowledge(catalogue);
export const allSteps: readonly string[] = [...catalogue.steps.keys()];

/** Each kind with each language in which it has texts; `en` first of its kind. */
export const everyText: readonly { id: string; locale: string }[] = [...kinds.values()].flatMap(
  ({ id, texts }) =>
    ['en', ...[...texts.keys()].filter((locale) => locale !== 'en')].map((locale) => ({ id, locale })),
);

/** The same without English. */
export const translations = everyText
  .filter(({ locale }) => locale !== 'en')
  .map(({ id, locale }) => [id, locale] as const);

export function kindCalled(id: string): NoticeKind {
  const kind = kinds.get(id);
  if (!kind) throw new Error(`There is no kind ${id}.`);
  return kind;
}

/** An incident as far as a notice reads it. */
export interface NoticeCase {
  /** Instant of evaluation; absent: 19 November 2026, 9:00 UTC. */
  at?: string;
  facts: IncidentFacts;
  /** Chosen; absent: none. */
  steps?: readonly string[];
  done?: readonly string[];
  /** Of its details, those that the kind has a field for count. */
  given?: Partial<NoticeSources>;
}

const usualAt = '2026-11-19T09:00:00Z';
const worked = new Map<string, { ranking: RankingFacts; duties: Duty[] }>();

/** Ranking facts and duties, computed once for the same facts. */
export function workedOut(
  facts: IncidentFacts,
  at: Temporal.Instant,
): { ranking: RankingFacts; duties: Duty[] } {
  const key = `${at.toString()} ${JSON.stringify(facts)}`;
  const known = worked.get(key) ?? {
    ranking: rankingFactsOf(facts, at, catalogue),
    duties: evaluateDuties(facts, at, rules),
  };
  worked.set(key, known);
  return known;
}

/** Everything a notice of this incident is written from. */
export function contextOf(
  kind: NoticeKind,
  { at = usualAt, facts, steps = [], done = [], given = {} }: NoticeCase,
): NoticeContext {
  const instant = Temporal.Instant.from(at);
  const declared = Object.entries(given.details ?? {}).filter(([field]) => kind.placeholders.has(field));
  return noticeContext(kind, {
    facts,
    ...workedOut(facts, instant),
    stateTexts: catalogue.stateTexts,
    steps: steps.map((id) => ({ id, done: done.includes(id) })),
    noticeDate: instant.toZonedDateTimeISO('UTC').toPlainDate(),
    ...given,
    details: Object.fromEntries(declared),
  });
}

export interface PreparedCase {
  draft: NoticeDraft;
  frame: Parameters<typeof prepareNotice>[2];
  notice: ReturnType<typeof prepareNotice>;
}

/** The first text of a notice, ready to be rendered. */
export function preparedOf(
  kind: NoticeKind,
  context: NoticeContext,
  locale: string,
  more: { country?: string | undefined; linkHosts?: readonly string[]; leads?: readonly Priority[] } = {},
): PreparedCase {
  const draft = draftNotice(kind, context, locale, more.leads);
  const language = noticeLanguage(catalogue, locale, more.country);
  const frame = { kind, language, linkHosts: new Set(more.linkHosts ?? []), shell };
  return { draft, frame, notice: prepareNotice(draft, context.values, frame) };
}

/** The words of all that readers see of a draft, its fields not filled in. */
export function wordsOfDraft({ subject, preheader, sections }: NoticeDraft): string {
  const shown = sections.filter(({ hidden }) => !hidden);
  return [subject, preheader, ...shown.flatMap(({ heading, markdown }) => [heading, markdown])].join('\n\n');
}

/** Invented incidents whose notices were read and judged by people. */
export const goldenNames = ['bank', 'hospital', 'retail', 'school', 'supplier', 'telecom'] as const;

type Words = Pick<NoticeSources, 'organisation' | 'proof' | 'details'>;

export interface GoldenIncident extends NoticeCase {
  at: string;
  steps: string[];
  done: string[];
  given: Partial<NoticeSources> & { linkHosts: string[] };
  /** By language: what people would write in it in place of the English. */
  words?: Record<string, Words>;
  reader: ReaderFields;
}

export function goldenIncident(name: (typeof goldenNames)[number]): GoldenIncident {
  const file = new URL(`../golden/notices/${name}.given.yaml`, import.meta.url);
  return parse(readFileSync(file, 'utf8')) as GoldenIncident;
}

/** The incident as people would have answered who write in this language. */
export function inWordsOf({ words = {}, given, ...incident }: GoldenIncident, locale: string): NoticeCase {
  const { linkHosts: _hosts, ...rest } = given;
  const own = words[locale] ?? {};
  return {
    ...incident,
    given: {
      ...rest,
      organisation: { ...rest.organisation, ...own.organisation },
      proof: { ...rest.proof, ...own.proof },
      details: { ...rest.details, ...own.details },
    },
  };
}
