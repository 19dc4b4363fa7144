import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { IsRevision } from '../platform/http/revision-number.js';

/** Parts of the draft of now to take, and parts whose own words stay. */
export class TakePartsBody {
  /** The revision that was compared. */
  @IsRevision()
  revision: number;

  /** Ids of sections, `subject`, `preheader`. */
  @IsArray()
  @ArrayMaxSize(60)
  @IsString({ each: true })
  @MaxLength(80, { each: true })
  sections: string[] = [];

  /** Parts for which the draft of now is not offered again. */
  @IsArray()
  @ArrayMaxSize(60)
  @IsString({ each: true })
  @MaxLength(80, { each: true })
  keep: string[] = [];
}

/** Two revisions; absent: the one that stands, and the one before it. */
export class ComparisonQuery {
  @MayBeAbsent()
  @Type(() => Number)
  @IsRevision()
  from?: number;

  @MayBeAbsent()
  @Type(() => Number)
  @IsRevision()
  to?: number;
}
