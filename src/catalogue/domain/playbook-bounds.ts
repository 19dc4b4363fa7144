/** How much a playbook may hold, whether people write it, a pack ships it or a file brings it. */
export const playbookBounds = {
  /** Characters of a title, and of an owner. */
  title: 200,
  /** Characters of a summary, a reason, a note or what shows that a step is done. */
  text: 2_000,
  steps: 500,
  leftOut: 500,
  /** Steps that one own step waits for. */
  requires: 100,
  dueHours: [1, 8_760],
  feasibility: [0.5, 1],
  leadHours: [0, 20_000],
} as const;

/** An own step's id; a ULID after the prefix is as good as words. */
export const OWN_STEP_ID = /^own-[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** Characters of the id of a step. */
export const LONGEST_STEP_ID = 80;
