import { Conflict, NotFound } from '../platform/errors.js';
import type { HouseParts } from './domain/house-texts.js';

/** No such kind, not in this language, or no such version of its house text. */
export class TemplateNotFound extends NotFound {
  readonly code = 'templates.not_found';

  constructor() {
    super('There is no such notice template, or no such version of it.');
  }
}

/** Someone saved in between; nothing was overwritten. Carries both. */
export class TemplateChanged extends Conflict {
  readonly code = 'templates.changed';

  constructor(
    readonly current: { version: number; parts: HouseParts | null },
    readonly yours: HouseParts,
  ) {
    super(
      `The house text was saved as version ${current.version} meanwhile; compare before you save again.`,
      { current, yours },
    );
  }
}

/** An archived house text is kept for reading. */
export class TemplateIsArchived extends Conflict {
  readonly code = 'templates.archived';

  constructor() {
    super('The house text is archived; take it out of the archive first.');
  }
}

/** Nothing in it differs from the current version. */
export class TemplateUnchanged extends Conflict {
  readonly code = 'templates.unchanged';

  constructor(version: number) {
    super(`Nothing differs from version ${version}; no version was made.`, { version });
  }
}
