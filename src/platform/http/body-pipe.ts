import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { NotFound, Unprocessable } from '../errors.js';
import type { Fault } from '../errors.js';
import { brokenTexts, pointerPart } from './plain-text.js';

/** The body or the query was readable but wrong. */
export class InvalidInput extends Unprocessable {
  readonly code = 'http.invalid_input';

  constructor(faults: Fault[]) {
    super('Some values are not accepted; each is named with the reason.', faults);
  }
}

/** No address of ours has such a part. */
class NoSuchAddress extends NotFound {
  readonly code = 'http.404';
}

/**
 * One check for every body and query: unknown members and broken texts are refused, nothing is converted silently,
 * values are never repeated.
 */
export function bodyPipe(): BodyPipe {
  return new BodyPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => faultsOf(error, ''))),
  });
}

/** Looks at the texts before the class of the value does, also where a handler names no class. */
@Injectable()
class BodyPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'custom') refuseBrokenTexts(value, metadata);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function refuseBrokenTexts(value: unknown, { type, metatype, data }: ArgumentMetadata): void {
  const faults = brokenTexts(value, metatype, data === undefined ? '' : `/${pointerPart(data)}`);
  if (faults.length === 0) return;
  if (type === 'param') throw new NoSuchAddress('There is nothing here, or nothing that you may see.');
  throw new InvalidInput(faults);
}

function faultsOf(error: ValidationError, above: string): Fault[] {
  const path = `${above}/${pointerPart(error.property)}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}
