import { Temporal } from 'temporal-polyfill';
import type { DutyClock } from '../../catalogue/domain/obligation-rule.js';
import type { ClockFact, IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { wholeSecond } from './local-time.js';

/** An instant that a duty counts from, the fact it stands in, and how to say it. */
export interface Start {
  at: Temporal.Instant;
  fact: string;
  /** It is a notice that is planned, not sent. */
  planned: boolean;
  /** `aware`, `notice us-ca-individuals sent`. */
  event: string;
}

const EVENTS: Readonly<Record<ClockFact, string>> = {
  awareAt: 'aware',
  discoveredAt: 'discovered',
  determinedAt: 'determined',
  noHarmDeterminedAt: 'no harm determined',
  classifiedAt: 'classified as major',
  materialityDeterminedAt: 'materiality determined',
  secMissingInformationAt: 'missing information determined',
  ransomPaidAt: 'ransom paid',
  circiaNewInformationAt: 'substantial new information found',
  authorityRequestAt: 'asked or ordered by an authority',
  correctiveMeasureAvailableAt: 'corrective measure available',
  incidentResolvedAt: 'incident resolved',
  handlingConcludedAt: 'handling concluded',
  previousAnnualReportAt: 'last yearly report made',
};

const REFERENCE: readonly ClockFact[] = [
  'awareAt',
  'discoveredAt',
  'determinedAt',
  'classifiedAt',
  'materialityDeterminedAt',
  'ransomPaidAt',
];

/** The instants of one incident: clocks, notices, and the one that says which law applies. */
export class Clocks {
  readonly #clocks = new Map<ClockFact, Start | undefined>();
  #reference: Pick<Start, 'at' | 'fact'> | undefined;

  constructor(
    private readonly facts: IncidentFacts,
    /** The instant of evaluation, used only where no clock is known. */
    private readonly at: Temporal.Instant,
  ) {}

  /** The start of a clock, of the notices in `of` for the clock `notice`; undefined = not started. */
  start(clock: DutyClock, of: readonly string[] = []): Start | undefined {
    return clock === 'notice' ? this.notice(of) : this.#clock(clock);
  }

  /** The first of the notices that was sent, else the first that is planned. */
  notice(ruleIds: readonly string[]): Start | undefined {
    for (const state of ['sent', 'planned'] as const) {
      for (const ruleId of ruleIds) {
        const text = this.facts.notices?.[ruleId]?.[`${state}At`];
        if (text === undefined) continue;
        const fact = `notices.${ruleId}.${state}At`;
        return {
          at: wholeSecond(text),
          fact,
          planned: state === 'planned',
          event: `notice ${ruleId} ${state}`,
        };
      }
    }
    return undefined;
  }

  /** The instant whose local date says which law is in force. */
  reference(): Pick<Start, 'at' | 'fact'> {
    this.#reference ??= this.#firstOf(REFERENCE) ?? { at: this.at, fact: 'at' };
    return this.#reference;
  }

  #firstOf(clocks: readonly ClockFact[]): Start | undefined {
    for (const clock of clocks) {
      const start = this.#clock(clock);
      if (start) return start;
    }
    return undefined;
  }

  #clock(clock: ClockFact): Start | undefined {
    if (this.#clocks.has(clock)) return this.#clocks.get(clock);
    const text = this.facts[clock];
    const start =
      text === undefined
        ? undefined
        : { at: wholeSecond(text), fact: clock, planned: false, event: EVENTS[clock] };
    this.#clocks.set(clock, start);
    return start;
  }
}
