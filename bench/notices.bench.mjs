import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { load } from 'js-yaml';
import pdfmake from 'pdfmake';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../dist/catalogue/catalogue.loader.js';
import { composePdf } from '../dist/notices/compose-pdf.js';
import { draftNotice } from '../dist/notices/domain/draft-notice.js';
import { noticeContext, readerValues } from '../dist/notices/domain/notice-context.js';
import { noticeLanguage } from '../dist/notices/domain/notice-language.js';
import { noticeTree } from '../dist/notices/domain/notice-tree.js';
import { prepareNotice } from '../dist/notices/domain/render-notice.js';
import { loadMailShell, loadNoticeKinds } from '../dist/notices/notice-kinds.loader.js';
import { leadsOf } from '../dist/notices/render-from-facts.js';
import { TaggedContent } from '../dist/notices/tagged-content.js';
import { prepareDutyKnowledge } from '../dist/obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../dist/obligations/domain/evaluate-duties.js';
import { buildPlan } from '../dist/plans/domain/build-plan.js';
import { rankingFactsOf } from '../dist/plans/domain/ranking-facts.js';
import { faces } from '../dist/platform/pdf/pdf-faces.mjs';
import { against } from './measure.mjs';

const PEOPLE = 10_000;
const GROUPS = [
  ['name', 'postal-address'],
  ['name', 'postal-address', 'bank-account'],
  ['name', 'passport', 'bank-account'],
  ['email-address', 'bank-account'],
];
const MARKS = { name: 'Zzname', reference: 'Zzreference', code: 'Zzcode', caseWorker: 'Zzworker' };
const LETTER = {
  paper: 'a4',
  sender: 'Larkmoor Bank',
  to: ['Anna Verhoeven-Test', 'Herengracht 1', 'Amsterdam'],
};

/**
 * `notice-10000`: the approved text of the bank for 10,000 people, HTML and text, as the mailing renders it, against
 * Handlebars templates of the very same words, one for each group, compiled before. `letter-pdf-en`, `letter-pdf-ja`:
 * tagged letters one after the other through their thread, against pdfmake alone setting the same blocks.
 */
export async function benchmarks() {
  const catalogue = loadCatalogue();
  const kinds = loadNoticeKinds(catalogue);
  const notice = bankNotice(catalogue, kinds.get('individuals-email'), 'en');
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    name: `Person O’Hara & ${n}`,
    reference: `R-${n}`,
    code: `LRK ${n}`,
    caseWorker: 'Lena Fogg',
    affected: 'certain',
    dataClasses: GROUPS[n % GROUPS.length],
  }));
  const copyOf = (person) => {
    const { html, text } = notice.prepared.mailFor(readerValues(notice.kind, person));
    return [html, text];
  };
  const bareOf = bareTemplates(copyOf);
  for (const person of people.slice(0, 100))
    if (copyOf(person).join() !== bareOf(person).join())
      throw new Error('The bare loop says something else.');
  const all = (render) => () => people.reduce((length, one) => length + (render(one).length && 1), 0);
  return [
    await against({ name: 'notice-10000', target: 0.5, bare: all(bareOf), work: all(copyOf) }),
    await letters('letter-pdf-en', bankNotice(catalogue, kinds.get('individuals-letter'), 'en')),
    await letters('letter-pdf-ja', bankNotice(catalogue, kinds.get('individuals-letter'), 'ja')),
  ];
}

function bankNotice(catalogue, kind, locale) {
  const file = new URL('../test/golden/notices/bank.given.yaml', import.meta.url);
  const { at, facts, steps, done, given, reader } = load(readFileSync(file, 'utf8'));
  const { linkHosts, details, ...rest } = given;
  const own = Object.entries(details).filter(([name]) => kind.placeholders.has(name));
  const instant = Temporal.Instant.from(at);
  const ranking = rankingFactsOf(facts, instant, catalogue);
  const context = noticeContext(kind, {
    stateTexts: catalogue.stateTexts,
    facts,
    ranking,
    steps: steps.map((id) => ({ id, done: done.includes(id) })),
    duties: evaluateDuties(facts, instant, prepareDutyKnowledge(catalogue)),
    noticeDate: instant.toZonedDateTimeISO('UTC').toPlainDate(),
    ...rest,
    details: Object.fromEntries(own),
  });
  const draft = draftNotice(kind, context, locale, leadsOf(buildPlan(ranking, catalogue, { bands: false })));
  const language = noticeLanguage(catalogue, locale);
  const frame = { kind, language, linkHosts: new Set(linkHosts), shell: loadMailShell() };
  const prepared = prepareNotice(draft, context.values, frame);
  const markdown = prepared.forSending(readerValues(kind, reader), 'markdown').body;
  return { kind, locale, prepared, markdown, at: new Date(instant.epochMilliseconds) };
}

/** The words of each group's copy as a template of its own: what a program would do that knows no notices. */
function bareTemplates(copyOf) {
  const engine = Handlebars.create();
  const templates = new Map(
    GROUPS.map((dataClasses) => {
      const [html, text] = copyOf({ ...MARKS, affected: 'certain', dataClasses }).map((copy) =>
        Object.entries(MARKS).reduce((words, [field, mark]) => words.replaceAll(mark, `{{${field}}}`), copy),
      );
      return [dataClasses, [engine.compile(html), engine.compile(text, { noEscape: true })]];
    }),
  );
  return (person) => {
    const [html, text] = templates.get(person.dataClasses);
    return [html(person).replaceAll('&#x27;', '&#39;'), text(person)];
  };
}

function letters(name, { markdown, locale, at }) {
  const font = locale === 'ja' ? 'NotoSansJP' : 'Roboto';
  pdfmake.addFonts(faces);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => true);
  return against({
    name,
    target: 0.5,
    bare: async () => {
      const definition = {
        language: locale,
        info: { title: 'x', creationDate: at, modDate: at },
        pageSize: 'A4',
        pageMargins: [71, 71, 57, 85],
        defaultStyle: { font, fontSize: 11, lineHeight: 1.3 },
        content: new TaggedContent().blocks(noticeTree(markdown)),
      };
      await pdfmake.createPdf(definition).getBuffer();
      return 1;
    },
    work: async () => {
      await composePdf({ markdown, title: 'x', locale, at, letter: LETTER, number: 'INC-2026-00042 / 3' });
      return 1;
    },
  });
}
