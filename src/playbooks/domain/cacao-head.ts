import { playbookBounds } from '../../catalogue/domain/playbook-bounds.js';
import { rankingWords } from '../../catalogue/domain/ranking-words.js';
import { isRecord } from '../../incidents/domain/json-pointer.js';
import type { CacaoFile, JsonObject } from './cacao-file.js';
import { ownExtension } from './cacao-step-fields.js';
import { foreignLine, foreignText } from './cacao-text.js';
import { industryOfSectors, OUR_EXTENSION } from './cacao-words.js';
import type { FieldReader } from './field-reader.js';
import type { PlaybookKnowledge } from './validate-playbook.js';

const AT_EXTENSION = `/playbook_extensions/${OUR_EXTENSION}`;

/** Everything of the content but its steps; words that we do not know are left out with a warning. */
export function readCacaoHead(
  { document }: CacaoFile,
  knowledge: PlaybookKnowledge,
  used: ReadonlySet<unknown>,
  warnings: FieldReader,
): JsonObject {
  const extension = ownExtension(document, 'playbook_extensions');
  const { title, text } = playbookBounds;
  const head = extension
    ? { title: document['name'], summary: document['description'] }
    : {
        title: foreignLine(document['name'], title, 'Playbook', '/name', warnings),
        summary: foreignText(
          document['description'],
          text,
          'Imported from a CACAO playbook.',
          '/description',
          warnings,
        ),
      };
  return {
    ...head,
    industry: extension
      ? knownIndustry(extension['industry'], knowledge, warnings)
      : sectorIndustry(document['industry_sectors'], knowledge, warnings),
    causes: knownCauses(extension?.['causes'], warnings),
    leftOut: leftOutOf(extension?.['left_out'], knowledge, used, warnings),
  };
}

function knownIndustry(
  value: unknown,
  { industries }: PlaybookKnowledge,
  warnings: FieldReader,
): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && industries.has(value)) return value;
  warnings.fault(`${AT_EXTENSION}/industry`, 'Is no industry we know; the playbook is taken for any.');
  return null;
}

function sectorIndustry(
  value: unknown,
  { industries }: PlaybookKnowledge,
  warnings: FieldReader,
): string | null {
  const sectors = Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
  if (sectors.length === 0) return null;
  const industry = industryOfSectors(sectors, industries.keys());
  if (industry === undefined) {
    warnings.fault('/industry_sectors', 'Is not one industry we know; the playbook is taken for any.');
  }
  return industry ?? null;
}

function knownCauses(value: unknown, warnings: FieldReader): string[] {
  if (!Array.isArray(value)) return [];
  const known = (value as unknown[]).filter((cause): cause is string =>
    (rankingWords.cause as readonly unknown[]).includes(cause),
  );
  if (known.length < value.length) {
    warnings.fault(`${AT_EXTENSION}/causes`, 'Holds causes we do not know; they are left away.');
  }
  return known;
}

function leftOutOf(
  value: unknown,
  { steps }: PlaybookKnowledge,
  used: ReadonlySet<unknown>,
  warnings: FieldReader,
): unknown[] {
  if (!Array.isArray(value)) return [];
  const rows = (value as unknown[]).flatMap((row) =>
    isRecord(row) ? [{ step: row['step_ref'], reason: row['reason'] }] : [],
  );
  const known = rows.filter(({ step }) => typeof step === 'string' && steps.has(step) && !used.has(step));
  if (known.length < value.length) {
    warnings.fault(
      `${AT_EXTENSION}/left_out`,
      'Names steps we do not know, or that are used; they are left away.',
    );
  }
  return known;
}
