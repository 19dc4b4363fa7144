import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { PlaybookStep } from '../../catalogue/domain/playbook.js';
import { isRecord } from '../../incidents/domain/json-pointer.js';
import type { JsonObject } from './cacao-file.js';
import { OUR_EXTENSION } from './cacao-words.js';

/** A step as its title, owner and the rest stand before anybody adapts them. */
type Definition = Omit<OwnStep, 'asksEvidence'> & { asksEvidence?: boolean };

/** What our extension says of one step of the workflow. */
export function extensionOf(step: PlaybookStep, place: number, definition: Definition): JsonObject {
  return {
    place,
    step_ref: 'own' in step ? step.id : step.step,
    own_step: 'own' in step,
    base_title: definition.title,
    base_owner: definition.owner,
    title_adapted: step.title !== undefined,
    owner_adapted: step.owner !== undefined,
    phase: definition.phase,
    lane: definition.lane,
    serves: Object.entries(definition.serves).map(([priority, strength]) => ({ priority, strength })),
    requires: definition.requires,
    done_when: definition.doneWhen,
    lead_hours: definition.leadHours,
    effort: definition.effort,
    asks_evidence: definition.asksEvidence ?? false,
    ...(step.dueHours === undefined ? {} : { due_hours: step.dueHours }),
    ...(step.feasibility === undefined ? {} : { feasibility: step.feasibility }),
  };
}

/** Our extension of a step or playbook, where it has one. */
export function ownExtension(
  holder: JsonObject,
  field: 'step_extensions' | 'playbook_extensions',
): JsonObject | undefined {
  const extensions = holder[field];
  if (!isRecord(extensions) || !Object.hasOwn(extensions, OUR_EXTENSION)) return undefined;
  const extension = extensions[OUR_EXTENSION];
  return isRecord(extension) ? extension : undefined;
}

/**
 * A step of ours read back from its extension; the caller checks what comes out.
 *
 * @param keyOf what a step goes by here; undefined: nobody knows it
 */
export function stepFromExtension(
  extension: JsonObject,
  step: JsonObject,
  agentName: unknown,
  keyOf: (id: string) => string | undefined,
): { step: JsonObject; unknown: boolean } {
  const ref = extension['step_ref'];
  const isOwn = extension['own_step'] === true;
  const key = typeof ref === 'string' ? keyOf(ref) : undefined;
  const unknown = !isOwn && typeof ref === 'string' && key !== ref;
  const named = isOwn || unknown ? { id: isOwn ? ref : key, own: ownFrom(extension, keyOf) } : { step: ref };
  const { description: note } = step;
  const { due_hours: dueHours, feasibility } = extension;
  const given = {
    title: adapted(step['name'], extension['base_title'], extension['title_adapted']),
    owner: adapted(agentName, extension['base_owner'], extension['owner_adapted']),
    dueHours,
    feasibility,
    note,
  };
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return { step: { ...named, ...Object.fromEntries(present) }, unknown };
}

/** A word that was changed here or in another tool since; one that stands as it was made is no adaptation. */
function adapted(now: unknown, base: unknown, wasAdapted: unknown): unknown {
  return wasAdapted === true || now !== base ? now : undefined;
}

function ownFrom(extension: JsonObject, keyOf: (id: string) => string | undefined): JsonObject {
  const { requires } = extension;
  const serves = Array.isArray(extension['serves']) ? (extension['serves'] as unknown[]) : [];
  return {
    title: extension['base_title'],
    phase: extension['phase'],
    owner: extension['base_owner'],
    lane: extension['lane'],
    serves: Object.fromEntries(
      serves.flatMap((row) => (isRecord(row) ? [[String(row['priority']), row['strength']]] : [])),
    ),
    requires: Array.isArray(requires)
      ? (requires as unknown[]).flatMap((id) => (typeof id === 'string' ? (keyOf(id) ?? []) : [id]))
      : requires,
    doneWhen: extension['done_when'],
    leadHours: extension['lead_hours'],
    effort: extension['effort'],
    asksEvidence: extension['asks_evidence'],
  };
}
