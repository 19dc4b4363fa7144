import type { Fault } from '../../platform/errors.js';
import { FirstFaults } from './first-faults.js';
import { DEEPEST } from './json-limits.js';
import { pointerTo } from './json-pointer.js';

const SIGNS = /["{}[\],]/g;
const MESSAGE = 'Is written more than once in one object; only the last is read and kept.';

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
 * The keys that one object of a JSON text has twice: a parser keeps the last and drops the other without a word.
 * Files of the VERIS tools have such keys. Not looked for in what is nested deeper than is read at all.
 *
 * @param json text that parses
 */
export function duplicateKeys(json: string): Fault[] {
  const twice = new FirstFaults();
  const levels: Level[] = [];
  const signs = new RegExp(SIGNS);
  for (let found = signs.exec(json); found && levels.length <= DEEPEST; found = signs.exec(json)) {
    const [sign] = found;
    const level = levels.at(-1);
    if (sign === '{' || sign === '[') levels.push(levelWithin(level, sign === '{'));
    else if (sign === '}' || sign === ']') levels.pop();
    else if (sign === ',' && level) [level.index, level.key] = [level.index + 1, undefined];
    else if (sign === '"') {
      signs.lastIndex = endOfText(json, found.index);
      if (level?.keys && level.key === undefined) {
        takeKey(level, JSON.parse(json.slice(found.index, signs.lastIndex)) as string, twice);
      }
    }
  }
  return twice.list();
}

function takeKey(level: Level, key: string, twice: FirstFaults): void {
  if (level.keys?.has(key)) twice.add(() => ({ path: pointerTo(level.path, key), message: MESSAGE }));
  level.keys?.add(key);
  level.key = key;
}

function levelWithin(parent: Level | undefined, isObject: boolean): Level {
  const path = parent ? pointerTo(parent.path, parent.key ?? parent.index) : '';
  return isObject ? { path, keys: new Set(), index: 0 } : { path, index: 0 };
}

/** After the closing quote of the text that opens at `start`. */
function endOfText(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}
