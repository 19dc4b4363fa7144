import { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { formatNumber } from './views.helpers.js';
import { asInstant, type InstantLike } from './views.time.js';

/** For `{{> legal-foot foot}}`, which stands on every page that says what the law asks. */
export interface LegalFoot {
  /** `Rule pack 2026-11-21, 360 rules, 317 verified, 11 days old.` */
  pack: string;
  /** `4 rules come from packs of the house; they are marked.` Empty: all are of the release. */
  own: string;
}

/** Which rules a page rests on, how old they are, and how many were checked against a document. */
export function legalFoot(
  catalogue: Pick<Catalogue, 'version' | 'rules' | 'ownRows'>,
  now: InstantLike,
): LegalFoot {
  const [day = ''] = catalogue.version.split('+');
  const rules = [...catalogue.rules.values()];
  const verified = rules.filter((rule) => rule.verified).length;
  const counts = `${formatNumber(rules.length)} rules, ${formatNumber(verified)} verified`;
  const own = catalogue.ownRows.rules.size;
  return {
    pack: `Rule pack ${day}, ${counts}, ${ageWords(day, now)}.`,
    own: own === 0 ? '' : `${own === 1 ? 'One rule comes' : `${own} rules come`} from own packs, marked so.`,
  };
}

/** Days by the calendar in UTC; a pack is not of tomorrow. */
function ageWords(day: string, now: InstantLike): string {
  const today = asInstant(now).toZonedDateTimeISO('UTC').toPlainDate();
  const { days } = Temporal.PlainDate.from(day).until(today);
  if (days <= 0) return 'of today';
  return days === 1 ? '1 day old' : `${formatNumber(days)} days old`;
}
