import type { PipeTransform } from '@nestjs/common';
import type { NotFound } from '../errors.js';

/** Nine digits: more than anything is ever saved, and within the column of numbers on each database. */
const VERSION_NUMBER = /^[1-9]\d{0,8}$/;

/** The number of a version in an address, from 1; any other word is answered like a version that is not there. */
export class ParseVersionPipe implements PipeTransform<string, number> {
  constructor(private readonly Missing: new () => NotFound) {}

  transform(value: string): number {
    if (!VERSION_NUMBER.test(value)) throw new this.Missing();
    return Number(value);
  }
}
