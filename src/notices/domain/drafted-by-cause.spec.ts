import { answers, drafted, larkmoor, usualSteps } from '../../../test/support/larkmoor-notices.js';
import { kindCalled } from '../../../test/support/notice-cases.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';

describe('the apology', () => {
  it('is for the reader’s own data only once the people are counted', () => {
    const { affected: _uncounted, ...facts } = larkmoor;
    const steps = [...usualSteps, 'notify-apology'];
    const apology = (of: IncidentFacts) =>
      drafted({ kind: 'individuals-email', facts: of, steps }).body.match(/It was for us to [^.]+/)?.[0];
    expect(apology(larkmoor)).toBe('It was for us to keep your data safe');
    expect(apology(facts)).toBe('It was for us to keep safe the data that we hold');
  });
});

describe('the proof that follows', () => {
  const proof = {
    'fix.what': 'the flaw',
    'fix.closedAt': '2026-11-16T19:20',
    'fix.tester': 'Corvane Security',
    'fix.testedAt': '2026-11-18',
    'fix.result': 'it failed',
  };

  it('says what was weak, what changed and who checked; without proof it claims no repair', () => {
    const proved = drafted({ kind: 'follow-up-proof', proof });
    expect(proved.subject).toBe('What we fixed, and who checked it');
    expect(proved.body).toContain('- Weak: a flaw in our statements service.');
    expect(proved.body).toContain('- Closed: the flaw, on 16 November 2026 at 19:20.');
    const open = drafted({ kind: 'follow-up-proof' });
    expect(open.subject).toBe('Larkmoor Bank: where we stand, and what is open');
    expect(open.body).toContain('- Not checked yet: nobody from outside has checked what we did.');
  });

  it.each([
    ['ransomware', 'Closed'],
    ['supply-chain-compromise', 'Closed'],
    ['declared-sharing', 'Stopped'],
    ['insider-misuse', 'Fixed'],
    ['misdelivery', 'Fixed'],
    ['loss-of-device', 'Fixed'],
    ['operational-failure', 'Fixed'],
  ])('calls what was weak by a word that fits the cause: %s', (type, word) => {
    const { body } = drafted({
      kind: 'follow-up-proof',
      proof,
      facts: { ...larkmoor, incident: { types: [type] } },
    });
    expect(body.match(/(?:Closed|Stopped|Fixed): the flaw/g)).toEqual([`${word}: the flaw`]);
  });

  it('calls a promise kept only from the list, and says of the others when', () => {
    const none = drafted({ kind: 'follow-up-proof' }).body;
    expect(none).toContain('We have not listed yet which promises we kept. We tell you by 4 December 2026.');
    const details = {
      ...answers,
      'promises.kept': ['new cards reached everyone'],
      'promises.broken': [{ text: 'we had not tested all services', by: '2026-12-18' }],
    };
    const { body } = drafted({ kind: 'follow-up-proof', details });
    expect(body).toContain('- Kept: new cards reached everyone.');
    expect(body).toContain('- Not kept: we had not tested all services. We report by 18 December 2026.');
    expect(body).not.toContain('We know of no promise');
  });
});

describe('what data that nobody saw mean for people', () => {
  const failure: IncidentFacts = {
    ...larkmoor,
    incident: { types: ['operational-failure'], effects: ['availability'] },
  };
  const misuse = /take money from your account/;

  it.each(['individuals-email', 'public-notice', 'call-script'])('is for the house to say: %s', (kind) => {
    const open = drafted({ kind, facts: failure });
    expect(open.body).toContain('What this means for you: ⟦missing: what it means for the people affected');
    expect(open.body).not.toMatch(misuse);
    const details = { ...answers, 'incident.effectOnPeople': 'you may have to apply again' };
    expect(drafted({ kind, facts: failure, details }).body).toContain(
      'What this means for you: you may have to apply again.',
    );
    const seen = { ...failure, incident: { ...failure.incident, effects: ['confidentiality'] } };
    expect(drafted({ kind, facts: seen }).body).toMatch(misuse);
  });
});

describe('the report to an authority', () => {
  it('goes to the authority that counsel names for it, not to the one that takes complaints', () => {
    const kind = 'regulator-gdpr33';
    expect(drafted({ kind }).body).toContain(
      'To ⟦missing: authority that this report goes to, ask: counsel⟧.',
    );
    const details = { ...answers, 'filing.authority': 'the Central Bank of Ireland' };
    expect(drafted({ kind, details }).body).toContain('To the Central Bank of Ireland.');
    expect(kindCalled(kind).placeholders.has('authority.name')).toBe(false);
  });

  it('does not say of what nobody recorded that it is not contained yet', () => {
    const { containedAt: _unknown, ...facts } = larkmoor;
    expect(drafted({ kind: 'regulator-gdpr33', facts }).body).toContain('Contained: not established yet.');
  });
});
