import type { SafeHarbor } from '../../catalogue/domain/obligation-rule.js';
import type { DataTest } from '../../catalogue/domain/vocabulary.js';
import type { AffectedDataClass, IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { Statements } from './statements.js';
import { allOf, anyOf, decided, unknown, type Verdict } from './verdict.js';

/** The affected data of one incident: which of a law's data tests are met under its safe harbour. */
export class AffectedData {
  readonly #entries = new Map<string, AffectedDataClass[]>();
  readonly #complete: boolean;
  readonly #answers = {
    none: new Map<string, Verdict>(),
    encryption: new Map<string, Verdict>(),
    redaction: new Map<string, Verdict>(),
  } satisfies Record<SafeHarbor, unknown>;

  constructor(
    data: IncidentFacts['data'],
    private readonly statements: Statements,
    private readonly tests: ReadonlyMap<string, DataTest>,
  ) {
    this.#complete = data?.complete === true;
    for (const entry of data?.classes ?? []) {
      this.#entries.set(entry.class, [...(this.#entries.get(entry.class) ?? []), entry]);
    }
  }

  /** At least one of the tests (`dataTests` of the vocabulary) is met; one that nobody defined stays undecided. */
  meetsAny(codes: readonly string[], safeHarbor: SafeHarbor): Verdict {
    return anyOf(codes, (code) => this.#meets(code, safeHarbor));
  }

  #meets(code: string, safeHarbor: SafeHarbor): Verdict {
    const answers = this.#answers[safeHarbor];
    const known = answers.get(code);
    if (known) return known;
    const test = this.tests.get(code);
    const answer = test === undefined ? unknown(`vocabulary.dataTests.${code}`) : this.#ask(test, safeHarbor);
    answers.set(code, answer);
    return answer;
  }

  #ask(test: DataTest, safeHarbor: SafeHarbor): Verdict {
    if (typeof test === 'string') return this.#counts(test, safeHarbor);
    if ('listed' in test) return this.#listed(test.listed);
    if ('finding' in test) return this.statements.finding(test.finding);
    const ask = (part: DataTest) => this.#ask(part, safeHarbor);
    return 'all' in test ? allOf(test.all, ask) : anyOf(test.any, ask);
  }

  #listed(dataClass: string): Verdict {
    if (this.#entries.has(dataClass)) return decided(true, `data.classes.${dataClass}`);
    return this.#complete ? decided(false, 'data.complete') : unknown('data.classes');
  }

  /** The same class may be listed twice, part protected and part not: one that counts is enough. */
  #counts(dataClass: string, safeHarbor: SafeHarbor): Verdict {
    const entries = this.#entries.get(dataClass);
    if (!entries) return this.#listed(dataClass);
    return anyOf(entries, (entry) => readable(entry, safeHarbor));
  }
}

/** Whether data so protected counts under the safe harbour (table of the obligations README, part 2). */
function readable(entry: AffectedDataClass, safeHarbor: SafeHarbor): Verdict {
  const path = `data.classes.${entry.class}`;
  if (safeHarbor === 'none') return decided(true, path);
  const protection = entry.protection ?? undefined;
  const protectionPath = `${path}.protection`;
  if (protection === undefined) return unknown(protectionPath);
  if (protection === 'redacted') return decided(false, protectionPath);
  if (safeHarbor === 'redaction') return decided(true, protectionPath);
  if (protection === 'hashed-strong') return decided(false, protectionPath);
  if (protection === 'none' || protection === 'hashed-weak') return decided(true, protectionPath);
  const keyTaken = entry.keyTaken ?? undefined;
  return keyTaken === undefined ? unknown(`${path}.keyTaken`) : decided(keyTaken, `${path}.keyTaken`);
}
