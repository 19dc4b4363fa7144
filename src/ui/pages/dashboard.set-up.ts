import type { Person } from '../../identity/person.js';
import type { OrganisationProfile } from '../../organisation/organisation-profile.js';
import type { SetUpStep } from './dashboard.view.js';

/** What an installation needs before a notice can go out, in the order in which an administrator does it. */
export function setUpSteps(
  people: readonly Pick<Person, 'role' | 'disabled'>[],
  profile: OrganisationProfile | null,
): SetUpStep[] {
  const able = people.filter(({ disabled }) => !disabled);
  const leads = able.filter(({ role }) => role === 'lead').length;
  const approvers = able.filter(({ role }) => role === 'lead' || role === 'counsel').length;
  return [
    {
      done: leads > 0,
      title: 'Add a security lead',
      detail: 'Opens incidents and runs them. An administrator sees none.',
      href: '/settings/people',
    },
    {
      done: approvers > 1,
      title: 'Add a second person who may approve',
      detail:
        'Another lead, or counsel: nobody approves a text they wrote, or confirms a mailing they asked for.',
      href: '/settings/people',
    },
    {
      done: profile !== null,
      title: 'Fill in the organisation',
      detail: 'Name, phone and address stand in every notice.',
      href: '/settings/organisation',
    },
  ];
}
