import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { factsValidator } from './domain/validate-facts.js';
import type { IncidentFacts } from './domain/incident-facts.js';
import { FactsRefused } from './incidents.errors.js';

const SCHEMA = new URL('../../knowledge/schema/facts.schema.json', import.meta.url);

/** The validator of the shipped schema, for the service and the command line alike. */
export function shippedFactsValidator(): ReturnType<typeof factsValidator> {
  return factsValidator(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
}

/** Lets only well-formed, possible facts in. */
@Injectable()
export class FactsForm {
  readonly validate = shippedFactsValidator();

  /** @throws FactsRefused with the place of each fault */
  read(input: unknown): IncidentFacts {
    const outcome = this.validate(input);
    if ('faults' in outcome) throw new FactsRefused(outcome.faults);
    return outcome.facts;
  }
}
