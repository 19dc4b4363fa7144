/** The text of a notice that a document was made from. */
export interface NumberedText {
  /** Number of the incident, as people see it. */
  reference: string;
  revision: number;
  /** SHA-256 over all that is sent: 64 hexadecimal digits. */
  contentHash: string;
}

/**
 * The number that every document of one approved text carries: incident, revision, and the first 16 digits of the
 * hash that the approval is bound to: `INC-2026-00042 / 3 / 9f2c 41d0 7ab3 e5f6`.
 */
export function documentNumber({ reference, revision, contentHash }: NumberedText): string {
  const groups = contentHash.slice(0, 16).match(/.{4}/g) ?? [];
  return `${reference} / ${revision} / ${groups.join(' ')}`;
}
