import type { CommitmentView } from '../../commitments/commitments.views.js';
import { codeWords } from '../code-words.js';
import type { IncidentHeaderView, OptionView, PageView } from '../views.types.js';

/** What the approved notices of an incident promise. */
export interface CommitmentsPageView extends PageView {
  header: IncidentHeaderView;
  /** `4 commitments stand. 1 is past its day, 2 have nobody who keeps them.` */
  words: string;
  rows: readonly CommitmentRow[];
  people: readonly OptionView[];
  noticesHref: string;
}

export interface CommitmentRow {
  text: string;
  /** Role or team the text names. */
  keeper: string;
  /** Name of the person; empty: nobody yet. */
  person: string;
  personId: string;
  /** YYYY-MM-DD; null: it holds from case to case. */
  dueOn: string | null;
  isLate: boolean;
  notice: { href: string; label: string };
  /** Empty: this reader may not entrust it. */
  entrustAction: string;
  /** Of the field, so that each on the page is its own. */
  selectId: string;
}

/** Who keeps it, as pages say it: a kind names a role by its code, people write what they mean. */
export function keeperWords({ rule, keeper }: Pick<CommitmentView, 'rule' | 'keeper'>): string {
  return rule === null ? keeper : codeWords(keeper);
}

/** @param rows those that stand */
export function commitmentWords(rows: readonly CommitmentRow[]): string {
  const late = rows.filter(({ isLate }) => isLate).length;
  const open = rows.filter(({ personId }) => personId === '').length;
  const parts = [
    ...(late > 0
      ? [`${late} ${late === 1 ? 'is' : 'are'} past its day`.replace('are past its', 'are past their')]
      : []),
    ...(open > 0
      ? [`${open} ${open === 1 ? 'has' : 'have'} no person who keeps ${open === 1 ? 'it' : 'them'}`]
      : []),
  ];
  const count = `${rows.length} ${rows.length === 1 ? 'commitment stands' : 'commitments stand'}.`;
  return parts.length === 0 ? count : `${count} ${parts.join(', ')}.`;
}
