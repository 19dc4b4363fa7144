import { IsIn, IsOptional, Matches } from 'class-validator';

/** How duties stand, in the order of the register. */
export const DUTY_GROUPS = [
  'due',
  'asap',
  'not-started',
  'needs-facts',
  'on-hold',
  'met',
  'inactive',
  'not-owed',
] as const;
export type DutyGroup = (typeof DUTY_GROUPS)[number];

/** What the address of the register says: which duties, and the open row. Empty: those to look at. */
export class ObligationsQuery {
  @IsOptional()
  @IsIn(['', 'all', ...DUTY_GROUPS])
  status: DutyGroup | 'all' | '' = '';

  /** Rule id. */
  @IsOptional()
  @Matches(/^[a-z0-9-]{0,80}$/)
  duty = '';
}

/** The address of the register in the state the query says; an open row is scrolled to. */
export function registerHref(reference: string, { status, duty }: ObligationsQuery): string {
  const filled = Object.entries({ status, duty }).filter(([, value]) => value !== '');
  const search = filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
  return `/incidents/${reference}/obligations${search}${duty === '' ? '' : `#duty-${duty}`}`;
}
