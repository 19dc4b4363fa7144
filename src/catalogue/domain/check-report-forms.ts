import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';
import { GENERIC_FORM, REPORT_FIELDS, fieldsRead } from './report-forms.js';
import type { ContentCode, ReportForm } from './report-forms.js';
import type { Vocabulary } from './vocabulary.js';

/** Every content code is described once, from fields that exist; every form names codes that do, each once. */
export function checkReportForms(tables: KnowledgeTables, report: Report): void {
  const { vocabulary } = tables;
  if (!vocabulary) return;
  const codes = new Set(vocabulary.value.contentCodes.map(({ code }) => code));
  for (const path of REPORT_FIELDS) {
    if (!tables.contentFields.ids.has(path))
      report(vocabulary, ['contentCodes'], `obligations/content.yaml has no words for the field ${path}`);
  }
  for (const [path, row] of tables.contentFields.rows) {
    if (!(REPORT_FIELDS as readonly string[]).includes(path))
      report(row, ['path'], `reports read no field ${path}`);
  }
  vocabulary.value.contentCodes.forEach(({ code }, index) => {
    if (!tables.contentCodes.ids.has(code))
      report(vocabulary, ['contentCodes', index], `obligations/content.yaml does not describe ${code}`);
  });
  for (const row of tables.contentCodes.rows.values()) checkCode(row, codes, report);
  for (const row of tables.forms.rows.values()) checkForm(row, vocabulary.value, codes, report);
  checkGeneric(tables, codes, vocabulary, report);
}

function checkCode(row: Row<ContentCode>, codes: ReadonlySet<string>, report: Report): void {
  const { code, reads = [], needs = [] } = row.value;
  if (!codes.has(code)) report(row, ['code'], `obligations/vocabulary.yaml has no content code ${code}`);
  const read = new Set<string>();
  reads.forEach((sentence, index) => {
    for (const path of fieldsRead(sentence)) {
      read.add(path);
      if (!(REPORT_FIELDS as readonly string[]).includes(path))
        report(row, ['reads', index], `reports read no field ${path}`);
    }
  });
  needs.forEach((path, index) => {
    if (!read.has(path)) report(row, ['needs', index], `no sentence of reads says ${path}`);
  });
}

/** A form may name rules that this set of knowledge does not hold. */
function checkForm(
  row: Row<ReportForm>,
  vocabulary: Vocabulary,
  codes: ReadonlySet<string>,
  report: Report,
): void {
  const recipients = new Set(vocabulary.recipients.map(({ code }) => code));
  const stages = new Set(vocabulary.stages.map(({ code }) => code));
  row.value.belongs.forEach((condition, index) => {
    const at = (key: string, place: number): Path => ['belongs', index, key, place];
    condition.recipients?.forEach((code, i) => {
      if (!recipients.has(code)) report(row, at('recipients', i), `there is no recipient ${code}`);
    });
    condition.stages?.forEach((code, i) => {
      if (!stages.has(code)) report(row, at('stages', i), `there is no stage ${code}`);
    });
  });
  const placed = new Set<string>();
  row.value.sections.forEach(({ fields }, s) =>
    fields.forEach((field, f) =>
      field.codes.forEach((code, c) => {
        const place: Path = ['sections', s, 'fields', f, 'codes', c];
        if (!codes.has(code)) report(row, place, `obligations/vocabulary.yaml has no content code ${code}`);
        else if (placed.has(code)) report(row, place, `${code} stands under two headings`);
        placed.add(code);
      }),
    ),
  );
}

/** Whatever a law asks for has a place in the form of last resort. */
function checkGeneric(
  { forms }: KnowledgeTables,
  codes: ReadonlySet<string>,
  vocabulary: Row<Vocabulary>,
  report: Report,
): void {
  const generic = forms.rows.get(GENERIC_FORM);
  if (!generic) {
    if (!forms.ids.has(GENERIC_FORM))
      report(
        vocabulary,
        [],
        `obligations/forms.yaml has no form ${GENERIC_FORM}, which takes what no other takes`,
      );
    return;
  }
  const placed = new Set(
    generic.value.sections.flatMap(({ fields }) => fields.flatMap((field) => field.codes)),
  );
  for (const code of codes) {
    if (!placed.has(code)) report(generic, ['sections'], `no heading has the content code ${code}`);
  }
}
