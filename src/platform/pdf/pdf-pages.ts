/** How many pages a file of {@link makePdf} has; 0 where it is none of ours. */
export function pagesOf(pdf: Buffer): number {
  // Streams are packed and breaks in strings are escaped, so that a line begins so in the list of pages only.
  const count = /^\/Type \/Pages\n\/Count (\d+)$/m.exec(pdf.toString('latin1'))?.[1];
  return Number(count ?? 0);
}
