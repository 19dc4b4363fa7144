import { Body, Controller, Get, HttpStatus, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFreshProof } from '../../identity/domain/session-life.js';
import { OrganisationProfile } from '../../organisation/organisation-profile.js';
import { OrganisationSettings, ProfileChanged } from '../../organisation/organisation.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Clock } from '../../platform/clock.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError } from '../views.types.js';
import {
  profileFaults,
  profileFields,
  profileItems,
  profileValues,
  readProfile,
} from './settings-organisation.view.js';
import type { OrganisationSettingsView, ProfileForm } from './settings-organisation.view.js';

/** Who speaks in notices: the profile of the organisation. */
@Controller('settings/organisation')
export class OrganisationSettingsPage {
  constructor(
    private readonly shell: Shell,
    private readonly settings: OrganisationSettings,
    private readonly clock: Clock,
  ) {}

  /** The form is there only while a save would be taken: nobody types it in vain. */
  @Get()
  @Allow('settings:read')
  async show(
    @Query('done') done: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { profile, revision } = await this.settings.current();
    const proved = isFreshProof(actor.provedAt, this.clock.now());
    const form =
      holds(actor.role, 'settings:manage') && proved
        ? { revision, conflict: null, fields: profileFields(new FormFields(profileValues(profile))) }
        : null;
    await this.#draw(request, reply, actor, form, { saved: done === 'saved' });
  }

  @Post()
  @Allow('settings:manage', { stepUp: true })
  async save(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const seen = Number(form.text('revision')) || 0;
    const { value, faults } = await readForm(OrganisationProfile, readProfile(form));
    const fields = profileFields(form);
    if (!value) {
      const errors = profileFaults(faults);
      return this.#draw(
        request,
        reply,
        actor,
        { revision: seen, conflict: null, fields },
        { errors, status: 422 },
      );
    }
    try {
      await this.settings.save(seen, value, actor);
    } catch (error) {
      if (!(error instanceof ProfileChanged)) throw error;
      const { revision, profile } = error.current;
      const conflict = { revision, items: profileItems(profile) };
      return this.#draw(
        request,
        reply,
        actor,
        { revision, conflict, fields },
        { status: HttpStatus.CONFLICT },
      );
    }
    void reply.redirect('/settings/organisation?done=saved', HttpStatus.SEE_OTHER);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    form: ProfileForm | null,
    { errors = [], status = 200, saved = false }: { errors?: FieldError[]; status?: number; saved?: boolean },
  ): Promise<void> {
    const { profile } = await this.settings.current();
    const view: OrganisationSettingsView = {
      title: 'Organisation',
      shell: await this.shell.of(
        request,
        saved ? { flash: { tone: 'ok', text: 'The profile is saved. New drafts speak from it.' } } : {},
      ),
      errors,
      form,
      items: profileItems(profile),
      mayManage: holds(actor.role, 'settings:manage'),
      saved,
    };
    sendPage(reply, 'settings/organisation', view, status);
  }
}
