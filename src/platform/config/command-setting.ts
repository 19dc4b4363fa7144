import { ValidatorConstraint } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';

const MOST_ARGUMENTS = 40;

/** A program and its arguments from a JSON list of texts, as no shell ever reads it; null for anything else. */
export function commandOf(setting: string): [program: string, ...values: string[]] | null {
  try {
    const list: unknown = JSON.parse(setting);
    if (!Array.isArray(list) || list.length === 0 || list.length > MOST_ARGUMENTS) return null;
    const isWhole = (part: unknown) => typeof part === 'string' && part !== '' && !part.includes('\u0000');
    return list.every(isWhole) ? (list as [string, ...string[]]) : null;
  } catch {
    return null;
  }
}

@ValidatorConstraint({ name: 'command' })
export class IsCommand implements ValidatorConstraintInterface {
  validate(setting: unknown): boolean {
    return typeof setting === 'string' && commandOf(setting) !== null;
  }

  defaultMessage(): string {
    return '$property must be a JSON list of a program and its arguments, such as ["clamdscan","-"]';
  }
}
