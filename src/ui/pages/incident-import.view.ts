import type { ImportLine } from '../../incidents/incident-import.service.js';
import type { Fault } from '../../platform/errors.js';
import type { CrumbView, OptionView, PageView } from '../views.types.js';

export interface IncidentImportView extends PageView {
  crumbs: readonly CrumbView[];
  veris: string;
  visibilities: readonly OptionView[];
  /** What became of the records just sent; null before. */
  outcome: ImportOutcome | null;
}

export interface ImportOutcome {
  headline: string;
  tone: 'ok' | 'warn' | 'danger';
  stats: readonly { value: string; label: string; tone?: 'ok' | 'warn' | 'danger' }[];
  refused: readonly RecordFaults[];
  kept: readonly { line: number; reference: string; href: string; status: string }[];
  warned: readonly RecordFaults[];
  /** Words about rows left out of a long list; empty when all are there. */
  refusedRest: string;
  keptRest: string;
  warnedRest: string;
}

export interface RecordFaults {
  line: number;
  reference: string;
  faults: readonly Fault[];
}

const SHOWN = 200;
const STATUS_WORDS = { imported: 'Imported', updated: 'Updated', unchanged: 'Unchanged', refused: 'Refused' };

/** What a person wants to know of an import: how many, what was refused and why, then the rest. */
export function toOutcome(lines: readonly ImportLine[]): ImportOutcome {
  const count = (status: ImportLine['status']): number =>
    lines.filter((line) => line.status === status).length;
  const refused = lines.filter(({ status }) => status === 'refused');
  const kept = lines.filter(({ reference }) => reference !== null);
  const warned = kept.filter(({ warnings }) => warnings.length > 0);
  const taken = lines.length - refused.length;
  return {
    headline: `${taken} of ${lines.length} ${lines.length === 1 ? 'record' : 'records'} taken over`,
    tone: refused.length === 0 ? 'ok' : taken === 0 ? 'danger' : 'warn',
    stats: [
      { value: String(count('imported')), label: 'new', tone: 'ok' },
      { value: String(count('updated')), label: 'updated' },
      { value: String(count('unchanged')), label: 'unchanged' },
      {
        value: String(refused.length),
        label: 'refused',
        ...(refused.length > 0 ? { tone: 'danger' as const } : {}),
      },
      {
        value: String(warned.length),
        label: 'kept with warnings',
        ...(warned.length > 0 ? { tone: 'warn' as const } : {}),
      },
    ],
    refused: refused.slice(0, SHOWN).map((line) => ({ line: line.line, reference: '', faults: line.errors })),
    kept: kept.slice(0, SHOWN).map(({ line, reference, status }) => ({
      line,
      reference: reference ?? '',
      href: `/incidents/${reference}`,
      status: STATUS_WORDS[status],
    })),
    warned: warned
      .slice(0, SHOWN)
      .map((line) => ({ line: line.line, reference: line.reference ?? '', faults: line.warnings })),
    refusedRest: restOf(refused.length),
    keptRest: restOf(kept.length),
    warnedRest: restOf(warned.length),
  };
}

function restOf(count: number): string {
  return count > SHOWN ? `The first ${SHOWN} of ${count} are shown.` : '';
}
