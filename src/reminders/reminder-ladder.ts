import { Injectable } from '@nestjs/common';
import { Environment } from '../platform/config/environment.js';
import { ConfigurationFaults } from '../platform/config/read-environment.js';
import { readLadder } from './domain/ladder.js';
import type { Ladder } from './domain/ladder.js';

/** The rungs of the setting. */
@Injectable()
export class ReminderLadder {
  readonly rungs: Ladder;

  /** @throws ConfigurationFaults, which stops the start */
  constructor(environment: Environment) {
    const read = readLadder(environment.REMINDER_LADDER);
    if ('fault' in read)
      throw new ConfigurationFaults([
        `REMINDER_LADDER ${read.fault}; write rungs such as 50%,24h,4h,overdue (1% to 99%, or min, h, d before the last moment), or off`,
      ]);
    this.rungs = read.rungs;
  }
}
