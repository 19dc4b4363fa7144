import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { TakesAnyText } from '../platform/http/plain-text.js';
import { IsRevision } from '../platform/http/revision-number.js';
import { ID_PATTERN } from '../platform/ids.js';
import { REVIEW_ASPECTS, REVIEW_OUTCOMES } from './domain/notice-state.js';
import type { ReviewAspect, ReviewOutcome } from './domain/notice-state.js';

/** Which notice to draft. */
export class DraftNoticeBody {
  @IsString()
  @MaxLength(40)
  kind = 'individuals-email';

  @IsString()
  @MaxLength(20)
  locale = 'en';

  /** The notice to translate; absent: the oldest of this kind in the incident, if there is one. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  sourceNoticeId?: string;
}

export class SectionBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(80)
  id: string;

  @IsString()
  @MaxLength(300)
  heading: string;

  /** Markdown and merge fields; no HTML, no pictures. */
  @IsString()
  @MaxLength(64 * 1024)
  markdown: string;

  @IsBoolean()
  hidden = false;
}

/** A text as someone typed it. What a message cannot carry is refused by the check of texts, with its place. */
export class WrittenTextBody {
  /** The revision the writer started from. */
  @IsRevision()
  revision: number;

  @IsString()
  @MaxLength(300)
  @TakesAnyText()
  subject: string;

  @IsString()
  @MaxLength(300)
  @TakesAnyText()
  preheader = '';

  @IsArray()
  @ArrayMaxSize(40)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SectionBody)
  @TakesAnyText()
  sections: SectionBody[];

  /** Values that no fact holds, by name of placeholder. */
  @IsObject()
  @TakesAnyText()
  details: Record<string, unknown> = {};
}

/** Saves a text as the next revision. */
export class ReviseNoticeBody extends WrittenTextBody {
  /** Of the notice that this one translates, once the text was brought up to it; absent: it follows the one before. */
  @MayBeAbsent()
  @IsRevision()
  sourceRevision?: number;
}

/** Names the text that was seen. */
export class SeenRevisionBody {
  @IsRevision()
  revision: number;

  /** Why; kept in the audit trail. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2_000)
  reason?: string;
}

export class ApproveNotice {
  /** The revision that was read. */
  @IsRevision()
  revision: number;

  /** SHA-256 over everything that will be sent, as the page showed it: 64 hexadecimal digits. */
  @Matches(/^[0-9a-f]{64}$/)
  contentHash: string;

  /** Why the approver is content; kept in the audit trail. At most 2,000 characters. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2_000)
  comment?: string;
}

/** Whose copy to show: everyone's, that of a group, or one person's. */
export class PreviewQuery {
  @IsIn(['html', 'text', 'markdown'])
  format: 'html' | 'text' | 'markdown' = 'text';

  /** Key of a group of readers; empty for people of whom nobody said which data. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(4_000)
  group?: string;

  /** Id of someone on the list of people; instead of a group. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  recipientId?: string;
}

/** What someone typed and did not save; `revision` is the one they started from. */
export class WorkingCopyBody extends WrittenTextBody {}

/** Unsaved text, and how it is to be shown: as everyone's copy, as that of a group, or as one person's. */
export class PreviewTextBody extends WrittenTextBody {
  @IsIn(['html', 'text', 'markdown'])
  format: 'html' | 'text' | 'markdown' = 'text';

  /** Key of a group of readers; empty for people of whom nobody said which data. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(4_000)
  group?: string;

  /** Id of someone on the list of people; instead of a group. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  recipientId?: string;
}

/** Asks someone to review the text as it stands. */
export class AskReviewBody {
  @Matches(ID_PATTERN)
  reviewerId: string;

  /** What they look at. */
  @IsIn(REVIEW_ASPECTS)
  aspect: ReviewAspect;
}

/** What a reviewer says about the revision they read. */
export class AnswerReviewBody {
  @IsRevision()
  revision: number;

  @IsIn(REVIEW_OUTCOMES)
  outcome: ReviewOutcome;

  /** Needed to ask for changes. */
  @IsString()
  @MaxLength(2_000)
  note = '';
}
