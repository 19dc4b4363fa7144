import type { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { priorities, type Priority } from '../catalogue/domain/priorities.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { prepareDutyKnowledge, type DutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../obligations/domain/evaluate-duties.js';
import { buildPlan, type Plan } from '../plans/domain/build-plan.js';
import { rankingFactsOf } from '../plans/domain/ranking-facts.js';
import { Unprocessable } from '../platform/errors.js';
import { briefRecord } from './domain/brief-record.js';
import { draftNotice, type NoticeDraft } from './domain/draft-notice.js';
import type { MailShell } from './domain/mail-shell.js';
import type { ChosenStep } from './domain/notice-condition.js';
import { everyReader, noticeContext, readerValues, type NoticeSources } from './domain/notice-context.js';
import { languageTag } from './domain/languages/language-tag.js';
import type { ChosenLocale } from './domain/languages/locale-for.js';
import { noticeLanguage } from './domain/notice-language.js';
import { smsParts, type SmsParts } from './domain/sms-parts.js';
import { kindFor, type NoticeKinds } from './notice-kinds.js';
import { documentFormats, renderDocument } from './render-document.js';
import type { DocumentFormat, DocumentSource } from './render-document.js';

/** Which document of which incident. */
export interface NoticeRequest {
  facts: IncidentFacts;
  /** Instant of evaluation; its day in UTC is the day of the notice unless `noticeDate` says otherwise. */
  at: Temporal.Instant;
  kind: string;
  /** BCP 47; where it has no texts, those of another language by rule, which `fallback` tells. */
  locale: string;
  format: string;
  /** Absent: every step that the plan recommends, none of them done. */
  steps?: readonly ChosenStep[];
  /** What the facts do not hold; absent in a draft from facts alone. */
  given?: Pick<
    NoticeSources,
    'reference' | 'organisation' | 'details' | 'noticeDate' | 'timeZone' | 'readersIn'
  > & {
    linkHosts?: readonly string[];
  };
}

export interface NoticeDocument extends Pick<NoticeDraft, 'missing' | 'notes' | 'cannotSend'> {
  /** Text, or the bytes of a PDF or Word file. */
  document: string | Buffer;
  subject: string;
  /** In which it is written. */
  locale: string;
  /** Why it is another language than the one asked for. */
  fallback: ChosenLocale['fallback'];
  /** How networks carry it; only of a text message. */
  sms?: SmsParts;
}

/** The format is not one that there is. */
export class FormatUnknown extends Unprocessable {
  readonly code = 'notices.format_unknown';

  constructor() {
    const message = `Choose one of: ${documentFormats.join(', ')}.`;
    super(message, [{ path: '/format', message }]);
  }
}

/** Everything that notices from facts alone are made of, looked up once. */
export interface NoticeGround {
  catalogue: Catalogue;
  kinds: NoticeKinds;
  shell: MailShell;
  duties: DutyKnowledge;
}

export function noticeGround(catalogue: Catalogue, kinds: NoticeKinds, shell: MailShell): NoticeGround {
  return { catalogue, kinds, shell, duties: prepareDutyKnowledge(catalogue) };
}

/**
 * A document straight from facts: plan and duties are computed, the notice is drafted and shown with every gap
 * in sight. Nobody has chosen a step yet, so what is promised are the plan's recommendations.
 *
 * @throws KindUnknown, FormatUnknown naming what there is; RankingWordUnknown; DetailsRefused
 */
export async function renderFromFacts(request: NoticeRequest, ground: NoticeGround): Promise<NoticeDocument> {
  const format = formatIn(request.format);
  const { kind, locale, fallback } = kindFor(ground.kinds, request.kind, request.locale);
  const { facts, at, given = {} } = request;
  const plan = planOf(request, ground.catalogue);
  const steps = request.steps ?? plan.steps.map(({ id }) => ({ id, done: false }));
  const duties = evaluateDuties(facts, at, ground.duties);
  const context = noticeContext(kind, {
    facts,
    ranking: rankingFactsOf(facts, at, ground.catalogue),
    steps,
    duties,
    stateTexts: ground.catalogue.stateTexts,
    ...(kind.audience === 'board' && { record: briefRecord(duties, plan, steps) }),
    noticeDate: at.toZonedDateTimeISO('UTC').toPlainDate(),
    ...given,
  });
  const draft = draftNotice(kind, context, locale, leadsOf(plan));
  const country = oneCountry(facts) ?? languageTag(request.locale)?.country;
  const source: DocumentSource = {
    text: draft,
    values: context.values,
    frame: {
      kind,
      language: noticeLanguage(ground.catalogue, locale, country),
      linkHosts: new Set(given.linkHosts ?? []),
      shell: ground.shell,
    },
    reader: { values: readerValues(kind, everyReader(facts)), isPerson: false },
    at,
    from: { name: facts.organisation?.name ?? '', address: noSender },
    ...(country !== undefined && { country }),
  };
  const { content, subject } = await renderDocument(source, format);
  const document = format === 'eml' ? content.toString('ascii') : content;
  const { missing, notes, cannotSend } = draft;
  const sms = kind.channel === 'sms' ? { sms: await partsOf(source) } : {};
  return { document, subject, ...sms, locale, fallback, missing, notes, cannotSend };
}

async function partsOf(source: DocumentSource): Promise<SmsParts> {
  return smsParts(String((await renderDocument(source, 'text')).content).trim());
}

/** Whoever gets a draft from facts alone sets its sender. */
const noSender = 'sender-not-set@redress.invalid';

function formatIn(format: string): DocumentFormat {
  const known = documentFormats.find((word) => word === format);
  if (known === undefined) throw new FormatUnknown();
  return known;
}

function planOf({ facts, at }: NoticeRequest, catalogue: Catalogue): Plan {
  const ranking = rankingFactsOf(facts, at, catalogue);
  return buildPlan(ranking, catalogue, { at: at.toString(), bands: false });
}

/** Priorities in the order of their best steps; one without a step comes last. */
export function leadsOf({ steps }: Pick<Plan, 'steps'>): Priority[] {
  const best = (priority: Priority) => {
    const place = steps.findIndex((step) => step.mainPriority === priority);
    return place < 0 ? steps.length : place;
  };
  return [...priorities].sort((a, b) => best(a) - best(b));
}

/** The country of all affected people, where there is one: it decides forms of dates and times. */
export function oneCountry({ affected }: IncidentFacts): string | undefined {
  const entries = Object.entries(affected?.byJurisdiction ?? {}).filter(([, count]) => count !== 0);
  const countries = new Set(entries.map(([place]) => place.slice(0, 2)));
  return countries.size === 1 ? [...countries][0] : undefined;
}
