import type { KnowledgeTables, Report } from './knowledge-tables.js';

/** Every data class is one of the vocabulary, and no phrase stands for two of them. */
export function checkFactWords(tables: KnowledgeTables, report: Report): void {
  const vocabulary = tables.vocabulary?.value;
  if (!vocabulary) return;
  const known = new Set(vocabulary.dataClasses.map(({ code }) => code));
  for (const row of tables.factWords) {
    const classOf = new Map<string, string>();
    for (const [code, phrases] of Object.entries(row.value.classes ?? {})) {
      if (!known.has(code)) report(row, ['classes', code], `there is no data class ${code}`);
      phrases.forEach((phrase, index) => {
        const flat = phrase.toLowerCase();
        const before = classOf.get(flat);
        if (before !== undefined && before !== code)
          report(row, ['classes', code, index], `stands for ${before} already`);
        classOf.set(flat, code);
      });
    }
  }
}
