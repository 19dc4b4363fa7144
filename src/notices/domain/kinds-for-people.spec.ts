import { contextOf, kindCalled, preparedOf } from '../../../test/support/notice-cases.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { NoticeDraft } from './draft-notice.js';
import { readerValues, type NoticeSources } from './notice-context.js';
import { smsParts } from './sms-parts.js';

const larkmoor: IncidentFacts = {
  discoveredAt: '2026-11-16T18:05:00Z',
  occurredAt: '2026-11-14T02:30:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  organisation: { name: 'Larkmoor Bank', roles: ['controller'] },
  incident: { types: ['external-intrusion', 'data-theft'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'name' }, { class: 'bank-account' }], complete: true },
  affected: { total: 48213, relations: ['customer'] },
  industry: 'financial-services',
  lossesIncurred: 'reported',
  vulnerableGroups: false,
};

const usualSteps = [
  'notify-individuals',
  'support-phone',
  'remedy-pay-losses',
  'support-restoration',
  'notify-updates',
];

const organisation = {
  phone: '1800 555 014',
  phoneHours: 'every day from 7:00 to 23:00',
  phoneLanguages: ['en', 'de'],
  email: 'help@larkmoor.example',
  accessRoutes: ['text relay'],
};

const answers: Record<string, unknown> = {
  'next.noticeBy': '2026-11-20',
  'next.updateAt': '2026-12-04',
  'organisation.knownNumber': 'the number on your card',
  'incident.wayIn': 'a flaw in our statements service',
  'payback.answerDays': 10,
  'help.endsAt': '2028-11-30',
  'desk.handover': 'the case team',
  'fix.open': [{ text: 'we are testing our other services', by: '2026-11-27' }],
};

interface Given extends Partial<Omit<NoticeSources, 'steps'>> {
  kind: string;
  steps?: readonly string[];
}

function drafted({ kind: id, facts = larkmoor, details = answers, steps = usualSteps, ...rest }: Given) {
  const kind = kindCalled(id);
  const given = { reference: 'INC-2026-00042', organisation, duties: [], details, ...rest };
  const { draft, notice } = preparedOf(kind, contextOf(kind, { facts, steps, given }), 'en');
  const values = readerValues(kind, {
    name: 'A. Verhoeven-Test',
    reference: 'R-004812',
    dataClasses: ['name', 'bank-account'],
    affected: 'certain',
  });
  return { draft, ...notice.preview({ values, isPerson: true }, 'text') };
}

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

describe('the call script', () => {
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
