import { Conflict, Forbidden, Unprocessable } from '../platform/errors.js';
import type { Finding } from './domain/checks/finding.js';

/** Findings stand in the text that must not go out, and nobody has said why they may. */
export class ChecksStand extends Unprocessable {
  readonly code = 'notices.checks_stand';

  constructor(findings: readonly Finding[]) {
    const faults = findings.map(({ place, text, why, fix }) => ({
      path: pathOf(place.section),
      message: `${text === '' ? '' : `“${text}”: `}${why} ${fix}`,
    }));
    super('The checks found what must not go out; each place is named with what to do.', faults);
  }
}

/** The text that was read has no such finding any more. */
export class FindingGone extends Conflict {
  readonly code = 'notices.finding_gone';

  constructor() {
    super('The text that stands has no such finding; look at its checks again.');
  }
}

/** A block that rests on facts is mended, not dismissed. */
export class DismissalRefused extends Unprocessable {
  readonly code = 'notices.dismissal_refused';

  constructor(path: '/fingerprint' | '/reason', message: string) {
    super(message, [{ path, message }]);
  }
}

/** A block that rests on judgement is lifted by those who approve. */
export class BlockNotYours extends Forbidden {
  readonly code = 'notices.block_not_yours';

  constructor() {
    super('Only an incident lead or counsel may lift what would stop the notice.');
  }
}

function pathOf(section: string | null): string {
  if (section === null) return '';
  return section === 'subject' || section === 'preheader' ? `/${section}` : `/sections/${section}`;
}
