import { IsNotEmpty, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { IsDay } from '../platform/http/days-and-moments.js';
import { IsOneLine } from '../platform/http/one-line.js';
import { IsRevision } from '../platform/http/revision-number.js';
import { ID_PATTERN } from '../platform/ids.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,79}$/;
/** A promise that stands in the text and that no rule of its kind proposes. */
export class WriteCommitmentBody {
  /** The revision that was read. */
  @IsRevision()
  revision: number;

  /** Id of the section in which it stands. */
  @Matches(NAME)
  section: string;

  /** Id of the step of the plan that it rests on. */
  @ValidateIf(({ step }: WriteCommitmentBody) => step !== null)
  @Matches(NAME)
  step: string | null = null;

  /** Role or team that keeps it. */
  @IsString()
  @IsNotEmpty()
  @IsOneLine()
  @MaxLength(80)
  keeper: string;

  /** YYYY-MM-DD; null: it holds from case to case. */
  @ValidateIf(({ dueOn }: WriteCommitmentBody) => dueOn !== null)
  @IsDay()
  dueOn: string | null = null;

  @IsString()
  @IsNotEmpty()
  @IsOneLine()
  @MaxLength(300)
  text: string;
}

/** Says that the text does not make a promise that its kind proposes. */
export class LeaveOutBody {
  @IsRevision()
  revision: number;

  /** Id of the proposal. */
  @Matches(NAME)
  rule: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;
}

/** Gives a commitment to a person, or to nobody. */
export class EntrustBody {
  @ValidateIf(({ keeperId }: EntrustBody) => keeperId !== null)
  @Matches(ID_PATTERN)
  keeperId: string | null;
}
