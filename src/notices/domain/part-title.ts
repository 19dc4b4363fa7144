/** What people call a part: its heading; without one, as in a text message, its id in words: `Text discreet`. */
export function titleOfPart({ id, heading }: { id: string; heading: string }): string {
  const words = id.replaceAll('-', ' ');
  return heading || words.charAt(0).toUpperCase() + words.slice(1);
}
