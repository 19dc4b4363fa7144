import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { FirstStart } from './first-start.js';
import { FormTokens } from './form-token.js';
import { MeController } from './me.controller.js';
import { OwnAccount } from './own-account.service.js';
import { PasswordCost, Passwords } from './passwords.js';
import { RefusedActs } from './refused-acts.js';
import { Routes } from './routes.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';
import { SetupLinks } from './setup-links.js';
import { Setup } from './setup.service.js';
import { SignInTries } from './sign-in-tries.js';
import { SignIn } from './sign-in.service.js';
import { UsersController } from './users.controller.js';
import { Users } from './users.service.js';

/** Who acts, and what they may do: accounts, sessions and the guard before every route. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [SessionsController, MeController, UsersController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    Routes,
    PasswordCost,
    Passwords,
    Sessions,
    SessionCookie,
    FormTokens,
    SignInTries,
    SignIn,
    OwnAccount,
    SetupLinks,
    Setup,
    FirstStart,
    RefusedActs,
    Users,
  ],
  exports: [
    Users,
    Sessions,
    SessionCookie,
    FormTokens,
    SignIn,
    OwnAccount,
    Setup,
    FirstStart,
    RefusedActs,
    Routes,
  ],
})
export class IdentityModule {}
