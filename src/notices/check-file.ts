import { Temporal } from 'temporal-polyfill';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { isOwed } from '../obligations/domain/duty-terms.js';
import { evaluateDuties } from '../obligations/domain/evaluate-duties.js';
import { buildPlan } from '../plans/domain/build-plan.js';
import { rankingFactsOf } from '../plans/domain/ranking-facts.js';
import { Unprocessable } from '../platform/errors.js';
import { checkNotice } from './domain/checks/check-notice.js';
import type { CheckedNotice, CheckedPart } from './domain/checks/checked-notice.js';
import { coverageOf } from './domain/checks/facts/duty-coverage.js';
import { givenRecords } from './domain/checks/facts/given-records.js';
import { partsOfMarkdown } from './domain/checks/facts/markdown-notice.js';
import { readFigures } from './domain/checks/facts/read-figures.js';
import { factWordsOf } from './domain/checks/facts/words-of-language.js';
import type { CheckReport, Finding } from './domain/checks/finding.js';
import { findingIn } from './domain/checks/make-finding.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { openMarks } from './domain/shared-fields.js';
import { leadsOf } from './render-from-facts.js';
import type { NoticeGround } from './render-from-facts.js';

/** A notice as a file, and what is known of its incident. */
export interface FileToCheck {
  /** Markdown, with or without front matter. */
  text: string;
  /** Of its front matter; absent: the file has none. */
  lines: { subject?: string; preheader?: string };
  facts: IncidentFacts;
  /** As people keep them: {@link givenRecords}. Absent: only facts are known. */
  records?: unknown;
  kind: string;
  locale: string;
  /** Instant at which duties are evaluated. */
  at: Temporal.Instant;
}

/** No kind of this id, or a language whose words nobody gave. */
export class CheckRefused extends Unprocessable {
  readonly code = 'notices.check_refused';

  constructor(path: '/kind' | '/locale', allowed: readonly string[]) {
    const message = `Choose one of: ${allowed.join(', ')}.`;
    super(message, [{ path, message }]);
  }
}

/**
 * Checks a notice that stands in a file against facts and, where they are given, records. Without records, rules on
 * promises, sums and proofs have nothing to hold the text against, and the report says so.
 *
 * @throws CheckRefused, RankingWordUnknown
 */
export function checkFile(file: FileToCheck, ground: NoticeGround): CheckReport {
  const kind = ground.kinds.get(file.kind);
  if (!kind) throw new CheckRefused('/kind', [...ground.kinds.keys()]);
  const languages = ground.catalogue.dataClassWords.languages;
  if (factWordsOf(file.locale, ground.catalogue) === null) throw new CheckRefused('/locale', languages);
  const notice = checkedFile(file, kind, ground);
  const report = checkNotice(notice, ground.catalogue);
  const codes = new Map(kind.sections.map(({ id, contentCodes }) => [id, contentCodes] as const));
  return {
    ...report,
    findings: [...valuesMissing(notice), ...report.findings],
    coverage: coverageOf(notice, ground.catalogue, codes),
    remarks: [...report.remarks, ...(file.records === undefined ? [withoutRecords] : [])],
  };
}

/** Marks of a draft that nobody put a value in the place of: in a stored notice they keep it from being submitted. */
function valuesMissing({ parts }: CheckedNotice): Finding[] {
  return parts.flatMap((part) =>
    openMarks(part.words).map((span) =>
      findingIn('F2', part, span, { severity: 'block', fix: 'Put the value in its place.' }),
    ),
  );
}

const withoutRecords =
  'No records were given: promised days, sums, losses and the proof of fix were not held against anything.';

function checkedFile(
  file: FileToCheck,
  kind: NoticeKind,
  { catalogue, duties }: NoticeGround,
): CheckedNotice {
  const { facts, at, locale, lines } = file;
  const given = givenRecords(file.records);
  const ranking = rankingFactsOf(facts, at, catalogue);
  const plan = buildPlan(ranking, catalogue, { at: at.toString(), bands: false });
  const body = partsOfMarkdown(file.text);
  return {
    ...given,
    kind: kind.id,
    channel: kind.channel,
    audience: kind.audience,
    locale,
    parts: [...line('subject', lines.subject), ...line('preheader', lines.preheader), ...body],
    facts,
    duties: evaluateDuties(facts, at, duties).filter(
      ({ recipient, status, sameDutyAs }) =>
        kind.serves.includes(recipient) && sameDutyAs === null && isOwed(status),
    ),
    leads: leadsOf(plan),
    noticeDate:
      given.noticeDate ??
      dayOnTop(body, locale, catalogue) ??
      at.toZonedDateTimeISO('UTC').toPlainDate().toString(),
    limits: kind.limits,
  };
}

function line(id: string, words: string | undefined): CheckedPart[] {
  return words === undefined ? [] : [{ id, level: 0, heading: '', words, source: words, fields: [] }];
}

/** The day that the notice itself names first, above its parts. */
function dayOnTop(
  [first]: readonly CheckedPart[],
  locale: string,
  catalogue: NoticeGround['catalogue'],
): string | null {
  const language = factWordsOf(locale, catalogue);
  if (!language || first?.level !== 1) return null;
  for (const { year, month, day } of readFigures(first.words, language).days) {
    if (year === null || day === null) continue;
    try {
      return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
    } catch {
      continue;
    }
  }
  return null;
}
