import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { decided, unknown, type Verdict } from './verdict.js';

/** What the organisation stated about itself and the incident, asked one statement at a time. */
export class Statements {
  readonly #organisation: NonNullable<IncidentFacts['organisation']>;
  readonly #incident: NonNullable<IncidentFacts['incident']>;

  constructor(facts: IncidentFacts) {
    this.#organisation = facts.organisation ?? {};
    this.#incident = facts.incident ?? {};
  }

  attribute(code: string): Verdict {
    const { attributes, attributesComplete } = this.#organisation;
    return stated(attributes?.[code], 'organisation.attributes', code, attributesComplete);
  }

  finding(code: string): Verdict {
    const { findings, findingsComplete } = this.#incident;
    return stated(findings?.[code], 'incident.findings', code, findingsComplete);
  }

  role(role: string): Verdict {
    return sharing(this.#organisation.roles, [role], 'organisation.roles');
  }

  insuranceLicence(jurisdiction: string): Verdict {
    return sharing(this.#organisation.insuranceLicences, [jurisdiction], 'organisation.insuranceLicences');
  }

  sectorIn(sectors: readonly string[]): Verdict {
    return sharing(this.#organisation.sectors, sectors, 'organisation.sectors');
  }

  establishedWhere(inside: (place: string) => boolean): Verdict {
    const places = this.#organisation.establishments;
    const path = 'organisation.establishments';
    return places ? decided(places.some(inside), path) : unknown(path);
  }

  type(types: readonly string[]): Verdict {
    return sharing(this.#incident.types, types, 'incident.types');
  }

  effect(effects: readonly string[]): Verdict {
    return sharing(this.#incident.effects, effects, 'incident.effects');
  }

  intent(intent: string): Verdict {
    const known = this.#incident.intent;
    return known ? decided(known === intent, 'incident.intent') : unknown('incident.intent');
  }
}

function stated(
  value: boolean | undefined,
  list: string,
  code: string,
  complete: boolean | undefined,
): Verdict {
  if (value !== undefined) return decided(value, `${list}.${code}`);
  return complete ? decided(false, `${list}Complete`) : unknown(`${list}.${code}`);
}

function sharing(known: readonly string[] | undefined, wanted: readonly string[], path: string): Verdict {
  return known
    ? decided(
        known.some((code) => wanted.includes(code)),
        path,
      )
    : unknown(path);
}
