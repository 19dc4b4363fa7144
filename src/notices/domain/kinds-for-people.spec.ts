import { answers, drafted, larkmoor } from '../../../test/support/larkmoor-notices.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { NoticeDraft } from './draft-notice.js';
import { smsParts } from './sms-parts.js';

const shown = ({ sections }: NoticeDraft) => sections.filter(({ hidden }) => !hidden).map(({ id }) => id);
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
const discreetFacts: IncidentFacts = { ...larkmoor, vulnerableGroups: true };

describe('the letter', () => {
  it('has the words of the e-mail, with the telephone at its head and a foot of its own', () => {
    const letter = drafted({ kind: 'individuals-letter' });
    const email = drafted({ kind: 'individuals-email' });
    expect(shown(letter.draft)).toEqual([...shown(email.draft), 'foot']);
    for (const { id, markdown } of email.draft.sections.slice(1))
      expect(letter.draft.sections.find((section) => section.id === id)?.markdown).toBe(markdown);
    expect(letter.body).toContain('Reference INC-2026-00042. Call us on 1800 555 014.');
    expect(letter.body.trimEnd()).toMatch(
      /Talk to a person: 1800 555 014, every day from 7:00 to 23:00\. Larkmoor Bank, reference INC-2026-00042\.$/,
    );
  });
});

describe('the first alert', () => {
  it('says the bad news first, one action, no number of people and no link, in about 90 words', () => {
    const { subject, body } = drafted({ kind: 'first-alert' });
    expect(subject).toBe('Larkmoor Bank: please read today, and call us if unsure');
    expect(body).toContain(
      'Between 14 and 16 November 2026, someone from outside copied personal data. Your data are among them.',
    );
    expect(body).toContain('Check your payments. Call us at once about any you do not know.');
    expect(body).not.toMatch(/48,?213|https?:|password/);
    expect(words(body)).toBeLessThanOrEqual(110);
  });

  it('says what is not known, and by when it will be', () => {
    const facts: IncidentFacts = { ...larkmoor, data: {} };
    const { body } = drafted({ kind: 'first-alert', facts });
    expect(body).toContain('We do not know yet which data. We tell you by 20 November 2026.');
    const open = drafted({
      kind: 'first-alert',
      facts: { ...larkmoor, data: { classes: [{ class: 'name' }] } },
    });
    expect(open.body).toContain('We are still checking for more. We tell you by 20 November 2026.');
  });

  it('keeps a short form of at most 300 characters, which is not part of the e-mail', () => {
    const { draft, body } = drafted({ kind: 'first-alert' });
    const short = draft.sections.find(({ id }) => id === 'short');
    expect(short).toMatchObject({ hidden: true, hiddenBecause: expect.stringContaining('300 characters') });
    expect(body).not.toContain('Do not trust callers');
    const filled = (short?.markdown ?? '')
      .replace('{{organisation.name}}', 'Larkmoor Bank')
      .replace('{{longDate next.noticeBy}}', '20 November 2026')
      .replace('{{organisation.phone}}', '1800 555 014')
      .replace('{{organisation.knownNumber}}', 'the number on your card');
    expect(filled).toBe(
      'Larkmoor Bank: someone copied personal data that we hold. Our full notice follows by 20 November 2026. Do not trust callers in our name. Call us free: 1800 555 014, or the number on your card.',
    );
    expect(filled.length).toBeLessThanOrEqual(300);
  });
});

describe('the text message', () => {
  it('is one message of two parts, without heading or link', () => {
    const { body } = drafted({ kind: 'sms' });
    expect(body.trim()).toBe(
      'Larkmoor Bank: someone copied your data between 14 and 16 November 2026. We repay losses. Our e-mail or letter follows by 20 November 2026. Do not trust callers in our name. Call us free, every day from 7:00 to 23:00: 1800 555 014, or the number on your card.',
    );
    expect(smsParts(body.trim())).toMatchObject({ encoding: 'GSM-7', parts: 2 });
  });

  it('tells people who may be in danger to call, and nothing else', () => {
    const { body } = drafted({ kind: 'sms', facts: discreetFacts });
    expect(body.trim()).toBe('Larkmoor Bank: please call us, free, on the number on your card.');
    const { vulnerableGroups: _unknown, ...unknown } = larkmoor;
    expect(drafted({ kind: 'sms', facts: unknown }).body).toBe(body);
  });

  it('has 300 characters at most, whatever the cause', () => {
    const causes = ['data-theft', 'declared-sharing', 'misdelivery', 'accidental-exposure', 'loss-of-device'];
    for (const type of [
      ...causes,
      'supply-chain-compromise',
      'ransomware',
      'insider-misuse',
      'operational-failure',
    ]) {
      const { body } = drafted({ kind: 'sms', facts: { ...larkmoor, incident: { types: [type] } } });
      expect([type, body.trim().length <= 300]).toEqual([type, true]);
    }
  });
});

describe('the outside of a message to people who may be in danger', () => {
  it.each(['individuals-email', 'first-alert', 'follow-up-proof', 'closing-note'])(
    'does not betray what it is about: %s',
    (kind) => {
      const { subject, preheader } = drafted({ kind, facts: discreetFacts });
      expect(`${subject} ${preheader}`).not.toMatch(
        /data|copied|breach|attack|stole|losses|fixed|promise|help|what you can do/i,
      );
    },
  );

  it('is the name and the telephone where a machine answers', () => {
    const { draft } = drafted({ kind: 'call-script' });
    const voicemail = draft.sections.find(({ id }) => id === 'voicemail')?.markdown ?? '';
    expect(voicemail.split('\n').at(-1)).toBe(
      'This is {{organisation.name}}. Please call us, free, on {{organisation.knownNumber}}.',
    );
  });
});

describe('the public notice', () => {
  it('tells everyone how to find out, and asks for no number of theirs', () => {
    const { draft, body } = drafted({ kind: 'public-notice' });
    expect(shown(draft)).toEqual([
      'opening',
      'happened',
      'check-yourself',
      'data',
      'fix',
      'payback',
      'identity',
      'actions',
      'contact',
      'rights',
      'status',
      'next',
    ]);
    expect(body).not.toContain('who is affected');
    expect(body).toContain('and for no password, PIN or card number.');
    expect(body).not.toMatch(/R-004812|Verhoeven/);
    expect(draft.missing.map(({ placeholder }) => placeholder)).not.toContain('recipient.dataClasses');
  });

  it('calls it unknown who is affected only until the people are counted', () => {
    const uncounted: IncidentFacts = { ...larkmoor, affected: { relations: ['customer'] } };
    const { body } = drafted({ kind: 'public-notice', facts: uncounted });
    expect(body).toContain('We do not know yet who is affected. We say it here by 4 December 2026.');
  });

  it('cannot be published while an authority asks to wait', () => {
    const { draft } = drafted({ kind: 'public-notice', facts: { ...larkmoor, lawEnforcementHold: true } });
    expect(draft.cannotSend).toHaveLength(1);
  });
});

describe('the rights of readers', () => {
  const complaint = (byJurisdiction: Record<string, number>, details = answers) =>
    drafted({
      kind: 'individuals-email',
      facts: { ...larkmoor, affected: { ...larkmoor.affected, byJurisdiction } },
      details,
    }).body.match(/You can complain to [^.]+\./)?.[0];
  const named = { ...answers, 'authority.name': 'the Attorney General of your state' };

  it('name a second authority only outside the United States', () => {
    expect(complaint({ 'US-CA': 3, 'US-NY': 2 }, named)).toBe(
      'You can complain to the Attorney General of your state.',
    );
    expect(complaint({ 'US-CA': 3 })).toBe('You can complain to the Attorney General of your state.');
    expect(complaint({ 'US-CA': 3, IE: 2 }, { ...named, 'authority.name': 'the Commission' })).toBe(
      'You can complain to the Commission, or to the authority where you live.',
    );
    expect(complaint({ IE: 2 })).toBe('You can complain to the data protection authority where you live.');
  });
});

describe('the closing note', () => {
  it('calls itself the last message only where no report is to come', () => {
    const open = drafted({ kind: 'closing-note' });
    expect(open.subject).toBe('What is done, and what is still open: INC-2026-00042');
    expect(open.body).toContain('It is not our last message');
    const { 'fix.open': _closed, ...details } = answers;
    const { subject, body } = drafted({ kind: 'closing-note', details });
    expect(subject).toBe('Our last message about INC-2026-00042');
    expect(body).toContain('This is our last message about your data');
  });

  it('says until when each help lasts, and ends with what was learned', () => {
    const { body } = drafted({ kind: 'closing-note' });
    expect(body).toContain('This is free until 30 November 2028.');
    expect(body).toContain('This is what let it happen: a flaw in our statements service.');
    expect(words(body)).toBeLessThanOrEqual(250);
  });
});
