import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import type { CurrentNotice } from './notices.service.js';

/** A text at the moment it is handed over for review, or approved. */
export interface GatedText extends CurrentNotice {
  act: 'submit' | 'approve';
  actor: Actor;
}

/** Lets the text pass or throws a refusal that says what to mend. Runs in the transaction of the act; only reads. */
export type ApprovalGate = (manager: EntityManager, text: GatedText) => Promise<void>;

/** Whoever may stop a text on its way names itself here. */
@Injectable()
export class ApprovalGates {
  readonly #gates: ApprovalGate[] = [];

  guard(gate: ApprovalGate): void {
    this.#gates.push(gate);
  }

  /** @throws whatever a gate refuses with; the first one that does */
  async pass(manager: EntityManager, text: GatedText): Promise<void> {
    for (const gate of this.#gates) await gate(manager, text);
  }
}
