import type { Fault } from '../../platform/errors.js';
import { canonicalText } from './canonical-text.js';
import { factValues } from './fact-values.js';
import type { IncidentFacts } from './incident-facts.js';
import type { Determination } from './incident-state.js';
import { beyondLimits, DEEPEST } from './json-limits.js';
import { isRecord, memberOf, valueAt } from './json-pointer.js';
import { mergeFacts } from './merge-facts.js';
import type { FactsValidator } from './validate-facts.js';
import { checkVeris } from './veris-check.js';
import type { VerisVarieties } from './veris-data.js';
import { readFacts, type VerisReading } from './veris-facts.js';
import { VerisSigns } from './veris-signs.js';
import { reportedDates, timelineFaults, type ReportedDates } from './veris-timeline.js';
import { verisTitle } from './veris-title.js';

export interface VerisKnowledge {
  /** `verisVarieties` of the vocabulary. */
  varieties: VerisVarieties;
  validateFacts: FactsValidator;
}

/** A record taken over. */
export interface ImportedRecord {
  /** VERIS `incident_id`: the same id again is the same incident. At most 200 characters. */
  incidentId: string;
  /** At most 200 characters, one line. */
  title: string;
  determination: Determination;
  /** Valid; `facts.veris` is the record as it came, nothing left out. */
  facts: IncidentFacts;
  /** What was kept but could not be read, by its place in the record. */
  warnings: Fault[];
  reported: ReportedDates;
  /** The record in one text, whatever its key order; to be hashed. */
  canonical: string;
}

/** A record that is not taken over, with every fault by its place in the record. */
export interface RefusedRecord {
  incidentId?: string;
  errors: Fault[];
  warnings: Fault[];
}

const LONGEST_ID = 200;

/**
 * Reads one VERIS record, version 1.2 to 1.4.x, by the table of the design: facts where the words of VERIS carry
 * them soundly, the whole record kept in `facts.veris`. Facts of our own in `plus.redress` are laid over it.
 * Any JSON value gives an answer; the same record gives the same answer.
 *
 * @param said who imports, and the instant: kept as the provenance of each fact
 * @param ofText warnings found when the record's text was read
 */
export function importVeris(
  record: unknown,
  knowledge: VerisKnowledge,
  said: { by: string; at: string },
  ofText: readonly Fault[] = [],
): ImportedRecord | RefusedRecord {
  const notAnObject = [{ path: '', message: 'A record must be an object.' }];
  if (!isRecord(record)) return refused(undefined, notAnObject, ofText);
  const beyond = beyondLimits(record, { deepest: DEEPEST });
  if (beyond) return refused(record, [beyond], ofText);
  const shape = checkVeris(record);
  const timeline = timelineFaults(record);
  const errors = [...idFaults(record), ...shape.errors, ...timeline.errors];
  const warnings = [...ofText, ...versionWarnings(record), ...shape.warnings, ...timeline.warnings];
  if (errors.length > 0) return refused(record, errors, warnings);
  const veris = new VerisSigns(record);
  const reading = readFacts(veris, knowledge.varieties);
  warnings.push(...reading.warnings);
  const facts = withOwnFacts(reading, knowledge.validateFacts, said);
  if ('faults' in facts) return refused(record, facts.faults, warnings);
  return {
    incidentId: String(record['incident_id']).trim(),
    title: verisTitle(veris, facts.facts),
    determination: determinationOf(veris, warnings),
    facts: facts.facts,
    warnings,
    reported: reportedDates(record),
    canonical: canonicalText(record),
  };
}

/** `plus.redress`: facts that VERIS has no place for, in the form of facts, laid over those read. */
function withOwnFacts(
  reading: VerisReading,
  validateFacts: FactsValidator,
  said: { by: string; at: string },
): { facts: IncidentFacts } | { faults: Fault[] } {
  const own = valueAt(reading.facts, `/veris${OWN_FACTS}`) ?? {};
  const checked = validateFacts(own);
  if ('faults' in checked) return { faults: checked.faults.map((fault) => within(OWN_FACTS, fault)) };
  if (checked.facts.veris) {
    return {
      faults: [{ path: `${OWN_FACTS}/veris`, message: 'Must not be here: the record itself is it.' }],
    };
  }
  const { provenance: ownProvenance, ...ownFacts } = checked.facts;
  const provenance = { ...provenanceOf(reading, ownFacts, said), ...ownProvenance };
  const all = validateFacts({ ...mergeFacts(reading.facts, ownFacts), provenance });
  if ('facts' in all) return all;
  return { faults: all.faults.map((fault) => atItsSource(fault, reading, own)) };
}

const OWN_FACTS = '/plus/redress';

function provenanceOf(
  reading: VerisReading,
  ownFacts: IncidentFacts,
  said: { by: string; at: string },
): Record<string, { by: string; at: string; source: string }> {
  const read = [...reading.sources].map(([pointer, { from, note }]) => [
    pointer,
    { ...said, source: `VERIS ${from}${note === undefined ? '' : ` (${note})`}` },
  ]);
  const own = [...factValues(ownFacts).keys()].map((pointer) => [
    pointer,
    { ...said, source: `VERIS ${OWN_FACTS}${pointer}` },
  ]);
  return Object.fromEntries([...read, ...own]);
}

/** A fault of the joined facts, told by the place in the record that has to be mended. */
function atItsSource(fault: Fault, reading: VerisReading, own: unknown): Fault {
  if (valueAt(own, fault.path) !== undefined) return within(OWN_FACTS, fault);
  const source = [...reading.sources].find(([pointer]) => fault.path.startsWith(pointer));
  return { path: source?.[1].from ?? '', message: fault.message };
}

function within(parent: string, { path, message }: Fault): Fault {
  return { path: `${parent}${path}`, message };
}

function idFaults(record: Record<string, unknown>): Fault[] {
  const id = memberOf(record, 'incident_id');
  if (id === undefined) return [{ path: '/incident_id', message: 'Is missing; every record needs its own.' }];
  if (typeof id !== 'string') return [];
  const message =
    id.trim() === ''
      ? 'Is empty; every record needs its own.'
      : id.length > LONGEST_ID
        ? `Is longer than ${LONGEST_ID} characters.`
        : /\p{C}/u.test(id)
          ? 'Holds characters that cannot be seen; write it in plain text.'
          : undefined;
  return message === undefined ? [] : [{ path: '/incident_id', message }];
}

function versionWarnings(record: Record<string, unknown>): Fault[] {
  const version = memberOf(record, 'schema_version');
  if (version === undefined) {
    return [{ path: '/schema_version', message: 'Is missing; the record is read as VERIS 1.4.' }];
  }
  if (typeof version !== 'string' || /^1\.[234](\.\d{1,2})?$/.test(version)) return [];
  return [
    { path: '/schema_version', message: 'Is no version from 1.2 to 1.4; the record is read as VERIS 1.4.' },
  ];
}

const DETERMINATIONS: ReadonlyMap<string, Determination> = new Map([
  ['Confirmed', 'confirmed'],
  ['Suspected', 'suspected'],
  ['Near miss', 'near_miss'],
  ['False positive', 'false_positive'],
]);

/** What is not known to be confirmed is suspected. */
function determinationOf(veris: VerisSigns, warnings: Fault[]): Determination {
  const written = veris.text('/security_incident');
  if (written === undefined) {
    warnings.push({ path: '/security_incident', message: 'Is missing; the incident counts as suspected.' });
  }
  return DETERMINATIONS.get(written ?? '') ?? 'suspected';
}

function refused(record: unknown, errors: Fault[], warnings: readonly Fault[]): RefusedRecord {
  const id = memberOf(record, 'incident_id');
  const known = typeof id === 'string' && idFaults({ incident_id: id }).length === 0;
  return {
    ...(known ? { incidentId: id.trim() } : {}),
    errors,
    warnings: [...warnings],
  };
}
