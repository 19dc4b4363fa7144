import type { PipeTransform } from '@nestjs/common';
import type { NotFound } from '../errors.js';
import { VERSION_NUMBER } from './version-number.js';

/** The number of a version in an address, from 1; any other word is answered like a version that is not there. */
export class ParseVersionPipe implements PipeTransform<string, number> {
  constructor(private readonly Missing: new () => NotFound) {}

  transform(value: string): number {
    if (!VERSION_NUMBER.test(value)) throw new this.Missing();
    return Number(value);
  }
}
