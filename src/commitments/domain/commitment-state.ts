/**
 * `written`: taken in by hand, waits for the approval of its text. `left_out`: the text does not make this promise, by
 * what a writer says. `standing`: the text was approved. `superseded`: a later approved text no longer makes it.
 * `removed`: taken back before any approval.
 */
export const commitmentStates = ['written', 'left_out', 'standing', 'superseded', 'removed'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** What makes two commitments of one notice the same. */
export interface Promised {
  rule: string | null;
  section: string;
  step: string | null;
  keeper: string;
  dueOn: string | null;
  text: string;
}

/** What an approval does to the commitments of its notice. */
export interface Settlement<Standing extends Promised, New extends Promised> {
  /** Made already by an earlier approval, and made again. */
  kept: Standing[];
  /** Not made by the text that is approved now. */
  superseded: Standing[];
  made: New[];
}

/**
 * Compares what stood with what the approved text promises: the same promise keeps its row and its keeper; one that
 * has another day or other words is made anew.
 */
export function settle<Standing extends Promised, New extends Promised>(
  stood: readonly Standing[],
  promised: readonly New[],
): Settlement<Standing, New> {
  const open = [...stood];
  const settled: Settlement<Standing, New> = { kept: [], superseded: [], made: [] };
  for (const one of promised) {
    const at = open.findIndex((row) => isSame(row, one));
    if (at < 0) settled.made.push(one);
    else settled.kept.push(...open.splice(at, 1));
  }
  settled.superseded.push(...open);
  return settled;
}

function isSame(a: Promised, b: Promised): boolean {
  return (
    a.rule === b.rule &&
    a.section === b.section &&
    a.step === b.step &&
    a.keeper === b.keeper &&
    a.dueOn === b.dueOn &&
    a.text === b.text
  );
}
