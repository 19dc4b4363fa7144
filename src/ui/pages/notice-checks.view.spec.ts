import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { CheckReport, Finding } from '../../notices/domain/checks/finding.js';
import type { FindingState } from './notice-checks.view.js';
import { checksView, countsWords, sectionFindings } from './notice-checks.view.js';

const catalogue = loadCatalogue();
const [evidence = ''] = catalogue.evidence.keys();

const finding = (more: Partial<Finding>): Finding => ({
  rule: 'W3',
  group: 'wording',
  severity: 'warn',
  place: { section: 'fix', start: 4, end: 12 },
  text: 'looking into it',
  why: 'Readers learn nothing.',
  evidence: [evidence, 'no-such-finding'],
  fix: 'Say what and by when.',
  ...more,
});

const report = (...findings: Finding[]): CheckReport => ({
  findings,
  passed: ['C1', 'A1'],
  parts: [{ part: 'what-we-do', state: 'thin' }],
  readability: [
    {
      name: 'LIX',
      value: 48.04,
      limit: 40,
      limits: 'Counts letters, not sense.',
      sentences: 1,
      units: 12,
      averageSentence: 12,
      longestSentence: 12,
    },
  ],
  coverage: [],
  remarks: ['No native reader has read the list of words.'],
});

const place = { noticeId: 'N1', titles: new Map([['fix', 'What is fixed']]), mayEdit: true, mayLift: false };
const known = (): FindingState => ({ fingerprint: 'f'.repeat(64), dismissal: null });
const view = (one: Finding, more: Partial<typeof place> = {}) =>
  checksView(report(one), known, { ...place, ...more }, catalogue).groups[0]?.findings[0];

describe('The checks beside a notice', () => {
  it('count what blocks before what warns, and leave out what does not occur', () => {
    const two = report(finding({ severity: 'block' }), finding({}), finding({}));
    expect(countsWords(two)).toBe('1 blocks review, 2 warn, 2 pass');
    expect(countsWords(report())).toBe('2 pass');
    const groups = checksView(two, known, place, catalogue).groups;
    expect(groups.map(({ title, findings }) => [title, findings.length])).toEqual([
      ['Blocks review', 1],
      ['Warnings', 2],
    ]);
  });

  it('lead to the words in their section, and to the evidence that is kept', () => {
    expect(view(finding({}))).toMatchObject({
      place: { href: '#section-fix', title: 'What is fixed', quote: 'looking into it' },
      evidence: [{ href: `/knowledge/evidence/${evidence}` }],
    });
    expect(view(finding({ place: { section: 'subject' } }))?.place?.href).toBe('#section-lines');
    expect(view(finding({ place: { section: null } }))?.place).toBeNull();
    expect(view(finding({ place: { section: 'gone' } }))?.place).toBeNull();
  });

  it('offer a mend only to those who may write', () => {
    const mended = finding({ mend: { section: 'fix', from: 'utilise', to: 'use' } });
    expect(view(mended)?.mend).toEqual({ value: '["fix","utilise","use"]', from: 'utilise', to: 'use' });
    expect(view(mended, { mayEdit: false })?.mend).toBeNull();
  });

  it('let nobody dismiss a block but those who may lift a judgement', () => {
    expect(view(finding({}))?.mayDismiss).toBe(true);
    expect(view(finding({}), { mayEdit: false })?.mayDismiss).toBe(false);
    const judged = finding({ severity: 'block', judgement: true });
    expect(view(finding({ severity: 'block' }), { mayLift: true })?.mayDismiss).toBe(false);
    expect(view(judged)?.mayDismiss).toBe(false);
    expect(view(judged, { mayLift: true })?.mayDismiss).toBe(true);
  });

  it('take what someone dismissed out of the count, with the reason', () => {
    const dismissal = { reason: 'The phrase is in the law.', by: 'Dana', at: '2026-11-18T16:05:00Z' };
    const state = (one: Finding) => ({ ...known(), dismissal: one.text === 'kept' ? dismissal : null });
    const shown = checksView(report(finding({}), finding({ text: 'kept' })), state, place, catalogue);
    expect(shown.words).toBe('1 warns, 2 pass');
    expect(shown.dismissed).toMatchObject([{ text: 'kept', reason: 'The phrase is in the law.' }]);
  });

  it('let nobody dismiss what is typed and not saved', () => {
    const shown = checksView(report(finding({})), () => null, place, catalogue);
    expect(shown.groups[0]?.findings[0]?.mayDismiss).toBe(false);
  });

  it('name each readability figure with its limit and its limits', () => {
    expect(checksView(report(), known, place, catalogue).readability).toEqual([
      {
        name: 'LIX',
        value: '48.0',
        limit: 'at most 40',
        words: '1 sentence, 12.0 on average, the longest 12',
        limits: 'Counts letters, not sense.',
        over: true,
      },
    ]);
  });

  it('mark a section by the gravest that is found in it', () => {
    const found = report(finding({}), finding({}), finding({ severity: 'hint' }));
    expect(sectionFindings(found, 'fix')).toEqual({ severity: 'warn', words: '2 warnings' });
    expect(sectionFindings(found, 'data')).toBeNull();
  });
});
