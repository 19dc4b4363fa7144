import type { VerisSigns } from './veris-signs.js';

/** Which words of VERIS carry an incident type soundly; the meaning of each type is in the vocabulary. */
const TYPES: { type: string; when: (veris: VerisSigns) => boolean }[] = [
  {
    type: 'external-intrusion',
    when: (veris) =>
      veris.hasActor('external') &&
      veris.words('/action/hacking/variety').some((variety) => variety !== 'DoS') &&
      (veris.disclosure === 'Yes' || veris.words('/attribute/integrity/variety').length > 0),
  },
  {
    type: 'account-takeover',
    when: (veris) => veris.has('/action/hacking/variety', 'Use of stolen creds', 'Brute force'),
  },
  {
    type: 'data-theft',
    when: (veris) =>
      veris.disclosure === 'Yes' &&
      (veris.has('/action/malware/variety', 'Export data') ||
        ['hacking', 'malware', 'social', 'misuse', 'physical', 'unknown'].some((action) =>
          veris.has(`/action/${action}/result`, 'Exfiltrate'),
        )),
  },
  { type: 'phishing', when: (veris) => veris.has('/action/social/variety', 'Phishing', 'Pretexting') },
  { type: 'malware', when: (veris) => veris.hasAction('malware') },
  { type: 'ransomware', when: (veris) => veris.has('/action/malware/variety', 'Ransomware') },
  {
    type: 'denial-of-service',
    when: (veris) =>
      veris.has('/action/hacking/variety', 'DoS') || veris.has('/action/malware/variety', 'DoS'),
  },
  {
    type: 'insider-misuse',
    when: (veris) => veris.hasAction('misuse') && veris.hasActor('internal', 'partner'),
  },
  {
    type: 'supply-chain-compromise',
    when: (veris) =>
      veris.has('/action/hacking/vector', 'Partner') ||
      veris.has('/action/malware/vector', 'Partner', 'Software update'),
  },
  {
    type: 'website-defacement',
    when: (veris) => veris.has('/attribute/integrity/variety', 'Defacement'),
  },
  {
    type: 'accidental-exposure',
    when: (veris) =>
      veris.has('/action/error/variety', 'Publishing error') ||
      (veris.has('/action/error/variety', 'Misconfiguration', 'Programming error') &&
        ['Yes', 'Potentially'].includes(veris.disclosure ?? '')),
  },
  { type: 'misdelivery', when: (veris) => veris.has('/action/error/variety', 'Misdelivery') },
  { type: 'loss-of-device', when: (veris) => veris.has('/action/error/variety', 'Loss') },
  { type: 'theft-of-device', when: (veris) => veris.has('/action/physical/variety', 'Theft') },
  { type: 'improper-disposal', when: (veris) => veris.has('/action/error/variety', 'Disposal error') },
  {
    type: 'operational-failure',
    when: (veris) =>
      !isAttack(veris) &&
      (veris.hasAction('environmental') ||
        veris.has('/action/error/variety', 'Malfunction', 'Capacity shortage', 'Physical accidents')),
  },
];

/** Incident types that the record's own words carry, in the vocabulary's order; empty where none does. */
export function incidentTypes(veris: VerisSigns): string[] {
  return TYPES.filter(({ when }) => when(veris)).map(({ type }) => type);
}

/** Nothing for misuse without a motive, and where both an error and an attack took part. */
export function intent(veris: VerisSigns): 'intentional' | 'accidental' | undefined {
  const byMistake = veris.hasAction('error', 'environmental');
  const onPurpose =
    isAttack(veris) ||
    (veris.hasAction('misuse') &&
      veris.has('/actor/internal/motive', 'Espionage', 'Financial', 'Fun', 'Grudge', 'Ideology'));
  if (byMistake) return isAttack(veris) || veris.hasAction('misuse') ? undefined : 'accidental';
  return onPurpose ? 'intentional' : undefined;
}

/**
 * What happened to data or service. The list is whole or absent: while it is open whether data were disclosed,
 * a list without `confidentiality` would say that they were not. Near misses and false alarms say nothing.
 */
export function effects(veris: VerisSigns): string[] | undefined {
  const happened = veris.has('/security_incident', 'Confirmed', 'Suspected');
  const told = veris.disclosure === undefined || ['Yes', 'No'].includes(veris.disclosure);
  if (!happened || !told) return undefined;
  const list = [
    ...(veris.disclosure === 'Yes' ? ['confidentiality'] : []),
    ...['integrity', 'availability'].filter(
      (attribute) => veris.words(`/attribute/${attribute}/variety`).length > 0,
    ),
  ];
  return list.length > 0 ? list : undefined;
}

function isAttack(veris: VerisSigns): boolean {
  return veris.hasAction('hacking', 'malware', 'social', 'physical');
}
