import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { rankingFactsOf } from '../../plans/domain/ranking-facts.js';
import { loadNoticeKinds, shippedTemplates } from '../notice-kinds.loader.js';
import { noticeContext } from './notice-context.js';
import type { NoticeKind } from './notice-kind.js';
import { noticeLanguage } from './notice-language.js';
import { proposedCommitments } from './proposed-commitments.js';

const catalogue = loadCatalogue();
const kinds = loadNoticeKinds(catalogue);
const email = kinds.get('individuals-email') as NoticeKind;
const language = noticeLanguage(catalogue, 'en');
const at = Temporal.Instant.from('2026-11-19T09:00:00Z');

const facts: IncidentFacts = {
  incident: { types: ['external-intrusion', 'data-theft'] },
  data: { classes: [{ class: 'name' }, { class: 'passport' }, { class: 'bank-account' }] },
};

function proposed(kind: NoticeKind, steps: string[], details: Record<string, unknown> = {}, from = facts) {
  const context = noticeContext(kind, {
    stateTexts: catalogue.stateTexts,
    facts: from,
    ranking: rankingFactsOf(from, at, catalogue),
    steps: steps.map((id) => ({ id, done: false })),
    duties: [],
    noticeDate: Temporal.PlainDate.from('2026-11-19'),
    details,
  });
  return proposedCommitments(kind, context, language).map(({ due, ...row }) => ({
    ...row,
    due: due?.toString() ?? null,
  }));
}

describe('the promises of a draft', () => {
  it('without any step are the next message, and what is open until the proof is complete', () => {
    expect(proposed(email, [], { 'next.updateAt': '2026-12-04' })).toEqual([
      {
        id: 'next-update',
        section: 'next',
        step: 'notify-updates',
        keeper: 'communications',
        due: '2026-12-04',
        text: 'We write again by 4 December 2026, even if nothing has changed.',
      },
      {
        id: 'open-points',
        section: 'fix',
        step: 'remedy-fix-root',
        keeper: 'security-lead',
        due: null,
        text: '⟦missing: what is still open, and by when, ask: security lead⟧',
      },
    ]);
  });

  it('follow the chosen steps, with the keeper, the day and the words of the text', () => {
    const rows = proposed(email, ['remedy-pay-losses', 'support-restoration'], {
      'payback.answerDays': 10,
      'help.endsAt': '2028-11-30',
    });
    expect(rows).toContainEqual({
      id: 'answer',
      section: 'payback',
      step: 'remedy-pay-losses',
      keeper: 'finance',
      due: null,
      text: 'We answer each claim within ten days.',
    });
    expect(rows).toContainEqual({
      id: 'restoration',
      section: 'identity',
      step: 'support-restoration',
      keeper: 'identity-team',
      due: '2028-11-30',
      text: 'A specialist repairs misused identities, free, until 30 November 2028.',
    });
  });

  it('leave out what stands in a section that is hidden', () => {
    const nameOnly: IncidentFacts = { data: { classes: [{ class: 'name' }] } };
    const ids = proposed(email, ['support-restoration'], {}, nameOnly).map(({ id }) => id);
    expect(ids).not.toContain('restoration');
  });

  it('have one row for each open point, each with its own day', () => {
    const open = [
      { text: 'we are testing our other services', by: '2026-11-27' },
      { text: 'we look for the way in.', by: '2026-12-04' },
    ];
    const rows = proposed(email, [], { 'fix.open': open }).filter(({ section }) => section === 'fix');
    expect(rows.map(({ id, due, text }) => [id, due, text])).toEqual([
      ['open-points-1', '2026-11-27', 'We are testing our other services.'],
      ['open-points-2', '2026-12-04', 'We look for the way in.'],
    ]);
  });

  it('count days from the day of the notice', () => {
    const rule = {
      id: 'call-back',
      when: { always: true as const },
      section: 'contact',
      step: 'support-phone',
      keeper: 'customer-service',
      due: { days: 14 },
      text: 'We call everyone back.',
    };
    const rows = proposed({ ...email, commitments: [rule] }, []);
    expect(rows).toEqual([expect.objectContaining({ id: 'call-back', due: '2026-12-03' })]);
  });
});

describe('each kind', () => {
  const folder = `${shippedTemplates}/notices`;
  interface Written {
    flags?: Record<string, unknown>;
    commitments?: Record<string, { when: { flag?: string } }>;
  }
  const shared = parse(readFileSync(`${folder}/fields.yaml`, 'utf8')) as Written;
  const flagOf = new Map(
    Object.entries(shared.commitments ?? {}).map(([id, { when }]) => [id, when.flag ?? 'always'] as const),
  );

  it.each([...kinds.values()].filter(({ audience }) => ['individuals', 'public'].includes(audience)))(
    'lists every promise that its English text makes: $id',
    (kind) => {
      const body = readFileSync(`${folder}/${kind.textsOf ?? kind.id}/body.en.hbs`, 'utf8');
      const asked = new Set(
        [...body.matchAll(/\{\{(?:#|else )(?:if|unless) (promise\.\w+)\}\}/g)].map(([, name]) => name),
      );
      const listed = new Set(kind.commitments.map(({ id }) => flagOf.get(id)));
      // Both say how a promise is made, and stand beside the one that makes it.
      const alsoSaid: Record<string, string> = {
        'promise.updates': 'always',
        'promise.bankRepays': 'promise.losses',
        'promise.identityHelp': 'promise.restoration',
      };
      for (const name of asked)
        expect([name, listed.has(name) || listed.has(alsoSaid[name ?? ''])]).toEqual([name, true]);
    },
  );

  it('has a rule for each promise that there is', () => {
    const promises = Object.keys(shared.flags ?? {}).filter((name) => name.startsWith('promise.'));
    const ruled = new Set(flagOf.values());
    // The next message is promised in any case; an apology stands in the text itself.
    const told = new Set(['promise.updates', 'promise.apology']);
    expect(promises.filter((name) => !ruled.has(name) && !told.has(name))).toEqual([]);
  });
});
