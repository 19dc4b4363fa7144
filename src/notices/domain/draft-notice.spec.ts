import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from '../../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../../obligations/domain/evaluate-duties.js';
import { rankingFactsOf } from '../../plans/domain/ranking-facts.js';
import { loadNoticeKinds } from '../notice-kinds.loader.js';
import { draftNotice, type NoticeDraft } from './draft-notice.js';
import { noticeContext, type NoticeSources } from './notice-context.js';
import { LanguageMissing } from './notice-helpers.js';
import { authorFields, type NoticeKind } from './notice-kind.js';
import { checkLine, checkTemplate } from './template-checker.js';

const catalogue = loadCatalogue();
const duties = prepareDutyKnowledge(catalogue);
const kind = loadNoticeKinds(catalogue).get('individuals-email') as NoticeKind;
const at = Temporal.Instant.from('2026-11-19T09:00:00Z');
const allSteps = [...catalogue.steps.keys()];

type Given = Partial<Omit<NoticeSources, 'facts' | 'steps'>> & {
  facts?: IncidentFacts;
  steps?: string[];
  done?: string[];
  leads?: Priority[];
};

function draft({ facts = {}, steps = allSteps, done = [], leads = [], ...rest }: Given = {}): NoticeDraft {
  const context = noticeContext(kind, {
    stateTexts: catalogue.stateTexts,
    facts,
    ranking: rankingFactsOf(facts, at, catalogue),
    steps: steps.map((id) => ({ id, done: done.includes(id) })),
    duties: evaluateDuties(facts, at, duties),
    noticeDate: at.toZonedDateTimeISO('UTC').toPlainDate(),
    ...rest,
  });
  return draftNotice(kind, context, 'en', leads);
}

function textOf(notice: NoticeDraft, id?: string): string {
  return notice.sections
    .filter((section) => !section.hidden && (id === undefined || section.id === id))
    .map(({ heading, markdown }) => `${heading}\n\n${markdown}`)
    .join('\n\n');
}

const shown = (notice: NoticeDraft) => notice.sections.filter(({ hidden }) => !hidden).map(({ id }) => id);

const breach: IncidentFacts = {
  discoveredAt: '2026-11-16T18:05:00Z',
  occurredAt: '2026-11-14T02:30:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  organisation: { name: 'Larkmoor Bank', roles: ['controller'] },
  incident: { types: ['external-intrusion', 'data-theft'], effects: ['confidentiality'] },
  data: {
    classes: [
      { class: 'name', protection: 'none' },
      { class: 'ssn', protection: 'none' },
      { class: 'bank-account', protection: 'none' },
    ],
    complete: true,
  },
  affected: { total: 48213, relations: ['customer'] },
  industry: 'financial-services',
  vulnerableGroups: false,
};

const proof = {
  'fix.what': 'the flaw',
  'fix.closedAt': '2026-11-16T19:20',
  'fix.tester': 'Corvane Security',
  'fix.testedAt': '2026-11-18',
  'fix.result': 'it failed',
};

describe('a draft', () => {
  it('holds merge fields for every value and passes the check of author text', () => {
    const fields = authorFields(kind, []);
    for (const facts of [{}, breach, { ...breach, incident: { types: ['declared-sharing'] } }]) {
      const { subject, preheader, sections } = draft({ facts, proof });
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
    const context = noticeContext(kind, {
      stateTexts: catalogue.stateTexts,
      facts: {},
      ranking: rankingFactsOf({}, at, catalogue),
      steps: [],
      duties: [],
    });
    expect(() => draftNotice(kind, context, 'xx')).toThrow(LanguageMissing);
  });

  it('of no facts at all names what is missing and claims nothing about the incident', () => {
    const notice = draft({ steps: [] });
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
    const text = textOf(notice);
    expect(text).toContain(
      'On a day that we do not know yet, {{incident.cause}} affected data that we hold about people.',
    );
    expect(text).not.toMatch(
      /copied|stole|attacked|came in through|fixed|checked this on|stopped it|We repay|free/i,
    );
    expect(shown(notice)).toEqual([
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
    const hidden = draft({ facts: breach, steps: [] }).sections.filter((section) => section.hidden);
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
    expect(draft({ facts: { lawEnforcementHold: true } }).cannotSend).toEqual([
      expect.stringContaining('wait'),
    ]);
    expect(draft().cannotSend).toEqual([]);
  });
});

describe('what happened', () => {
  it.each<[string, IncidentFacts, RegExp]>([
    [
      'a theft by an outsider',
      { incident: { types: ['data-theft'] } },
      /someone from outside copied data about/,
    ],
    [
      'an intrusion',
      { incident: { types: ['external-intrusion'], effects: ['confidentiality'] } },
      /someone from outside got at data about/,
    ],
    [
      'ransomware without a leak',
      { incident: { types: ['ransomware'], effects: ['availability'] } },
      /attackers locked systems with data about/,
    ],
    [
      'a flood of requests',
      { incident: { types: ['denial-of-service'] } },
      /someone from outside attacked systems with data about/,
    ],
    [
      'sharing without leave',
      { incident: { types: ['declared-sharing'] } },
      /we passed on data about .* to \{\{list incident\.recipientsOfData\}\}/,
    ],
    [
      'misuse inside',
      { incident: { types: ['insider-misuse'] } },
      /someone inside our organisation misused data about/,
    ],
    [
      'a supplier',
      { incident: { types: ['supply-chain-compromise'] } },
      /a breach at a firm that works for us reached data about/,
    ],
    [
      'a letter to the wrong people',
      { incident: { types: ['misdelivery'] } },
      /we sent data about \S+ \S+ \S+ to the wrong people/,
    ],
    [
      'an open store',
      { incident: { types: ['accidental-exposure'] } },
      /we left data about .* open to people who should not see them/,
    ],
    [
      'papers thrown away',
      { incident: { types: ['improper-disposal'] } },
      /threw away papers or devices with data about .* without destroying them/,
    ],
    [
      'a failure without attack',
      { incident: { types: ['operational-failure'] } },
      /we made a mistake in handling data about/,
    ],
    [
      'a stolen device',
      { incident: { types: ['theft-of-device'] } },
      /someone stole papers or a device with data about/,
    ],
    [
      'a lost device',
      { incident: { types: ['loss-of-device'] } },
      /we lost papers or a device with data about/,
    ],
    ['nothing known', {}, /\{\{incident\.cause\}\} affected data about/],
  ])('is told by its cause: %s', (_, facts, sentence) => {
    const text = textOf(draft({ facts: { affected: { total: 5 }, ...facts } }), 'happened');
    expect(text).toMatch(sentence);
    expect(
      text.match(
        /someone from outside|attackers|we passed on|inside our organisation|a firm that works|we sent|we left|we threw|we made|stole|we lost|incident\.cause/g,
      ),
    ).toHaveLength(1);
  });

  it.each(['declared-sharing', 'insider-misuse'])('never calls %s an attack', (type) => {
    const text = textOf(draft({ facts: { incident: { types: [type] } } }));
    expect(text).not.toMatch(/attack|outside (?!has checked|firm)|intruder|came in/);
  });

  it.each<[string, IncidentFacts, string]>([
    [
      'a stretch of time for a leak that went on',
      { incident: { types: ['accidental-exposure'] } },
      'From {{dateRange incident.occurredAt incident.occurredUntil}},',
    ],
    [
      'bounds for an attack',
      { incident: { types: ['data-theft'] } },
      'Between {{dateBounds incident.occurredAt incident.occurredUntil}},',
    ],
    [
      'its day for an act of one moment',
      { incident: { types: ['theft-of-device'] } },
      'On {{longDate incident.occurredAt}},',
    ],
    [
      'its day where both ends are one',
      { incident: { types: ['data-theft'] }, containedAt: '2026-11-14T20:00:00Z' },
      'On {{longDate incident.occurredAt}},',
    ],
    [
      'its start where the end is unknown',
      { incident: { types: ['data-theft'] }, containedAt: undefined },
      'Starting on {{longDate incident.occurredAt}},',
    ],
    ['that it is unknown', { occurredAt: undefined }, 'On a day that we do not know yet,'],
    [
      'its start where the end lies before it',
      { incident: { types: ['data-theft'] }, containedAt: '2026-11-13T20:00:00Z' },
      'Starting on',
    ],
  ])('has as its time: %s', (_, facts, opening) => {
    expect(textOf(draft({ facts: { ...breach, ...facts } }), 'happened').split('\n\n')[1]).toMatch(
      new RegExp(`^${opening.replace(/[{}.]/g, '\\$&')}`),
    );
  });

  it('gives the reason where people hear of it after more than 30 days', () => {
    const late = (discoveredAt: string) => draft({ facts: { ...breach, discoveredAt } });
    expect(textOf(late('2026-10-19T12:00:00Z'))).toContain('{{incident.delayReason}}');
    expect(late('2026-10-19T12:00:00Z').missing.map(({ placeholder }) => placeholder)).toContain(
      'incident.delayReason',
    );
    expect(textOf(late('2026-10-20T12:00:00Z'))).not.toContain('delayReason');
  });
});

describe('the words "fixed" and "checked"', () => {
  const claims = /What is fixed|\*\*Checked:\*\*|\*\*Closed:\*\*/;

  it('stand with a complete proof', () => {
    expect(textOf(draft({ facts: breach, proof }), 'fix')).toMatch(claims);
  });

  it.each(Object.keys(proof))('are missing without %s', (part) => {
    const rest = Object.fromEntries(Object.entries(proof).filter(([name]) => name !== part));
    const notice = draft({ facts: breach, proof: rest });
    expect(textOf(notice)).not.toMatch(claims);
    expect(textOf(notice, 'fix')).toContain('**Stopped:** on {{dateTime incident.containedAt}}.');
    expect(notice.missing.map(({ placeholder }) => placeholder)).toContain('fix.open');
  });

  it('are missing, and so is "stopped", where nobody knows that it is over', () => {
    const text = textOf(draft({ facts: { ...breach, containedAt: undefined } }));
    expect(text).not.toMatch(claims);
    expect(text).not.toContain('topped');
    expect(text).toContain('we cannot say yet that this is over');
  });
});

/** One sentence of each promise, by the step that makes it. */
const promises: [step: string, sentence: string][] = [
  ['remedy-loss-guarantee', 'We repay losses caused by this.'],
  ['remedy-pay-losses', 'We answer within {{days payback.answerDays}}.'],
  ['remedy-hardship', 'we pay first and check later'],
  ['remedy-card-reissue', 'A new account number and card reach you'],
  ['remedy-fee-cover', 'We pay the fees'],
  ['remedy-device-replace', 'we replace it or pay you back'],
  ['support-restoration', 'a specialist repairs it with you'],
  ['support-monitoring', 'free monitoring tells you'],
  ['support-freeze', 'We help you to ask for a credit freeze'],
  ['remedy-documents', 'We arrange your new papers'],
  ['remedy-medical-record', 'we correct it and confirm it.'],
  ['support-biometric', 'stop using your fingerprint or face'],
  ['support-child-identity', 'We help to protect your child'],
  ['support-counselling', 'talk with a counsellor'],
  ['contain-fraud-watch', 'we watch your account, and call you'],
  ['verify-independent-test', 'An outside firm tests it next.'],
  ['support-scam-warning', 'We never ask for a password'],
  ['support-account-lock', 'Lock your account'],
  ['support-safety-plan', 'A safety specialist helps you at once.'],
  ['support-phone', 'A person answers'],
  ['support-one-case', 'need not tell your story twice'],
  ['support-case-manager', 'keeps your case to the end'],
  ['notify-updates', 'We write again on'],
  ['notify-apology', 'we are sorry'],
];

describe('a promise', () => {
  /** Either of two steps makes the same promise. */
  const also: Record<string, string> = {
    'remedy-loss-guarantee': 'remedy-pay-losses',
    'notify-apology': 'remedy-leader-apology',
  };

  it.each(promises)('of step %s stands only where the step is chosen', (step, sentence) => {
    expect(textOf(draft({ facts: breach, steps: [step] }))).toContain(sentence);
    const others = allSteps.filter((id) => id !== step && id !== also[step]);
    expect(textOf(draft({ facts: breach, steps: others }))).not.toContain(sentence);
  });

  it('that people are paid back is made by either of two steps and by no other', () => {
    const others = allSteps.filter((id) => !['remedy-loss-guarantee', 'remedy-pay-losses'].includes(id));
    expect(textOf(draft({ facts: breach, steps: others }))).not.toMatch(/We repay|pay it back/);
  });

  it.each([
    ['contain-revoke', 'old passwords no longer open your account'],
    ['notify-police', 'We went to the police.'],
    ['contain-safe-state', 'we have switched off what could harm you'],
  ])('kept in the past, %s, is told only when it is done', (step, sentence) => {
    expect(textOf(draft({ facts: breach, steps: [step] }))).not.toContain(sentence);
    expect(textOf(draft({ facts: breach, steps: [step], done: [step] }))).toContain(sentence);
  });

  it('of a sum stands only with the sum', () => {
    const facts = { ...breach };
    expect(textOf(draft({ facts }))).not.toContain('We pay you');
    const details = { 'payback.sum': { amount: '15', currency: 'GBP' } };
    expect(textOf(draft({ facts, details }))).toContain('We pay you {{money payback.sum}}');
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
    const ids = shown(draft({ facts: breach, leads: ['speed', ...order] as Priority[] }));
    const wanted = order.map((priority) => remedies[leads.indexOf(priority as Priority)]);
    expect(ids.filter((id) => remedies.includes(id))).toEqual(wanted);
    expect(ids.slice(0, 3)).toEqual(['opening', 'happened', 'data']);
    expect(ids.indexOf('apology')).toBeGreaterThan(ids.indexOf(wanted.at(-1) ?? ''));
    expect(ids.at(-1)).toBe('next');
  });

  it('keeps the say over one’s data beside the repair', () => {
    const facts = { ...breach, incident: { types: ['declared-sharing'] } };
    const ids = shown(draft({ facts, leads: ['compensation', 'proof-of-fix'] }));
    expect(ids.indexOf('control')).toBe(ids.indexOf('fix') + 1);
    expect(ids.indexOf('payback')).toBeLessThan(ids.indexOf('fix'));
  });

  it('keeps the five most urgent actions and says so', () => {
    const notice = draft({ facts: breach });
    expect(textOf(notice, 'actions').match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
    expect(textOf(notice, 'actions')).toContain('1. **Check your payments');
    expect(notice.notes).toContainEqual(expect.stringContaining('most urgent'));
  });
});

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
    const notice = draft({ facts: within({ 'US-MA': 40 }) });
    expect(shown(notice)).toContain('happened-short');
    expect(shown(notice)).not.toContain('happened');
    expect(textOf(notice)).not.toMatch(/someone from outside|incident\.peopleAffected|incident\.wayIn/);
    expect(notice.sections.find(({ id }) => id === 'happened')?.hiddenBecause).toContain('forbids');
  });

  it('of Massachusetts among others is told to those who write', () => {
    const notice = draft({ facts: within({ 'US-MA': 40, 'US-NJ': 70 }) });
    expect(shown(notice)).toContain('happened');
    expect(notice.notes).toContainEqual(
      expect.stringMatching(/us-ma-individuals forbids incident-description .* US-MA/),
    );
  });

  it('of Illinois leaves the number out, without saying that it is unknown', () => {
    const text = textOf(draft({ facts: within({ 'US-IL': 40 }) }));
    expect(text).toContain('someone from outside copied data that we hold about people.');
    expect(text).not.toMatch(/peopleAffected|how many people/);
  });

  it('of California sets title and headings, with ours below where one covers several', () => {
    const { sections } = draft({ facts: within({ 'US-CA': 600 }), readersIn: ['US-CA'] });
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
    expect(draft({ facts }).missing.map(({ placeholder }) => placeholder)).toContain('organisation.dpo');
    expect(
      draft({ facts: within({ 'US-IL': 10 }) }).missing.map(({ placeholder }) => placeholder),
    ).not.toContain('organisation.dpo');
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
    const notice = draft({ facts: { ...breach, ...facts } });
    expect(notice.subject).toMatch(subject);
    expect(notice.sections[0]?.heading).toMatch(
      subject.source.includes('for you') ? subject : /: notice about your data$/,
    );
  });
});
