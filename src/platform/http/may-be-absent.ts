import { ValidateIf } from 'class-validator';

/**
 * The member may be left out. Unlike `IsOptional` of class-validator it does not let `null` in, which is a value:
 * where it means something, the class says so.
 */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}
