import type { Sealer } from '../platform/secrets/data-keys.js';
import { readAddress } from './domain/address.js';
import type { RecipientRow } from './domain/recipient-row.js';
import type { Recipient } from './recipient.entity.js';

/** A person in plain text: only for the mailing worker and for whoever may reveal people. */
export interface OpenedRecipient {
  id: string;
  email: string;
  name: string | null;
  reference: string | null;
  dataClasses: string[];
  language: string | null;
  country: string | null;
}

/** The sealed address is not the one the row was made with. */
export class RecipientAltered extends Error {
  constructor() {
    super('The address of a recipient is not the one that was imported.');
    this.name = 'RecipientAltered';
  }
}

/** Columns of a recipient, by the names of the table. */
export const RECIPIENT_COLUMNS = {
  id: 'text',
  incident_id: 'text',
  import_id: 'text',
  email: 'text',
  email_index: 'text',
  name: 'text',
  reference: 'text',
  data_classes: 'text',
  language: 'text',
  country: 'text',
} as const;

type SealedColumns = Record<
  Exclude<keyof typeof RECIPIENT_COLUMNS, 'id' | 'incident_id' | 'import_id' | 'email' | 'email_index'>,
  string | null
> & { email: string; email_index: string };

const INDEX_PURPOSE = 'recipient/email';

/** What is kept of a person; each text is bound to its row and column. */
export function sealRecipient(sealer: Sealer, id: string, row: RecipientRow): SealedColumns {
  const seal = (column: string, text: string) => sealer.seal(`recipient/${column}/${id}`, text);
  const sealAny = (column: string, text: string | null) => (text === null ? null : seal(column, text));
  return {
    email: seal('email', row.address.text),
    email_index: emailIndexOf(sealer, row.address.folded),
    name: sealAny('name', row.name),
    reference: sealAny('reference', row.reference),
    data_classes: sealAny('data_classes', row.dataClasses.length > 0 ? row.dataClasses.join(';') : null),
    language: row.language,
    country: row.country,
  };
}

/**
 * @throws CannotOpen when a text was moved or changed
 * @throws RecipientAltered when the address is well sealed and yet another one
 */
export function openRecipient(sealer: Sealer, row: Recipient): OpenedRecipient {
  const open = (column: string, field: string) => sealer.open(`recipient/${column}/${row.id}`, field);
  const openAny = (column: string, field: string | null) => (field === null ? null : open(column, field));
  const email = open('email', row.email);
  const read = readAddress(email);
  if (!('address' in read) || emailIndexOf(sealer, read.address.folded) !== row.emailIndex)
    throw new RecipientAltered();
  return {
    id: row.id,
    email,
    name: openAny('name', row.name),
    reference: openAny('reference', row.reference),
    dataClasses: openAny('data_classes', row.dataClasses)?.split(';') ?? [],
    language: row.language,
    country: row.country,
  };
}

/** Finds a mailbox without knowing it: equal for addresses that differ in case only. */
export function emailIndexOf(sealer: Sealer, folded: string): string {
  return sealer.blindIndex(INDEX_PURPOSE, folded);
}
