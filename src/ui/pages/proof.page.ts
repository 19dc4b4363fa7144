import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Equals, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Unprocessable } from '../../platform/errors.js';
import { IsVersionNumber } from '../../platform/http/version-number.js';
import { blankProof } from '../../proofs/domain/proof-parts.js';
import type { ProofReading } from '../../proofs/proof-readings.js';
import { SaveProofBody } from '../../proofs/proofs.dto.js';
import { ProofChanged } from '../../proofs/proofs.errors.js';
import { ProofsOfFix } from '../../proofs/proofs.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { refusalShown } from '../refusals.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { PROOF_FORMS, readProofForm, withRowsInOrder } from './proof.form.js';
import type { ProofForm } from './proof.form.js';
import { ProofScreen } from './proof.screen.js';
import type { ProofVisit } from './proof.screen.js';

/** Which part a form holds, and the revision it began with. */
class PartForm {
  @IsIn(PROOF_FORMS)
  part: ProofForm;

  @Matches(/^\d{1,9}$/)
  revision: string;
}

class ConfirmForm {
  @Equals('yes', { message: 'Read the record and the report, then tick this.' })
  read: string;

  @IsVersionNumber('a revision')
  revision: string;

  @IsString()
  @MaxLength(64)
  contentHash: string;
}

/** The proof of fix of an incident. */
@Controller('incidents/:reference/proof')
export class ProofPage {
  constructor(
    private readonly screen: ProofScreen,
    private readonly incidents: Incidents,
    private readonly proofs: ProofsOfFix,
  ) {}

  @Get()
  @Allow('plans:read')
  async show(
    @Param('reference') reference: string,
    @Query('done') done: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.send({ reference, actor, request, reply }, { done });
  }

  /** Saves one part; the others stay as they stand. */
  @Post()
  @Allow('proofs:edit')
  async save(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, actor, request, reply };
    const { id } = await this.incidents.byReference(reference, actor);
    const head = await readForm(PartForm, partOf(body));
    if (head.faults) return this.screen.send(visit, { status: 422, errors: fieldErrorsOf(head.faults) });
    const { part } = head.value;
    const form = new FormFields(body);
    const reading = await this.proofs.of(id, actor);
    const again = (errors: FieldError[], status: number) =>
      this.screen.send(visit, { status, errors, form: shownAgain(form), part });
    try {
      await this.#save(id, form, part, reading, actor);
    } catch (error) {
      const { status, errors } = refusalShown(error);
      return again(error instanceof ProofChanged ? errors.map(withTyped) : errors, status);
    }
    goTo(reply, reference, 'saved', part);
  }

  @Post('confirmation')
  @Allow('proofs:confirm', { stepUp: true })
  async confirm(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, actor, request, reply };
    const { id } = await this.incidents.byReference(reference, actor);
    const form = await readForm(ConfirmForm, body);
    if (form.faults) return this.screen.send(visit, { status: 422, errors: fieldErrorsOf(form.faults) });
    const { revision, contentHash } = form.value;
    await refusedOnPage(this.screen, visit, async () => {
      await this.proofs.confirm(id, { revision: Number(revision), contentHash }, actor);
      goTo(reply, reference, 'confirmed', 'confirmation');
    });
  }

  /** @throws Unprocessable with the fields that cannot be taken; ProofChanged */
  async #save(
    incidentId: string,
    form: FormFields,
    part: ProofForm,
    reading: ProofReading,
    actor: Actor,
  ): Promise<void> {
    const seen = Number(form.text('revision'));
    if (seen !== reading.revision) throw new ProofChanged(reading.revision);
    const current = reading.parts ?? blankProof('');
    const { parts, faults } = readProofForm(form, part, current, reading.calendar.zone);
    const read = await readForm(SaveProofBody, { ...(parts as object), revision: seen });
    const all = [...faults, ...(read.faults ?? [])];
    if (all.length > 0 || !read.value) throw new FieldsRefused(all);
    const { repair, check, openPoints, proofUrl } = read.value;
    await this.proofs.save(incidentId, seen, { repair, check, openPoints, proofUrl }, actor);
  }
}

class FieldsRefused extends Unprocessable {
  readonly code = 'proofs.fields_refused';

  constructor(faults: Unprocessable['faults']) {
    super('Some fields cannot be taken.', faults);
  }
}

/** Runs an act; what stands in its way is said on the page as it stands by then. */
export async function refusedOnPage(
  screen: ProofScreen,
  visit: ProofVisit,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    await screen.send(visit, refusalShown(error));
  }
}

export function goTo(reply: FastifyReply, reference: string, done: string, anchor: string): void {
  void reply.redirect(`/incidents/${reference}/proof?done=${done}#${anchor}`, HttpStatus.SEE_OTHER);
}

function partOf(body: unknown): { part: string; revision: string } {
  const form = new FormFields(body);
  return { part: form.text('part'), revision: form.text('revision') };
}

/** Rows of open points are numbered as the faults number them. */
function shownAgain(form: FormFields): FormFields {
  const kept = ['part', 'revision', ...TYPED].map((name) => [name, form.typed(name)]);
  return new FormFields({ ...Object.fromEntries(kept), ...withRowsInOrder(form) });
}

const TYPED = [
  ...['step', 'what', 'weakness', 'change', 'by', 'closedAt'].map((name) => `repair.${name}`),
  ...[
    'organisation',
    'tester',
    'relation',
    'independence',
    'method',
    'scope',
    'testedOn',
    'result',
    'finding',
  ].map((name) => `check.${name}`),
  'proofUrl',
];

function withTyped({ field, message }: FieldError): FieldError {
  const typed = 'What you typed is kept in the form below; copy it, then open the page anew.';
  return { field, message: `${message} ${typed}` };
}
