/** RFC 6901 pointer of a member: `pointerTo('/affected', 'a/b')` is `/affected/a~1b`. */
export function pointerTo(parent: string, key: string | number): string {
  const name = String(key);
  return PLAIN.test(name) ? `${parent}/${name}` : `${parent}/${escaped(shortened(name))}`;
}

/** The member a pointer names, own members only; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(memberOf, root);
}

/** An own member of an object or list; inherited names such as `__proto__` are none. */
export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** True for an object of named members: no list, no null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const PLAIN = /^[\w -]{1,80}$/;

/** A name as it stands in a pointer. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A key from outside may be of any length; a pointer in a message is for reading. */
function shortened(key: string): string {
  return key.length > 80 ? `${key.slice(0, 79)}…` : key;
}
