import { IsIn, IsOptional, Matches } from 'class-validator';
import { DUTY_CURSOR, DUTY_LIST_STATES } from '../../obligations/duty-list.js';
import type { DutyListFilter, DutyListState } from '../../obligations/duty-list.js';

/** What the address of the list says; empty: what needs attention. */
export class DutyListQuery {
  @IsOptional()
  @IsIn(['', ...DUTY_LIST_STATES])
  state: DutyListState | '' = '';

  @IsOptional()
  @Matches(/^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/, { message: 'Choose one of the places.' })
  jurisdiction = '';

  /** `mine`, `nobody`, or the id of a person. */
  @IsOptional()
  @Matches(/^(mine|nobody|[0-9A-HJKMNP-TV-Z]{26})?$/, { message: 'Choose one of the people.' })
  keeper = '';

  /** Reference. */
  @IsOptional()
  @Matches(/^\s*([A-Za-z]{2,4}-\d{4}-\d{1,9})?\s*$/, {
    message: 'Write a whole reference, such as INC-2026-00042.',
  })
  incident = '';

  @IsOptional()
  @Matches(DUTY_CURSOR)
  after?: string;
}

export function filterOf(query: DutyListQuery, actorId: string): DutyListFilter {
  const { jurisdiction, keeper } = query;
  const reference = query.incident.trim().toUpperCase();
  return {
    state: query.state === '' ? 'attention' : query.state,
    ...(jurisdiction === '' ? {} : { jurisdiction }),
    ...(keeper === '' ? {} : { keeperId: keeper === 'mine' ? actorId : keeper }),
    ...(reference === '' ? {} : { reference }),
  };
}

/** The list with the same filters, from a cursor on. */
export function dutyListHref({ state, jurisdiction, keeper, incident }: DutyListQuery, after = ''): string {
  const filled = Object.entries({ state, jurisdiction, keeper, incident, after }).filter(
    ([, value]) => value !== '',
  );
  return filled.length === 0 ? '/obligations' : `/obligations?${new URLSearchParams(filled).toString()}`;
}
