import { loadCatalogue } from '../dist/catalogue/catalogue.loader.js';
import { checkNotice } from '../dist/notices/domain/checks/check-notice.js';
import { against } from './measure.mjs';

/** About as long as a whole notice. */
const SENTENCES = [
  'Between 1 and 3 March 2026 an attacker copied your name, address and bank account number from our payment system.',
  'We found this on 5 March and closed the way in the same day.',
  'The full repair is not finished; we publish the outside test by 20 March.',
  'If money left your account because of this, we pay it back within ten days.',
  'A specialist will repair your records with you if someone uses your identity.',
  'Call 0800 555 0100, free, every day from 8 to 20, or write to help@larkmoor.example.',
  'We did not install a repair that was ready in January, and we are sorry.',
];
const SECTIONS = [
  ['happened', 'What happened'],
  ['data', 'Which data'],
  ['fix', 'What is fixed'],
  ['payback', 'What we pay back'],
  ['actions', 'What you can do'],
  ['contact', 'Talk to a person'],
  ['next', 'Next update'],
];

/**
 * `notice-check`: every check of one notice of about 750 words, with places, reasons and mends, against one pass that
 * only looks in the same text for each term of the same word list.
 */
export async function benchmarks() {
  const catalogue = loadCatalogue();
  const terms = catalogue.lintWords.en.entries.map(({ term }) => term.toLowerCase());
  const words = SENTENCES.join(' ');
  return [
    await against({
      name: 'notice-check',
      target: 0.018,
      bare: () => SECTIONS.reduce((seen) => seen + (look(words, terms), 0), 1),
      work: () => (checkNotice(freshNotice(words), catalogue).findings.length > 0 ? 1 : 0),
    }),
  ];
}

function look(words, terms) {
  const text = words.toLowerCase();
  let found = 0;
  for (const term of terms) if (text.includes(term)) found++;
  return found;
}

/** What was read of a notice is kept with it: a new one each time. */
function freshNotice(words) {
  return {
    kind: 'individuals-email',
    channel: 'email',
    audience: 'individuals',
    locale: 'en',
    parts: SECTIONS.map(([id, heading]) => ({ id, level: 2, heading, words, source: words, fields: [] })),
    facts: {
      occurredAt: '2026-03-01T02:00:00Z',
      discoveredAt: '2026-03-05T08:00:00Z',
      data: { classes: [{ class: 'name' }, { class: 'bank-account' }], complete: true },
      vulnerableGroups: false,
    },
    values: {},
    reader: { affected: 'certain' },
    steps: [],
    duties: [],
    leads: [],
    commitments: [],
    proofComplete: true,
    noticeDate: '2026-03-09',
    linkHosts: [],
    limits: { words: 600 },
  };
}
