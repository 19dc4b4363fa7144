import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { DutyList } from '../../obligations/duty-list.js';
import { Reevaluations } from '../../obligations/reevaluations.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { legalFoot } from '../legal-foot.js';
import { placeName } from '../place-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { formatNumber } from '../views.helpers.js';
import type { OptionView } from '../views.types.js';
import { DutyListQuery, dutyListHref, filterOf } from './duty-list.query.js';
import { LIST_STATES, dutyListRow } from './duty-list.view.js';
import type { DutyListView } from './duty-list.view.js';
import { reevaluationView } from './reevaluation.view.js';

const ROWS = 50;

/** The duties of all incidents one may see, from the rows of the registers; what is due first comes first. */
@Controller('obligations')
export class DutyListPage {
  constructor(
    private readonly shell: Shell,
    private readonly list: DutyList,
    private readonly reevaluations: Reevaluations,
    private readonly users: Users,
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
    const names = ['state', 'jurisdiction', 'keeper', 'incident', 'after'];
    const filled = names.map((name) => [name, fields.text(name)]).filter(([, value]) => value !== '');
    const { value, faults } = await readForm(DutyListQuery, Object.fromEntries(filled) as object);
    const query = value ?? new DutyListQuery();
    const filter = filterOf(query, actor.id);
    const cursor = query.after === undefined ? {} : { after: query.after };
    const page = value
      ? await this.list.page(filter, { ...cursor, limit: ROWS }, actor)
      : { duties: [], next: null };
    const found = value ? await this.list.count(filter, actor) : 0;
    const people = await this.users.list();
    const nameById = new Map(people.map(({ id, name }) => [id, name]));
    const view: DutyListView = {
      title: 'Obligations',
      shell,
      errors: fieldErrorsOf(faults ?? []),
      lead: 'Every duty that is or was owed in an incident you may see, what runs out first on top. Late stays late until the incident closes.',
      rows: page.duties.map((one) =>
        dutyListRow(one, shell, (id) => nameById.get(id) ?? 'a person who left'),
      ),
      filters: {
        state: query.state === '' ? 'attention' : query.state,
        states: Object.entries(LIST_STATES).map(([one, label]) => ({ value: one, label })),
        jurisdiction: query.jurisdiction,
        jurisdictions: this.#places(),
        keeper: query.keeper,
        keepers: [
          { value: 'mine', label: 'Mine' },
          { value: 'nobody', label: 'Nobody' },
          ...people
            .filter(({ role }) => role !== 'admin')
            .map(({ id, name }) => ({ value: id, label: name })),
        ],
        incident: fields.text('incident'),
      },
      pager: {
        words: `${formatNumber(page.duties.length)} of ${formatNumber(found)} shown`,
        ...(page.next === null ? {} : { next: dutyListHref(query, page.next) }),
      },
      reevaluation: reevaluationView(await this.reevaluations.standing(), actor),
      foot: legalFoot(this.catalogue, shell.now),
    };
    sendPage(reply, 'obligations/list', view, faults ? 422 : 200);
  }

  #places(): OptionView[] {
    const codes = new Set([...this.catalogue.rules.values()].map(({ jurisdiction }) => jurisdiction));
    return [...codes, 'ZZ']
      .filter((code, index, all) => all.indexOf(code) === index)
      .map((code) => ({ value: code, label: placeName(code) }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  }
}
