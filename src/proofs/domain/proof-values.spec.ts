import { blankProof } from './proof-parts.js';
import type { ProofParts } from './proof-parts.js';
import { PROOF_FIELDS, proofValues } from './proof-values.js';

const blank = blankProof('remedy-fix-root');
const parts: ProofParts = {
  repair: { ...blank.repair, what: 'the flaw', closedAt: '2026-11-16T19:20:00Z' },
  check: { ...blank.check, organisation: 'Corvane Security', testedOn: '2026-11-18', finding: 'it failed' },
  openPoints: [{ text: 'we are testing our other services', by: '2026-11-27', ofWeakness: false }],
  proofUrl: 'https://larkmoor.example/proof',
};
const complete = { state: 'complete', missing: [] } as const;
const incomplete = { state: 'incomplete', missing: [] } as const;
const open = [{ text: 'we are testing our other services', by: '2026-11-27' }];

it('gives notices what was closed, by whom it was tested and how it ended, on the clock of the organisation', () => {
  expect(proofValues(parts, { ...complete, missing: [] }, 'Europe/Berlin')).toEqual({
    'fix.what': 'the flaw',
    'fix.closedAt': '2026-11-16T20:20',
    'fix.tester': 'Corvane Security',
    'fix.testedAt': '2026-11-18',
    'fix.result': 'it failed',
    'fix.proofUrl': 'https://larkmoor.example/proof',
    'fix.open': open,
  });
  const none = proofValues({ ...parts, proofUrl: '', openPoints: [] }, { ...complete, missing: [] }, 'UTC');
  expect(Object.keys(none)).not.toContain('fix.proofUrl');
  expect(Object.keys(none)).not.toContain('fix.open');
});

it('gives nothing but what is still open before the proof is complete', () => {
  expect(proofValues(parts, { ...incomplete, missing: [] }, 'UTC')).toEqual({ 'fix.open': open });
  expect(proofValues(null, { state: 'none', missing: [] }, 'UTC')).toEqual({});
});

it('names every field that nobody may type by hand', () => {
  const given = Object.keys(proofValues(parts, { ...complete, missing: [] }, 'UTC'));
  expect(given.filter((name) => name !== 'fix.open').sort()).toEqual([...PROOF_FIELDS].sort());
});
