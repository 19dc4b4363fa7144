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
import type { VerisRecordText } from './domain/read-veris.js';
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
    const said = { by: actor.name, at: instantText(this.clock.now()) };
    const records = readVeris(text);
    for (let start = 0; start < records.length; start += BATCH) {
      const taken = records.slice(start, start + BATCH).map((record) => this.#take(record, said));
      yield* await this.unitOfWork.run((manager) => this.#keepAll(manager, taken, visibility, actor));
    }
  }

  #take(read: VerisRecordText, said: { by: string; at: string }): TakenRecord {
    const { line } = read;
    if ('errors' in read) return { line, errors: read.errors, warnings: [] };
    const knowledge = {
      varieties: this.catalogue.vocabulary.verisVarieties,
      validateFacts: this.form.validate,
    };
    return { line, ...importVeris(read.record, knowledge, said, read.warnings) };
  }

  async #keepAll(
    manager: EntityManager,
    records: TakenRecord[],
    visibility: IncidentVisibility,
    actor: Actor,
  ): Promise<ImportLine[]> {
    const lines: ImportLine[] = [];
    for (const record of records) {
      if ('errors' in record) lines.push(refusal(record));
      else lines.push(await this.#keep(manager, record, visibility, actor));
    }
    return lines;
  }

  async #keep(
    manager: EntityManager,
    record: TakenRecord & ImportedRecord,
    visibility: IncidentVisibility,
    actor: Actor,
  ): Promise<ImportLine> {
    const { line, warnings } = record;
    const input = openingOf(record, visibility);
    const known = await manager.findOneBy(Incident, { sourceId: record.incidentId });
    if (!known) {
      const { reference } = await this.incidents.openWithin(manager, input, actor);
      return { line, status: 'imported', reference, warnings, errors: [] };
    }
    const incident = await this.#visible(manager, known.id, actor);
    if (incident === null) return refusal({ line, warnings, errors: [HIDDEN] });
    const { reference } = incident;
    if (incident.sourceHash === input.source.hash)
      return { line, status: 'unchanged', reference, warnings, errors: [] };
    await this.incidents.reimport(manager, incident, input, actor);
    return { line, status: 'updated', reference, warnings, errors: [] };
  }

  async #visible(manager: EntityManager, incidentId: string, actor: Actor): Promise<Incident | null> {
    try {
      return await this.incidents.visible(manager, incidentId, actor);
    } catch (error) {
      if (error instanceof IncidentNotFound) return null;
      throw error;
    }
  }
}

/** Records kept in one transaction: one wait for the disk instead of fifty. */
const BATCH = 50;

const HIDDEN: Fault = {
  path: '/incident_id',
  message: 'An incident was made from this id before, and you may not see it; ask its lead.',
};

type TakenRecord = { line: number; warnings: Fault[] } & (ImportedRecord | { errors: Fault[] });

function refusal({
  line,
  errors,
  warnings,
}: {
  line: number;
  errors: Fault[];
  warnings: Fault[];
}): ImportLine {
  return { line, status: 'refused', reference: null, warnings, errors };
}

function openingOf(record: ImportedRecord, visibility: IncidentVisibility) {
  const hash = createHash('sha256').update(record.canonical, 'utf8').digest('hex');
  return {
    title: record.title,
    kind: 'real' as const,
    visibility,
    determination: record.determination,
    facts: record.facts,
    source: { id: record.incidentId, hash },
  };
}
