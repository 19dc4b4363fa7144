/** Freezes a value of objects and lists all through; what is frozen already is taken as done. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}

/** `Object.freeze` leaves the entries of a map open; this map refuses every change. */
export function frozenMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const map = new Map(entries);
  for (const change of ['set', 'delete', 'clear'] as const) {
    Object.defineProperty(map, change, {
      value: () => {
        throw new TypeError('The catalogue is read-only.');
      },
    });
  }
  return Object.freeze(map);
}
