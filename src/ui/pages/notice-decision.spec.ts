import { Temporal } from 'temporal-polyfill';
import { SYSTEM } from '../../platform/access/actor.js';
import type { Role } from '../../platform/access/permissions.js';
import { decisionView } from './notice-decision.js';
import type { DecisionGround } from './notice-decision.js';

const now = Temporal.Instant.from('2026-11-19T14:20:00Z');
const names: Record<string, string> = { petra: 'Petra Holm', karl: 'Karl Vance', imke: 'Imke Dorn' };

const person = (id: string, role: Role, minutesAgo = 1) => ({
  ...SYSTEM,
  id,
  role,
  provedAt: now.subtract({ minutes: minutesAgo }),
});

function ground(changes: Partial<DecisionGround> = {}): DecisionGround {
  return {
    notice: {
      id: 'n1',
      incidentId: 'i1',
      kind: 'individuals-email',
      locale: 'en',
      state: 'in_review',
      revision: 7,
      contentHash: 'ab'.repeat(32),
      createdAt: '2026-11-18T09:00:00Z',
      approvedBy: null,
      approvedAt: null,
    },
    authors: ['petra'],
    intact: true,
    claims: 0,
    actor: person('imke', 'lead'),
    now,
    nameOf: (id) => names[id] ?? '',
    mailingsHref: '/incidents/INC-2026-00042/mailings',
    typed: { comment: '', reason: '' },
    ...changes,
  };
}

const inState = (state: 'draft' | 'approved' | 'sent' | 'withdrawn') => ({
  notice: { ...ground().notice, state, approvedBy: state === 'draft' ? null : 'karl' },
});

it('offers the very revision and hash to someone who wrote none of it', () => {
  expect(decisionView(ground()).approve).toMatchObject({
    action: '/notices/n1/approval',
    fields: { revision: '7', contentHash: 'ab'.repeat(32) },
  });
});

it('offers the sign-in instead when the last one is older than five minutes', () => {
  expect(decisionView(ground({ actor: person('imke', 'lead', 6) }))).toMatchObject({
    approve: null,
    stepUpHref: '/step-up?next=%2Fnotices%2Fn1%2Freviews',
  });
});

it('tells an author of any revision, and names the others', () => {
  const decision = decisionView(ground({ authors: ['petra', 'imke', 'karl'] }));
  expect(decision).toMatchObject({ approve: null, stepUpHref: '' });
  expect(decision.words).toMatch(/^You saved a revision .* So did Petra Holm and Karl Vance\./);
});

it('names who may approve to someone whose role may not', () => {
  const decision = decisionView(ground({ actor: person('aude', 'auditor') }));
  expect(decision).toMatchObject({ approve: null, stepUpHref: '', giveBack: null });
  expect(decision.words).toMatch(/^Security lead and counsel who wrote none of it/);
});

it('offers no approval of a text that claims a fix without proof, nor a way to send it', () => {
  const decision = decisionView(ground({ claims: 1 }));
  expect(decision).toMatchObject({ approve: null, stepUpHref: '' });
  expect(decision.words).toContain('nothing proves it yet');
  expect(decisionView(ground({ ...inState('approved'), claims: 1 })).mailingsHref).toBe('');
});

it('offers nothing about a text that was changed outside, and strikes its seal', () => {
  const decision = decisionView(ground({ intact: false }));
  expect(decision).toMatchObject({ approve: null, stepUpHref: '', seal: { void: true } });
  expect(decisionView(ground({ ...inState('approved'), intact: false })).mailingsHref).toBe('');
});

it('leads to the mailings once the text is approved, and lets the approval be taken back until it is sent', () => {
  const views = (['draft', 'approved', 'sent', 'withdrawn'] as const).map((state) =>
    decisionView(ground(inState(state))),
  );
  expect(views.map(({ approve }) => approve)).toEqual([null, null, null, null]);
  expect(views.map(({ mailingsHref }) => mailingsHref !== '')).toEqual([false, true, true, false]);
  expect(views.map(({ giveBack }) => giveBack !== null)).toEqual([false, true, false, false]);
});
