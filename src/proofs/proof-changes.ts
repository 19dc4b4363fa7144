import type { ProofParts } from './domain/proof-parts.js';

/** One text of the record before and after. */
export interface ProofChange {
  /** JSON pointer. */
  path: string;
  before: string | null;
  after: string | null;
}

/** What a save changed; open points are told as a whole. */
export function proofChanges(before: ProofParts | null, after: ProofParts): ProofChange[] {
  const then = before === null ? new Map<string, string | null>() : textsOf(before);
  return [...textsOf(after)].flatMap(([path, now]) => {
    const was = then.get(path) ?? null;
    return was === now || (was === null && (now === '' || now === '[]'))
      ? []
      : [{ path, before: was, after: now }];
  });
}

function textsOf({ repair, check, openPoints, proofUrl }: ProofParts): Map<string, string | null> {
  const of = (part: string, fields: object) =>
    Object.entries(fields).map(([name, value]) => [`/${part}/${name}`, value as string | null] as const);
  const points = openPoints.map(({ text, by, ofWeakness }) => ({ text, by, ofWeakness }));
  return new Map([
    ...of('repair', repair),
    ...of('check', check),
    ['/openPoints', JSON.stringify(points)],
    ['/proofUrl', proofUrl],
  ]);
}
