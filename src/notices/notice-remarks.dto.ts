import { IsBoolean, IsNotEmpty, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { IsRevision } from '../platform/http/revision-number.js';
import { ID_PATTERN } from '../platform/ids.js';

/** What someone says about a text they read. */
export class CommentBody {
  /** The revision that was read. */
  @IsRevision()
  revision: number;

  /** Id of a section, `subject` or `preheader`; null for the notice as a whole. */
  @ValidateIf(({ section }: CommentBody) => section !== null)
  @IsString()
  @MaxLength(80)
  section: string | null = null;

  /** Words of the text that it is about. */
  @IsString()
  @MaxLength(1_000)
  quote = '';

  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  text: string;

  /** The comment that this answers. */
  @ValidateIf(({ parentId }: CommentBody) => parentId !== null)
  @Matches(ID_PATTERN)
  parentId: string | null = null;
}

/** Settles a thread, or opens it again. */
export class SettleCommentBody {
  @IsBoolean()
  resolved: boolean;
}

/** Privileged advice about a notice. */
export class CounselNoteBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  text: string;
}
