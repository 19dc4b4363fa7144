import { Injectable } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '../errors.js';
import { ID_PATTERN } from '../ids.js';

/** An id in the address has the wrong form: answered like any id that leads nowhere. */
class NoSuchThing extends NotFound {
  readonly code = 'http.404';
}

/** Lets only well-formed ids pass. */
@Injectable()
export class ParseIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!ID_PATTERN.test(value)) throw new NoSuchThing('There is nothing here, or nothing that you may see.');
    return value;
  }
}
