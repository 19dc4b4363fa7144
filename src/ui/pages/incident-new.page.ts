import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { DETERMINATIONS, SEVERITIES } from '../../incidents/domain/incident-state.js';
import { OpenIncidentBody, VISIBILITIES } from '../../incidents/incidents.dto.js';
import { FactsForm } from '../../incidents/facts-form.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { FactsRefused } from '../../incidents/incidents.errors.js';
import { Obligations } from '../../obligations/obligations.service.js';
import { Plans } from '../../plans/plans.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Clock } from '../../platform/clock.js';
import { dutyClocks } from '../duty-clocks.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { DETERMINATION_WORDS, SEVERITY_WORDS, VISIBILITY_WORDS, optionsOf } from '../incident-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { zoneWords } from '../views.time.js';
import type { FieldError, ShellView } from '../views.types.js';
import { factFaults } from './facts.faults.js';
import { DECLARED } from './facts.fields.js';
import { readFacts } from './facts.reading.js';
import { FactsFormView, PLACES } from './facts.view.js';
import { PROMISES, dataChoices } from './incident-new.view.js';
import type { IncidentNewView, IncidentPreview } from './incident-new.view.js';

const FIELDS = Object.values(DECLARED).flat();
const NAMES = new Set(['data.classes', ...FIELDS.map(({ name }) => name)]);
const CLOCKS_SHOWN = 6;
const STEPS_SHOWN = 5;

/** The short form that opens an incident. */
@Controller('incidents/new')
export class IncidentNewPage {
  constructor(
    private readonly shell: Shell,
    private readonly incidents: Incidents,
    private readonly factsForm: FactsForm,
    private readonly obligations: Obligations,
    private readonly plans: Plans,
    private readonly clock: Clock,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('incidents:open')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const empty = new FormFields({ visibility: 'members', determination: 'suspected' });
    sendPage(reply, 'incidents/new', this.#view(await this.shell.of(request), empty, [], null));
  }

  /** Opens it; or, asked by another button, shows the form again with more rows or with what it would start. */
  @Post()
  @Allow('incidents:open')
  async open(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const shell = await this.shell.of(request);
    const draw = (errors: FieldError[], preview: IncidentPreview | null = null): void =>
      sendPage(
        reply,
        'incidents/new',
        this.#view(shell, form, errors, preview),
        errors.length > 0 ? 422 : 200,
      );
    if (form.text('act').startsWith('rows:')) return draw([]);
    const read = readFacts(form, {}, FIELDS, { data: 'boxes', people: true }, shell.zone);
    const said = await readForm(OpenIncidentBody, stated(form, read.facts));
    const faults = [...titleFaults(form), ...read.faults, ...this.#factFaults(read.facts, form)];
    if (form.text('act') === 'preview') {
      const ofFacts = faults.filter(({ field }) => field !== 'title');
      return draw(ofFacts, ofFacts.length > 0 ? null : this.#preview(read.facts as IncidentFacts));
    }
    if (said.faults || faults.length > 0) return draw(faults.length > 0 ? faults : [REFUSED]);
    try {
      const incident = await this.incidents.open(said.value, actor);
      void reply.redirect(`/incidents/${incident.reference}?done=opened`, 303);
    } catch (error) {
      if (!(error instanceof FactsRefused)) throw error;
      draw(factFaults(error.faults, form, NAMES));
    }
  }

  #factFaults(facts: object, form: FormFields): FieldError[] {
    const outcome = this.factsForm.validate(facts);
    return 'faults' in outcome ? factFaults(outcome.faults, form, NAMES) : [];
  }

  #preview(facts: IncidentFacts): IncidentPreview {
    const at = this.clock.now();
    const duties = this.obligations.dutiesFor(facts, at);
    const clocks = dutyClocks(duties, facts, at);
    const plan = this.plans.planFor(facts, { bands: false });
    const industry = this.catalogue.industries.get(plan.industry ?? '')?.name;
    return {
      clocks: clocks.slice(0, CLOCKS_SHOWN),
      moreClocks: Math.max(0, clocks.length - CLOCKS_SHOWN),
      undecided: duties.filter(({ status }) => status === 'needs-facts').length,
      steps: plan.steps.slice(0, STEPS_SHOWN).map(({ title }) => title),
      stepCount: plan.steps.length,
      weights: industry === undefined ? 'Weights of all industries pooled.' : `Weights of ${industry}.`,
    };
  }

  #view(
    shell: ShellView,
    form: FormFields,
    errors: readonly FieldError[],
    preview: IncidentPreview | null,
  ): IncidentNewView {
    const fields = new FactsFormView(form, this.catalogue, shell.zone);
    const visibility = form.text('visibility');
    return {
      title: 'Open an incident',
      shell,
      errors,
      crumbs: [{ label: 'Incidents', href: '/incidents' }, { label: 'New' }],
      mayImport: this.routes.accessOf('GET', '/incidents/import') !== undefined,
      typed: {
        title: form.typed('title'),
        determination: form.text('determination'),
        severity: form.text('severity'),
        exercise: form.text('exercise') === 'yes',
      },
      what: fields.fields(DECLARED.what),
      when: fields.fields(DECLARED.when),
      whom: fields.fields(DECLARED.whom),
      us: fields.fields(DECLARED.us),
      ...dataChoices(fields.dataBoxes()),
      placeRows: fields.placeRows('place', 'people'),
      places: PLACES,
      visibilities: optionsOf(VISIBILITIES, VISIBILITY_WORDS).map((option) => ({
        ...option,
        checked: option.value === (visibility === '' ? 'members' : visibility),
      })),
      determinations: optionsOf(DETERMINATIONS, DETERMINATION_WORDS),
      severities: optionsOf([...SEVERITIES].reverse(), SEVERITY_WORDS),
      zoneWords: zoneWords(shell.zone, shell.now),
      promises: PROMISES,
      preview,
    };
  }
}

const REFUSED: FieldError = { field: null, message: 'A choice was sent that this form does not offer.' };

/** The form as the body of the API. */
function stated(form: FormFields, facts: object): Record<string, unknown> {
  const severity = form.text('severity');
  return {
    title: form.text('title'),
    kind: form.text('exercise') === 'yes' ? 'exercise' : 'real',
    visibility: form.text('visibility') || 'members',
    determination: form.text('determination') || 'suspected',
    ...(severity === '' ? {} : { severity }),
    facts,
  };
}

const LONGEST_TITLE = 200;

function titleFaults(form: FormFields): FieldError[] {
  const title = form.text('title');
  if (title === '') return [{ field: 'title', message: 'Give the incident a short title.' }];
  if (title.length > LONGEST_TITLE)
    return [{ field: 'title', message: `The title is over ${LONGEST_TITLE} characters; shorten it.` }];
  return [];
}
