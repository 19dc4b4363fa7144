import type { Priority } from '../../src/catalogue/domain/priorities.js';
import type { IncidentFacts } from '../../src/incidents/domain/incident-facts.js';
import { draftNotice, type NoticeDraft } from '../../src/notices/domain/draft-notice.js';
import type { NoticeSources } from '../../src/notices/domain/notice-context.js';
import { allSteps, contextOf, kindCalled } from './notice-cases.js';

type Given = Partial<Omit<NoticeSources, 'facts' | 'steps'>> & {
  facts?: IncidentFacts;
  /** Absent: all. */
  steps?: readonly string[];
  done?: readonly string[];
  leads?: readonly Priority[];
};

/** The English e-mail to individuals, drafted on 19 November 2026. */
export function draftOf({
  facts = {},
  steps = allSteps,
  done = [],
  leads,
  ...given
}: Given = {}): NoticeDraft {
  const kind = kindCalled('individuals-email');
  return draftNotice(kind, contextOf(kind, { facts, steps, done, given }), 'en', leads);
}

/** Headings and texts of the sections that are sent, of all or of one. */
export function sentText(notice: NoticeDraft, id?: string): string {
  return notice.sections
    .filter((section) => !section.hidden && (id === undefined || section.id === id))
    .map(({ heading, markdown }) => `${heading}\n\n${markdown}`)
    .join('\n\n');
}

/** Ids of the sections that are sent, in reading order. */
export function sentSections({ sections }: NoticeDraft): string[] {
  return sections.filter(({ hidden }) => !hidden).map(({ id }) => id);
}

/** Data of bank customers, copied by someone from outside. */
export const breach: IncidentFacts = {
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

/** A complete proof that the way in is closed. */
export const proof = {
  'fix.what': 'the flaw',
  'fix.closedAt': '2026-11-16T19:20',
  'fix.tester': 'Corvane Security',
  'fix.testedAt': '2026-11-18',
  'fix.result': 'it failed',
};
