import { CreateAudit1795000000000 } from './migrations/1795000000000-create-audit.js';
import { CreateIncident1795000000002 } from './migrations/1795000000002-create-incident.js';

/** Every migration, oldest first. Additive only; each has both directions. */
export const MIGRATIONS = [CreateAudit1795000000000, CreateIncident1795000000002];
