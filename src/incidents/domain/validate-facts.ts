import { Ajv2020 } from 'ajv/dist/2020.js';
import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../platform/errors.js';
import { FirstFaults } from './first-faults.js';
import { faultsOfForm } from './facts-form-faults.js';
import { impossibleFacts } from './impossible-facts.js';
import type { IncidentFacts } from './incident-facts.js';
import { beyondLimits, DEEPEST, WIDEST } from './json-limits.js';

/** The facts themselves, or every fault in them (at most 100), each with its place and how to mend it. */
export type FactsValidator = (input: unknown) => { facts: IncidentFacts } | { faults: Fault[] };

const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;

/**
 * Makes the check of facts from the JSON Schema `knowledge/schema/facts.schema.json`: form and codes by the
 * schema, then what cannot be (contained before it occurred, part greater than the whole, no such place).
 * `veris` is free in form. The facts returned are the very input.
 *
 * @throws Error if the schema itself is wrong
 */
export function factsValidator(schema: object): FactsValidator {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, ownProperties: true, allowUnionTypes: true });
  ajv.addFormat('date-time', isInstant);
  const hasForm = ajv.compile(schema);
  return (input) => {
    const beyond = beyondLimits(input, { deepest: DEEPEST, widest: WIDEST, except: 'veris' });
    if (beyond) return { faults: [beyond] };
    const faults = hasForm(input) ? [] : faultsOfForm(hasForm.errors ?? []);
    const faulty = new Set(faults.map(({ path }) => path));
    faults.push(...impossibleFacts(input).filter(({ path }) => !faulty.has(path)));
    return faults.length === 0 ? { facts: input as IncidentFacts } : { faults: firstFaults(faults) };
  };
}

/** An instant that exists, in a year from 1950 to 2100: 30 February is none. */
function isInstant(text: string): boolean {
  try {
    const { year } = Temporal.Instant.from(text).toZonedDateTimeISO('UTC');
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  } catch {
    return false;
  }
}

function firstFaults(faults: readonly Fault[]): Fault[] {
  const first = new FirstFaults();
  for (const fault of faults) first.add(() => fault);
  return first.list();
}
