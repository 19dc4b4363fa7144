import { IsIn, IsOptional, Matches } from 'class-validator';

/** How duties stand, in the order of the register. */
export const DUTY_GROUPS = [
  'due',
  'asap',
  'not-started',
  'needs-facts',
  'on-hold',
  'met',
  'waived',
  'inactive',
  'not-owed',
] as const;
export type DutyGroup = (typeof DUTY_GROUPS)[number];

/** What was done just now, said on top of the page. */
export const SAID = {
  decided: 'The decision is kept, with its reason.',
  undecided: 'The decision was taken back; the terms in force count again.',
  keeper: 'The keeper is set.',
  filed: 'The filing is kept, with what was sent. Clocks that count from it follow.',
  quarantined: 'The filing is kept. The virus scanner held its file back: it is kept and not handed out.',
  withdrawn: 'The filing was withdrawn; it stays in the record with the reason.',
  adopted: 'The new terms count from now on.',
  kept: 'The terms stay as they were; the same proposal is not asked about again.',
  seen: 'Marked as seen.',
  entered: 'The duty is in the register, with its due time.',
  changed: 'The new terms of the contract count from now on.',
  struck: 'The duty is withdrawn; it stays in the register with the reason.',
  imported: 'The contracts of the file are in the register.',
} as const;
export type Said = keyof typeof SAID;

/** What the address of the register says: which duties, the open row, and what was done. Empty: those to look at. */
export class ObligationsQuery {
  @IsOptional()
  @IsIn(['', 'all', ...DUTY_GROUPS])
  status: DutyGroup | 'all' | '' = '';

  /** Rule id. */
  @IsOptional()
  @Matches(/^[a-z0-9-]{0,120}$/)
  duty = '';

  @IsOptional()
  @IsIn(['', ...Object.keys(SAID)])
  done: Said | '' = '';

  /** `1`: the filing of the open row starts with the text of its pre-filled report. */
  @IsOptional()
  @IsIn(['', '1'])
  report: '' | '1' = '';
}

/** The address of the register in the state the query says; an open row is scrolled to. */
export function registerHref(
  reference: string,
  { status, duty }: Pick<ObligationsQuery, 'status' | 'duty'>,
  done: Said | '' = '',
): string {
  const filled = Object.entries({ status, duty, done }).filter(([, value]) => value !== '');
  const search = filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
  return `/incidents/${reference}/obligations${search}${duty === '' ? '' : `#duty-${duty}`}`;
}
