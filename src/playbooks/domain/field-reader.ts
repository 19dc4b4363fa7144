import { FirstFaults } from '../../incidents/domain/first-faults.js';
import { isRecord, pointerTo } from '../../incidents/domain/json-pointer.js';
import { allowedWords } from '../../incidents/domain/nearest-words.js';
import type { Fault } from '../../platform/errors.js';

/** Line breaks and tabs are text; whatever else steers a terminal or turns the reading direction is not. */
const UNPRINTABLE = /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u;

/** Reads the fields of a JSON value from outside and gathers what is wrong, place by place, never the value. */
export class FieldReader {
  readonly #faults = new FirstFaults();
  #count = 0;

  get faults(): Fault[] {
    return this.#faults.list();
  }

  /** How many faults there were so far. */
  get count(): number {
    return this.#count;
  }

  fault(path: string, message: string): undefined {
    this.#count++;
    this.#faults.add(() => ({ path, message }));
    return undefined;
  }

  /** The own members of an object that has no others than these. */
  record(value: unknown, path: string, fields: readonly string[]): Record<string, unknown> | undefined {
    if (!isRecord(value)) return this.fault(path, `Must be an object of ${fields.join(', ')}.`);
    for (const key of Object.keys(value)) {
      if (!fields.includes(key)) {
        this.fault(pointerTo(path, key), `Is no field that belongs here. They are: ${fields.join(', ')}.`);
      }
    }
    return Object.fromEntries(fields.map((field) => [field, own(value, field)]));
  }

  list<T>(
    value: unknown,
    path: string,
    longest: number,
    read: (item: unknown, path: string) => T | undefined,
  ): T[] {
    if (!Array.isArray(value)) return this.fault(path, 'Must be a list.') ?? [];
    if (value.length > longest) {
      return this.fault(path, `Holds more than ${longest} entries; leave out what is not needed.`) ?? [];
    }
    return value.flatMap((item: unknown, at) => read(item, pointerTo(path, at)) ?? []);
  }

  text(value: unknown, path: string, longest: number): string | undefined {
    if (typeof value !== 'string' || value.trim() === '') return this.fault(path, 'Must be text.');
    const text = value.trim();
    if (text.length > longest) return this.fault(path, `Must have at most ${longest} characters.`);
    if (!text.isWellFormed() || UNPRINTABLE.test(text)) {
      return this.fault(path, 'Holds signs that cannot be printed; type it anew.');
    }
    return text;
  }

  /** Text without line breaks and tabs. */
  line(value: unknown, path: string, longest: number): string | undefined {
    const text = this.text(value, path, longest);
    return text !== undefined && /[\n\r\t]/.test(text) ? this.fault(path, 'Must be one line.') : text;
  }

  word<T extends string>(value: unknown, path: string, allowed: readonly T[]): T | undefined {
    if ((allowed as readonly unknown[]).includes(value)) return value as T;
    return this.fault(path, `Is no word that is known here. ${allowedWords(value, allowed)}`);
  }

  whole(value: unknown, path: string, [least, most]: readonly [number, number]): number | undefined {
    if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
      return value as number;
    return this.fault(path, `Must be a whole number from ${least} to ${most}.`);
  }

  number(value: unknown, path: string, [least, most]: readonly [number, number]): number | undefined {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return this.fault(path, `Must be a number from ${least} to ${most}.`);
  }

  flag(value: unknown, path: string): boolean | undefined {
    return typeof value === 'boolean' ? value : this.fault(path, 'Must be true or false.');
  }
}

function own(value: Record<string, unknown>, field: string): unknown {
  return Object.hasOwn(value, field) ? value[field] : undefined;
}
