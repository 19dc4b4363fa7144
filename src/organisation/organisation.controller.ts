import { Body, Controller, Get, Put } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Min, ValidateNested } from 'class-validator';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { OrganisationProfile } from './organisation-profile.js';
import { OrganisationSettings } from './organisation.service.js';
import type { SavedProfile } from './organisation.service.js';

export class SaveProfileBody {
  /** The revision the writer started from; 0 before the first save. */
  @IsInt()
  @Min(0)
  revision: number;

  @IsObject()
  @ValidateNested()
  @Type(() => OrganisationProfile)
  profile: OrganisationProfile;
}

@Controller('api/v1/settings/organisation')
export class OrganisationController {
  constructor(private readonly settings: OrganisationSettings) {}

  @Get()
  @Allow('settings:read')
  read(): Promise<SavedProfile> {
    return this.settings.current();
  }

  @Put()
  @Allow('settings:manage', { stepUp: true })
  save(@Body() body: SaveProfileBody, @CurrentActor() actor: Actor): Promise<SavedProfile> {
    return this.settings.save(body.revision, body.profile, actor);
  }
}
