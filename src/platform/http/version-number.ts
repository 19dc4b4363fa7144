import { Matches } from 'class-validator';

/** From 1, in digits. Nine of them: more than anything is ever saved, and within the column of numbers on each database. */
export const VERSION_NUMBER = /^[1-9]\d{0,8}$/;

const NUMBER_OR_EMPTY = new RegExp(`^$|${VERSION_NUMBER.source}`);

/** Takes the number of a version or revision as a form or an address holds it. @param of what is counted, with its article */
export function IsVersionNumber(of = 'a version'): PropertyDecorator {
  return Matches(VERSION_NUMBER, { message: `Must be the number of ${of}, 1 or more.` });
}

/** The same, or nothing. */
export function IsVersionNumberOrEmpty(of = 'a version'): PropertyDecorator {
  return Matches(NUMBER_OR_EMPTY, { message: `Must be empty, or the number of ${of}, 1 or more.` });
}
