import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { load as parse } from 'js-yaml';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../src/incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from '../src/obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../src/obligations/domain/evaluate-duties.js';
import { buildPlan } from '../src/plans/domain/build-plan.js';
import { rankingFactsOf } from '../src/plans/domain/ranking-facts.js';
import { draftNotice, type NoticeDraft } from '../src/notices/domain/draft-notice.js';
import {
  noticeContext,
  readerValues,
  type NoticeSources,
  type ReaderFields,
} from '../src/notices/domain/notice-context.js';
import { noticeLanguage } from '../src/notices/domain/notice-language.js';
import { prepareNotice } from '../src/notices/domain/render-notice.js';
import { loadMailShell, loadNoticeKinds } from '../src/notices/notice-kinds.loader.js';
import { leadsOf } from '../src/notices/render-from-facts.js';

/**
 * Whole notices, read and judged by people: the draft with its merge fields, and the copies of one reader.
 * `UPDATE_GOLDEN=true` writes them anew; read the difference before you keep it.
 */
const folder = fileURLToPath(new URL('./golden/notices/', import.meta.url));
const catalogue = loadCatalogue();
const duties = prepareDutyKnowledge(catalogue);
const kind = loadNoticeKinds(catalogue).get('individuals-email');
const shell = loadMailShell();

interface Given {
  at: string;
  facts: IncidentFacts;
  steps: string[];
  done: string[];
  given: Partial<NoticeSources> & { linkHosts: string[] };
  reader: ReaderFields;
}

function documentsOf(name: string) {
  if (!kind) throw new Error('The kind is missing.');
  const { at, facts, steps, done, given, reader } = parse(
    readFileSync(`${folder}${name}.given.yaml`, 'utf8'),
  ) as Given;
  const instant = Temporal.Instant.from(at);
  const ranking = rankingFactsOf(facts, instant, catalogue);
  const { linkHosts, ...rest } = given;
  const context = noticeContext(kind, {
    facts,
    ranking,
    steps: steps.map((id) => ({ id, done: done.includes(id) })),
    duties: evaluateDuties(facts, instant, duties),
    noticeDate: instant.toZonedDateTimeISO('UTC').toPlainDate(),
    ...rest,
  });
  const draft = draftNotice(kind, context, 'en', leadsOf(buildPlan(ranking, catalogue, { bands: false })));
  const notice = prepareNotice(draft, context.values, {
    kind,
    language: noticeLanguage(catalogue, 'en'),
    linkHosts: new Set(linkHosts),
    shell,
  });
  const values = readerValues(kind, reader);
  return {
    [`${name}.draft.md`]: draftFile(draft),
    [`${name}.sent.txt`]: withHead(notice.forSending(values, 'text')),
    [`${name}.sent.html`]: notice.forSending(values, 'html').body,
  };
}

function draftFile({ subject, preheader, sections, missing, notes, cannotSend }: NoticeDraft): string {
  const parts = sections.map(({ id, level, heading, markdown, hidden, hiddenBecause }) =>
    [
      `<!-- ${id}${hidden ? `, hidden: ${hiddenBecause}` : ''} -->`,
      `${'#'.repeat(level)} ${heading}`,
      markdown,
    ].join('\n\n'),
  );
  const head = [`Subject: ${subject}`, `Preheader: ${preheader}`].join('\n');
  const rest = `Missing: ${missing.map(({ placeholder }) => placeholder).join(', ') || 'nothing'}\nNotes: ${[...notes, ...cannotSend].join(' ') || 'none'}`;
  return `${[head, ...parts, rest].join('\n\n')}\n`;
}

function withHead({
  subject,
  preheader,
  body,
}: {
  subject: string;
  preheader: string;
  body: string;
}): string {
  return `Subject: ${subject}\nPreheader: ${preheader}\n\n${body}`;
}

describe('the notice to affected individuals', () => {
  it.each(['bank', 'hospital', 'retail'])('reads for the %s as it was reviewed', (name) => {
    for (const [file, document] of Object.entries(documentsOf(name))) {
      const path = folder + file;
      if (process.env['UPDATE_GOLDEN'] === 'true') writeFileSync(path, document);
      expect(document).toBe(readFileSync(path, 'utf8'));
    }
  });
});
