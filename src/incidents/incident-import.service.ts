import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Fault } from '../platform/errors.js';
import { importVeris } from './domain/veris-import.js';
import type { ImportedRecord } from './domain/veris-import.js';
import { readVeris } from './domain/read-veris.js';
import { FactsForm } from './facts-form.js';
import { Incident } from './incident.entity.js';
import type { IncidentVisibility } from './incident.entity.js';
import { IncidentNotFound } from './incidents.errors.js';
import { Incidents } from './incidents.service.js';

/** What became of one record. */
export interface ImportLine {
  /** Line of the text where the record begins, from 1. */
  line: number;
  status: 'imported' | 'updated' | 'unchanged' | 'refused';
  /** Reference of the incident; null when refused. */
  reference: string | null;
  warnings: Fault[];
  errors: Fault[];
}

/** Takes over VERIS records one by one: a broken one is refused with its places, the others stay. */
@Injectable()
export class IncidentImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
    private readonly form: FactsForm,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @param text one object, an array, a VCDB file or JSON Lines */
  async *run(text: string, visibility: IncidentVisibility, actor: Actor): AsyncGenerator<ImportLine> {
    for (const read of readVeris(text)) {
      const { line } = read;
      if ('errors' in read) yield { line, status: 'refused', reference: null, warnings: [], errors: read.errors };
      else yield await this.#take(line, read.record, visibility, actor);
    }
  }

  async #take(
    line: number,
    record: unknown,
    visibility: IncidentVisibility,
    actor: Actor,
  ): Promise<ImportLine> {
    const said = { by: actor.name, at: instantText(this.clock.now()) };
    const varieties = this.catalogue.vocabulary.verisVarieties;
    const taken = importVeris(record, { varieties, validateFacts: this.form.validate }, said);
    if ('errors' in taken)
      return { line, status: 'refused', reference: null, warnings: taken.warnings, errors: taken.errors };
    const { warnings } = taken;
    try {
      const kept = await this.unitOfWork.run((manager) => this.#keep(manager, taken, visibility, actor));
      return { line, ...kept, warnings, errors: [] };
    } catch (error) {
      if (!(error instanceof IncidentNotFound)) throw error;
      const message = 'An incident was made from this id before, and you may not see it; ask its lead.';
      return {
        line,
        status: 'refused',
        reference: null,
        warnings,
        errors: [{ path: '/incident_id', message }],
      };
    }
  }

  async #keep(
    manager: EntityManager,
    record: ImportedRecord,
    visibility: IncidentVisibility,
    actor: Actor,
  ): Promise<Pick<ImportLine, 'status' | 'reference'>> {
    const hash = createHash('sha256').update(record.canonical, 'utf8').digest('hex');
    const input = {
      title: record.title,
      kind: 'real' as const,
      visibility,
      determination: record.determination,
      facts: record.facts,
      source: { id: record.incidentId, hash },
    };
    const known = await manager.findOneBy(Incident, { sourceId: record.incidentId });
    if (!known)
      return {
        status: 'imported',
        reference: (await this.incidents.openWithin(manager, input, actor)).reference,
      };
    const incident = await this.incidents.visible(manager, known.id, actor);
    if (incident.sourceHash === hash) return { status: 'unchanged', reference: incident.reference };
    await this.incidents.reimport(manager, incident, input, actor);
    return { status: 'updated', reference: incident.reference };
  }
}
