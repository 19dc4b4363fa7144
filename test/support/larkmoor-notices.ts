import type { IncidentFacts } from '../../src/incidents/domain/incident-facts.js';
import { readerValues, type NoticeSources } from '../../src/notices/domain/notice-context.js';
import { contextOf, kindCalled, preparedOf } from './notice-cases.js';

export const larkmoor: IncidentFacts = {
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

export const usualSteps = [
  'notify-individuals',
  'support-phone',
  'remedy-pay-losses',
  'support-restoration',
  'notify-updates',
];

export const organisation = {
  phone: '1800 555 014',
  phoneHours: 'every day from 7:00 to 23:00',
  phoneLanguages: ['en', 'de'],
  email: 'help@larkmoor.example',
  accessRoutes: ['text relay'],
};

export const answers: Record<string, unknown> = {
  'next.noticeBy': '2026-11-20',
  'next.updateAt': '2026-12-04',
  'organisation.knownNumber': 'the number on your card',
  'incident.wayIn': 'a flaw in our statements service',
  'payback.answerDays': 10,
  'help.endsAt': '2028-11-30',
  'desk.handover': 'the case team',
  'fix.open': [{ text: 'we are testing our other services', by: '2026-11-27' }],
};

/** What a case tells otherwise. */
interface Given extends Partial<Omit<NoticeSources, 'steps'>> {
  kind: string;
  steps?: readonly string[];
}

/** The text of a kind as one of its readers gets it, of a bank after an attack if not told otherwise. */
export function drafted({
  kind: id,
  facts = larkmoor,
  details = answers,
  steps = usualSteps,
  ...rest
}: Given) {
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
