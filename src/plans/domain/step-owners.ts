/** Owners whose steps a role may decide about; the words of `owner` in the catalogue's steps. */
export const OWNERS_OF_ROLE: Readonly<Record<string, readonly string[]>> = {
  communications: ['communications', 'customer-service'],
  counsel: ['legal', 'privacy-officer', 'counsel'],
};

/** Roles that may decide about every step. */
export const DECIDES_EVERYTHING: ReadonlySet<string> = new Set(['lead']);

/** True when steps of this owner are the role's own; leads own none and decide about all. */
export function ownsSteps(role: string, owner: string): boolean {
  return Object.hasOwn(OWNERS_OF_ROLE, role) && OWNERS_OF_ROLE[role]!.includes(owner);
}

/** Leads decide about every step, others about those that are theirs by owner or were given to them. */
export function mayDecideStep(
  actor: { id: string; role: string },
  step: { owner: string; assigneeId: string | null },
): boolean {
  if (DECIDES_EVERYTHING.has(actor.role)) return true;
  if (!Object.hasOwn(OWNERS_OF_ROLE, actor.role)) return false;
  return step.assigneeId === actor.id || ownsSteps(actor.role, step.owner);
}

/** Roles that may decide about steps of an owner, leads first. */
export function rolesThatDecide(owner: string): string[] {
  const owning = Object.keys(OWNERS_OF_ROLE).filter((role) => ownsSteps(role, owner));
  return [...DECIDES_EVERYTHING, ...owning];
}
