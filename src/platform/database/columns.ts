import { Column } from 'typeorm';
import type { ColumnOptions } from 'typeorm';
import { Temporal } from 'temporal-polyfill';

/** Text of an instant as the database keeps it: 24 characters, UTC, milliseconds; sorts and hashes alike everywhere. */
export function instantText(at: Temporal.Instant): string {
  return at.toString({ fractionalSecondDigits: 3 });
}

const instantTransformer = {
  to: (at?: Temporal.Instant | null) => (at ? instantText(at) : at),
  from: (text: string | null) => (text === null ? null : Temporal.Instant.from(text)),
};

const jsonTransformer = {
  to: (value: unknown) => (value === undefined || value === null ? value : JSON.stringify(value)),
  from: (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown)),
};

type Named = Pick<ColumnOptions, 'name' | 'nullable'>;

/** A `Temporal.Instant`, kept as {@link instantText}. */
export function InstantColumn(options: Named = {}): PropertyDecorator {
  return Column('varchar', { length: 24, transformer: instantTransformer, ...options });
}

/** A JSON value, kept as text on both databases. */
export function JsonColumn(options: Named = {}): PropertyDecorator {
  return Column('text', { transformer: jsonTransformer, ...options });
}

/** The id of another row: a ULID. */
export function IdColumn(options: Named = {}): PropertyDecorator {
  return Column('varchar', { length: 26, ...options });
}
