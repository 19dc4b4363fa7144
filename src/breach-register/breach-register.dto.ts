import { Type } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { STATUSES } from '../incidents/domain/incident-state.js';
import type { IncidentStatus } from '../incidents/domain/incident-state.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ID_PATTERN } from '../platform/ids.js';
import { DECIDED_STATES, EXERCISE_CHOICES } from './breach-register.js';
import type { BreachFilter, DecidedState, ExerciseChoice } from './breach-register.js';

/** Which breaches are asked for. */
export class BreachRegisterQuery {
  /** In which the incident was opened, UTC. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt({ message: 'Give a year, such as 2026.' })
  @Min(1970)
  @Max(9998)
  year?: number;

  @MayBeAbsent()
  @IsIn(STATUSES)
  state?: IncidentStatus;

  /** Place of people, or of a law that asks something: `IE`, `US-CA`, `EU`. */
  @MayBeAbsent()
  @Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, { message: 'Give a place by its code, such as IE or US-CA.' })
  jurisdiction?: string;

  /** `awaited`: a decision or a filing is. `none`: no duty is on record. */
  @MayBeAbsent()
  @IsIn(DECIDED_STATES)
  decided?: DecidedState;

  @IsIn(EXERCISE_CHOICES)
  exercises: ExerciseChoice = 'without';
}

/** A page of them. */
export class BreachPageQuery extends BreachRegisterQuery {
  /** Cursor: the `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  before?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

export function toBreachFilter({
  year,
  state,
  jurisdiction,
  decided,
  exercises,
}: BreachRegisterQuery): BreachFilter {
  return {
    ...(year === undefined ? {} : { year }),
    ...(state === undefined ? {} : { status: state }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(decided === undefined ? {} : { decided }),
    exercises,
  };
}
