import type { Fault } from '../../platform/errors.js';

export const NAME_FAULT = 'Enter a name of 1 to 120 characters, without hidden ones.';
export const EMAIL_FAULT = 'Enter one e-mail address such as name@organisation.example.';

/** Form of a staff address: one bare ASCII address, no quotes, no list. */
export const STAFF_EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,187}[A-Za-z0-9])?$/;

/** The same address however it was typed: without spaces around it, in lower case. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Form of a person's name: 1 to 120 characters, none that control, hide or turn round what is read. */
export const PERSON_NAME = /^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]{1,120}$/u;

/** Why a name and an address cannot be those of an account; nothing when they can. */
export function personFaults(person: { name: string; email: string }): Fault[] {
  const faults: Fault[] = [];
  if (!PERSON_NAME.test(person.name.trim())) faults.push({ path: '/name', message: NAME_FAULT });
  if (!STAFF_EMAIL.test(person.email.trim())) faults.push({ path: '/email', message: EMAIL_FAULT });
  return faults;
}

/** `Imke Dorn` -> `ID`; one word gives one letter. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0]);
  return letters.join('').toUpperCase();
}
