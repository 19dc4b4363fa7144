/** Steps that can stand for the repair; where data were shared, the sharing is what has to end. */
const REPAIRS = ['remedy-fix-root', 'remedy-fleet-update', 'contain-stop-sharing'] as const;

/**
 * Steps of a plan that can stand for the repair; the first unless people choose another. Own sharing has no flaw to
 * mend: what closes it is that the sharing stops.
 *
 * @param planned ids of the steps that apply to the incident
 */
export function repairStepsOf(planned: Iterable<string>, cause: string | undefined): string[] {
  const there = new Set(planned);
  const found = REPAIRS.filter((id) => there.has(id));
  if (cause !== 'own-sharing') return found;
  return [...found].sort(
    (a, b) => Number(b === 'contain-stop-sharing') - Number(a === 'contain-stop-sharing'),
  );
}
