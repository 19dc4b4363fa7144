import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import type { EvidenceKind, Stance } from './domain/evidence.js';
import type { EvidenceFilter } from './domain/evidence-list.js';
import { evidenceKinds, stances } from './domain/evidence-list.js';
import { priorities } from './domain/priorities.js';
import type { Priority } from './domain/priorities.js';

const ID = /^[a-z0-9-]{1,80}$/;

/** Which findings to list; every filter that is given must hold. */
export class ListEvidenceQuery {
  /** Words that must all be in the finding or its source. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  text?: string;

  @MayBeAbsent()
  @IsIn(priorities)
  priority?: Priority;

  @MayBeAbsent()
  @IsIn(stances)
  stance?: Stance;

  @MayBeAbsent()
  @IsIn(evidenceKinds)
  kind?: EvidenceKind;

  /** Id of an industry, or `all` for findings of no industry in particular. */
  @MayBeAbsent()
  @Matches(ID)
  industry?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  region?: string;

  /** A year, or `unknown`. */
  @MayBeAbsent()
  @Matches(/^(\d{4}|unknown)$/, { message: 'Must be a year such as 2018, or unknown.' })
  year?: string;

  /** Whether the figure was seen on a public page. */
  @MayBeAbsent()
  @IsIn(['yes', 'no'])
  verified?: 'yes' | 'no';

  /** Cursor: the `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID)
  after?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

export function toEvidenceFilter(query: ListEvidenceQuery): EvidenceFilter {
  const { text, priority, stance, kind, industry, region, year, verified } = query;
  const words = text?.trim();
  return {
    ...(words ? { text: words } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(stance === undefined ? {} : { stance }),
    ...(kind === undefined ? {} : { kind }),
    ...(industry === undefined ? {} : { industry }),
    ...(region === undefined ? {} : { region }),
    ...(year === undefined ? {} : { year: year === 'unknown' ? year : Number(year) }),
    ...(verified === undefined ? {} : { verified: verified === 'yes' }),
  };
}
