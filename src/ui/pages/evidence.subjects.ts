import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { parseSubject, subjectText } from '../../evidence/domain/evidence-subject.js';
import type { EvidenceSubject } from '../../evidence/domain/evidence-subject.js';
import { Plans } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { Refusal } from '../../platform/errors.js';
import { FACT_WORDS } from '../fact-words.js';
import type { FramedIncident } from '../incident-frame.js';
import type { OptionView } from '../views.types.js';
import { KIND_WORDS } from './evidence.words.js';

/** Facts that no file proves. */
const UNPROVED = /Complete$|\.complete$|^(industry|optIn|mode|notices|veris|provenance)$/;

/** What the files of one incident can prove, by name. */
export interface ProvableThings {
  /** For a form: the steps of the plan in its order, then the facts on record. */
  options: readonly OptionView[];
  /** The name of a thing by its text (`step:…`); also of one that is no longer offered. */
  nameOf(subject: string): string;
  /** Where it stands; empty when it has no page of its own. */
  hrefOf(subject: EvidenceSubject): string;
}

/** Finds out what there is to prove in an incident. */
@Injectable()
export class EvidenceSubjects {
  constructor(
    private readonly plans: Plans,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async of({ incident, facts }: FramedIncident, actor: Actor): Promise<ProvableThings> {
    const steps = await this.#steps(incident.id, actor);
    const names = new Map<string, string>([
      ...[...this.catalogue.steps.values()].map(({ id, title }) => [`step:${id}`, title] as const),
      ...steps.map(({ id, title }) => [`step:${id}`, title] as const),
      ...Object.entries(FACT_WORDS).map(([name, words]) => [`fact:${name}`, `Fact: ${words}`] as const),
    ]);
    const nameOf = (subject: string) => names.get(subject) ?? kindOf(subject);
    const recorded = Object.keys(FACT_WORDS).filter((name) => isOnRecord(facts.facts, name));
    const offered = [...steps.map(({ id }) => `step:${id}`), ...recorded.map((name) => `fact:${name}`)];
    const base = `/incidents/${incident.reference}`;
    return {
      options: offered.map((value) => ({ value, label: nameOf(value) })),
      nameOf,
      hrefOf: ({ kind, id }) => {
        if (kind === 'step')
          return `${base}/plan?${new URLSearchParams({ show: 'all', step: id }).toString()}`;
        if (kind === 'proof_of_fix') return `${base}/proof`;
        return kind === 'fact' ? `${base}/facts` : '';
      },
    };
  }

  /** None when the facts do not allow a plan yet. */
  async #steps(incidentId: string, actor: Actor): Promise<readonly { id: string; title: string }[]> {
    try {
      const { plan } = await this.plans.of(incidentId, actor, { bands: false });
      return plan.steps.map(({ id, title }) => ({ id, title }));
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  }
}

/** The option of the address, such as `?step=…`, as the form takes it; empty when it is not offered. */
export function offeredSubject(things: ProvableThings, subject: EvidenceSubject): string {
  const text = subjectText(subject);
  return things.options.some(({ value }) => value === text) ? text : '';
}

function kindOf(subject: string): string {
  const kind = parseSubject(subject)?.kind;
  return kind === undefined ? '' : KIND_WORDS[kind];
}

function isOnRecord(facts: object, name: string): boolean {
  if (UNPROVED.test(name)) return false;
  let value: unknown = facts;
  for (const part of name.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}
