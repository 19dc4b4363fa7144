import type { Fault } from '../errors.js';

const ANY_TEXT = Symbol('takes any text');

/**
 * The member may hold any text: a file whose reader names the line of what it cannot take, or a record that is kept as
 * it came. Every other text must be {@link brokenTexts plain}.
 */
export function TakesAnyText(): PropertyDecorator {
  return (prototype, name) => {
    const names = new Set(namesOf(prototype));
    Reflect.defineMetadata(ANY_TEXT, names.add(String(name)), prototype);
  };
}

/**
 * The places of texts that no database column, message or hash can carry: NUL, or half of a surrogate pair.
 *
 * @param metatype class of the value, whose members with {@link TakesAnyText} are passed over
 */
export function brokenTexts(value: unknown, metatype: unknown, path = ''): Fault[] {
  if (typeof value === 'string') {
    const plain = value.isWellFormed() && !value.includes('\u0000');
    return plain
      ? []
      : [{ path, message: 'Holds a character that is no text (NUL or half a pair); remove it.' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  const passed = typeof metatype === 'function' ? namesOf(metatype.prototype as object) : new Set<string>();
  return Object.entries(value)
    .filter(([name]) => !passed.has(name))
    .flatMap(([name, member]) => brokenTexts(member, null, `${path}/${pointerPart(name)}`));
}

/** A name as it stands in a JSON pointer. */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function namesOf(prototype: object): Set<string> {
  return (Reflect.getMetadata(ANY_TEXT, prototype) as Set<string> | undefined) ?? new Set();
}
