/** Form of a staff address: one bare ASCII address, no quotes, no list. */
export const STAFF_EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,187}[A-Za-z0-9])?$/;

/** The same address however it was typed: without spaces around it, in lower case. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Form of a person's name: 1 to 120 characters, none that control, hide or turn round what is read. */
export const PERSON_NAME = /^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]{1,120}$/u;

/** `Imke Dorn` -> `ID`; one word gives one letter. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0]);
  return letters.join('').toUpperCase();
}
