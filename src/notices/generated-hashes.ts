import { createHash } from 'node:crypto';
import { partsOf, sourceOf } from './domain/generated-text.js';
import type { GeneratedPart } from './domain/generated-text.js';
import type { NoticeText } from './domain/notice-text.js';

/**
 * What a draft said of each part of a text, by the part's name: 64 hexadecimal digits each. Kept with every revision,
 * so that it can be told later what people wrote and what the draft did.
 */
export type GeneratedHashes = Readonly<Record<string, string>>;

export function generatedHashes(text: NoticeText): GeneratedHashes {
  return Object.fromEntries([...partsOf(text)].map(([id, part]) => [id, generatedHash(part)]));
}

/** SHA-256 over a part as it was generated, or as it is kept. */
export function generatedHash(part: GeneratedPart): string {
  return createHash('sha256').update(sourceOf(part), 'utf8').digest('hex');
}
