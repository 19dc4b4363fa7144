import { Body, Controller, Get, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TextsNotRead } from '../../plans/playbook-application.errors.js';
import { PlaybookDrafts } from '../../plans/playbook-drafts.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { FormFields } from '../form-fields.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { fieldErrorsOf } from '../views.js';
import { editedOf } from './playbook-editor.form.js';
import { PlaybookEditor } from './playbook-editor.screen.js';
import type { EditorFrame } from './playbook-editor.screen.js';

/** Saves the plan of an incident as a playbook, after somebody read every text of it. */
@Controller('incidents/:reference/plan/playbook/new')
export class PlaybookOfPlanPage {
  constructor(
    private readonly editor: PlaybookEditor,
    private readonly frames: IncidentFrame,
    private readonly drafts: PlaybookDrafts,
  ) {}

  @Get()
  @Allow('playbooks:edit')
  async begin(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#framed(reference, actor);
    const content = await this.drafts.draft(framed.incident.id, actor);
    await this.editor.draw(request, reply, frameOf(framed, false), { edited: editedOf(content) });
  }

  @Post()
  @Allow('playbooks:edit')
  async save(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#framed(reference, actor);
    const form = new FormFields(body);
    const textsRead = form.has('textsRead');
    const answer = this.editor.answer(form);
    if (answer.kind === 'draw')
      return this.editor.draw(request, reply, frameOf(framed, textsRead), answer.state);
    const { content, edited } = answer;
    const { note } = edited;
    try {
      const made = await this.drafts.save(framed.incident.id, { content, note, textsRead }, actor);
      void reply.redirect(`/playbooks/${made.playbook.id}?done=made`, HttpStatus.SEE_OTHER);
    } catch (error) {
      if (!(error instanceof TextsNotRead)) throw error;
      const state = { edited, errors: fieldErrorsOf(error.faults), status: HttpStatus.UNPROCESSABLE_ENTITY };
      await this.editor.draw(request, reply, frameOf(framed, false), state);
    }
  }

  #framed(reference: string, actor: Actor): Promise<FramedIncident> {
    const plan = { label: 'Plan', href: `/incidents/${reference}/plan` };
    const playbook = { label: 'Playbook', href: `/incidents/${reference}/plan/playbook` };
    return this.frames.of(reference, actor, 'plan', [plan, playbook, { label: 'Save as playbook' }]);
  }
}

function frameOf(framed: FramedIncident, textsRead: boolean): EditorFrame {
  const href = `/incidents/${framed.incident.reference}/plan/playbook`;
  return {
    title: `Save as playbook · ${framed.incident.reference}`,
    heading: 'Save this plan as a playbook',
    lead: 'Accepted steps in their order, due in hours from the opening; skipped ones as left out, with the reasons as people wrote them. Read each text: reasons may name people or hold secrets.',
    crumbs: [],
    framed,
    action: `${href}/new`,
    hidden: {},
    cancelHref: href,
    saveWords: 'Save as a playbook for everyone',
    newerBase: null,
    textsRead: { checked: textsRead },
  };
}
