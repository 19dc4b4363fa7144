import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import type { ScopeCondition } from '../platform/access/incident-scope.js';

/** An incident is seen by its members; one of the organisation also by everyone whose role may read incidents. */
@Injectable()
export class MemberScope extends IncidentScope {
  condition(column: string, actor: Actor): ScopeCondition {
    if (actor.kind === 'system') return { sql: '1 = 1', parameters: {} };
    return {
      sql: `${column} IN (SELECT i.id FROM incident i WHERE i.visibility = 'organisation'
              OR EXISTS (SELECT 1 FROM incident_member m WHERE m.incident_id = i.id AND m.user_id = :scopeActor))`,
      parameters: { scopeActor: actor.id },
    };
  }
}
