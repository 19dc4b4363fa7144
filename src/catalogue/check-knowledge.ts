import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from './domain/catalogue.js';
import type { KnowledgeFault } from './knowledge-faults.js';
import { shippedFolder } from './knowledge-schemas.js';
import { readKnowledge } from './read-knowledge.js';

export interface KnowledgeCheck {
  ok: boolean;
  packs: Pack[];
  findings: KnowledgeFault[];
}

/**
 * Schemas and references of every pack, worked cases and rankings included; whether the worked answers come out
 * is for the evaluators to say.
 *
 * @param folder a whole set (it has its own vocabulary), or own packs to be laid over the shipped ones; absent:
 *               the shipped set
 */
export function checkKnowledge(folder?: string): KnowledgeCheck {
  const shipped = { path: shippedFolder, shownAs: 'knowledge' };
  const asked = folder === undefined ? undefined : { path: folder, shownAs: folder };
  const whole = asked && existsSync(join(asked.path, 'obligations', 'vocabulary.yaml'));
  const { files, faults } = readKnowledge(
    whole ? { shipped: asked, examples: true } : { shipped, overlay: asked, examples: true },
  );
  const findings = [...faults];
  if (asked && !whole && findings.length === 0 && !files.some(({ overlay }) => overlay)) {
    findings.push({
      file: asked.shownAs,
      line: 1,
      message: 'holds no pack; see knowledge/README.md for the layout',
    });
  }
  const packs = files.map(({ file, sha256, overlay }) => ({ file, sha256, overlay }));
  return { ok: findings.length === 0, packs, findings };
}
