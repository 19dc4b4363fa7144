import type { KnowledgeTables, Report } from './knowledge-tables.js';
import { lintClasses } from './lint-words.js';

/** Each entry once per file, by the rule that its class serves and from a source that is known. */
export function checkLintWords(tables: KnowledgeTables, report: Report): void {
  for (const row of tables.lintWords) {
    const { language, entries = [], sources = {} } = row.value;
    const known = new Set(Object.keys(sources));
    for (const { value } of tables.lintWords)
      if (value.language === language) for (const id of Object.keys(value.sources ?? {})) known.add(id);
    const seen = new Set<string>();
    entries.forEach((entry, index) => {
      const at = (field: string, message: string) => report(row, ['entries', index, field], message);
      const key = `${entry.class} ${entry.term.toLowerCase()}`;
      if (seen.has(key)) at('term', `stands twice as ${entry.class}`);
      seen.add(key);
      const rule = lintClasses[entry.class];
      if (entry.rule !== rule) at('rule', `the class ${entry.class} serves ${rule}`);
      if (!known.has(entry.source) && !tables.evidence.ids.has(entry.source))
        at('source', `there is no finding and no source ${entry.source}`);
    });
  }
}
