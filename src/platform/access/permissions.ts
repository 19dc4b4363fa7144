/** Organisation roles; `service` is the program itself or a service account. */
export const ROLES = ['admin', 'lead', 'communications', 'counsel', 'auditor', 'viewer', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that people can be given. */
export const PEOPLE_ROLES = ROLES.filter((role) => role !== 'service');

const L = 'lead';
const C = 'communications';
const K = 'counsel';
const A = 'auditor';
const V = 'viewer';

/**
 * Which roles hold which permission, as a ceiling: membership of the incident and four-eyes rules come on top.
 * The table of `security.md` 3 for the routes that exist; the access test reads it.
 */
export const PERMISSIONS = {
  'knowledge:read': ['admin', L, C, K, A, V],
  'playbooks:edit': [L],
  // It decides about steps of every owner at once.
  'playbooks:apply': [L],
  'incidents:open': [L, C, K],
  'incidents:read': [L, C, K, A, V],
  'incidents:edit': [L, K],
  'incidents:close': [L],
  'incidents:members': [L],
  'plans:read': [L, C, K, A, V],
  'plans:decide': [L, C, K],
  // Those who tell customers what was repaired write it down; lead and counsel, who approve notices, vouch for it.
  'proofs:edit': [L, C, K],
  'proofs:confirm': [L, K],
  'obligations:read': [L, C, K, A, V],
  'obligations:decide': [L, K],
  'notices:read': [L, C, K, A],
  'notices:edit': [L, C, K],
  'notices:review': [L, C, K],
  'notices:approve': [L, K],
  // House wording of every later notice: those who write notices, and counsel who answers for them.
  'templates:edit': [L, C, K],
  // Privileged advice: the lead reads what counsel wrote.
  'counsel-notes:use': [L, K],
  'counsel-notes:write': [K],
  'commitments:read': [L, C, K, A, V],
  'commitments:edit': [L, C, K],
  'recipients:import': [L, C],
  'recipients:read': [L, C, K],
  'mailings:request': [L, C],
  'mailings:confirm': [L, K],
  'mailings:stop': [L, C, K],
  'deliveries:read': [L, C, K, A],
  'deliveries:retry': [L, C, K],
  'recipients:reveal': [L, C, K],
  'evidence:read': [L, C, K, A],
  'evidence:add': [L, C, K],
  'audit:read': [L, K, A],
  'audit:verify': ['admin', L, K, A],
  'users:manage': ['admin'],
  'knowledge:manage': ['admin'],
  'settings:read': ['admin', A],
  'settings:manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** True when the role's ceiling includes the permission. */
export function holds(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
