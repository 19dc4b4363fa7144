import { pointerTo } from './json-pointer.js';

const TOKENS = /"(?:[^"\\]+|\\.)*"|[{}[\],:]/gs;

interface Level {
  path: string;
  /** Of an object: the keys so far. */
  keys?: Set<string>;
  /** Of a list: number of entries before this one. */
  index: number;
  /** What stands before the value that comes next. */
  key?: string;
}

/**
 * Pointers of the keys that one object of a JSON text has twice: a parser keeps the last and drops the other
 * without a word. Files of the VERIS tools have such keys.
 *
 * @param json text that parses
 */
export function duplicateKeys(json: string): string[] {
  const levels: Level[] = [];
  const twice: string[] = [];
  for (const [token] of json.matchAll(TOKENS)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') levels.push(levelWithin(level, token === '{'));
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level) [level.index, level.key] = [level.index + 1, undefined];
    else if (token.startsWith('"') && level?.keys && level.key === undefined) {
      level.key = JSON.parse(token) as string;
      if (level.keys.has(level.key)) twice.push(pointerTo(level.path, level.key));
      level.keys.add(level.key);
    }
  }
  return twice;
}

function levelWithin(parent: Level | undefined, isObject: boolean): Level {
  const path = parent ? pointerTo(parent.path, parent.key ?? parent.index) : '';
  return isObject ? { path, keys: new Set(), index: 0 } : { path, index: 0 };
}
