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
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { TakesAnyText } from '../platform/http/plain-text.js';
import { ID_PATTERN } from '../platform/ids.js';

const MOST_VERSIONS = 1_000_000;

export class HouseSectionBody {
  @IsString()
  @MaxLength(80)
  id: string;

  /** Empty: the shipped one stands. */
  @IsString()
  @MaxLength(300)
  heading = '';

  /** Markdown and merge fields; no blocks, no HTML, no pictures. */
  @IsString()
  @MaxLength(64 * 1024)
  markdown: string;
}

/** The parts that the organisation words itself. What no text may hold is refused by the check, with its place. */
export class HouseTextsBody {
  /** Absent or empty: the shipped one stands. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(300)
  @TakesAnyText()
  subject?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(300)
  @TakesAnyText()
  preheader?: string;

  /** A section that is absent keeps the shipped text. */
  @IsArray()
  @ArrayMaxSize(40)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => HouseSectionBody)
  @TakesAnyText()
  sections: HouseSectionBody[] = [];
}

export class SaveHouseTextsBody extends HouseTextsBody {
  /** The version that the writer started from; 0 where there is none yet. */
  @IsInt()
  @Min(0)
  @Max(MOST_VERSIONS)
  version: number;

  /** What changed and why; kept with the version. */
  @IsString()
  @MaxLength(2_000)
  note = '';
}

export class PreviewHouseTextsBody extends HouseTextsBody {
  @IsIn(['html', 'text', 'markdown'])
  format: 'html' | 'text' | 'markdown' = 'text';
}

export class ArchiveHouseTextsBody {
  @IsBoolean()
  archived = true;
}

/** Two versions; 0 is the shipped text. */
export class CompareHouseTextsQuery {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_VERSIONS)
  from: number;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_VERSIONS)
  to: number;
}

export class HouseTemplateUsesQuery {
  /** Cursor: `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  before?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}
