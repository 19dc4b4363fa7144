import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { HarmLevel, Protection } from '../incidents/domain/incident-facts.js';
import type { IncidentVisibility } from '../incidents/incident.entity.js';
import { VISIBILITIES } from '../incidents/incidents.dto.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { IsNotBlank, IsOneLine } from '../platform/http/one-line.js';
import { SMALL_DECISIONS } from './domain/small-duties.js';
import type { SmallDecision } from './domain/small-duties.js';
import { DUTY_PARTIES, MEASURES, SMALL_TYPES } from './domain/small-incident.js';
import type { DutyParty, Measure, SmallType } from './domain/small-incident.js';
import type { RecordSmallIncident } from './small-incidents.js';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const MOMENT_WORDS = 'Give date, time and offset, such as 2026-11-24T09:00:00Z.';
const NO_DAY = 'There is no such day.';
const HARMS = ['none', 'unlikely', 'possible', 'likely', 'serious'] as const;
const PROTECTIONS = ['none', 'encrypted', 'tokenised', 'hashed-strong', 'hashed-weak', 'redacted'] as const;

/** One decision about all duties to tell a party. */
export class PartyDecisionBody {
  /** `authorities`, `people` (those affected) or `others` (press, credit bureaus, partners). */
  @IsIn(DUTY_PARTIES)
  party: DutyParty;

  /** `later`, or left out: the duties wait for a decision. */
  @IsIn(SMALL_DECISIONS)
  decision: SmallDecision;

  /** Needed with `notify` and `not_notifiable`. */
  @IsString()
  @MaxLength(4_000)
  reason = '';
}

/** Records a small incident. */
export class SmallIncidentBody {
  /** One line, no names of people: title and summary of the incident. */
  @IsString()
  @IsNotBlank()
  @IsOneLine()
  @MaxLength(200)
  happened: string;

  @IsIn(SMALL_TYPES)
  type: SmallType = 'misdelivery';

  @MayBeAbsent()
  @Matches(MOMENT, { message: MOMENT_WORDS })
  @IsISO8601({ strict: true }, { message: NO_DAY })
  occurredAt?: string;

  /** First day it was known, or should have been. */
  @MayBeAbsent()
  @Matches(MOMENT, { message: MOMENT_WORDS })
  @IsISO8601({ strict: true }, { message: NO_DAY })
  discoveredAt?: string;

  /** Reasonable certainty that personal data are affected. */
  @Matches(MOMENT, { message: MOMENT_WORDS })
  @IsISO8601({ strict: true }, { message: NO_DAY })
  awareAt: string;

  /** People by place of residence: `{"IE": 1}`; null where the number is not known. Checked as facts. */
  @IsObject()
  people: Record<string, number | null>;

  /** Codes of data classes. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(80, { each: true })
  data: string[];

  /** State of the data in the wrong hands; absent: not known. `encrypted`: and the key did not go with them. */
  @MayBeAbsent()
  @IsIn(PROTECTIONS)
  protection?: Protection;

  @IsArray()
  @ArrayMaxSize(2)
  @IsIn(['controller', 'processor'], { each: true })
  roles: ('controller' | 'processor')[];

  /** Where the data were processed. */
  @IsArray()
  @ArrayMaxSize(60)
  @IsString({ each: true })
  @MaxLength(10, { each: true })
  establishments: string[] = [];

  /** True: no law for a special kind of organisation applies (telecoms, banks, operators of critical services, …). */
  @IsBoolean()
  ordinaryOrganisation = false;

  @IsArray()
  @ArrayMaxSize(MEASURES.length)
  @IsIn(MEASURES, { each: true })
  measures: Measure[];

  @IsString()
  @MaxLength(2_000)
  measuresNote = '';

  @IsIn(HARMS)
  harm: HarmLevel;

  /** Why the harm is assessed so. */
  @IsString()
  @MaxLength(4_000)
  harmReason: string;

  @IsArray()
  @ArrayMaxSize(DUTY_PARTIES.length)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PartyDecisionBody)
  decisions: PartyDecisionBody[] = [];

  @IsIn(VISIBILITIES)
  visibility: IncidentVisibility = 'organisation';

  /** Closes it at once where nothing is left to decide, to find out or to send. */
  @IsBoolean()
  close = false;
}

/** The body as the service takes it. */
export function toSmallIncident(body: SmallIncidentBody): RecordSmallIncident {
  const { measuresNote, harmReason, visibility, close, decisions, ...small } = body;
  return {
    small: { ...small, data: [...new Set(small.data)], measures: [...new Set(small.measures)] },
    measuresNote,
    harmReason,
    visibility,
    close,
    decisions: decisions.map(({ party, decision, reason }) => ({ party, decision, reason })),
  };
}
