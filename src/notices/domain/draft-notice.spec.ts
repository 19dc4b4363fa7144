import { breach, draftOf, proof, sentSections, sentText } from '../../../test/support/drafted-notices.js';
import { contextOf, kindCalled } from '../../../test/support/notice-cases.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { draftNotice } from './draft-notice.js';
import { LanguageMissing } from './notice-helpers.js';
import { authorFields } from './notice-kind.js';
import { checkLine, checkTemplate } from './template-checker.js';

const kind = kindCalled('individuals-email');

describe('a draft', () => {
  it('holds merge fields for every value and passes the check of author text', () => {
    const fields = authorFields(kind, []);
    for (const facts of [{}, breach, { ...breach, incident: { types: ['declared-sharing'] } }]) {
      const { subject, preheader, sections } = draftOf({ facts, proof });
      expect(checkLine(subject, fields)).toEqual([]);
      expect(checkTemplate(preheader, 'author', fields)).toEqual([]);
      for (const { heading, markdown } of sections) {
        expect(checkLine(heading, fields)).toEqual([]);
        expect(checkTemplate(markdown, 'author', fields)).toEqual([]);
        expect(markdown).not.toMatch(/48,?213|Larkmoor|2026/);
      }
    }
  });

  it('is refused in a language without texts', () => {
    const context = contextOf(kind, { facts: {} });
    expect(() => draftNotice(kind, context, 'xx')).toThrow(LanguageMissing);
  });

  it('of no facts at all names what is missing and claims nothing about the incident', () => {
    const notice = draftOf({ steps: [] });
    expect(notice.missing.map(({ placeholder }) => placeholder)).toEqual(
      expect.arrayContaining([
        'incident.cause',
        'incident.discoveredAt',
        'organisation.phone',
        'fix.open',
        'next.updateAt',
      ]),
    );
    expect(notice.missing.every(({ label, ask, sections }) => label && ask && sections.length > 0)).toBe(
      true,
    );
    const text = sentText(notice);
    expect(text).toContain(
      'On a day that we do not know yet, {{incident.cause}} affected data that we hold about people.',
    );
    expect(text).not.toMatch(
      /copied|stole|attacked|came in through|fixed|checked this on|stopped it|We repay|free/i,
    );
    expect(sentSections(notice)).toEqual([
      'opening',
      'happened',
      'data',
      'fix',
      'actions',
      'contact',
      'rights',
      'next',
    ]);
  });

  it('says why each hidden section is hidden, and keeps its text', () => {
    const hidden = draftOf({ facts: breach, steps: [] }).sections.filter((section) => section.hidden);
    expect(hidden.map(({ id }) => id)).toEqual([
      'happened-short',
      'control',
      'payback',
      'identity',
      'apology',
      'annex',
    ]);
    expect(hidden.every(({ hiddenBecause }) => hiddenBecause)).toBe(true);
    expect(hidden.find(({ id }) => id === 'apology')?.markdown).toContain('we are sorry');
  });

  it('may not be sent while the police asks to wait', () => {
    expect(draftOf({ facts: { lawEnforcementHold: true } }).cannotSend).toEqual([
      expect.stringContaining('wait'),
    ]);
    expect(draftOf().cannotSend).toEqual([]);
  });
});

describe('the subject', () => {
  it.each<[string, IncidentFacts, RegExp]>([
    ['is plain where nobody is known to be at risk', {}, /^Your data were copied/],
    [
      'does not betray the content where people at risk are among the readers',
      { vulnerableGroups: true },
      /: a notice for you$/,
    ],
    ['does not betray it where nobody has looked', { vulnerableGroups: undefined }, /: a notice for you$/],
    [
      'does not betray it where the data are intimate',
      { data: { classes: [{ class: 'medical-record' }] } },
      /: a notice for you$/,
    ],
  ])('%s', (_, facts, subject) => {
    const notice = draftOf({ facts: { ...breach, ...facts } });
    expect(notice.subject).toMatch(subject);
    expect(notice.sections[0]?.heading).toMatch(
      subject.source.includes('for you') ? subject : /: notice about your data$/,
    );
  });
});

describe('the reading order', () => {
  const remedies = ['fix', 'payback', 'identity'];
  const leads: Priority[] = ['proof-of-fix', 'compensation', 'identity-help'];
  const permutations = leads.flatMap((first) =>
    leads
      .filter((next) => next !== first)
      .map((second) => [first, second, ...leads.filter((last) => last !== first && last !== second)]),
  );

  it.each(permutations)('puts the remedies as the plan does: %s, %s, %s', (...order) => {
    const ids = sentSections(draftOf({ facts: breach, leads: ['speed', ...order] as Priority[] }));
    const wanted = order.map((priority) => remedies[leads.indexOf(priority as Priority)]);
    expect(ids.filter((id) => remedies.includes(id))).toEqual(wanted);
    expect(ids.slice(0, 3)).toEqual(['opening', 'happened', 'data']);
    expect(ids.indexOf('apology')).toBeGreaterThan(ids.indexOf(wanted.at(-1) ?? ''));
    expect(ids.at(-1)).toBe('next');
  });

  it('keeps the say over one’s data beside the repair', () => {
    const facts = { ...breach, incident: { types: ['declared-sharing'] } };
    const ids = sentSections(draftOf({ facts, leads: ['compensation', 'proof-of-fix'] }));
    expect(ids.indexOf('control')).toBe(ids.indexOf('fix') + 1);
    expect(ids.indexOf('payback')).toBeLessThan(ids.indexOf('fix'));
  });

  it('keeps the five most urgent actions and says so', () => {
    const notice = draftOf({ facts: breach });
    expect(sentText(notice, 'actions').match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
    expect(sentText(notice, 'actions')).toContain('1. **Check your payments');
    expect(notice.notes).toContainEqual(expect.stringContaining('most urgent'));
  });
});
