import { SetMetadata, applyDecorators } from '@nestjs/common';
import type { Permission, Role } from './permissions.js';

export const ACCESS = 'redress:access';

/** Who may call a route. Every route declares one of these; the start and the access table fail for one that does not. */
export type Access =
  | { kind: 'public' }
  | { kind: 'signed-in'; stepUp: StepUp }
  | { kind: 'permission'; permission: Permission; stepUp: StepUp };

/** Whether a sign-in of the last five minutes is asked for: of nobody, of everybody, or of these roles. */
export type StepUp = boolean | readonly Role[];

export function asksStepUp(stepUp: StepUp, role: Role): boolean {
  return typeof stepUp === 'boolean' ? stepUp : stepUp.includes(role);
}

/** The route asks for a permission of the actor's role; `stepUp` also for a sign-in of the last five minutes. */
export function Allow(permission: Permission, options: { stepUp?: StepUp } = {}): MethodDecorator {
  return declare({ kind: 'permission', permission, stepUp: options.stepUp ?? false });
}

/** The route concerns the actor's own account. */
export function AllowSignedIn(options: { stepUp?: boolean } = {}): MethodDecorator {
  return declare({ kind: 'signed-in', stepUp: options.stepUp ?? false });
}

/** Open to everyone, signed in or not. */
export function Public(): MethodDecorator {
  return declare({ kind: 'public' });
}

function declare(access: Access): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, access));
}
