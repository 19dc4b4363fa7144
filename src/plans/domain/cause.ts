import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { isRecord, memberOf } from '../../incidents/domain/json-pointer.js';
import type { Cause } from './ranking-words.js';

interface Reading {
  cause: Cause;
  /** Codes of `incident.types`, any of which suffices. */
  types: readonly string[];
  /** What a VERIS record has to name; absent: VERIS has no word for this cause. */
  veris?: (named: VerisWords) => boolean;
}

interface VerisWords {
  actor(name: string): boolean;
  action(name: string): boolean;
}

const readings: readonly Reading[] = [
  { cause: 'own-sharing', types: ['declared-sharing'] },
  { cause: 'third-party', types: ['supply-chain-compromise'], veris: (named) => named.actor('partner') },
  {
    cause: 'internal-misuse',
    types: ['insider-misuse'],
    veris: (named) => named.actor('internal') && named.action('misuse'),
  },
  {
    cause: 'external-attack',
    types: [
      'external-intrusion',
      'account-takeover',
      'data-theft',
      'phishing',
      'malware',
      'ransomware',
      'denial-of-service',
      'website-defacement',
      'product-vulnerability',
    ],
    veris: (named) => ['hacking', 'malware', 'social'].some((action) => named.action(action)),
  },
  {
    cause: 'error',
    types: ['accidental-exposure', 'misdelivery', 'improper-disposal', 'operational-failure'],
    veris: (named) => named.action('error'),
  },
  {
    cause: 'physical-loss',
    types: ['loss-of-device', 'theft-of-device'],
    veris: (named) => named.action('physical'),
  },
];

/**
 * The first reading that the incident types or the VERIS record support, else `unknown`. VERIS names an actor or an
 * action by a member whose value is an object.
 */
export function causeOf(facts: IncidentFacts): Cause {
  const types = facts.incident?.types ?? [];
  const named: VerisWords = {
    actor: (name) => isRecord(memberOf(facts.veris?.['actor'], name)),
    action: (name) => isRecord(memberOf(facts.veris?.['action'], name)),
  };
  const fits = (reading: Reading) =>
    reading.types.some((type) => types.includes(type)) || reading.veris?.(named) === true;
  return readings.find(fits)?.cause ?? 'unknown';
}
