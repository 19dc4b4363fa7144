import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import { pointerTo } from '../../incidents/domain/json-pointer.js';
import type { Fault } from '../../platform/errors.js';
import { readCacaoFile, type CacaoFile } from './cacao-file.js';
import { readCacaoHead } from './cacao-head.js';
import { readCacaoSteps, type CacaoSteps } from './cacao-steps.js';
import { walkCacao } from './cacao-walk.js';
import { FieldReader } from './field-reader.js';
import { validatePlaybook, type PlaybookKnowledge } from './validate-playbook.js';

/** A CACAO playbook as we understand it. */
export interface CacaoReading {
  content: PlaybookContent;
  /** By the key of each step of the content, the id of the workflow step that it came from. */
  sources: ReadonlyMap<string, string>;
  /** What was read otherwise than it stands, or not at all. */
  warnings: Fault[];
}

/**
 * Reads a CACAO 2.0 playbook. Every action step becomes a step: one of the catalogue where our extension says so,
 * otherwise an own one. What we do not understand is warned about and stays in `kept`, for `toCacao` to give back.
 *
 * @param text the file, at most 20 MiB
 * @returns `kept`: the JSON of the whole file; faults as JSON pointers into it, its values never repeated
 */
export function fromCacao(
  text: string,
  knowledge: PlaybookKnowledge,
): { content: PlaybookContent; kept: string; warnings: Fault[] } | { faults: Fault[] } {
  const read = readCacaoFile(text);
  if ('faults' in read) return read;
  const reading = readCacao(read.file, knowledge);
  if ('faults' in reading) return reading;
  const { content, warnings } = reading;
  return { content, kept: JSON.stringify(read.file.document), warnings };
}

export function readCacao(file: CacaoFile, knowledge: PlaybookKnowledge): CacaoReading | { faults: Fault[] } {
  const walk = walkCacao(file);
  if ('circleAt' in walk) {
    const path = pointerTo('/workflow', walk.circleAt);
    return { faults: [{ path, message: 'Leads back to itself; a workflow goes forward only.' }] };
  }
  const warnings = new FieldReader();
  const steps = readCacaoSteps(file, walk, knowledge, warnings);
  const used = new Set(steps.entries.map(({ step }) => step['step']));
  const head = readCacaoHead(file, knowledge, used, warnings);
  const checked = validatePlaybook({ ...head, steps: steps.entries.map(({ step }) => step) }, knowledge);
  if ('faults' in checked) return { faults: checked.faults.map((fault) => inFile(fault, steps)) };
  const sources = new Map(steps.entries.map(({ key, source }) => [key, source]));
  return { content: checked.content, sources, warnings: warnings.faults };
}

const headPlaces: Readonly<Record<string, string>> = { title: '/name', summary: '/description' };
const stepPlaces: Readonly<Record<string, string>> = {
  title: '/name',
  note: '/description',
  owner: '/agent',
};

/** The fault told of the file, where the content has another form. */
function inFile({ path, message }: Fault, { entries }: CacaoSteps): Fault {
  const [, field = '', index = '', part = ''] = path.split('/');
  const source = field === 'steps' ? entries[Number(index)]?.source : undefined;
  if (source === undefined) return { path: headPlaces[field] ?? '/playbook_extensions', message };
  return { path: `${pointerTo('/workflow', source)}${stepPlaces[part] ?? '/step_extensions'}`, message };
}
