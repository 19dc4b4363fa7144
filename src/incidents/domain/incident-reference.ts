const FORM = /^INC-(\d{4})-(\d{5,})$/;

/**
 * Readable reference of an incident: year of opening and number within it, at least five digits:
 * `INC-2026-00042`.
 */
export function incidentReference(year: number, number: number): string {
  return `INC-${String(year).padStart(4, '0')}-${String(number).padStart(5, '0')}`;
}

/** Year and number of a reference as `incidentReference` writes it; nothing for any other text. */
export function parseIncidentReference(reference: string): { year: number; number: number } | undefined {
  const [, year, number] = FORM.exec(reference) ?? [];
  if (year === undefined || number === undefined) return undefined;
  const parsed = { year: Number(year), number: Number(number) };
  const isOurs = parsed.number > 0 && incidentReference(parsed.year, parsed.number) === reference;
  return isOurs ? parsed : undefined;
}
