import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { ChangeUserBody, InviteUserBody } from './identity.dto.js';
import { toPersonView } from './identity.views.js';
import type { PersonView } from './identity.views.js';
import { Users } from './users.service.js';

/** Accounts of the organisation's people. */
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly users: Users) {}

  @Get()
  @Allow('users:manage')
  async list(): Promise<{ users: PersonView[] }> {
    return { users: (await this.users.list()).map(toPersonView) };
  }

  /** Invites someone; the link in the answer is shown this once. */
  @Post()
  @Allow('users:manage', { stepUp: true })
  async invite(
    @Body() body: InviteUserBody,
    @CurrentActor() actor: Actor,
  ): Promise<PersonView & { setupLink: string }> {
    const { person, setupLink } = await this.users.invite(body, actor);
    return { ...toPersonView(person), setupLink };
  }

  /** A new link for someone who has not used theirs. */
  @Post(':userId/setup-link')
  @Allow('users:manage', { stepUp: true })
  async renew(
    @Param('userId', ParseIdPipe) userId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ setupLink: string }> {
    return { setupLink: await this.users.renewInvitation(userId, actor) };
  }

  @Patch(':userId')
  @Allow('users:manage', { stepUp: true })
  async change(
    @Param('userId', ParseIdPipe) userId: string,
    @Body() body: ChangeUserBody,
    @CurrentActor() actor: Actor,
  ): Promise<PersonView> {
    return toPersonView(await this.users.change(userId, body, actor));
  }
}
