import type { OrganisationProfile } from '../../organisation/organisation-profile.js';
import type { Fault } from '../../platform/errors.js';
import type { FormFields } from '../form-fields.js';
import type { FieldError, KeyValueView, PageView } from '../views.types.js';

export interface OrganisationSettingsView extends PageView {
  /** Null for whoever may read but not change it, or has to prove who they are first. */
  form: ProfileForm | null;
  /** The profile as it stands, for those without the form. */
  items: readonly KeyValueView[];
  mayManage: boolean;
  saved: boolean;
}

export interface ProfileForm {
  revision: number;
  /** Someone saved meanwhile: the next save replaces that one. Null otherwise. */
  conflict: { revision: number; items: readonly KeyValueView[] } | null;
  fields: readonly ProfileField[];
}

export interface ProfileField {
  name: string;
  label: string;
  hint?: string;
  optional: boolean;
  /** A list, one per line. */
  lines: boolean;
  type: string;
  value: string;
}

type Name = keyof OrganisationProfile;

interface Asked {
  name: Name;
  label: string;
  /** What is wrong when it is refused, and how to mend it. */
  wrong: string;
  hint?: string;
  lines?: true;
  type?: string;
}

const FIELDS: readonly Asked[] = [
  {
    name: 'name',
    label: 'Name',
    wrong: 'Write the name of the organisation, up to 200 characters.',
    hint: 'As it signs notices.',
  },
  {
    name: 'phone',
    label: 'Free phone number for people affected',
    wrong: 'Write a phone number with digits, spaces, brackets or hyphens, such as +353 1 555 0100.',
  },
  {
    name: 'phoneHours',
    label: 'When the phone is answered',
    wrong: 'Shorten it to 100 characters.',
    hint: 'In words: every day from 7:00 to 23:00.',
  },
  {
    name: 'phoneLanguages',
    label: 'Languages spoken there',
    lines: true,
    wrong: 'Write language codes, one per line, such as en or de; at most 20.',
    hint: 'Codes, one per line: en, de.',
  },
  {
    name: 'email',
    label: 'E-mail address for people affected',
    type: 'email',
    wrong: 'Write an e-mail address, such as help@example.org.',
  },
  { name: 'address', label: 'Postal address', wrong: 'Shorten it to 300 characters.' },
  {
    name: 'page',
    label: 'Public page',
    type: 'url',
    wrong: 'Write an address that begins with https://, up to 300 characters.',
    hint: 'About the incident or about privacy.',
  },
  {
    name: 'accessRoutes',
    label: 'Ways for people who cannot use the phone',
    lines: true,
    wrong: 'One per line, up to 80 characters each, at most 20.',
    hint: 'One per line: text relay, large print.',
  },
  {
    name: 'dpo',
    label: 'Data protection officer',
    wrong: 'Shorten it to 200 characters.',
    hint: 'Name and address.',
  },
  {
    name: 'signer',
    label: 'Who signs the apology',
    wrong: 'Shorten it to 200 characters.',
    hint: 'Name and office.',
  },
  {
    name: 'linkHosts',
    label: 'Hosts that links in a notice may lead to',
    lines: true,
    wrong: 'Write host names, one per line, such as www.example.org; at most 20.',
    hint: 'One per line, without https://.',
  },
];

/** The fields with what was typed, or what stands. */
export function profileFields(form: FormFields): ProfileField[] {
  return FIELDS.map(({ name, label, hint, lines, type }) => ({
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    optional: name !== 'name',
    lines: lines ?? false,
    type: type ?? 'text',
    value: form.typed(name),
  }));
}

/** What a form of the profile posts when nobody changes it. */
export function profileValues(profile: OrganisationProfile | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(profile ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('\n') : String(value),
    ]),
  );
}

/** The profile a form says; what is empty is left out. */
export function readProfile(form: FormFields): Record<string, unknown> {
  const said = FIELDS.map(
    ({ name, lines }) => [name, lines ? linesOf(form.typed(name)) : form.text(name)] as const,
  );
  return Object.fromEntries(said.filter(([name, value]) => name === 'name' || value.length > 0));
}

/** One sentence per field that was refused, in the words of the form. */
export function profileFaults(faults: readonly Fault[]): FieldError[] {
  const refused = new Set(faults.map(({ path }) => path.split('/')[1]));
  return FIELDS.filter(({ name }) => refused.has(name)).map(({ name, label, wrong }) => ({
    field: name,
    message: `${label}: ${wrong}`,
  }));
}

/** The profile for reading. */
export function profileItems(profile: OrganisationProfile | null): KeyValueView[] {
  return FIELDS.map(({ name, label }) => {
    const value = profile?.[name];
    const words = Array.isArray(value) ? value.join(', ') : (value ?? '');
    return { key: label, value: words === '' ? 'Not given' : words };
  });
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
