import { escaped, isRecord } from './json-pointer.js';

/**
 * The single facts of an object of facts, by JSON pointer, in its own order: values and whole lists, not the
 * objects that group them. An object without members stands for itself.
 */
export function factValues(facts: unknown, path = ''): Map<string, unknown> {
  if (!isRecord(facts)) return new Map([[path, facts]]);
  const members = Object.entries(facts);
  if (members.length === 0 && path !== '') return new Map([[path, facts]]);
  return new Map(members.flatMap(([name, member]) => [...factValues(member, `${path}/${escaped(name)}`)]));
}
