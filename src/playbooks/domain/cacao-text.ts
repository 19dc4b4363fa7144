import type { FieldReader } from './field-reader.js';

const UNPRINTABLE = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a foreign file made fit to be one of ours: cut to `longest` with a warning, unprintable signs as spaces. */
export function foreignText(
  value: unknown,
  longest: number,
  otherwise: string,
  path: string,
  warnings: FieldReader,
): string {
  if (typeof value !== 'string') return otherwise;
  const text = value.toWellFormed().replaceAll('\r\n', '\n').replaceAll(UNPRINTABLE, ' ').trim();
  if (text === '') return otherwise;
  if (text.length <= longest) return text;
  warnings.fault(path, `Is cut to ${longest} characters here; an export after a change gives the cut text.`);
  return `${text
    .slice(0, longest - 1)
    .toWellFormed()
    .trimEnd()}…`;
}

/** The same on one line. */
export function foreignLine(
  value: unknown,
  longest: number,
  otherwise: string,
  path: string,
  warnings: FieldReader,
): string {
  const line = typeof value === 'string' ? value.replaceAll(/\s+/g, ' ') : value;
  return foreignText(line, longest, otherwise, path, warnings);
}
