import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsString, Matches, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { PLAYBOOK_ID } from '../playbooks/playbooks.dto.js';
import { USES_CURSOR } from './playbook-uses.js';

/** Lays a playbook over the plan of an incident. */
export class ApplyPlaybookBody {
  @Matches(PLAYBOOK_ID)
  @MaxLength(80)
  playbookId: string;

  /** Absent: the current one. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  version?: number;

  /** Revision of the facts that the preview rested on; another one meanwhile is a conflict. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  factsRevision?: number;

  /** Hash of what the preview showed; needed when `factsRevision` is given. */
  @MayBeAbsent()
  @Matches(/^[0-9a-f]{64}$/)
  contentHash?: string;
}

export class PreviewPlaybookQuery {
  @Matches(PLAYBOOK_ID)
  @MaxLength(80)
  playbook: string;

  /** Absent: the current one. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  version?: number;
}

/** Keeps the plan of an incident as a playbook. */
export class SavePlanBody {
  /** `PlaybookContent`. */
  @IsObject()
  content: Record<string, unknown>;

  @IsString()
  @MaxLength(2_000)
  note = '';

  /** True: someone read every text, and none names a person or a secret. */
  @IsBoolean()
  textsRead: boolean;
}

export class PlaybookUsesQuery {
  /** Cursor: `next` of the page before. */
  @MayBeAbsent()
  @Matches(USES_CURSOR)
  before?: string;
}
