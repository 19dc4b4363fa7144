import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsObject, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { IsNotBlank, IsOneLine } from '../platform/http/one-line.js';
import { TakesAnyText } from '../platform/http/plain-text.js';
import { ID_PATTERN } from '../platform/ids.js';
import { DETERMINATIONS, STATUSES, SEVERITIES } from './domain/incident-state.js';
import type { Determination, IncidentStatus, Severity } from './domain/incident-state.js';
import type { IncidentVisibility } from './incident.entity.js';

export const VISIBILITIES = ['members', 'organisation', 'restricted'] as const;

/** Declares an incident. */
export class OpenIncidentBody {
  @IsString()
  @IsNotBlank()
  @IsOneLine()
  @MaxLength(200)
  title: string;

  /** An exercise never reaches real people; this cannot be changed later. */
  @IsIn(['real', 'exercise'])
  kind: 'real' | 'exercise' = 'real';

  @IsIn(VISIBILITIES)
  visibility: IncidentVisibility = 'members';

  @IsIn(DETERMINATIONS)
  determination: Determination = 'suspected';

  /** Absent: proposed from the facts. */
  @MayBeAbsent()
  @IsIn(SEVERITIES)
  severity?: Severity;

  /** `IncidentFacts`; what is unknown is left out. */
  @IsObject()
  @TakesAnyText()
  facts: Record<string, unknown> = {};
}

/** Changes what stands beside the facts. */
export class ChangeIncidentBody {
  @MayBeAbsent()
  @IsString()
  @IsNotBlank()
  @IsOneLine()
  @MaxLength(200)
  title?: string;

  @MayBeAbsent()
  @IsIn(STATUSES)
  status?: IncidentStatus;

  @MayBeAbsent()
  @IsIn(SEVERITIES)
  severity?: Severity;

  @MayBeAbsent()
  @IsIn(DETERMINATIONS)
  determination?: Determination;

  @MayBeAbsent()
  @IsIn(VISIBILITIES)
  visibility?: IncidentVisibility;

  /** Why; kept in the audit trail. */
  @IsString()
  @MaxLength(2_000)
  reason = '';
}

/** Saves the whole facts object as the next revision. */
export class ReviseFactsBody {
  /** The revision the writer started from; another one meanwhile is a conflict. */
  @IsInt()
  @Min(1)
  revision: number;

  @IsObject()
  @TakesAnyText()
  facts: Record<string, unknown>;

  /** Why; kept with the revision. */
  @IsString()
  @MaxLength(2_000)
  reason = '';
}

export class AddMemberBody {
  @Matches(ID_PATTERN)
  userId: string;
}

/** VERIS records as text: one object, an array, or JSON Lines. */
export class ImportIncidentsBody {
  @IsString()
  @IsNotEmpty()
  @TakesAnyText()
  veris: string;

  @IsIn(VISIBILITIES)
  visibility: IncidentVisibility = 'organisation';
}

export class ListIncidentsQuery {
  @MayBeAbsent()
  @IsIn(STATUSES)
  status?: IncidentStatus;

  @MayBeAbsent()
  @IsIn(SEVERITIES)
  severity?: Severity;

  @MayBeAbsent()
  @IsIn(DETERMINATIONS)
  determination?: Determination;

  @MayBeAbsent()
  @Matches(/^[a-z-]{1,40}$/)
  industry?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  text?: string;

  /** Cursor: the `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  before?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}
