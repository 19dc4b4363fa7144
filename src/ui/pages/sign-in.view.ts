import type { PageView } from '../views.types.js';

export interface SignInView extends PageView {
  /** Who one signs in to: `Larkmoor Group`. */
  organisation: string;
  /** `next`: where to go afterwards, a path of ours. */
  hidden: Record<string, string>;
  email: string;
}
