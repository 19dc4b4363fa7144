import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BreachRegister } from '../../breach-register/breach-register.js';
import { BreachPageQuery, toBreachFilter } from '../../breach-register/breach-register.dto.js';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import { STATUSES } from '../../incidents/domain/incident-state.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { dataClassNames } from '../code-words.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { STATUS_WORDS, optionsOf } from '../incident-words.js';
import { legalFoot } from '../legal-foot.js';
import { placeName } from '../place-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { formatNumber } from '../views.helpers.js';
import type { OptionView } from '../views.types.js';
import { DECIDED_OPTIONS, EXERCISE_OPTIONS, breachRow } from './breach-register.view.js';
import type { BreachRegisterView } from './breach-register.view.js';

const FILTERS = ['year', 'state', 'jurisdiction', 'decided', 'exercises'] as const;
const ROWS = 50;

/** Every breach one may see, as GDPR Art. 33(5) wants it documented. */
@Controller('register')
export class BreachRegisterPage {
  constructor(
    private readonly shell: Shell,
    private readonly register: BreachRegister,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('obligations:read')
  async show(
    @Query() asked: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shell = await this.shell.of(request);
    const fields = new FormFields(asked);
    const said = filled(fields, FILTERS);
    const { value, faults } = await readForm(BreachPageQuery, {
      ...filled(fields, [...FILTERS, 'before']),
      limit: ROWS,
    });
    const filter = toBreachFilter(value ?? new BreachPageQuery());
    const page = value
      ? await this.register.page(filter, { before: value.before, limit: ROWS }, actor)
      : { entries: [], next: null };
    const found = value ? await this.register.count(filter, actor) : 0;
    const names = dataClassNames(this.catalogue);
    const view: BreachRegisterView = {
      title: 'Breach register',
      shell,
      errors: fieldErrorsOf(faults ?? []),
      lead: 'Every personal data breach you may see, with its facts, effects and remedial action, notified or not: GDPR Art. 33(5).',
      rows: page.entries.map((entry) => breachRow(entry, names)),
      empty: found === 0 && Object.keys(said).length === 0,
      maySmall: this.routes.mayOpen(actor.role, '/incidents/small'),
      filters: await this.#filters(fields, actor),
      csvHref: hrefOf('/api/v1/register.csv', said),
      pdfHref: hrefOf('/api/v1/register.pdf', said),
      pager: {
        words: `${formatNumber(page.entries.length)} of ${formatNumber(found)} shown`,
        ...(page.next === null ? {} : { next: hrefOf('/register', { ...said, before: page.next }) }),
      },
      foot: legalFoot(this.catalogue, shell.now),
    };
    sendPage(reply, 'register/list', view, faults ? 422 : 200);
  }

  async #filters(fields: FormFields, actor: Actor): Promise<BreachRegisterView['filters']> {
    const years = await this.register.years(actor);
    return {
      year: fields.text('year'),
      years: years.map((year) => ({ value: String(year), label: String(year) })),
      state: fields.text('state'),
      states: optionsOf(STATUSES, STATUS_WORDS),
      jurisdiction: fields.text('jurisdiction'),
      jurisdictions: this.#places(),
      decided: fields.text('decided'),
      decidedStates: DECIDED_OPTIONS,
      exercises: fields.text('exercises'),
      exerciseChoices: EXERCISE_OPTIONS,
    };
  }

  #places(): OptionView[] {
    const codes = new Set([...this.catalogue.rules.values()].map(({ jurisdiction }) => jurisdiction));
    return [...codes]
      .map((code) => ({ value: code, label: placeName(code) }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  }
}

function filled(fields: FormFields, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name, fields.text(name)] as const).filter(([, value]) => value !== ''),
  );
}

function hrefOf(path: string, query: Record<string, string>): string {
  return Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;
}
