/** Freezes a value of objects and lists all through; what is frozen already is taken as done. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}

/** `Object.freeze` leaves the entries of a map open; this map refuses every change. */
export function frozenMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  return closed(new Map(entries), ['set', 'delete', 'clear']);
}

/** The same of a set. */
export function frozenSet<T>(members: Iterable<T>): ReadonlySet<T> {
  return closed(new Set(members), ['add', 'delete', 'clear']);
}

function closed<T extends object>(collection: T, changes: readonly string[]): T {
  for (const change of changes) {
    Object.defineProperty(collection, change, {
      value: () => {
        throw new TypeError('The catalogue is read-only.');
      },
    });
  }
  return Object.freeze(collection);
}
