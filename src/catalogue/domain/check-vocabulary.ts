import { wordLanguages } from './data-class-words.js';
import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';
import type { DataTest, Vocabulary } from './vocabulary.js';

/** The closed lists agree with themselves, with the calendars and with the plain words for data classes. */
export function checkVocabulary(tables: KnowledgeTables, report: Report): void {
  const row = tables.vocabulary;
  if (!row) return;
  checkTwice(row, report);
  const classes = new Set(row.value.dataClasses.map((term) => term.code));
  const findings = new Set(row.value.findings.map((term) => term.code));
  row.value.dataTests.forEach(({ test }, index) => {
    for (const [kind, code, path] of codesOf(test, ['dataTests', index, 'test'])) {
      const known = kind === 'finding' ? findings : classes;
      if (!known.has(code)) report(row, path, `there is no ${kind} ${code}`);
    }
  });
  for (const [variety, codes] of Object.entries(row.value.verisVarieties)) {
    codes.forEach((code, index) => {
      if (!classes.has(code)) {
        report(row, ['verisVarieties', variety, index], `there is no data class ${code}`);
      }
    });
  }
  checkCalendars(tables, row.value, report);
  checkWords(tables, row.value, report);
}

function checkTwice(row: Row<Vocabulary>, report: Report): void {
  for (const [list, terms] of Object.entries(row.value) as [string, unknown][]) {
    if (!Array.isArray(terms)) continue;
    const seen = new Set<unknown>();
    (terms as unknown[]).forEach((term, index) => {
      const code = typeof term === 'string' ? term : (term as { code?: string }).code;
      if (code !== undefined && seen.has(code))
        report(row, [list, index], `the code ${code} is listed twice`);
      seen.add(code);
    });
  }
}

function* codesOf(
  test: DataTest,
  path: Path,
): Generator<[kind: 'data class' | 'finding', code: string, path: Path]> {
  if (typeof test === 'string') yield ['data class', test, path];
  else if ('listed' in test) yield ['data class', test.listed, [...path, 'listed']];
  else if ('finding' in test) yield ['finding', test.finding, [...path, 'finding']];
  else {
    const key = 'all' in test ? 'all' : 'any';
    const inner = 'all' in test ? test.all : test.any;
    for (const [index, each] of inner.entries()) yield* codesOf(each, [...path, key, index]);
  }
}

function checkCalendars(tables: KnowledgeTables, vocabulary: Vocabulary, report: Report): void {
  const known = new Set(vocabulary.calendars.map((term) => term.code));
  for (const [code, row] of tables.calendars.rows) {
    if (!known.has(code)) report(row, [], `there is no calendar ${code} in obligations/vocabulary.yaml`);
    for (const [year, days] of Object.entries(row.value)) {
      days.forEach((day, index) => {
        if (!day.startsWith(year)) report(row, [year, index], `the day is not in ${year}`);
      });
    }
  }
}

function checkWords(tables: KnowledgeTables, { dataClasses }: Vocabulary, report: Report): void {
  const codes = new Set(dataClasses.map((term) => term.code));
  const rankingClasses = new Set(dataClasses.map((term) => term.rankingClass));
  checkWordTable(tables, tables.classWords.rows, codes, 'data class', report);
  checkWordTable(tables, tables.consequences.rows, rankingClasses, 'ranking class', report);
}

function checkWordTable(
  { words }: KnowledgeTables,
  rows: ReadonlyMap<string, Row<object>>,
  known: ReadonlySet<string>,
  noun: string,
  report: Report,
): void {
  if (!words) return;
  for (const [code, row] of rows) {
    const missing = wordLanguages.filter((language) => !Object.hasOwn(row.value, language));
    if (missing.length > 0) report(row, [], `${code} has no words in ${missing.join(', ')}`);
    if (!known.has(code)) report(row, [], `there is no ${noun} ${code} in obligations/vocabulary.yaml`);
  }
  for (const code of known) {
    if (!rows.has(code)) report(words, [], `there are no words for the ${noun} ${code}`);
  }
}
