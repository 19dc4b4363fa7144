import type { PageView } from '../views.types.js';

export interface StepUpView extends PageView {
  /** Whose password is asked for. */
  name: string;
  /** `next`: where to go afterwards, a path of ours. */
  hidden: Record<string, string>;
}
