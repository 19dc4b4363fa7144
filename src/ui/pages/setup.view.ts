import type { PageView } from '../views.types.js';

export interface SetupView extends PageView {
  /** Nobody has an account yet: the page makes the first administrator. */
  first: boolean;
  name: string;
  email: string;
}
