/** What a column of a recipients file can hold. */
export type RecipientField = 'email' | 'name' | 'language' | 'country' | 'reference' | 'dataClasses';

/** Names of columns as people write them, after {@link plainName}. */
const FIELD_OF_NAME: ReadonlyMap<string, RecipientField> = new Map([
  ...pairs('email', ['email', 'e mail', 'mail', 'email address', 'e mail address']),
  ...pairs('name', ['name', 'full name', 'recipient name']),
  ...pairs('language', ['language', 'locale']),
  ...pairs('country', ['country', 'country code']),
  ...pairs('reference', ['reference', 'external reference', 'customer number', 'customer id']),
  ...pairs('dataClasses', ['data classes', 'dataclasses']),
]);

function pairs(field: RecipientField, names: string[]): [string, RecipientField][] {
  return names.map((name) => [name, field]);
}

/** Which cell of a record holds which field. */
export interface CsvColumns {
  index: Partial<Record<RecipientField, number>> & { email: number };
  /** Columns that are not read, counted from 1: whatever they hold is not kept. */
  unread: number[];
}

/** A fault of the first line; `column` counts from 1. */
export interface HeaderFault {
  column: number;
  message: string;
}

/** Finds the fields in the first record of a file. */
export function columnsOf(header: readonly string[]): { columns: CsvColumns } | { fault: HeaderFault } {
  const index: Partial<Record<RecipientField, number>> = {};
  const unread: number[] = [];
  for (const [at, name] of header.entries()) {
    const field = FIELD_OF_NAME.get(plainName(name));
    if (field === undefined) unread.push(at + 1);
    else if (index[field] === undefined) index[field] = at;
    else return { fault: { column: at + 1, message: `Two columns hold the ${WORDS[field]}; keep one.` } };
  }
  const { email } = index;
  if (email === undefined) {
    const message = 'No column holds the e-mail address; the first line must name one of them "email".';
    return { fault: { column: 1, message } };
  }
  return { columns: { index: { ...index, email }, unread } };
}

const WORDS: Record<RecipientField, string> = {
  email: 'e-mail address',
  name: 'name',
  language: 'language',
  country: 'country',
  reference: 'reference',
  dataClasses: 'data classes',
};

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}
