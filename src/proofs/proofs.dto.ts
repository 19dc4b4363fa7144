import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ID_PATTERN } from '../platform/ids.js';
import { IsDay, IsMoment } from '../platform/http/days-and-moments.js';
import { IsNotBlank, IsOneLine } from '../platform/http/one-line.js';
import { CHECKER_RELATIONS, CHECK_RESULTS } from './domain/proof-parts.js';
import type { CheckResult, CheckerRelation } from './domain/proof-parts.js';

const LONG = 2_000;
const HALF_SENTENCE = 300;

/** What was weak and what changed. A blank text or null is not known yet. */
export class RepairBody {
  /** Id of the plan step that stands for the repair. Blank: the usual one of this incident. */
  @Matches(/^([a-z0-9][a-z0-9-]{0,79})?$/)
  step = '';

  /** Part of a sentence after "Closed:", such as `the flaw in our statements service`. */
  @IsString()
  @IsOneLine()
  @MaxLength(HALF_SENTENCE)
  what = '';

  @IsString()
  @MaxLength(LONG)
  weakness = '';

  @IsString()
  @MaxLength(LONG)
  change = '';

  @IsString()
  @IsOneLine()
  @MaxLength(200)
  by = '';

  /** RFC 3339 with an offset. */
  @ValidateIf((body: RepairBody) => body.closedAt !== null)
  @IsMoment()
  closedAt: string | null = null;
}

/** Who tested it, and what came of it. A blank text or null is not known yet. */
export class CheckBody {
  @IsString()
  @IsOneLine()
  @MaxLength(200)
  organisation = '';

  @IsString()
  @IsOneLine()
  @MaxLength(200)
  tester = '';

  @ValidateIf((body: CheckBody) => body.relation !== null)
  @IsIn(CHECKER_RELATIONS)
  relation: CheckerRelation | null = null;

  @IsString()
  @MaxLength(LONG)
  independence = '';

  @IsString()
  @MaxLength(LONG)
  method = '';

  @IsString()
  @MaxLength(LONG)
  scope = '';

  /** `YYYY-MM-DD`. */
  @ValidateIf((body: CheckBody) => body.testedOn !== null)
  @IsDay()
  testedOn: string | null = null;

  @ValidateIf((body: CheckBody) => body.result !== null)
  @IsIn(CHECK_RESULTS)
  result: CheckResult | null = null;

  /** Half a sentence, such as `it tried the same way in and failed`. */
  @IsString()
  @IsOneLine()
  @MaxLength(HALF_SENTENCE)
  finding = '';
}

/** What is not closed yet, and the day by which it is. */
export class OpenPointBody {
  @IsString()
  @IsNotBlank()
  @IsOneLine()
  @MaxLength(HALF_SENTENCE)
  text: string;

  /** `YYYY-MM-DD`. */
  @IsDay()
  by: string;

  /** About this very weakness; such a point keeps the proof incomplete. */
  @IsBoolean()
  ofWeakness: boolean;
}

/** Saves the whole record as its next revision; a confirmation does not survive it. */
export class SaveProofBody {
  /** The revision the writer started from; 0 when there was none. */
  @IsInt()
  @Min(0)
  revision: number;

  @IsObject()
  @ValidateNested()
  @Type(() => RepairBody)
  repair: RepairBody = new RepairBody();

  @IsObject()
  @ValidateNested()
  @Type(() => CheckBody)
  check: CheckBody = new CheckBody();

  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OpenPointBody)
  openPoints: OpenPointBody[] = [];

  /** Public page with the proof; blank: there is none. */
  @Matches(/^$|^https:\/\/[^\s/@?#]+([/?#]\S*)?$/, {
    message: 'Give an address that starts with https://, or nothing.',
  })
  @MaxLength(300)
  proofUrl = '';
}

/** Names exactly what was read: the revision, and the hash over record and files. */
export class ConfirmProofBody {
  @IsInt()
  @Min(1)
  revision: number;

  /** SHA-256 as the record was shown: 64 hexadecimal digits. */
  @Matches(/^[0-9a-f]{64}$/)
  contentHash: string;
}

/** Names an evidence file of the incident that shows the test. */
export class LinkProofFileBody {
  @Matches(ID_PATTERN)
  fileId: string;
}

export class UnlinkProofFileBody extends LinkProofFileBody {
  /** Why the proof no longer rests on it; kept in the trail. */
  @IsString()
  @IsNotBlank()
  @MaxLength(2_000)
  reason: string;
}
