import { applyDecorators } from '@nestjs/common';
import { IsInt, Max, Min } from 'class-validator';

/** More than people ever save of one text, and few enough for the column of numbers on each database. */
const MOST_REVISIONS = 1_000_000;

/** Takes the number of a revision: 1 to a million. */
export function IsRevision(): PropertyDecorator {
  return applyDecorators(IsInt(), Min(1), Max(MOST_REVISIONS));
}
