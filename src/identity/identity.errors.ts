import type { Role, Permission } from '../platform/access/permissions.js';
import {
  Conflict,
  Forbidden,
  Gone,
  NotFound,
  StepUpNeeded,
  TooMany,
  Unauthenticated,
  Unprocessable,
} from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';

/** Nobody is signed in, or the session has ended. */
export class NotSignedIn extends Unauthenticated {
  readonly code = 'access.not_signed_in';

  constructor() {
    super('Sign in first: there is no session, or it has ended.');
  }
}

/** The actor's role does not include the permission of the route. */
export class NotAllowed extends Forbidden {
  readonly code = 'access.not_allowed';

  constructor(permission: Permission, holders: readonly Role[]) {
    super(`Your role does not include ${permission}.`, { permission, holders: [...holders] });
  }
}

/** A change was sent without the token of its session. */
export class FormTokenWrong extends Forbidden {
  readonly code = 'access.form_token';

  constructor() {
    super('This form does not belong to your present session. Reload the page and send it again.');
  }
}

/** The last proof of who one is lies too far back. */
export class StepUpRequired extends StepUpNeeded {
  readonly code = 'access.step_up_needed';

  constructor() {
    super('Give your password again first: this step asks for a proof of the last five minutes.');
  }
}

/** Unknown address, wrong password, disabled or not yet set up: all answered alike. */
export class SignInRefused extends Unauthenticated {
  readonly code = 'identity.sign_in_refused';

  constructor() {
    super('The e-mail address or the password is not right.');
  }
}

export class TooManyTries extends TooMany {
  readonly code = 'identity.too_many_tries';

  constructor(retryAfterSeconds: number) {
    super('There were too many tries to sign in. Wait, then try again.', retryAfterSeconds);
  }
}

/** The password given at a step-up is not the person's. */
export class ProofRefused extends Unprocessable {
  readonly code = 'identity.proof_refused';

  constructor(path: string) {
    super('The password is not right.', [{ path, message: 'This is not your password.' }]);
  }
}

/** A new password is too short or too easy to guess. */
export class PasswordRefused extends Unprocessable {
  readonly code = 'identity.password_refused';

  constructor(path: string, message: string) {
    super('The password is not accepted.', [{ path, message }]);
  }
}

/** Name or address cannot be those of a person; for callers that no form stands before. */
export class PersonRefused extends Unprocessable {
  readonly code = 'identity.person_refused';

  constructor(faults: Fault[]) {
    super('The account is not accepted.', faults);
  }
}

/** A set-up link was used, has run out, or was mistyped; which of them is not told. */
export class SetupLinkDead extends Gone {
  readonly code = 'identity.setup_link_dead';

  constructor() {
    super('This link is not valid: it was used, has run out, or was not copied whole. Ask for a new one.');
  }
}

/** The first account is made on the machine itself. */
export class SetupElsewhere extends Forbidden {
  readonly code = 'identity.setup_elsewhere';

  constructor() {
    super(
      'The first account can only be made from the machine that runs Redress. SETUP_FROM_ANYWHERE=true lifts this.',
    );
  }
}

export class UserNotFound extends NotFound {
  readonly code = 'identity.user_not_found';

  constructor() {
    super('There is no such person.');
  }
}

export class SessionNotFound extends NotFound {
  readonly code = 'identity.session_not_found';

  constructor() {
    super('There is no such session, or it has ended.');
  }
}

export class OwnAccountRefused extends Forbidden {
  readonly code = 'identity.own_account';

  constructor() {
    super('Nobody changes their own role or access. Ask another administrator.');
  }
}

export class LastAdmin extends Conflict {
  readonly code = 'identity.last_admin';

  constructor() {
    super('This is the last administrator who can sign in. Make another one first.');
  }
}

export class EmailTaken extends Conflict {
  readonly code = 'identity.email_taken';

  constructor() {
    super('Someone with this e-mail address has an account already.');
  }
}

/** A person who has a password needs no set-up link. */
export class AlreadySetUp extends Conflict {
  readonly code = 'identity.already_set_up';

  constructor() {
    super('This person has set a password already.');
  }
}
