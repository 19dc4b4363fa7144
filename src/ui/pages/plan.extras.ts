import { Injectable } from '@nestjs/common';
import { PlanComparison } from '../../plans/plan-comparison.service.js';
import type { PlanMovesSince } from '../../plans/plan-comparison.service.js';
import type { IncidentPlan } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { Refusal } from '../../platform/errors.js';
import type { ProofState } from '../../proofs/domain/proof-state.js';
import { ProofsOfFix } from '../../proofs/proofs.service.js';
import type { FramedIncident } from '../incident-frame.js';
import type { ChipView } from '../views.types.js';
import { ComparablesCards } from './comparables.card.js';
import type { ProofLinkView } from './plan.context.js';
import type { PlanQuery } from './plan.query.js';
import type { PlanExtrasView } from './plan.view.js';

/** What the plan page shows beside the plan itself. */
@Injectable()
export class PlanExtras {
  constructor(
    private readonly reader: Reader,
    private readonly comparison: PlanComparison,
    private readonly comparables: ComparablesCards,
    private readonly proofs: ProofsOfFix,
  ) {}

  /** @throws RevisionNotComparable for a revision that was asked for and is not there */
  async of(
    { incident, facts }: FramedIncident,
    made: IncidentPlan,
    { since }: PlanQuery,
    actor: Actor,
  ): Promise<PlanExtrasView> {
    return {
      moves: await this.#moves(incident.id, made, since === '' ? undefined : Number(since), actor),
      proofLink: await this.#proofLink(incident),
      comparables: await this.comparables.of(incident, facts.facts),
    };
  }

  /** Old facts may use words that today's knowledge refuses; the plan of today stands nevertheless. */
  async #moves(
    incidentId: string,
    made: IncidentPlan,
    asked: number | undefined,
    actor: Actor,
  ): Promise<PlanMovesSince | null> {
    try {
      return await this.comparison.since(incidentId, actor, asked, made);
    } catch (error) {
      if (error instanceof Refusal && asked === undefined) return null;
      throw error;
    }
  }

  async #proofLink({ id, reference }: { id: string; reference: string }): Promise<ProofLinkView> {
    const state = await this.proofs.stateOf(this.reader.manager, id);
    return { href: `/incidents/${reference}/proof`, chip: proofChip(state) };
  }
}

function proofChip({ state, missing }: ProofState): ChipView {
  switch (state) {
    case 'complete':
      return { text: 'Proof of fix: complete', tone: 'ok', icon: 'check' };
    case 'incomplete':
      return {
        text: `Proof of fix: ${missing.length} ${missing.length === 1 ? 'part' : 'parts'} missing`,
        tone: 'warn',
        icon: 'triangle-alert',
      };
    case 'none':
      return { text: 'Proof of fix: not begun', icon: 'circle-dashed' };
  }
}
