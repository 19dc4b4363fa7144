import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { RunningApp } from './app.js';

export interface TrailEntry {
  action: string;
  subject: string;
  incidentId: string | null;
  actor: { id: string; role: string; sessionId: string | null };
  facts: Record<string, unknown>;
}

/** Audit entries about one subject (or all of them), oldest first. */
export async function trailOf(running: RunningApp, subject?: string): Promise<TrailEntry[]> {
  const where = subject === undefined ? {} : { subject };
  const rows = await running.app.get(Reader).manager.find(AuditEntry, { where, order: { id: 'ASC' } });
  return rows.map(({ body }) => JSON.parse(body) as TrailEntry);
}
