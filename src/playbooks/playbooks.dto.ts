import { Injectable } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { VERSION_NUMBER } from '../platform/http/version-number.js';
import { ID_PATTERN } from '../platform/ids.js';
import { PlaybookNotFound } from './playbooks.errors.js';

const SHIPPED_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 80;

/** Form of an id of ours, or of a playbook that ships. */
export const PLAYBOOK_ID = new RegExp(`${ID_PATTERN.source}|${SHIPPED_ID.source}`);

/** Lets only well-formed ids of playbooks pass. */
@Injectable()
export class ParsePlaybookIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (value.length > LONGEST_ID || !PLAYBOOK_ID.test(value)) throw new PlaybookNotFound();
    return value;
  }
}

/** The shipped playbook that one was adapted from. */
export class BasedOnBody {
  @Matches(SHIPPED_ID)
  @MaxLength(LONGEST_ID)
  id: string;

  @IsInt()
  @Min(1)
  @Max(999_999_999)
  version: number;
}

/** Makes a playbook. */
export class CreatePlaybookBody {
  /** `PlaybookContent`. */
  @IsObject()
  content: Record<string, unknown>;

  /** What it is for or where it comes from, in a sentence. */
  @IsString()
  @MaxLength(2_000)
  note = '';

  /** Absent: written here from the start. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => BasedOnBody)
  basedOn?: BasedOnBody;
}

/** Saves an edit as the next version. */
export class SavePlaybookBody {
  /** The version the writer started from; another one meanwhile is a conflict. */
  @IsInt()
  @Min(1)
  version: number;

  /** `PlaybookContent`, whole. */
  @IsObject()
  content: Record<string, unknown>;

  /** What changed and why. */
  @IsString()
  @MaxLength(2_000)
  note = '';

  /** Version of the shipped playbook that this save was compared with. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  basedOnVersion?: number;
}

export class ArchivePlaybookBody {
  @IsBoolean()
  archived: boolean;
}

export class ListPlaybooksQuery {
  @MayBeAbsent()
  @IsString()
  @MaxLength(LONGEST_ID)
  industry?: string;

  /** `yes`: the archived ones. */
  @IsIn(['', 'yes', 'no'])
  archived: '' | 'yes' | 'no' = '';

  /** A part of the title. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  text?: string;

  /** Cursor: `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  before?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

/** A version by its number, or the shipped playbook that this one was adapted from. */
const VERSION_WORD = new RegExp(`${VERSION_NUMBER.source}|^shipped$`);

export class ComparePlaybookQuery {
  @IsNotEmpty()
  @Matches(VERSION_WORD)
  from: string;

  @IsNotEmpty()
  @Matches(VERSION_WORD)
  to: string;
}

/** CACAO 2.0 JSON; YAML for a house pack. */
export const EXPORT_FORMATS = ['cacao', 'yaml'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export class ExportPlaybookQuery {
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'cacao';
}
