import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { EvidenceFiles } from '../../evidence/evidence.service.js';
import { isFreshProof } from '../../identity/domain/session-life.js';
import { Users } from '../../identity/users.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS, holds } from '../../platform/access/permissions.js';
import { Clock } from '../../platform/clock.js';
import { blankProof } from '../../proofs/domain/proof-parts.js';
import { isReadyToConfirm } from '../../proofs/domain/proof-state.js';
import type { ProofReading } from '../../proofs/proof-readings.js';
import { ProofsOfFix } from '../../proofs/proofs.service.js';
import type { SavedProof } from '../../proofs/proofs.service.js';
import { FormFields } from '../form-fields.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { holdersWords } from '../role-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatInstant } from '../views.time.js';
import type { FieldError, FlashView, TimelineItemView } from '../views.types.js';
import { citationOf } from './plan.evidence.view.js';
import { PROOF_FORMS, proofFormValues } from './proof.form.js';
import type { ProofForm } from './proof.form.js';
import {
  checkItems,
  isFaulty,
  missingIn,
  missingLinks,
  otherFiles,
  partChip,
  partForm,
  repairItems,
} from './proof.view.js';
import type { ConfirmationView, FilesView, PartView, ProofFileRow, ProofPageView } from './proof.view.js';
import { DONE_WORDS, proofChip } from './proof.words.js';

/** Why customers ask for this first. */
const WHY = ['kpmg18-proof-consumers', 'kpmg18-proof-cisos'];

export interface ProofVisit {
  reference: string;
  actor: Actor;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What the page shows besides the record as it stands. */
export interface ProofShown {
  status?: number;
  done?: unknown;
  errors?: readonly FieldError[];
  /** A form as it was posted. */
  form?: FormFields;
  /** The part that was posted. */
  part?: ProofForm;
  /** The file whose removal was refused. */
  file?: string;
}

/** Draws the proof of fix: what is written, what is missing, and the forms for both. */
@Injectable()
export class ProofScreen {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly proofs: ProofsOfFix,
    private readonly evidence: EvidenceFiles,
    private readonly users: Users,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async send({ reference, actor, request, reply }: ProofVisit, shown: ProofShown = {}): Promise<void> {
    const { status = 200, errors = [] } = shown;
    const framed = await this.frames.of(reference, actor, 'proof');
    const { incident } = framed;
    const reading = await this.proofs.of(incident.id, actor);
    const saved = await this.proofs.revisions(incident.id, actor);
    const nameOf = await this.#names(reading, saved);
    const flash = flashOf(shown.done);
    const shell = await this.shell.of(request, { exercise: framed.exercise, ...(flash ? { flash } : {}) });
    const { state, savedBy, savedAt, revision } = reading;
    const view: ProofPageView = {
      title: `Proof of fix · ${incident.reference}`,
      shell,
      errors,
      header: framed.header,
      chip: proofChip(state),
      complete: state.state === 'complete',
      none: revision === 0,
      erased: revision > 0 && reading.parts === null,
      saved: savedBy && savedAt ? { revision, by: nameOf(savedBy), at: savedAt.toString() } : null,
      missing: missingLinks(reading, incident.reference),
      ...this.#parts(framed, reading, shown, actor),
      files: await this.#files(framed, reading, shown, actor),
      confirmation: this.#confirmation(framed, reading, nameOf, actor),
      history: historyOf(reading, saved, nameOf),
      citations: WHY.flatMap((id) => {
        const entry = this.catalogue.evidence.get(id);
        return entry ? [citationOf(entry)] : [];
      }),
    };
    sendPage(reply, 'proofs/proof', view, status);
  }

  #parts(
    framed: FramedIncident,
    reading: ProofReading,
    { form, part, errors = [] }: ProofShown,
    actor: Actor,
  ): Pick<ProofPageView, 'repair' | 'check' | 'open'> {
    const { calendar, parts, revision } = reading;
    const record = parts ?? blankProof(reading.repairSteps[0]?.id ?? '');
    const values = new FormFields(proofFormValues(record, calendar.zone));
    const mayEdit = holds(actor.role, 'proofs:edit') && framed.incident.status !== 'closed';
    const closedAt =
      record.repair.closedAt === null ? '' : formatInstant(record.repair.closedAt, calendar.zone, 'full');
    const items = {
      repair: parts ? repairItems(record, reading, closedAt) : [],
      check: parts ? checkItems(record, reading) : [],
      open: record.proofUrl === '' ? [] : [{ key: 'Public page', value: record.proofUrl }],
    };
    const viewOf = (one: ProofForm): PartView => {
      const missing = missingIn(reading, one);
      const posted = form && part === one;
      const shown = {
        action: `/incidents/${framed.incident.reference}/proof`,
        revision: posted ? form.text('revision') : String(revision),
        summary:
          one === 'open'
            ? 'Change open points and public page'
            : items[one].length > 0
              ? 'Change this part'
              : 'Write this part',
        open: posted ? true : isFaulty(errors, one) || (one !== 'open' && items[one].length === 0),
      };
      return {
        chip: partChip(missing),
        items: items[one],
        form: mayEdit ? partForm(one, reading, posted ? form : values, shown) : null,
      };
    };
    const [repair, check, open] = PROOF_FORMS.map(viewOf) as [PartView, PartView, PartView];
    const points = record.openPoints.map((point) => ({
      ...point,
      tone: point.ofWeakness ? ('t-danger' as const) : ('t-warn' as const),
    }));
    return { repair, check, open: { ...open, points } };
  }

  async #files(
    { incident }: FramedIncident,
    reading: ProofReading,
    { form, file }: ProofShown,
    actor: Actor,
  ): Promise<FilesView> {
    const base = `/incidents/${incident.reference}/proof/files`;
    const mayEdit = holds(actor.role, 'proofs:edit') && incident.status !== 'closed';
    const mayRead = holds(actor.role, 'evidence:read');
    const rows = reading.files.map(({ id, name, sha256, state }): ProofFileRow => ({
      name: name ?? 'Erased name',
      href: mayRead ? `/incidents/${incident.reference}/evidence?file=${id}#file-${id}` : '',
      sha256,
      quarantined: state === 'quarantined',
      removal: mayEdit
        ? {
            action: `${base}/links/removal`,
            fields: { fileId: id },
            shown: id === file,
            reasonId: id === file ? 'f-reason' : `reason-${id}`,
            reason: id === file ? (form?.typed('reason') ?? '') : '',
          }
        : null,
    }));
    const forms = mayEdit
      ? {
          addAction: base,
          note: form?.typed('note') ?? '',
          linkAction: `${base}/links`,
          others: otherFiles(await this.evidence.ofIncident(incident.id, actor), reading.files),
        }
      : null;
    return { chip: partChip(missingIn(reading, 'files')), rows, forms };
  }

  /** Who confirmed it, or what it waits for; the form where this reader can. */
  #confirmation(
    { incident }: FramedIncident,
    reading: ProofReading,
    nameOf: (id: string) => string,
    actor: Actor,
  ): ConfirmationView {
    const { confirmation, contentHash, revision, state } = reading;
    const seal = { sha256: contentHash, void: confirmation?.stands === false };
    const page = `/incidents/${incident.reference}/proof`;
    const words = this.#waitsFor(reading, nameOf, actor, incident.status === 'closed');
    if (words !== '' || !isReadyToConfirm(state)) return { words, seal, form: null, stepUpHref: '' };
    if (!isFreshProof(actor.provedAt, this.clock.now()))
      return {
        words,
        seal,
        form: null,
        stepUpHref: `/step-up?${new URLSearchParams({ next: page }).toString()}`,
      };
    const fields = { revision: String(revision), contentHash };
    return { words, seal, form: { action: `${page}/confirmation`, fields }, stepUpHref: '' };
  }

  /** Empty where this reader can confirm it now, but for a fresh sign-in. */
  #waitsFor(
    { confirmation, savedBy, state, revision }: ProofReading,
    nameOf: (id: string) => string,
    actor: Actor,
    isClosed: boolean,
  ): string {
    const who = holdersWords(PERMISSIONS['proofs:confirm']);
    if (confirmation?.stands)
      return `${nameOf(confirmation.by)} confirmed revision ${revision} and its files. Any change voids that.`;
    if (isClosed) return 'The incident is closed; a lead has to reopen it first.';
    if (!isReadyToConfirm(state))
      return `Once nothing else is missing, ${who.toLowerCase()} can confirm it, but not who saved it last.`;
    if (savedBy === actor.id) return `You saved it last, so someone else has to confirm it. ${who} can.`;
    if (!holds(actor.role, 'proofs:confirm')) return `${who} can confirm it, but not who saved it last.`;
    return '';
  }

  async #names(reading: ProofReading, saved: readonly SavedProof[]): Promise<(id: string) => string> {
    const ids = [
      ...saved.map(({ savedBy }) => savedBy),
      ...(reading.confirmation ? [reading.confirmation.by] : []),
    ];
    const names = await this.users.namesOf(ids);
    return (id) => (id === 'system' ? 'Redress' : (names.get(id) ?? 'a person who left'));
  }
}

function flashOf(done: unknown): FlashView | undefined {
  if (typeof done !== 'string' || !Object.hasOwn(DONE_WORDS, done)) return undefined;
  return { tone: done === 'quarantined' ? 'warn' : 'ok', text: DONE_WORDS[done] ?? '' };
}

function historyOf(
  { confirmation }: ProofReading,
  saved: readonly SavedProof[],
  nameOf: (id: string) => string,
): TimelineItemView[] {
  const saves = saved.map(({ revision, savedBy, savedAt }): TimelineItemView => ({
    at: savedAt.toString(),
    text: `Revision ${revision} saved by ${nameOf(savedBy)}`,
  }));
  if (!confirmation) return saves;
  const { by, at, stands } = confirmation;
  const words = `Confirmed by ${nameOf(by)}${stands ? '' : ', void by now'}`;
  const act: TimelineItemView = { at: at.toString(), text: words, kind: 'key' };
  return [...saves, act].sort((a, b) => (String(a.at) < String(b.at) ? 1 : -1));
}
