import type { PageView } from '../views.types.js';

export interface SetupView extends PageView {
  /** Nobody has an account yet: the page makes the first administrator. */
  first: boolean;
  /** The code as it was posted, so that nobody has to look for the link again; empty at first. */
  token: string;
  name: string;
  email: string;
}
