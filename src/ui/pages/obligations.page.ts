import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import type { ClockTape } from '../charts/clock-tape.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { DutyFacts } from './obligations.facts.js';
import { ObligationsQuery, registerHref } from './obligations.query.js';
import { registerOf } from './obligations.register.js';
import { countChips, filterOptions, hiddenLinks, registerGroups } from './obligations.view.js';
import type { ObligationsPageView, RegisterContext } from './obligations.view.js';

const SETTLING_SHOWN = 5;

/** The register of duties of an incident: what is owed to whom, until when, and how that was counted. */
@Controller('incidents/:reference/obligations')
export class ObligationsPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('obligations:read')
  async show(
    @Param('reference') reference: string,
    @Query() query: ObligationsQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'obligations');
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const { incident, facts, at, duties } = framed;
    const factsHref = holds(actor.role, 'incidents:edit') ? `/incidents/${incident.reference}/facts` : '';
    const context: RegisterContext = {
      reference: incident.reference,
      query,
      entries: registerOf(duties, facts.facts, at),
      catalogue: this.catalogue,
      facts: new DutyFacts(this.catalogue, factsHref),
      zone: shell.zone,
    };
    const waiting = context.entries.filter(({ group }) => group === 'needs-facts');
    const groups = registerGroups(context);
    const rules = [...this.catalogue.rules.values()];
    const view: ObligationsPageView = {
      title: `Obligations · ${incident.reference}`,
      shell,
      header: framed.header,
      at,
      counts: countChips(context.entries),
      tape: tapeOf(framed, shell.zone),
      awareKnown: facts.facts.awareAt !== undefined,
      factsHref,
      filter: {
        action: registerHref(incident.reference, new ObligationsQuery()),
        value: query.status,
        options: filterOptions(context.entries),
      },
      groups: groups.filter(({ folded }) => !folded),
      folded: groups.filter(({ folded }) => folded),
      empty: query.status === '' ? 'No duty follows from these facts.' : 'No duty stands like this.',
      hidden: hiddenLinks(context),
      settling: context.facts.settling(
        waiting.map(({ duty }) => duty),
        SETTLING_SHOWN,
      ),
      pack: `${rules.length} rules, ${rules.filter(({ verified }) => verified).length} verified`,
      packVersion: this.catalogue.version,
    };
    sendPage(reply, 'obligations/register', view);
  }
}

/** The duties with a moment; null where there are none, or no awareness to count from. */
function tapeOf({ facts, clocks, at }: FramedIncident, zone: string): ClockTape | null {
  const { awareAt } = facts.facts;
  const marks = clocks.flatMap(({ at: moment, metAt, law, state }) => {
    const placed = metAt ?? moment;
    return placed === undefined ? [] : [{ at: placed, label: law, state }];
  });
  return awareAt === undefined || marks.length === 0 ? null : { awareAt, now: at, zone, marks };
}
