import { Temporal } from 'temporal-polyfill';
import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import { stepKey } from '../../catalogue/domain/playbook.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { JsonObject } from './cacao-file.js';
import { extensionOf } from './cacao-step-fields.js';
import {
  OUR_EXTENSION,
  OUR_NAMESPACE,
  SPEC_VERSION,
  activityOf,
  agentType,
  extensionDefinition,
  sectorsOf,
  servesOfPhase,
  typeOfPhase,
} from './cacao-words.js';
import { chainActions, type Action } from './cacao-workflow.js';
import { keptCacao, withKeptAction, withKeptDocument, type KeptCacao } from './kept-cacao.js';
import { stepUuidOf, uuidOf } from './stable-uuid.js';
import type { PlaybookKnowledge } from './validate-playbook.js';

/** A version of a playbook, to be handed to other tools. */
export interface CacaoSource {
  /** The same for all versions. */
  id: string;
  version: number;
  content: PlaybookContent;
  /** As `fromCacao` gave it; null: not imported. */
  kept: string | null;
  /** RFC 3339 instants: of the first version, of this one. */
  createdAt: string;
  modifiedAt: string;
  /** Name of the organisation that exports. */
  organisation: string;
}

/**
 * The playbook as a CACAO 2.0 document; the same source gives the same bytes. An imported playbook that nobody has
 * changed comes back as it came; of a changed one everything that the change does not touch.
 */
export function toCacao(source: CacaoSource, knowledge: PlaybookKnowledge): Record<string, unknown> {
  const kept = keptCacao(source.kept, source.content, knowledge);
  if (kept?.isUnchanged) return kept.document;
  const uuid = uuidOf(OUR_NAMESPACE, `playbook ${source.id}`);
  const { steps } = source.content;
  const owners = new Map(
    steps.map((step) => [ownerOf(step, knowledge), agentId(uuid, ownerOf(step, knowledge), kept)]),
  );
  const actions = steps.map((step, at): Action => {
    const earlier = kept?.actions.get(stepKey(step));
    const fresh = actionOf(step, at + 1, knowledge, owners);
    return {
      id: earlier?.id ?? `action--${stepUuidOf(uuid, `action ${stepKey(step)}`)}`,
      step,
      action: withKeptAction(fresh, earlier?.action),
    };
  });
  const { start, workflow, hasParallel } = chainActions(uuid, actions, knowledge);
  const document = {
    ...headOf(source, uuid, steps, knowledge),
    playbook_activities: activitiesOf(workflow),
    playbook_processing_summary: {
      manual_playbook: kept === undefined,
      parallel_processing: hasParallel,
      extensions: true,
    },
    workflow_start: start,
    workflow,
    agent_definitions: Object.fromEntries(
      [...owners].map(([owner, id]) => [id, { type: agentType(owner), name: owner }]),
    ),
    extension_definitions: { [OUR_EXTENSION]: extensionDefinition },
    playbook_extensions: { [OUR_EXTENSION]: playbookExtension(source) },
  };
  return kept ? withKeptDocument(document, kept) : document;
}

function headOf(
  { content, createdAt, modifiedAt, organisation }: CacaoSource,
  uuid: string,
  steps: readonly PlaybookStep[],
  knowledge: PlaybookKnowledge,
): JsonObject {
  const types = new Set(steps.map((step) => typeOfPhase[definitionOf(step, knowledge).phase]));
  const sectors = content.industry === null ? [] : sectorsOf(content.industry);
  return {
    type: 'playbook',
    spec_version: SPEC_VERSION,
    id: `playbook--${uuid}`,
    name: content.title,
    description: content.summary,
    playbook_types: [...types].toSorted(),
    created_by: `identity--${uuidOf(OUR_NAMESPACE, `organisation ${organisation}`)}`,
    created: millisecond(createdAt),
    modified: millisecond(modifiedAt),
    ...(sectors.length > 0 ? { industry_sectors: [...sectors] } : {}),
  };
}

function playbookExtension({ version, content }: CacaoSource): JsonObject {
  return {
    source_version: version,
    industry: content.industry,
    causes: content.causes,
    left_out: content.leftOut.map(({ step, reason }) => ({ step_ref: step, reason })),
  };
}

function actionOf(
  step: PlaybookStep,
  place: number,
  knowledge: PlaybookKnowledge,
  owners: ReadonlyMap<string, string>,
): JsonObject {
  const definition = definitionOf(step, knowledge);
  const title = step.title ?? definition.title;
  return {
    type: 'action',
    name: title,
    ...(step.note === undefined ? {} : { description: step.note }),
    commands: [
      {
        type: 'manual',
        command: `${title}. Done when: ${definition.doneWhen}`,
        playbook_activity: activityOf(stepKey(step), definition.phase),
      },
    ],
    agent: owners.get(ownerOf(step, knowledge)),
    step_extensions: { [OUR_EXTENSION]: extensionOf(step, place, definition) },
  };
}

/** A step that the catalogue no longer has is told by its id, so that no export is short of a step. */
function definitionOf(step: PlaybookStep, { steps }: PlaybookKnowledge): OwnStep | Step {
  if ('own' in step) return step.own;
  return (
    steps.get(step.step) ?? {
      title: step.step,
      phase: 'contain',
      owner: 'incident-team',
      lane: 'normal',
      serves: servesOfPhase.contain,
      requires: [],
      doneWhen: 'Everything the step says is done',
      leadHours: 24,
      effort: 'M',
      asksEvidence: false,
    }
  );
}

function ownerOf(step: PlaybookStep, knowledge: PlaybookKnowledge): string {
  return step.owner ?? definitionOf(step, knowledge).owner;
}

function agentId(uuid: string, owner: string, kept: KeptCacao | undefined): string {
  return kept?.agents.get(owner) ?? `${agentType(owner)}--${stepUuidOf(uuid, `agent ${owner}`)}`;
}

/** Every activity that some command of the workflow names. */
function activitiesOf(workflow: Readonly<Record<string, JsonObject>>): string[] {
  const named = Object.values(workflow).flatMap(({ commands }) =>
    Array.isArray(commands)
      ? (commands as unknown[]).map((command) => (command as JsonObject | null)?.['playbook_activity'])
      : [],
  );
  return [...new Set(named.filter((word): word is string => typeof word === 'string'))].toSorted();
}

function millisecond(instant: string): string {
  return Temporal.Instant.from(instant).toString({ smallestUnit: 'millisecond' });
}
