import { instantText } from '../platform/database/columns.js';
import type { IncidentFacts } from './domain/incident-facts.js';
import type { FactsRevision } from './facts-revision.entity.js';
import type { Incident } from './incident.entity.js';

/** An incident as programs and pages see it. */
export interface IncidentView {
  id: string;
  reference: string;
  title: string;
  kind: 'real' | 'exercise';
  status: string;
  severity: string;
  determination: string;
  visibility: string;
  industry: string | null;
  peopleAffected: number | null;
  factsRevision: number;
  openedAt: string;
  openedBy: string;
  sourceId: string | null;
}

export interface FactsView {
  revision: number;
  facts: IncidentFacts;
  savedAt: string;
  savedBy: string;
  reason: string;
}

export function toIncidentView(incident: Incident): IncidentView {
  return {
    id: incident.id,
    reference: incident.reference,
    title: incident.title,
    kind: incident.kind,
    status: incident.status,
    severity: incident.severity,
    determination: incident.determination,
    visibility: incident.visibility,
    industry: incident.industry,
    peopleAffected: incident.peopleAffected,
    factsRevision: incident.factsRevision,
    openedAt: instantText(incident.openedAt),
    openedBy: incident.openedBy,
    sourceId: incident.sourceId,
  };
}

export function toFactsView(revision: FactsRevision): FactsView {
  return {
    revision: revision.revision,
    facts: revision.facts,
    savedAt: instantText(revision.savedAt),
    savedBy: revision.savedBy,
    reason: revision.reason,
  };
}
