import { PEOPLE_ROLES } from '../platform/access/permissions.js';
import type { Role } from '../platform/access/permissions.js';
import type { OptionView } from './views.types.js';

const WORDS: Record<Role, string> = {
  admin: 'Administrator',
  lead: 'Security lead',
  communications: 'Communications',
  counsel: 'Counsel',
  auditor: 'Auditor',
  viewer: 'Viewer',
  service: 'Service',
};

const MAY: Partial<Record<Role, string>> = {
  admin: 'accounts and settings, sees no incidents',
  lead: 'runs incidents, approves notices, confirms mailings',
  communications: 'writes notices, imports recipients, asks for mailings',
  counsel: 'edits facts, approves notices, confirms mailings',
  auditor: 'reads incidents and the audit trail',
  viewer: 'reads incidents and plans',
};

export function roleWords(role: Role): string {
  return WORDS[role];
}

/** `Security leads and counsel`: who may, for a page that says no. */
export function holdersWords(roles: readonly Role[]): string {
  const words = roles.map((role, index) => (index === 0 ? WORDS[role] : WORDS[role].toLowerCase()));
  const last = words.at(-1) ?? 'Nobody';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/** The roles people can be given, each with what it is for. */
export function roleOptions(): OptionView[] {
  return PEOPLE_ROLES.map((role) => ({ value: role, label: `${WORDS[role]}: ${MAY[role] ?? ''}` }));
}
