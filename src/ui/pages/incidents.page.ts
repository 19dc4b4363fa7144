import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import { DETERMINATIONS, SEVERITIES, STATUSES } from '../../incidents/domain/incident-state.js';
import { IncidentList } from '../../incidents/incident-list.js';
import { ListIncidentsQuery } from '../../incidents/incidents.dto.js';
import { toIncidentView } from '../../incidents/incidents.views.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { DETERMINATION_WORDS, SEVERITY_WORDS, STATUS_WORDS, optionsOf } from '../incident-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { formatNumber } from '../views.helpers.js';
import type { PagerView } from '../views.types.js';
import { toIncidentRow } from './incidents.view.js';
import type { IncidentFilters, IncidentsView } from './incidents.view.js';

const FILTERS = ['text', 'status', 'severity', 'determination', 'industry'] as const;
const ROWS = 50;

/** All incidents one may see, newest first. */
@Controller('incidents')
export class IncidentsPage {
  constructor(
    private readonly shell: Shell,
    private readonly incidents: IncidentList,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('incidents:read')
  async show(
    @Query() query: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(query);
    const asked = Object.fromEntries(
      [...FILTERS, 'before'].map((name) => [name, form.text(name)]).filter(([, value]) => value !== ''),
    ) as Record<string, string>;
    const { value, faults } = await readForm(ListIncidentsQuery, { ...asked, limit: ROWS });
    const page = value ? await this.incidents.page(value, actor) : { incidents: [], next: null };
    const all = await this.incidents.count({}, actor);
    const { before: _, ...filter } = asked;
    const found = value && Object.keys(filter).length > 0 ? await this.incidents.count(value, actor) : all;
    const view: IncidentsView = {
      title: 'Incidents',
      shell: await this.shell.of(request),
      errors: fieldErrorsOf(faults ?? []),
      lead: leadOf(all, found),
      mayOpen: this.routes.mayOpen(actor.role, '/incidents/new'),
      rows: page.incidents.map((one) => toIncidentRow(toIncidentView(one), this.catalogue.industries)),
      empty: all === 0,
      filters: this.#filters(form),
      pager: pagerOf(page.incidents.length, found, filter, page.next),
    };
    sendPage(reply, 'incidents/list', view, faults ? 422 : 200);
  }

  #filters(form: FormFields): IncidentFilters {
    return {
      text: form.text('text'),
      status: form.text('status'),
      severity: form.text('severity'),
      determination: form.text('determination'),
      industry: form.text('industry'),
      statuses: optionsOf(STATUSES, STATUS_WORDS),
      severities: optionsOf([...SEVERITIES].reverse(), SEVERITY_WORDS),
      determinations: optionsOf(DETERMINATIONS, DETERMINATION_WORDS),
      industries: [...this.catalogue.industries.values()].map(({ id, name }) => ({ value: id, label: name })),
    };
  }
}

function leadOf(all: number, found: number): string {
  if (all === 0) return 'Suspected and confirmed breaches, from opening to closing.';
  const words = `${formatNumber(all)} ${all === 1 ? 'incident' : 'incidents'} that you may see, newest first.`;
  return found === all ? words : `${formatNumber(found)} of ${words}`;
}

function pagerOf(
  shown: number,
  found: number,
  filter: Record<string, string>,
  next: string | null,
): PagerView {
  const words = `${formatNumber(shown)} of ${formatNumber(found)} shown`;
  if (next === null) return { words };
  return { words, next: `/incidents?${new URLSearchParams({ ...filter, before: next }).toString()}` };
}
