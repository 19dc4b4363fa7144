import type { Actor } from './actor.js';

/** A condition for a query, with its parameters. */
export interface ScopeCondition {
  sql: string;
  parameters: Record<string, unknown>;
}

/**
 * Which incidents an actor may see; every query about an incident carries it, so that what is hidden and what is
 * missing answer alike. The incidents supply it.
 */
export abstract class IncidentScope {
  /**
   * @param column column of the query that holds the incident's id, e.g. `e.incident_id`
   */
  abstract condition(column: string, actor: Actor): ScopeCondition;
}
