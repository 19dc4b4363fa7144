import type { Person } from '../../identity/person.js';
import { roleOptions, roleWords } from '../role-words.js';
import type { InstantLike } from '../views.time.js';
import type { ChipView, OptionView, PageView } from '../views.types.js';

export interface PeopleView extends PageView {
  people: readonly PersonRow[];
  roles: readonly OptionView[];
  /** The one-time link just made, shown this once. */
  link: { name: string; href: string } | null;
  /** The next change will ask for the password first. */
  proofIsOld: boolean;
  /** What was typed into the invitation. */
  typed: { name: string; email: string; role: string };
}

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: string;
  roleWords: string;
  state: ChipView;
  createdAt: InstantLike;
  createdBy: string;
  /** One does not change one's own. */
  own: boolean;
  disabled: boolean;
  invited: boolean;
  roles: readonly OptionView[];
}

export function toPersonRow(person: Person, actorId: string, names: ReadonlyMap<string, string>): PersonRow {
  const { id, name, email, role, disabled, createdAt } = person;
  return {
    id,
    name,
    email,
    role,
    roleWords: roleWords(role),
    state: stateOf(person),
    createdAt,
    createdBy: names.get(person.createdBy) ?? 'Unknown',
    own: id === actorId,
    disabled,
    invited: !person.setUp && !disabled,
    roles: roleOptions().map((option) => ({ ...option, label: roleWords(option.value as Person['role']) })),
  };
}

function stateOf({ disabled, setUp }: Person): ChipView {
  if (disabled) return { text: 'Disabled', tone: 'danger', icon: 'ban' };
  return setUp
    ? { text: 'Active', tone: 'ok', icon: 'check' }
    : { text: 'Invited', tone: 'warn', icon: 'hourglass' };
}
