import type { Fault } from '../../platform/errors.js';

/** What a template of one kind of notice may name. A type is any word; `isListType`, `flag`, `url`, `text` and `name` mean more. */
export interface TemplateFields {
  /** Merge fields by full name (`recipient.name`), with the type of each. */
  placeholders: ReadonlyMap<string, string>;
  /** Types of the arguments of each helper, in order; `date|dateTime` takes either. */
  helpers: ReadonlyMap<string, readonly string[]>;
  /** Lower-case hosts a link may lead to. */
  linkHosts: ReadonlySet<string>;
  /** The text is written from right to left: direction marks and balanced isolates are allowed. */
  rightToLeft?: boolean;
}

/** Types whose value is several things: what a bullet repeats and `each` runs over. */
const listTypes: ReadonlySet<string> = new Set([
  'list',
  'dataClasses',
  'openPoints',
  'recordLines',
  'languages',
]);

/** A condition of a shipped template: decides a block, is never printed. */
export const flagType = 'flag';

const partForm = /^[a-z][A-Za-z0-9]{0,40}$/;
const typeForm = /^[A-Za-z][A-Za-z0-9-]{0,40}$/;
const hostForm = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const reservedNames: ReadonlySet<string> = new Set([
  'constructor',
  'prototype',
  '__proto__',
  'toString',
  'toLocaleString',
  'toJSON',
  'valueOf',
  'hasOwnProperty',
  'hasOwn',
  'isPrototypeOf',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  'apply',
  'bind',
  'call',
  'caller',
  'callee',
  'arguments',
  'eval',
  'this',
  'helperMissing',
  'blockHelperMissing',
]);

export function isListType(type: string): boolean {
  return listTypes.has(type);
}

/** A name of the language or the engine that no template may say, declared or not. */
export function isReservedName(part: string): boolean {
  return reservedNames.has(part);
}

/** A segment that no declared name can have: reserved, or not of the form of a name. */
export function isForbiddenName(part: string): boolean {
  return isReservedName(part) || !partForm.test(part);
}

/** True where `type` is one of the alternatives that an argument takes. */
export function takesType(argument: string, type: string): boolean {
  return argument.split('|').includes(type);
}

/**
 * Reads the declaration of merge fields that scripts give: `{placeholders: {name: type}, helpers: {name: [type]},
 * linkHosts: [host]}`. All three keys are optional, others are refused.
 */
export function readTemplateFields(input: unknown): { fields: TemplateFields } | { faults: Fault[] } {
  const faults: Fault[] = [];
  if (!isObject(input))
    return { faults: [{ path: '', message: 'Give an object with placeholders, helpers and linkHosts.' }] };
  for (const key of Object.keys(input)) {
    if (!['placeholders', 'helpers', 'linkHosts'].includes(key))
      faults.push({
        path: pointer(key),
        message: 'Only placeholders, helpers and linkHosts are known here; remove it.',
      });
  }
  const fields: TemplateFields = {
    placeholders: readPlaceholders(input['placeholders'], faults),
    helpers: readHelpers(input['helpers'], faults),
    linkHosts: readHosts(input['linkHosts'], faults),
  };
  return faults.length > 0 ? { faults } : { fields };
}

function readPlaceholders(input: unknown, faults: Fault[]): Map<string, string> {
  const placeholders = new Map<string, string>();
  for (const [name, type] of entriesOf(input, 'placeholders', faults)) {
    const path = pointer('placeholders', name);
    if (name.split('.').some(isForbiddenName))
      faults.push({
        path,
        message: 'A name is words like organisation.phone: letters and digits, joined by dots.',
      });
    else if (typeof type !== 'string' || !typeForm.test(type))
      faults.push({ path, message: 'Give the type as a word, such as text, date, list or url.' });
    else placeholders.set(name, type);
  }
  return placeholders;
}

function readHelpers(input: unknown, faults: Fault[]): Map<string, readonly string[]> {
  const helpers = new Map<string, readonly string[]>();
  for (const [name, types] of entriesOf(input, 'helpers', faults)) {
    const path = pointer('helpers', name);
    if (isForbiddenName(name)) faults.push({ path, message: 'A helper has a name like longDate.' });
    else if (!Array.isArray(types) || types.length === 0 || !types.every(isArgument))
      faults.push({ path, message: 'Give the types of its arguments as a list of words, such as ["date"].' });
    else helpers.set(name, types);
  }
  return helpers;
}

function isArgument(type: unknown): type is string {
  return typeof type === 'string' && type.split('|').every((word) => typeForm.test(word));
}

function readHosts(input: unknown, faults: Fault[]): Set<string> {
  const hosts = new Set<string>();
  if (input === undefined) return hosts;
  if (!Array.isArray(input)) {
    faults.push({ path: '/linkHosts', message: 'Give a list of host names, such as ["www.example.org"].' });
    return hosts;
  }
  input.forEach((host: unknown, place) => {
    if (typeof host === 'string' && hostForm.test(host.toLowerCase())) hosts.add(host.toLowerCase());
    else
      faults.push({
        path: pointer('linkHosts', String(place)),
        message: 'Give a host name without scheme, port or path; one with other letters in its xn-- form.',
      });
  });
  return hosts;
}

function entriesOf(input: unknown, key: string, faults: Fault[]): [string, unknown][] {
  if (input === undefined) return [];
  if (isObject(input)) return Object.entries(input);
  faults.push({ path: pointer(key), message: 'Give an object, one entry per name.' });
  return [];
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function pointer(...parts: string[]): string {
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
