import { breach, draftOf, sentSections, sentText } from '../../../test/support/drafted-notices.js';

describe('the law of the readers', () => {
  const within = (byJurisdiction: Record<string, number>) => ({
    ...breach,
    affected: {
      byJurisdiction,
      total: Object.values(byJurisdiction).reduce((sum, count) => sum + count, 0),
      complete: true,
    },
  });

  it('of Massachusetts alone leaves the nature of the breach and the number out', () => {
    const notice = draftOf({ facts: within({ 'US-MA': 40 }) });
    expect(sentSections(notice)).toContain('happened-short');
    expect(sentSections(notice)).not.toContain('happened');
    expect(sentText(notice)).not.toMatch(/someone from outside|incident\.peopleAffected|incident\.wayIn/);
    expect(notice.sections.find(({ id }) => id === 'happened')?.hiddenBecause).toContain('forbids');
  });

  it('of Massachusetts among others is told to those who write', () => {
    const notice = draftOf({ facts: within({ 'US-MA': 40, 'US-NJ': 70 }) });
    expect(sentSections(notice)).toContain('happened');
    expect(notice.notes).toContainEqual(
      expect.stringMatching(/us-ma-individuals forbids incident-description .* US-MA/),
    );
  });

  it('of Illinois leaves the number out, without saying that it is unknown', () => {
    const text = sentText(draftOf({ facts: within({ 'US-IL': 40 }) }));
    expect(text).toContain('someone from outside copied data that we hold about people.');
    expect(text).not.toMatch(/peopleAffected|how many people/);
  });

  it('of California sets title and headings, with ours below where one covers several', () => {
    const { sections } = draftOf({ facts: within({ 'US-CA': 600 }), readersIn: ['US-CA'] });
    const visible = sections.filter(({ hidden }) => !hidden);
    expect(visible.filter(({ level }) => level < 3).map(({ heading }) => heading)).toEqual([
      'Notice of Data Breach',
      'What Happened',
      'What Information Was Involved',
      'What We Are Doing',
      'What You Can Do',
      'For More Information',
      'Addresses and legal texts',
    ]);
    const doing = visible.slice(visible.findIndex(({ heading }) => heading === 'What We Are Doing') + 1);
    expect(doing.slice(0, 4).map(({ id, level }) => [id, level])).toEqual([
      ['fix', 3],
      ['payback', 3],
      ['identity', 3],
      ['apology', 3],
    ]);
  });

  it('that asks for the data protection officer makes a missing one stop the notice', () => {
    const facts = { ...within({ IE: 10 }), harm: { level: 'serious' as const } };
    expect(draftOf({ facts }).missing.map(({ placeholder }) => placeholder)).toContain('organisation.dpo');
    expect(
      draftOf({ facts: within({ 'US-IL': 10 }) }).missing.map(({ placeholder }) => placeholder),
    ).not.toContain('organisation.dpo');
  });
});
