import { Temporal } from 'temporal-polyfill';
import type { ClockFact } from '../../incidents/domain/incident-facts.js';
import type { Fault } from '../../platform/errors.js';
import { MANUAL_FIELDS, MANUAL_UNITS, WITHOUT_UNDUE_DELAY } from './manual-duty.js';
import type { ManualDuty, ManualDutyCodes, ManualUnit } from './manual-duty.js';

export const MOST_AMOUNT = 10_000;
const LONGEST = { counterparty: 200, contract: 200, title: 200, content: 2_000, note: 1_000 } as const;
/**
 * Checks what people entered. Left out: clock is `awareAt`, zone is UTC, the rest empty.
 *
 * @param input of any form
 */
export function readManualDuty(
  input: unknown,
  codes: ManualDutyCodes,
): { duty: ManualDuty; faults: null } | { duty: null; faults: Fault[] } {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return {
      duty: null,
      faults: [{ path: '', message: `Give an object with ${MANUAL_FIELDS.join(', ')}.` }],
    };
  const reading = new Reading(input, codes);
  const duty = reading.duty();
  return reading.faults.length === 0 ? { duty, faults: null } : { duty: null, faults: reading.faults };
}

class Reading {
  readonly faults: Fault[] = [];
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(
    input: object,
    private readonly codes: ManualDutyCodes,
  ) {
    this.#values = new Map(Object.entries(input));
    for (const name of this.#values.keys())
      if (!(MANUAL_FIELDS as readonly string[]).includes(name))
        this.#fault('', `Only these members are known: ${MANUAL_FIELDS.join(', ')}.`);
  }

  duty(): ManualDuty {
    const unit = this.#unit();
    return {
      counterparty: this.#line('counterparty', 'Say who is to be told: the other party of the contract.'),
      contract: this.#line('contract', 'Name the contract and the clause.'),
      title: this.#line('title', 'Say in one line what is to be done.'),
      clock: this.#code('clock', this.codes.clocks, 'awareAt') as ClockFact,
      amount: this.#amount(unit),
      unit,
      zone: this.#zone(),
      calendar: this.#calendar(unit),
      cutoff: this.#cutoff(unit),
      channels: this.#channels(),
      content: this.#words('content', LONGEST.content),
      note: this.#words('note', LONGEST.note),
    };
  }

  #line(name: 'counterparty' | 'contract' | 'title', missing: string): string {
    const text = this.#words(name, LONGEST[name]);
    if (text === '' && !this.#faulty(name)) this.#fault(name, missing);
    if (/[\n\t\u2028\u2029]/.test(text)) this.#fault(name, 'Write it in one line.');
    return text;
  }

  #words(name: keyof typeof LONGEST, most: number): string {
    const value = this.#value(name) ?? '';
    if (typeof value !== 'string') {
      this.#fault(name, 'Give a text.');
      return '';
    }
    const text = value.replace(/\r\n?/g, '\n').trim();
    if (/[\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t])\p{Cc}/u.test(text))
      this.#fault(
        name,
        'It holds a control character, or one that turns the direction of text; take it out.',
      );
    else if ([...text].length > most) this.#fault(name, `At most ${most} characters.`);
    return text;
  }

  #code(name: 'clock', allowed: readonly string[], none: string): string {
    const value = this.#value(name) ?? none;
    if (typeof value === 'string' && allowed.includes(value)) return value;
    this.#fault(name, `One of: ${allowed.join(', ')}.`);
    return none;
  }

  #unit(): ManualUnit {
    const value = this.#value('unit');
    const unit = MANUAL_UNITS.find((one) => one === value);
    if (unit === undefined) this.#fault('unit', `One of: ${MANUAL_UNITS.join(', ')}.`);
    return unit ?? WITHOUT_UNDUE_DELAY;
  }

  #amount(unit: ManualUnit): number | null {
    const value = this.#value('amount') ?? null;
    if (unit === WITHOUT_UNDUE_DELAY) {
      if (value !== null && !this.#faulty('unit'))
        this.#fault('amount', `Leave it empty where the unit is ${WITHOUT_UNDUE_DELAY}.`);
      return null;
    }
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_AMOUNT)
      return value;
    this.#fault('amount', 'A whole number from 1 to 10,000, such as 72.');
    return null;
  }

  #zone(): string {
    const value = this.#value('zone') ?? 'UTC';
    const zone = typeof value === 'string' ? canonicalZone(value) : null;
    if (zone === null)
      this.#fault(
        'zone',
        'Name a zone of the IANA database, such as Europe/Dublin, America/New_York or UTC.',
      );
    return zone ?? 'UTC';
  }

  #calendar(unit: ManualUnit): string | null {
    const value = this.#value('calendar') ?? null;
    if (unit !== 'business-days') {
      if (value !== null && !this.#faulty('unit'))
        this.#fault('calendar', 'Only business days are counted by a calendar; leave it empty.');
      return null;
    }
    if (typeof value === 'string' && this.codes.calendars.includes(value)) return value;
    this.#fault('calendar', `Business days need one of: ${this.codes.calendars.join(', ')}.`);
    return null;
  }

  #cutoff(unit: ManualUnit): string | null {
    const value = this.#value('cutoff') ?? null;
    if (value === null || this.#faulty('unit')) return null;
    if (unit === 'hours' || unit === WITHOUT_UNDUE_DELAY) {
      this.#fault('cutoff', 'Only a period of days or months ends at a time of day; leave it empty.');
      return null;
    }
    if (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
    this.#fault('cutoff', 'A time of day as HH:MM, such as 17:00.');
    return null;
  }

  #channels(): string[] {
    const value = this.#value('channels') ?? [];
    const { channels } = this.codes;
    if (Array.isArray(value) && value.every((one) => channels.includes(one as string)))
      return [...new Set(value as string[])];
    this.#fault('channels', `A list of: ${channels.join(', ')}.`);
    return [];
  }

  /** An empty text counts as left out. */
  #value(name: keyof ManualDuty): unknown {
    const value = this.#values.get(name);
    return value === '' ? undefined : value;
  }

  #faulty(name: keyof ManualDuty): boolean {
    return this.faults.some(({ path }) => path === `/${name}`);
  }

  #fault(name: keyof ManualDuty | '', message: string): void {
    this.faults.push({ path: name === '' ? '' : `/${name}`, message });
  }
}

/** The zone as the IANA database writes it; null: it has none of that name. Offsets are no zones. */
function canonicalZone(text: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text) || text.length > 60) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return null;
  }
}
