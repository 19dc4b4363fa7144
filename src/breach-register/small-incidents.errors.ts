import { Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';

/** What was said about a small incident lacks something or contradicts itself. */
export class SmallIncidentRefused extends Unprocessable {
  readonly code = 'incidents.small_refused';

  constructor(faults: Fault[]) {
    super('The small incident cannot be recorded like this; each fault is named with its place.', faults);
  }
}

/** It is too big for one screen. */
export class NotSmall extends Unprocessable {
  readonly code = 'incidents.not_small';

  constructor(faults: Fault[]) {
    super('This is no small incident; open it with the full record.', faults);
  }
}
