import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import { foldEmail } from '../identity/domain/staff-details.js';
import { Users } from '../identity/users.service.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { inBatches } from '../platform/database/in-batches.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import type { DutyFileRow, DutyRowFault } from './domain/manual-duties-file.js';
import { readManualDutiesFile } from './domain/manual-duties-file.js';
import type { Duty } from './domain/duty.js';
import { compareTerms } from './domain/duty-terms.js';
import { countOutcomes, plannedRow } from './domain/manual-import.js';
import type { ImportOutcome, PlannedRow } from './domain/manual-import.js';
import { isWithdrawn, sameManualDuty } from './domain/manual-duty.js';
import { ManualDutyDraft } from './manual-duty-draft.entity.js';
import { ManualDutyRow } from './manual-duty.entity.js';
import { ManualEntries, identityOf, takeOwnTerms } from './manual-entries.js';
import { Obligation } from './obligation.entity.js';
import { ObligationEvent } from './obligation-event.entity.js';
import {
  DutiesFileRefused,
  DutyRowsRefused,
  ImportNotAsSeen,
  ManualDutyRefused,
  NoDraft,
} from './obligations.errors.js';
import { settle, type FactsInForce } from './register-pass.js';

/** What a file would do to the register as it stands. */
export interface ImportPlan {
  /** Of the file's bytes. */
  fileSha256: string;
  /** Over the file and everything it would do; it is sent back with the yes. */
  confirm: string;
  /** Every row that is right, in the order of the file. */
  rows: PlannedRow[];
  counts: Record<ImportOutcome, number>;
  faults: DutyRowFault[];
}

/** A yes to what a plan said. */
export interface ImportYes {
  confirm: string;
  /** Needed where a row moves a last moment later. */
  reason: string;
}

/** What was read, apart from the register. */
interface ReadFile {
  sha256: string;
  rows: DutyFileRow[];
  faults: DutyRowFault[];
}

/** A duty that is there already: its row in the register, and what people entered. */
interface Standing {
  row: Obligation;
  entered: ManualDutyRow;
}

const DRAFT_LASTS = { hours: 24 };

/**
 * Takes contracts of a file into an incident: all of them or none, and only after a person saw what each becomes.
 * The file waits for that yes sealed, one per person and incident, for a day.
 */
@Injectable()
export class ManualImports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly entries: ManualEntries,
    private readonly incidents: Incidents,
    private readonly users: Users,
    private readonly dataKeys: DataKeys,
    private readonly audit: AuditTrail,
    private readonly ids: Ids,
  ) {}

  /** What a file would do; nothing is kept. @throws DutiesFileRefused, IncidentIsClosed */
  async preview(incidentId: string, csv: Uint8Array, actor: Actor): Promise<ImportPlan> {
    const file = await this.#read(csv);
    const inForce = await this.entries.inForce(this.reader.manager, incidentId, actor);
    return (await this.#plan(this.reader.manager, inForce, file)).plan;
  }

  /**
   * The same, and keeps the file sealed until the person says yes. A file with faults is not kept: there is nothing to
   * say yes to.
   */
  async prepare(incidentId: string, csv: Uint8Array, actor: Actor): Promise<ImportPlan> {
    const plan = await this.preview(incidentId, csv, actor);
    await this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.workable(manager, incidentId, actor);
      await this.#sweep(manager, incident.id, actor);
      if (plan.faults.length > 0) return;
      const id = this.ids.next();
      const sealer = await this.dataKeys.forWriting(manager, incident.id);
      const body = sealer.seal(placeOf(id), Buffer.from(csv));
      const madeAt = this.entries.now();
      await manager.insert(ManualDutyDraft, { id, incidentId: incident.id, body, madeBy: actor.id, madeAt });
      await this.audit.append(manager, {
        action: 'obligation.import_prepared',
        subject: incident.id,
        incidentId: incident.id,
        actor,
        facts: { fileSha256: plan.fileSha256, ...plan.counts },
      });
    });
    return plan;
  }

  /** What the waiting file of this person would do now; null: none waits. @throws IncidentIsClosed */
  async prepared(incidentId: string, actor: Actor): Promise<ImportPlan | null> {
    const inForce = await this.entries.inForce(this.reader.manager, incidentId, actor);
    const csv = await this.#draft(this.reader.manager, inForce.incidentId, actor);
    return csv && (await this.#plan(this.reader.manager, inForce, await this.#read(csv))).plan;
  }

  /** Takes the waiting file in. @throws NoDraft, and those of {@link take} */
  async confirm(incidentId: string, yes: ImportYes, actor: Actor): Promise<ImportPlan> {
    await this.incidents.visible(this.reader.manager, incidentId, actor);
    const csv = await this.#draft(this.reader.manager, incidentId, actor);
    if (!csv) throw new NoDraft();
    return this.take(incidentId, csv, yes, actor);
  }

  /** Lets the waiting file go. @throws NoDraft */
  discard(incidentId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.visible(manager, incidentId, actor);
      if (!(await this.#draft(manager, incident.id, actor))) throw new NoDraft();
      await this.#sweep(manager, incident.id, actor);
      await this.audit.append(manager, {
        action: 'obligation.import_discarded',
        subject: incident.id,
        incidentId: incident.id,
        actor,
      });
    });
  }

  /**
   * Takes a file in, if it does what was seen.
   *
   * @throws DutiesFileRefused, DutyRowsRefused, ImportNotAsSeen, ManualDutyRefused without a reason where a last moment
   *         moves later, TooManyManualDuties, IncidentIsClosed
   */
  async take(incidentId: string, csv: Uint8Array, yes: ImportYes, actor: Actor): Promise<ImportPlan> {
    const file = await this.#read(csv);
    if (file.faults.length > 0) throw new DutyRowsRefused(file.faults);
    const reason = yes.reason.trim();
    return this.unitOfWork.run(async (manager) => {
      const inForce = await this.entries.inForce(manager, incidentId, actor);
      const { plan, standing } = await this.#plan(manager, inForce, file);
      if (plan.confirm !== yes.confirm) throw new ImportNotAsSeen();
      if (plan.counts.later > 0 && reason === '')
        throw new ManualDutyRefused([
          { path: '/reason', message: 'Some last moments move later or fall away. Say why.' },
        ]);
      await this.#apply(manager, inForce, plan, standing, reason, actor);
      await this.#sweep(manager, inForce.incidentId, actor);
      const { later, changed, withdrawn, unchanged, new: added } = plan.counts;
      await this.audit.append(manager, {
        action: 'obligation.manual_imported',
        subject: inForce.incidentId,
        incidentId: inForce.incidentId,
        actor,
        facts: { fileSha256: plan.fileSha256, added, changed, later, withdrawn, unchanged },
        detail: reason === '' ? undefined : { reason },
      });
      return plan;
    });
  }

  async #read(csv: Uint8Array): Promise<ReadFile> {
    const keepers = new Map(
      (await this.users.list()).flatMap(({ id, email, disabled }) =>
        disabled ? [] : [[foldEmail(email), id] as const],
      ),
    );
    const keeperOf = (email: string) => keepers.get(foldEmail(email));
    const outcome = readManualDutiesFile(csv, { codes: this.entries.codes, keeperOf });
    if ('fault' in outcome) throw new DutiesFileRefused(outcome.fault);
    return { sha256: createHash('sha256').update(csv).digest('hex'), ...outcome.file };
  }

  async #plan(
    manager: EntityManager,
    inForce: FactsInForce,
    file: ReadFile,
  ): Promise<{ plan: ImportPlan; standing: ReadonlyMap<string, Standing> }> {
    const byIdentity = await this.#standing(manager, inForce.incidentId);
    const twins = file.rows.map(({ duty }) => byIdentity.get(identityOf(duty)) ?? null);
    const rules = file.rows.map(({ duty }, at) => this.entries.ruleOf(duty, twins[at]?.row.rule ?? null));
    const duties = this.entries.dutiesOf(rules, inForce);
    const rows = file.rows.map((row, at) => {
      const after = this.entries.termsOf(rules[at] as ObligationRule, duties[at] as Duty, inForce);
      const twin = twins[at];
      if (!twin) return plannedRow(row, null, after);
      const { ruleId, terms } = twin.row;
      const same = sameManualDuty(twin.entered.duty, row.duty);
      return plannedRow(row, { ruleId, terms, same, withdrawn: isWithdrawn(terms) }, after);
    });
    const standing = new Map([...byIdentity.values()].map((one) => [one.row.ruleId, one]));
    const confirm = confirmationOf(file, rows, standing);
    const counts = countOutcomes(rows);
    return { plan: { fileSha256: file.sha256, confirm, rows, counts, faults: file.faults }, standing };
  }

  /** What stands, by identity; of several that were entered one after the other, the one not withdrawn. */
  async #standing(manager: EntityManager, incidentId: string): Promise<ReadonlyMap<string, Standing>> {
    const registered = await manager.findBy(Obligation, { incidentId, origin: 'manual' });
    const byId = new Map(registered.map((row) => [row.id, row]));
    const standing = new Map<string, Standing>();
    for (const entered of await this.entries.entered(manager, incidentId)) {
      const row = byId.get(entered.obligationId);
      const before = standing.get(entered.identity);
      if (row && (!before || before.entered.withdrawnAt !== null))
        standing.set(entered.identity, { row, entered });
    }
    return standing;
  }

  async #apply(
    manager: EntityManager,
    inForce: FactsInForce,
    { rows, fileSha256 }: ImportPlan,
    standing: ReadonlyMap<string, Standing>,
    reason: string,
    actor: Actor,
  ): Promise<void> {
    const fresh = rows.filter(({ outcome }) => outcome === 'new');
    await this.entries.enter(manager, inForce, fresh, fileSha256, actor);
    const moved: Obligation[] = [];
    const entered: ManualDutyRow[] = [];
    const events: ObligationEvent[] = [];
    for (const planned of rows) {
      const there = standing.get(planned.ruleId ?? '');
      if (!there || (planned.outcome !== 'changed' && planned.outcome !== 'later')) continue;
      const { row } = there;
      takeOwnTerms(row, this.entries.ruleOf(planned.duty, row.rule), planned.after);
      settle(row, row.filedAt);
      row.revision += 1;
      moved.push(row);
      entered.push({ ...there.entered, duty: planned.duty, identity: identityOf(planned.duty) });
      events.push(this.#eventOf(row, planned, reason, actor));
    }
    for (const batch of inBatches(moved)) await manager.upsert(Obligation, batch as never, ['id']);
    for (const batch of inBatches(entered))
      await manager.upsert(ManualDutyRow, batch as never, ['obligationId']);
    for (const batch of inBatches(events)) await manager.insert(ObligationEvent, batch as never);
  }

  #eventOf(row: Obligation, planned: PlannedRow, reason: string, actor: Actor): ObligationEvent {
    const { outcome, before, after } = planned;
    return {
      id: this.ids.next(),
      incidentId: row.incidentId,
      obligationId: row.id,
      kind: 'manual_changed',
      facts: {
        change: before === null ? null : compareTerms(before, after),
        dueBefore: before?.dueAt ?? null,
        statusBefore: before?.status ?? null,
        dueAt: after.dueAt,
        status: after.status,
        ruleVersion: after.ruleVersion,
      },
      reason: outcome === 'later' ? reason : '',
      by: actor.id,
      at: this.entries.now(),
    };
  }

  async #draft(manager: EntityManager, incidentId: string, actor: Actor): Promise<Buffer | null> {
    const draft = await manager.findOneBy(ManualDutyDraft, { incidentId, madeBy: actor.id });
    const oldest = this.entries.now().subtract(DRAFT_LASTS).epochMilliseconds;
    if (!draft || draft.madeAt.epochMilliseconds < oldest) return null;
    const sealer = await this.dataKeys.forReading(manager, incidentId);
    return sealer.openBytes(placeOf(draft.id), draft.body);
  }

  /** The person's own file goes, and everyone's that waited too long. */
  async #sweep(manager: EntityManager, incidentId: string, actor: Actor): Promise<void> {
    const old = this.entries.now().subtract(DRAFT_LASTS);
    await manager.delete(ManualDutyDraft, { incidentId, madeBy: actor.id });
    await manager.delete(ManualDutyDraft, { madeAt: LessThan(old) });
  }
}

/** The same file does the same to the same register; ids of rows to come are left out. */
function confirmationOf(
  { sha256 }: ReadFile,
  rows: readonly PlannedRow[],
  standing: ReadonlyMap<string, Standing>,
): string {
  const seen = rows.map(({ line, outcome, ruleId, keeperId, after }) => [
    line,
    outcome,
    ruleId,
    ruleId === null ? 0 : (standing.get(ruleId)?.row.revision ?? 0),
    keeperId,
    after.status,
    after.dueAt,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([sha256, seen]))
    .digest('hex');
}

function placeOf(draftId: string): string {
  return `manual_duty_draft/body/${draftId}`;
}
