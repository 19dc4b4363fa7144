import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { PlaybookApplication } from '../../plans/playbook-application.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Conflict } from '../../platform/errors.js';
import { IsVersionNumber, IsVersionNumberOrEmpty } from '../../platform/http/version-number.js';
import { PlaybookList } from '../../playbooks/playbook-list.js';
import { PLAYBOOK_ID } from '../../playbooks/playbooks.dto.js';
import { readForm } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, FlashView } from '../views.types.js';
import { choiceGroups, pinView, previewView } from './playbook-apply.view.js';
import type { PlaybookApplyView } from './playbook-apply.view.js';

const MOST_CHOICES = 200;

export class PlaybookChoiceQuery {
  @IsOptional()
  @MaxLength(80)
  @Matches(new RegExp(`^$|${PLAYBOOK_ID.source}`))
  playbook = '';

  /** Empty: the current one. */
  @IsOptional()
  @IsVersionNumberOrEmpty()
  version = '';

  @IsOptional()
  @IsIn(['', 'applied', 'unchanged'])
  done: '' | 'applied' | 'unchanged' = '';
}

/** What the preview showed, sent back with the confirmation. */
export class ApplyPlaybookForm {
  @MaxLength(80)
  @Matches(PLAYBOOK_ID)
  playbookId: string;

  @IsVersionNumber()
  version: string;

  @IsVersionNumber('a facts revision')
  factsRevision: string;

  @Matches(/^[0-9a-f]{64}$/)
  contentHash: string;
}

/** Choosing a playbook for an incident, seeing what it would do, and applying it. */
@Controller('incidents/:reference/plan/playbook')
export class PlaybookApplyPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly application: PlaybookApplication,
    private readonly list: PlaybookList,
    private readonly users: Users,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('plans:read')
  async show(
    @Param('reference') reference: string,
    @Query() query: PlaybookChoiceQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, reference, query, actor, []);
  }

  @Post()
  @Allow('playbooks:apply')
  async apply(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { value } = await readForm(ApplyPlaybookForm, body);
    if (!value) {
      const errors = [
        { field: null, message: 'Choose a playbook from the list and look at what it would do.' },
      ];
      return this.#draw(request, reply, reference, new PlaybookChoiceQuery(), actor, errors, 422);
    }
    const { playbookId, version, factsRevision, contentHash } = value;
    const framed = await this.#framed(reference, actor);
    const seen = { factsRevision: Number(factsRevision), contentHash };
    const wanted = { playbookId, version: Number(version), seen };
    try {
      const { changed } = await this.application.apply(framed.incident.id, wanted, actor);
      const done = changed ? 'applied' : 'unchanged';
      const back = `/incidents/${framed.incident.reference}/plan/playbook?done=${done}`;
      void reply.redirect(back, HttpStatus.SEE_OTHER);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const query = Object.assign(new PlaybookChoiceQuery(), { playbook: playbookId, version });
      const errors = [{ field: null, message: error.message }];
      await this.#draw(request, reply, reference, query, actor, errors, HttpStatus.CONFLICT);
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    query: PlaybookChoiceQuery,
    actor: Actor,
    errors: readonly FieldError[],
    status = 200,
  ): Promise<void> {
    const framed = await this.#framed(reference, actor);
    const { incident, header, exercise } = framed;
    const planHref = `/incidents/${incident.reference}/plan`;
    const action = `${planHref}/playbook`;
    const flash = flashOf(query.done);
    const view: PlaybookApplyView = {
      title: `Playbook · ${incident.reference}`,
      shell: await this.shell.of(request, { exercise, ...(flash ? { flash } : {}) }),
      errors,
      header,
      planHref,
      action,
      mayNot: mayNot(framed, actor),
      saveHref: holds(actor.role, 'playbooks:edit') ? `${action}/new` : '',
      pins: await this.#pins(incident.id, actor),
      choices: await this.#choices({ industry: incident.industry, chosen: query.playbook, action }),
      preview: query.playbook === '' ? null : await this.#preview(incident.id, query, actor),
    };
    sendPage(reply, 'playbooks/apply', view, status);
  }

  #framed(reference: string, actor: Actor): Promise<FramedIncident> {
    const plan = { label: 'Plan', href: `/incidents/${reference}/plan` };
    return this.frames.of(reference, actor, 'plan', [plan, { label: 'Playbook' }]);
  }

  async #preview(incidentId: string, { playbook, version }: PlaybookChoiceQuery, actor: Actor) {
    const number = version === '' ? undefined : Number(version);
    return previewView(await this.application.preview(incidentId, playbook, number, actor), this.catalogue);
  }

  async #pins(incidentId: string, actor: Actor) {
    const pins = await this.application.pins(incidentId, actor);
    const names = await this.users.namesOf(pins.map(({ appliedBy }) => appliedBy));
    return pins.map((pin) => pinView(pin, names, this.catalogue));
  }

  async #choices(wanted: Parameters<typeof choiceGroups>[1]) {
    const { playbooks } = await this.list.page({ limit: MOST_CHOICES });
    return choiceGroups([...playbooks, ...this.list.shipped({})], wanted, this.catalogue);
  }
}

function mayNot({ incident }: FramedIncident, actor: Actor): string {
  if (incident.status === 'closed') return 'The incident is closed; reopen it to apply a playbook.';
  return holds(actor.role, 'playbooks:apply')
    ? ''
    : 'A security lead applies playbooks: they decide about steps of every owner at once.';
}

function flashOf(done: PlaybookChoiceQuery['done']): FlashView | null {
  if (done === '') return null;
  return done === 'applied'
    ? { tone: 'ok', text: 'Applied. Its version is pinned below, and its steps stand in the plan.' }
    : { tone: 'info', text: 'This very version had been applied before. Nothing was changed.' };
}
