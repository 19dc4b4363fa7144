import { PERMISSIONS } from '../platform/access/permissions.js';
import type { Fault } from '../platform/errors.js';
import { Conflict, Forbidden, NotFound, Unprocessable } from '../platform/errors.js';
import type { IncidentFacts } from './domain/incident-facts.js';

/** Missing, or hidden from this actor: both answer alike. */
export class IncidentNotFound extends NotFound {
  readonly code = 'incidents.not_found';

  constructor() {
    super('There is no such incident, or you may not see it.');
  }
}

/** The facts break their form or contradict themselves. */
export class FactsRefused extends Unprocessable {
  readonly code = 'incidents.facts_refused';

  constructor(faults: Fault[]) {
    super('These facts cannot be kept; each fault is named with its place.', faults);
  }
}

/** Someone saved in between; nothing was overwritten. Carries both states. */
export class FactsChanged extends Conflict {
  readonly code = 'incidents.facts_changed';

  constructor(
    readonly current: { revision: number; facts: IncidentFacts },
    readonly yours: IncidentFacts,
  ) {
    super(`The facts were saved as revision ${current.revision} meanwhile; compare before you save again.`, {
      current,
      yours,
    });
  }
}

/** A closed incident is read only. */
export class IncidentIsClosed extends Conflict {
  readonly code = 'incidents.closed';

  constructor() {
    super('The incident is closed; a lead has to reopen it first.');
  }
}

/** The status cannot go this way. */
export class StatusRefused extends Conflict {
  readonly code = 'incidents.status_refused';

  constructor(from: string, to: string, allowed: readonly string[]) {
    super(
      `An incident that is ${from} cannot become ${to}; from here it can become: ${allowed.join(', ') || 'nothing'}.`,
    );
  }
}

/** Closing and reopening is the lead's. */
export class ClosingNotAllowed extends Forbidden {
  readonly code = 'access.not_allowed';

  constructor() {
    super('Closing or reopening an incident needs the permission incidents:close.', {
      permission: 'incidents:close',
      holders: [...PERMISSIONS['incidents:close']],
    });
  }
}

/** A person cannot be put on the incident. */
export class MemberRefused extends Unprocessable {
  readonly code = 'incidents.member_refused';

  constructor(message: string) {
    super(message, [{ path: '/userId', message }]);
  }
}
