import { Body, Controller, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EvidenceUploads } from '../../evidence/evidence-uploads.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { IsNotBlank } from '../../platform/http/one-line.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { ProofFiles } from '../../proofs/proof-files.service.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { refusalShown } from '../refusals.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { goTo, refusedOnPage } from './proof.page.js';
import { ProofScreen } from './proof.screen.js';
import type { ProofVisit } from './proof.screen.js';

class LinkForm {
  @IsString()
  @IsNotEmpty({ message: 'Choose a file.' })
  @Matches(ID_PATTERN, { message: 'Choose a file.' })
  fileId: string;
}

class UnlinkForm {
  @Matches(ID_PATTERN)
  fileId: string;

  @IsString()
  @IsNotBlank()
  @MaxLength(2_000)
  reason: string;
}

/** The files a proof of fix rests on: added, linked, taken back. */
@Controller('incidents/:reference/proof/files')
export class ProofFilesPage {
  constructor(
    private readonly screen: ProofScreen,
    private readonly incidents: Incidents,
    private readonly files: ProofFiles,
    private readonly uploads: EvidenceUploads,
  ) {}

  @Post()
  @Allow('proofs:edit')
  async add(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, actor, request, reply };
    const { id } = await this.incidents.byReference(reference, actor);
    const typed = new Map<string, string>();
    try {
      const added = await this.uploads.take(
        request,
        ({ upload, about }) => this.files.add(id, upload, about.note, actor),
        typed,
      );
      goTo(reply, reference, added.file.state === 'quarantined' ? 'quarantined' : 'added', 'files');
    } catch (error) {
      await this.screen.send(visit, {
        ...refusalOf(error),
        form: new FormFields(Object.fromEntries(typed)),
      });
    }
  }

  @Post('links')
  @Allow('proofs:edit')
  async link(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, actor, request, reply };
    const { id } = await this.incidents.byReference(reference, actor);
    const form = await readForm(LinkForm, body);
    if (form.faults) return this.screen.send(visit, { status: 422, errors: fieldErrorsOf(form.faults) });
    await refusedOnPage(this.screen, visit, async () => {
      await this.files.link(id, form.value.fileId, actor);
      goTo(reply, reference, 'linked', 'files');
    });
  }

  @Post('links/removal')
  @Allow('proofs:edit')
  async unlink(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit: ProofVisit = { reference, actor, request, reply };
    const { id } = await this.incidents.byReference(reference, actor);
    const form = await readForm(UnlinkForm, body);
    if (form.faults) {
      const fields = new FormFields(body);
      const errors = form.faults.map(({ path, message }) => ({
        field: path === '/reason' ? 'reason' : null,
        message,
      }));
      return this.screen.send(visit, { status: 422, errors, form: fields, file: fields.text('fileId') });
    }
    await refusedOnPage(this.screen, visit, async () => {
      await this.files.unlink(id, form.value.fileId, form.value.reason, actor);
      goTo(reply, reference, 'unlinked', 'files');
    });
  }
}

/** What to say of a file that was not taken. @throws what is no fault of the file */
function refusalOf(error: unknown): { errors: FieldError[]; status: number } {
  const tooLarge = (error as { statusCode?: unknown } | null)?.statusCode === HttpStatus.PAYLOAD_TOO_LARGE;
  if (tooLarge)
    return {
      errors: [{ field: 'file', message: 'The file is over 25 MiB; split or compress it.' }],
      status: HttpStatus.PAYLOAD_TOO_LARGE,
    };
  return refusalShown(error, fieldErrorsOf, 'file');
}
