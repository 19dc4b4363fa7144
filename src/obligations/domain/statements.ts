import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import { decided, unknown, type Verdict } from './verdict.js';

/** What the organisation stated about itself and the incident, asked one statement at a time; many rules ask the same. */
export class Statements {
  readonly #organisation: NonNullable<IncidentFacts['organisation']>;
  readonly #incident: NonNullable<IncidentFacts['incident']>;
  readonly #attributes = new Map<string, Verdict>();
  readonly #findings = new Map<string, Verdict>();

  constructor(facts: IncidentFacts) {
    this.#organisation = facts.organisation ?? {};
    this.#incident = facts.incident ?? {};
  }

  attribute(code: string): Verdict {
    const known = this.#attributes.get(code);
    if (known) return known;
    const { attributes, attributesComplete } = this.#organisation;
    const answer = stated(attributes?.[code], 'organisation.attributes', code, attributesComplete);
    this.#attributes.set(code, answer);
    return answer;
  }

  finding(code: string): Verdict {
    const known = this.#findings.get(code);
    if (known) return known;
    const { findings, findingsComplete } = this.#incident;
    const answer = stated(findings?.[code], 'incident.findings', code, findingsComplete);
    this.#findings.set(code, answer);
    return answer;
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

  /** In the jurisdiction or in a part of it. */
  establishedIn(jurisdiction: string): Verdict {
    const places = this.#organisation.establishments;
    const path = 'organisation.establishments';
    if (!places) return unknown(path);
    return decided(
      places.some((place) => place === jurisdiction || liesIn(place, jurisdiction)),
      path,
    );
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
