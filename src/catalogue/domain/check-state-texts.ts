import type { KnowledgeTables, Report } from './knowledge-tables.js';

/** Every code of the annex is a content code, and every text answers codes of the annex only. */
export function checkStateTexts(tables: KnowledgeTables, report: Report): void {
  if (!tables.vocabulary) return;
  const known = new Set(tables.vocabulary.value.contentCodes.map(({ code }) => code));
  for (const [code, row] of tables.annexCodes.rows)
    if (!known.has(code)) report(row, ['code'], `obligations/vocabulary.yaml has no content code ${code}`);
  for (const row of tables.stateTexts.rows.values())
    row.value.codes.forEach((code, index) => {
      if (!tables.annexCodes.ids.has(code))
        report(row, ['codes', index], `asks does not list the code ${code}`);
    });
}
