import type { PageView } from '../views.types.js';

export interface SignInView extends PageView {
  /** `Sign in to Larkmoor Group`, or to the address while no organisation is named. */
  heading: string;
  /** `next`: where to go afterwards, a path of ours. */
  hidden: Record<string, string>;
  email: string;
}
