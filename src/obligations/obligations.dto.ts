import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ID_PATTERN } from '../platform/ids.js';
import { DUTY_DECISIONS } from './domain/register-row.js';
import type { DutyDecision } from './domain/register-row.js';
import type { ChangeAnswer } from './duty-decisions.js';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const MOMENT_WORDS = 'Give date, time and offset, such as 2026-11-24T09:00:00Z.';
const RULE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class ListObligationsQuery {
  /** `true`: also the rules that are not owed or inactive. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  all?: 'true' | 'false';
}

/** Decides about one duty. */
export class DecideDutyBody {
  @IsIn(DUTY_DECISIONS)
  decision: DutyDecision;

  @IsString()
  @MaxLength(4_000)
  reason: string;

  /** `extended`: the new last moment. `delayed`: until when, where the authority named it. */
  @ValidateIf((body: DecideDutyBody) => body.until !== null && body.until !== undefined)
  @Matches(MOMENT, { message: MOMENT_WORDS })
  @IsISO8601({ strict: true }, { message: 'There is no such day.' })
  until?: string | null;

  /** Revision of the duty that was seen; 0 when the register had no row of it. */
  @IsInt()
  @Min(0)
  revision: number;
}

/** Takes a decision back. */
export class UndecideDutyBody {
  @IsString()
  @MaxLength(4_000)
  reason: string;

  @IsInt()
  @Min(0)
  revision: number;
}

/** One duty whose change is answered, as it was seen. */
export class SeenDuty {
  @Matches(RULE_ID)
  @MaxLength(120)
  ruleId: string;

  @IsInt()
  @Min(1)
  revision: number;
}

/** Answers the open changes of several duties with one reason. */
export class AnswerChangesBody {
  /** `adopt`: the other terms take over. `keep`: those in force stay. */
  @IsIn(['adopt', 'keep'])
  answer: ChangeAnswer;

  /** Needed where terms would let the organisation off. */
  @IsString()
  @MaxLength(4_000)
  reason = '';

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SeenDuty)
  duties: SeenDuty[];
}

/** Gives a duty to someone; null takes it back. */
export class KeepDutyBody {
  @ValidateIf((body: KeepDutyBody) => body.keeperId !== null)
  @Matches(ID_PATTERN)
  keeperId: string | null;

  @IsInt()
  @Min(0)
  revision: number;
}

/** Records that a notice or report went out. */
export class RecordFilingBody {
  @Matches(MOMENT, { message: MOMENT_WORDS })
  @IsISO8601({ strict: true }, { message: 'There is no such day.' })
  filedAt: string;

  /** A code of the vocabulary's channels. */
  @IsString()
  @MaxLength(40)
  channel: string;

  /** The authority's own reference. */
  @IsString()
  @MaxLength(200)
  reference = '';

  /** What was sent, word for word. */
  @IsString()
  @MaxLength(65_536)
  text = '';

  /** Evidence file of the incident that holds what was sent. */
  @IsOptional()
  @Matches(ID_PATTERN)
  fileId?: string;

  /** Why it went out late, where it did. */
  @IsString()
  @MaxLength(4_000)
  lateReason = '';

  @IsInt()
  @Min(0)
  revision: number;
}

/** Withdraws a filing that was recorded by mistake. */
export class WithdrawFilingBody {
  @IsString()
  @MaxLength(4_000)
  reason: string;

  @IsInt()
  @Min(1)
  revision: number;
}
