import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SmallIncidents } from '../../breach-register/small-incidents.js';
import type { RecordSmallIncident, SmallOutlook } from '../../breach-register/small-incidents.js';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { VISIBILITIES } from '../../incidents/incidents.dto.js';
import { FactsRefused } from '../../incidents/incidents.errors.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { StepUpNeeded, Unprocessable } from '../../platform/errors.js';
import { FormFields } from '../form-fields.js';
import { VISIBILITY_WORDS, optionsOf } from '../incident-words.js';
import { legalFoot } from '../legal-foot.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { zoneWords } from '../views.time.js';
import type { FieldError, ShellView } from '../views.types.js';
import { FactsFormView, HARM_OPTIONS, PLACES } from './facts.view.js';
import { dataChoices } from './incident-new.view.js';
import { SMALL_FACTS, readSmall, smallErrors, smallFactErrors } from './incident-small.form.js';
import {
  PROTECTION_OPTIONS,
  TYPE_OPTIONS,
  decideView,
  measureOptions,
  seenOf,
} from './incident-small.view.js';
import type { IncidentSmallView } from './incident-small.view.js';

interface Draft {
  form: FormFields;
  errors: FieldError[];
  outlook: SmallOutlook | null;
  big: string[];
}

/** One screen for a misdirected e-mail: facts, assessment, decisions. */
@Controller('incidents/small')
export class IncidentSmallPage {
  constructor(
    private readonly shell: Shell,
    private readonly small: SmallIncidents,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('incidents:open')
  async show(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields({ visibility: 'organisation', type: 'misdelivery' });
    const draft: Draft = { form, errors: [], outlook: null, big: [] };
    sendPage(reply, 'incidents/small', this.#view(await this.shell.of(request), draft, actor));
  }

  /** Works out the duties first; records once every duty that follows was on the page. */
  @Post()
  @Allow('incidents:open')
  async record(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const shell = await this.shell.of(request);
    const draw = (drawn: Partial<Draft>): void => {
      const draft = { form, errors: [], outlook: null, big: [], ...drawn };
      const status = draft.errors.length > 0 ? 422 : 200;
      sendPage(reply, 'incidents/small', this.#view(shell, draft, actor), status);
    };
    if (form.text('act').startsWith('rows:')) return draw({});
    const { wanted, faults } = await readSmall(form, shell.zone);
    if (wanted === null || faults.length > 0) return draw({ errors: faults });
    const known: Partial<Draft> = {};
    try {
      if (form.text('act') === 'full') {
        const incident = await this.small.openFull(wanted, actor);
        return void reply.redirect(`/incidents/${incident.reference}/facts`, 303);
      }
      known.big = this.small.whyNotSmall(wanted.small).map(({ message }) => message);
      if (known.big.length > 0) return draw(known);
      known.outlook = this.small.outlook(wanted.small);
      if (form.text('act') !== 'save' || !isSeen(known.outlook, form)) return draw(known);
      const { incident } = await this.small.record(wanted, actor);
      void reply.redirect(`/incidents/${incident.reference}?done=opened`, 303);
    } catch (error) {
      draw({ ...known, errors: errorsOf(error, form, wanted) });
    }
  }

  #view(shell: ShellView, { form, errors, outlook, big }: Draft, actor: Actor): IncidentSmallView {
    const fields = new FactsFormView(form, this.catalogue, shell.zone);
    const visibility = form.text('visibility') || 'organisation';
    return {
      title: 'Record a small incident',
      shell,
      errors,
      crumbs: [{ label: 'Incidents', href: '/incidents' }, { label: 'Small incident' }],
      typed: {
        happened: form.typed('happened'),
        type: form.text('type'),
        protection: form.text('protection'),
        measuresNote: form.typed('measuresNote'),
        harm: form.text('harm'),
        harmReason: form.typed('harmReason'),
      },
      types: TYPE_OPTIONS,
      when: fields.fields(SMALL_FACTS.when),
      us: fields.fields(SMALL_FACTS.us),
      ordinary: form.text('ordinary') === 'yes',
      zoneWords: zoneWords(shell.zone, shell.now),
      ...dataChoices(fields.dataBoxes()),
      protections: PROTECTION_OPTIONS,
      placeRows: fields.placeRows('place', 'people'),
      places: PLACES,
      measures: measureOptions(form),
      harms: HARM_OPTIONS,
      visibilities: optionsOf(VISIBILITIES, VISIBILITY_WORDS).map((option) => ({
        ...option,
        checked: option.value === visibility,
      })),
      mayClose: holds(actor.role, 'incidents:close'),
      close: form.text('close') === 'yes',
      decide: outlook && decideView(outlook, form, this.small.mayDecide(actor), shell.zone),
      big,
      foot: legalFoot(this.catalogue, shell.now),
    };
  }
}

/** True when every duty that follows now was on the page that was sent. */
function isSeen({ parties }: SmallOutlook, form: FormFields): boolean {
  if (form.text('worked') !== 'yes') return false;
  return parties.every((party) => form.text(`seen.${party.party}`) === seenOf(party));
}

function errorsOf(error: unknown, form: FormFields, { decisions }: RecordSmallIncident): FieldError[] {
  if (error instanceof FactsRefused) return smallFactErrors(error.faults, form);
  if (error instanceof Unprocessable) return smallErrors(error.faults, decisions);
  // Sent away to prove who they are, people would lose what they typed.
  if (error instanceof StepUpNeeded)
    return [
      {
        field: null,
        message: `${error.message} Open “Confirm it is you” in another tab (/step-up), then save here again; or decide later.`,
      },
    ];
  throw error;
}
