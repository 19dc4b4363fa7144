import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsNotBlank } from '../platform/http/one-line.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ID_PATTERN } from '../platform/ids.js';

/** Proofs of fix and filings link their files themselves, by their own rules. */
const SUBJECT = /^(fact|step):[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
const SUBJECT_FAULT = { message: 'Must name a step or a fact: step: or fact: and its id.' };

/** What comes with a file, as fields of the form before or after it. */
export class AddEvidence {
  /** What the file shows, in own words; at most 2,000 characters. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2_000)
  note?: string;

  /** What it proves: `step:<id>` or `fact:<name>`. */
  @MayBeAbsent()
  @Matches(SUBJECT, SUBJECT_FAULT)
  subject?: string;
}

export class LinkEvidence {
  /** What the file proves: `step:<id>` or `fact:<name>`. */
  @Matches(SUBJECT, SUBJECT_FAULT)
  subject: string;
}

export class UnlinkEvidence extends LinkEvidence {
  /** Why it proves that no longer; kept in the trail. */
  @IsString()
  @IsNotBlank()
  @MaxLength(2_000)
  reason: string;
}

export class ListEvidenceQuery {
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
