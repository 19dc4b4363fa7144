import {
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { IsOneLine } from '../platform/http/one-line.js';
import { ID_PATTERN } from '../platform/ids.js';
import { STEP_DECISIONS } from './domain/step-state.js';
import type { StepDecision } from './domain/step-state.js';
import { LONGEST_TITLE } from './step-adaptation.js';

/** What is decided rests on the state of the step that was seen. */
abstract class SeenStep {
  /** Revision of the decision that was seen; 0 when there was none. */
  @IsInt()
  @Min(0)
  revision: number;
}

/** Decides about one step. */
export class DecideStepBody extends SeenStep {
  @IsIn(STEP_DECISIONS)
  decision: StepDecision;

  /** Needed to skip a step or to say that it does not apply. */
  @IsString()
  @MaxLength(2_000)
  reason = '';
}

/** Gives a step to someone; null takes it back. */
export class AssignStepBody {
  @ValidateIf((body: AssignStepBody) => body.assigneeId !== null)
  @Matches(ID_PATTERN)
  assigneeId: string | null;
}

/** Calls a step by another title than the catalogue's; null takes that back. */
export class TitleStepBody extends SeenStep {
  @ValidateIf((body: TitleStepBody) => body.title !== null)
  @IsString()
  @IsOneLine()
  @MaxLength(LONGEST_TITLE)
  title: string | null;
}

/** Says by when a step is to be done; null takes that back. */
export class DueStepBody extends SeenStep {
  /** RFC 3339 with its offset: `2026-11-24T17:00:00+01:00`. */
  @ValidateIf((body: DueStepBody) => body.dueAt !== null)
  @IsString()
  @MaxLength(40)
  dueAt: string | null;
}

/** Gives a step the organisation's own feasibility in the score; null takes that back. */
export class FeasibilityBody extends SeenStep {
  /** 0.5 to 1; 1 takes nothing off the score. */
  @ValidateIf((body: FeasibilityBody) => body.factor !== null)
  @IsNumber()
  @Min(0.5)
  @Max(1)
  factor: number | null;

  /** Needed with a factor; shown wherever the score is explained. */
  @IsString()
  @MaxLength(2_000)
  reason = '';
}

/** Adds a step to the plan of one incident. */
export class AddOwnStepBody {
  /**
   * `{title, phase, owner, lane, serves, requires, doneWhen, leadHours, effort, asksEvidence}` as the steps of the
   * catalogue have them; `serves` names at least one priority with a strength from 1 to 4.
   */
  @IsObject()
  step: object;
}

/** Says an own step anew. */
export class ChangeOwnStepBody extends AddOwnStepBody {
  /** Revision of the own step that was seen. */
  @IsInt()
  @Min(1)
  revision: number;

  /** What changed and why. */
  @IsString()
  @MaxLength(2_000)
  reason: string;
}

/** Takes an own step out of the plan. */
export class WithdrawOwnStepBody {
  /** Revision of the own step that was seen. */
  @IsInt()
  @Min(1)
  revision: number;

  @IsString()
  @MaxLength(2_000)
  reason: string;
}
