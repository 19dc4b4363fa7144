import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { IncidentHeaderView, PageView } from '../views.types.js';
import { ComparablesCards } from './comparables.card.js';
import type { ComparablesView } from './comparables.view.js';

interface ComparablesPageView extends PageView {
  header: IncidentHeaderView;
  planHref: string;
  compared: ComparablesView;
}

/** What organisations did in incidents like this one: counts with their unknowns, never advice. */
@Controller('incidents/:reference/comparables')
export class ComparablesPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly cards: ComparablesCards,
  ) {}

  @Get()
  @Allow('plans:read')
  async show(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const planHref = `/incidents/${reference}/plan`;
    const below = [{ label: 'Plan', href: planHref }, { label: 'Comparable incidents' }];
    const framed = await this.frames.of(reference, actor, 'plan', below);
    const { incident, facts, header, exercise } = framed;
    const view: ComparablesPageView = {
      title: `Comparable incidents · ${incident.reference}`,
      shell: await this.shell.of(request, { exercise }),
      header,
      planHref: `/incidents/${incident.reference}/plan`,
      compared: await this.cards.whole(incident, facts.facts),
    };
    sendPage(reply, 'comparables/comparables', view);
  }
}
