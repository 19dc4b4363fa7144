/** Rows of one statement of the entity manager: each value is a parameter, of which SQLite takes 32,766. */
const ROWS_AT_ONCE = 200;

/** Rows in portions that one statement takes. */
export function* inBatches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}
