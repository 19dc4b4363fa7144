import { drafted, larkmoor, usualSteps } from '../../../test/support/larkmoor-notices.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';

describe('the call script', () => {
  const { draft, body } = drafted({ kind: 'call-script' });

  it('asks who is on the line, by nothing that was taken, before it tells of anything', () => {
    const opening = body.slice(0, body.indexOf('\nWhat happened'));
    const [before = '', after] = opening.split('(Go on only if both match.)');
    expect(after?.trim()).toBe('I call about your data with us.');
    expect(before).toContain(
      'Please tell me your full name. Then I ask one thing that only you and we know.',
    );
    expect(before).toMatch(/Never ask for what is affected: .*bank account number.*\./);
    expect(before).toMatch(
      /If one does not match.*have the written notice sent by post to where the record says/,
    );
    expect(before).not.toContain('your data');
  });

  it('stops after each block, and asks one question back', () => {
    for (const id of ['happened', 'data', 'fix', 'payback', 'identity', 'actions'])
      expect(draft.sections.find((section) => section.id === id)?.markdown).toMatch(
        /\*\(Stop\. Ask: [^)]+\)\*$/,
      );
    expect(body).toContain('What worries you most about this?');
  });

  it('answers all that people ask, and says of what is not known when it will be', () => {
    const questions = draft.sections.find(({ id }) => id === 'questions')?.markdown.match(/^### .+$/gm);
    expect(questions).toHaveLength(17);
    expect(body).toMatch(/Who has my data now\?\s+We do not know yet\. We say it on 4 December 2026\./);
    expect(body).toMatch(/Was it your supplier\?\s+No\. It was with us, and we answer for it\./);
    expect(body).toMatch(/Can I leave without a fee\?\s+We do not know yet\. We say it on 4 December 2026\./);
  });

  it('promises to stay with the case only where people have a case worker', () => {
    expect(body).not.toContain('I stay with your case');
    const chosen = [...usualSteps, 'support-case-manager'];
    expect(drafted({ kind: 'call-script', steps: chosen }).body).toContain('I stay with your case.');
  });

  const answer = (facts: IncidentFacts) =>
    drafted({ kind: 'call-script', facts }).body.match(/Who has my data now\?\s+([^]+?)\s+Why did it/)?.[1];
  const caused = (type: string, effects = ['confidentiality']) => ({
    ...larkmoor,
    incident: { types: [type], effects },
  });

  it('says who has the data as far as the cause tells it, and sets no day for what no search can find', () => {
    expect(answer(caused('misdelivery'))).toBe('We sent them to the wrong people.');
    expect(answer(caused('loss-of-device'))).toBe('We lost them. We do not know who has them now.');
    expect(answer(caused('theft-of-device'))).toBe('Someone stole them. We do not know who has them now.');
    expect(answer(caused('operational-failure', ['availability']))).toBe(
      'We know of nobody outside who has them. That does not mean that nobody has them.',
    );
    expect(answer(caused('operational-failure', []))).toBe(
      'We do not know yet. We say it on 4 December 2026.',
    );
  });

  it('says since when something is under control that nobody can stop', () => {
    const { body } = drafted({ kind: 'call-script', facts: caused('loss-of-device') });
    expect(body).toContain('We have had it under control since 16 November 2026 at 19:20.');
    expect(body).not.toContain('We cannot say yet that this is over');
  });

  it('calls passwords safe only where all data are known', () => {
    const asked = (complete: boolean) =>
      drafted({ kind: 'call-script', facts: { ...larkmoor, data: { ...larkmoor.data, complete } } }).body;
    expect(asked(true)).toContain('Passwords: no, as far as we know today.');
    expect(asked(false)).toContain('We do not know yet whether passwords are affected.');
  });
});
