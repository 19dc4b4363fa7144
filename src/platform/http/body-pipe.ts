import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Unprocessable } from '../errors.js';
import type { Fault } from '../errors.js';

/** The body or the query was readable but wrong. */
export class InvalidInput extends Unprocessable {
  readonly code = 'http.invalid_input';

  constructor(faults: Fault[]) {
    super('Some values are not accepted; each is named with the reason.', faults);
  }
}

/** One check for every body and query: unknown members are refused, nothing is converted silently, values are never repeated. */
export function bodyPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => faultsOf(error, ''))),
  });
}

function faultsOf(error: ValidationError, above: string): Fault[] {
  const path = `${above}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}
