import type { Catalogue } from '../catalogue/domain/catalogue.js';

type Words = Readonly<Record<string, string>>;

/** Kinds of incident, as the one who declares it says them. */
export const INCIDENT_TYPE_WORDS: Words = {
  'external-intrusion': 'Intrusion from outside',
  'account-takeover': 'Account takeover',
  'data-theft': 'Data copied out',
  phishing: 'Phishing',
  malware: 'Malware',
  ransomware: 'Ransomware',
  'denial-of-service': 'Service flooded or blocked',
  'insider-misuse': 'Misuse by our own people',
  'supply-chain-compromise': 'Through a supplier',
  'website-defacement': 'Website altered',
  'product-vulnerability': 'Weakness in a product',
  'accidental-exposure': 'Data reachable by mistake',
  misdelivery: 'Sent to the wrong person',
  'loss-of-device': 'Device or paper lost',
  'theft-of-device': 'Device or paper stolen',
  'improper-disposal': 'Not destroyed properly',
  'operational-failure': 'Failure without attack',
  'declared-sharing': 'We shared it ourselves',
};

export const EFFECT_WORDS: Words = {
  confidentiality: 'Seen, taken or disclosed',
  integrity: 'Changed or forged',
  availability: 'Lost or not reachable',
};

export const PROTECTION_WORDS: Words = {
  none: 'Readable',
  encrypted: 'Encrypted',
  tokenised: 'Tokenised',
  'hashed-strong': 'Hashed, salted and slow',
  'hashed-weak': 'Hashed, fast or unsalted',
  redacted: 'Redacted',
};

export const HARM_WORDS: Words = {
  none: 'None',
  unlikely: 'Unlikely',
  possible: 'Possible',
  likely: 'Likely',
  serious: 'Serious',
};

export const LOSSES_WORDS: Words = {
  'none-known': 'None known',
  reported: 'Some people report a loss',
  confirmed: 'Confirmed',
};

export const INTENT_WORDS: Words = { intentional: 'On purpose', accidental: 'By error or loss' };

export const RELATION_WORDS: Words = {
  customer: 'Customers',
  employee: 'Employees',
  patient: 'Patients',
  student: 'Students',
  partner: 'Partners',
  other: 'Others',
};

export const ROLE_WORDS: Words = {
  controller: 'Decides on the data (controller)',
  processor: 'Holds it for another (processor)',
};

export const OPT_IN_WORDS: Words = {
  contractual: 'Contracts',
  voluntary: 'Recommendations',
  'internal-clock': 'Our own targets',
};

/** A code without words of its own: `sec-registrant` as `Sec registrant`. */
export function codeWords(code: string): string {
  return capitalised(code.replaceAll('-', ' '));
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Data classes by code, as a table or filing names them: `E-mail address`. */
export function dataClassNames(
  catalogue: Pick<Catalogue, 'dataClassWords' | 'vocabulary'>,
): ReadonlyMap<string, string> {
  const named = new Map(catalogue.dataClassWords.classes.map(({ code, en }) => [code, en.bare]));
  return new Map(
    catalogue.vocabulary.dataClasses.map(({ code }) => [
      code,
      capitalised(named.get(code) ?? codeWords(code)),
    ]),
  );
}
