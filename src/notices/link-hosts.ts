import type { OrganisationProfile } from '../organisation/organisation-profile.js';
import type { Environment } from '../platform/config/environment.js';

/** Hosts that links in a notice may lead to: this service, and those that the organisation lists. */
export function linkHostsOf(
  { PUBLIC_URL }: Pick<Environment, 'PUBLIC_URL'>,
  profile: OrganisationProfile | null,
): string[] {
  return [...new Set([new URL(PUBLIC_URL).hostname, ...(profile?.linkHosts ?? [])])];
}
