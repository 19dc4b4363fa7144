import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { placeName } from '../incidents/domain/place-name.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Unprocessable } from '../platform/errors.js';
import { breachCsv } from './breach-csv.js';
import { breachPdf } from './breach-pdf.js';
import { BreachRegister } from './breach-register.js';
import type { BreachFilter } from './breach-register.js';
import type { RegisterEntry } from './domain/breach-entry.js';
import { STATUS_NAMES, legalWords, minute } from './domain/breach-words.js';

/** Breaches that one PDF takes: it is laid out as a whole, in memory. */
export const MOST_IN_PDF = 10_000;

/** More breaches than one PDF takes. */
export class TooManyForPdf extends Unprocessable {
  readonly code = 'register.too_many_for_pdf';

  constructor(found: number) {
    const message = `A PDF takes ${MOST_IN_PDF.toLocaleString('en')} breaches. Choose a year or another filter, or take the CSV file.`;
    super(message, [{ path: '/year', message }], { found, most: MOST_IN_PDF });
  }
}

/** The register as files; each says who made it when, on which rules, and that it is no legal advice. */
@Injectable()
export class BreachFiles {
  constructor(
    private readonly register: BreachRegister,
    private readonly organisation: OrganisationSettings,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Piece by piece, as it is read. */
  csv(filter: BreachFilter, actor: Actor): AsyncGenerator<string> {
    const endings = [`${filterWords(filter)} ${this.#made(actor)}`, this.#legal()];
    return breachCsv(this.register.all(filter, actor), endings);
  }

  /** @throws TooManyForPdf */
  async pdf(filter: BreachFilter, actor: Actor): Promise<Buffer> {
    const found = await this.register.count(filter, actor);
    if (found > MOST_IN_PDF) throw new TooManyForPdf(found);
    const entries: RegisterEntry[] = [];
    for await (const entry of this.register.all(filter, actor)) {
      entries.push(entry);
      if (entries.length > MOST_IN_PDF) throw new TooManyForPdf(entries.length);
    }
    const { profile } = await this.organisation.current();
    const named = new Map(this.catalogue.dataClassWords.classes.map(({ code, en }) => [code, en.bare]));
    return breachPdf({
      entries,
      organisation: profile?.name ?? 'organisation not named yet',
      filter: filterWords(filter),
      made: this.#made(actor),
      legal: this.#legal(),
      at: new Date(this.clock.now().epochMilliseconds),
      wordsOf: { data: (code) => named.get(code) ?? code.replaceAll('-', ' '), place: placeName },
    });
  }

  #made(actor: Actor): string {
    return `Made ${minute(instantText(this.clock.now()))} by ${actor.name}.`;
  }

  #legal(): string {
    return legalWords(this.catalogue.version, this.clock.now());
  }
}

const DECIDED_WORDS = {
  awaited: 'something awaited',
  decided: 'decided in full',
  none: 'no duty on record',
} as const;
const EXERCISE_WORDS = {
  without: 'without exercises',
  with: 'with exercises',
  only: 'exercises only',
} as const;

/** `Opened in 2026, Closed, without exercises.` */
export function filterWords({ year, status, jurisdiction, decided, exercises }: BreachFilter): string {
  const words = [
    year === undefined ? 'All years' : `Opened in ${year}`,
    ...(status === undefined ? [] : [`state ${(STATUS_NAMES[status] ?? status).toLowerCase()}`]),
    ...(jurisdiction === undefined ? [] : [placeName(jurisdiction)]),
    ...(decided === undefined ? [] : [DECIDED_WORDS[decided]]),
    EXERCISE_WORDS[exercises],
  ];
  return `${words.join(', ')}.`;
}
