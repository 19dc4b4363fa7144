import { IsBoolean, IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { PEOPLE_ROLES } from '../platform/access/permissions.js';
import type { Role } from '../platform/access/permissions.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { EMAIL_FAULT, NAME_FAULT, PERSON_NAME, STAFF_EMAIL } from './domain/staff-details.js';

/** Longer than any password we take, short enough to hash at once. */
const MOST_TYPED = 1_000;

export class SignInBody {
  @IsString()
  @MinLength(1, { message: 'Enter your work e-mail address.' })
  @MaxLength(254)
  email: string;

  @IsString()
  @MinLength(1, { message: 'Enter your password.' })
  @MaxLength(MOST_TYPED)
  password: string;
}

/** Sign-in as the page posts it. */
export class SignInPageBody extends SignInBody {
  /** Where to go afterwards; anything but a path of ours leads to the first page. */
  @MayBeAbsent()
  next?: unknown;
}

export class StepUpBody {
  @IsString()
  @MinLength(1, { message: 'Enter your password.' })
  @MaxLength(MOST_TYPED)
  password: string;
}

/** Step-up as the page posts it. */
export class StepUpPageBody extends StepUpBody {
  /** Where to go afterwards; anything but a path of ours leads to the first page. */
  @MayBeAbsent()
  next?: unknown;
}

export class ChangePasswordBody {
  @IsString()
  @MinLength(1, { message: 'Enter your present password.' })
  @MaxLength(MOST_TYPED)
  currentPassword: string;

  /** 15 to 256 characters, not easy to guess. */
  @IsString()
  @MaxLength(MOST_TYPED)
  newPassword: string;
}

export class InviteUserBody {
  @IsString()
  @Matches(PERSON_NAME, { message: NAME_FAULT })
  @Matches(/\S/, { message: NAME_FAULT })
  name: string;

  @IsString()
  @MaxLength(254)
  @Matches(STAFF_EMAIL, { message: EMAIL_FAULT })
  email: string;

  @IsIn(PEOPLE_ROLES, { message: `Choose a role: ${PEOPLE_ROLES.join(', ')}.` })
  role: Role;
}

export class ChangeUserBody {
  @MayBeAbsent()
  @IsIn(PEOPLE_ROLES, { message: `Choose a role: ${PEOPLE_ROLES.join(', ')}.` })
  role?: Role;

  @MayBeAbsent()
  @IsBoolean()
  disabled?: boolean;
}

/** What the person sets who was invited. */
export class AcceptInvitationBody {
  /** What stands behind `#` in the link. */
  @IsString()
  @MinLength(1, { message: 'Paste what stands behind # in the link.' })
  @MaxLength(200)
  token: string;

  /** 15 to 256 characters, not easy to guess. */
  @IsString()
  @MaxLength(MOST_TYPED)
  password: string;
}

/** What the first administrator sets. */
export class FirstAdminBody extends AcceptInvitationBody {
  @IsString()
  @Matches(PERSON_NAME, { message: NAME_FAULT })
  @Matches(/\S/, { message: NAME_FAULT })
  name: string;

  @IsString()
  @MaxLength(254)
  @Matches(STAFF_EMAIL, { message: EMAIL_FAULT })
  email: string;
}
