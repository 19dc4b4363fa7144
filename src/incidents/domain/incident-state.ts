/** Where the work on an incident stands, from opening to closing. */
export const STATUSES = ['open', 'contained', 'notifying', 'monitoring', 'closed'] as const;
export type IncidentStatus = (typeof STATUSES)[number];

/** Lowest first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** In VERIS's words: whether it was a breach at all. */
export const DETERMINATIONS = ['suspected', 'confirmed', 'near_miss', 'false_positive'] as const;
export type Determination = (typeof DETERMINATIONS)[number];

/**
 * From each status to those that may follow. People may be told before the hole is closed; what turns out not to
 * be contained is open again; a false alarm closes at once; a closed incident can only be opened again.
 */
export const TRANSITIONS: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  open: ['contained', 'notifying', 'closed'],
  contained: ['open', 'notifying', 'monitoring', 'closed'],
  notifying: ['open', 'contained', 'monitoring', 'closed'],
  monitoring: ['open', 'notifying', 'closed'],
  closed: ['open'],
};

/** Whether the status may become the other one; staying the same is no step. */
export function mayBecome(from: IncidentStatus, to: IncidentStatus): boolean {
  return TRANSITIONS[from].includes(to);
}
