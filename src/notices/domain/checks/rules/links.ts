import type { CheckRule } from '../check-rule.js';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckGround } from '../check-rule.js';
import type { Finding } from '../finding.js';
import { findingIn } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import type { Span } from '../text/notice-blocks.js';
import { unitsOf } from '../text/units.js';
import { hasCue } from '../word-hits.js';

interface Link extends Span {
  target: string;
  label: string;
  /** Places count in `words`; false: in what is kept, and the finding names the part alone. */
  inWords: boolean;
}

const signInPath =
  /(?:^|[/?&=._-])(?:log-?in|log-?on|sign-?in|signin|sso|oauth|authorize|auth|verify|password|reset|anmelden|connexion|acceso)(?:[/?&=._-]|$)/iu;
const shorteners: ReadonlySet<string> = new Set([
  'bit.ly',
  'tinyurl.com',
  't.co',
  'goo.gl',
  'ow.ly',
  'is.gd',
  'buff.ly',
  'rb.gy',
  'cutt.ly',
  't.ly',
]);
/** A run of letters and figures that is nobody's word: it says who opened the link. */
const token = /(?=[A-Za-z_-]*\d)(?=[\d_-]*[A-Za-z])[A-Za-z\d_-]{16,}/u;

const links: CheckRule = {
  id: 'C15',
  group: 'content',
  ceiling: 'block',
  needs: 'part',
  check: (notice, ground) =>
    readingOf(notice).parts.flatMap(({ part }) => [
      ...linksIn(part).flatMap((link) => faultsOf(link, part, notice, ground)),
      ...fullNumbers(part),
    ]),
};

function linksIn({ words, source }: CheckedPart): Link[] {
  const written = [
    ...words.matchAll(/https?:\/\/[^\s<>"')\]\u3000-\u30FF\u4E00-\u9FFF\uFF00-\uFFEF]{1,2000}/giu),
  ].map(({ 0: found, index }) => ({
    target: found,
    label: found,
    start: index,
    end: index + found.length,
    inWords: true,
  }));
  const marked = [...source.matchAll(/\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,2000})/giu)].map(
    ({ 1: label = '', 2: target = '' }) => {
      const at = words.indexOf(label);
      const place =
        at < 0 ? { start: 0, end: 0, inWords: false } : { start: at, end: at + label.length, inWords: true };
      return { target, label, ...place };
    },
  );
  return [...marked, ...written.filter(({ target }) => !marked.some((link) => link.label === target))];
}

function faultsOf(link: Link, part: CheckedPart, notice: CheckedNotice, ground: CheckGround): Finding[] {
  const at = (severity: 'block' | 'warn', fix: string) =>
    findingIn('C15', part, link.inWords ? link : null, { severity, fix, text: link.label });
  const url = URL.canParse(link.target) ? new URL(link.target) : null;
  if (!url) return [at('warn', 'Write the address so that it can be opened, or leave it out.')];
  const host = url.hostname.replace(/^www\./u, '');
  const list = listOf(checkLanguage(notice.locale), ground);
  const saysSignIn = list !== null && hasCue(unitsOf(link.label, readingOf(notice).match), list, 'sign-in');
  const found: Finding[] = [];
  if (saysSignIn || signInPath.test(url.pathname) || signInPath.test(url.search))
    found.push(at('block', 'Take out the link that signs in; people find that page by themselves.'));
  if (shorteners.has(host))
    found.push(at('warn', 'Write the address itself: a short one hides where it leads.'));
  else if (!hostsOf(notice).has(host)) found.push(at('warn', 'Link only to pages of your own house.'));
  if (url.username !== '' || token.test(url.pathname) || token.test(url.search))
    found.push(
      at('warn', 'Link to a page that is the same for everybody: a link with a key in it looks like a scam.'),
    );
  if (labelledOtherwise(link.label, host)) found.push(at('warn', 'Show the address that the link leads to.'));
  return found;
}

function hostsOf({ linkHosts }: CheckedNotice): ReadonlySet<string> {
  return new Set(linkHosts.map((host) => host.toLowerCase().replace(/^www\./u, '')));
}

/** The words of the link are an address, and another one. */
function labelledOtherwise(label: string, host: string): boolean {
  const shown = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#]|$)/iu.exec(
    label.trim(),
  )?.[1];
  return shown !== undefined && shown.toLowerCase() !== host;
}

/** A whole card or account number: nobody needs it to know which is meant. */
function fullNumbers(part: CheckedPart): Finding[] {
  const cards = [...part.words.matchAll(/(?<![\dA-Za-z])\d(?:[ -]?\d){12,18}(?![\dA-Za-z])/gu)].filter(
    ({ 0: found }) => isCard(found.replace(/\D/gu, '')),
  );
  const accounts = [
    ...part.words.matchAll(
      /(?<![\dA-Za-z])[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){2,7}(?: ?[\dA-Z]{1,3})?(?![\dA-Za-z])/gu,
    ),
  ].filter(({ 0: found }) => isIban(found.replace(/ /gu, '')));
  return [...cards, ...accounts].map(({ 0: found, index }) =>
    findingIn(
      'C15',
      part,
      { start: index, end: index + found.length },
      {
        severity: 'block',
        text: '',
        why: 'A whole number in a notice is one more copy that can be stolen.',
        fix: 'Show the last four figures, or say which account is meant.',
      },
    ),
  );
}

/** Check digit of Luhn. */
function isCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 && !/^(\d)\1+$/u.test(digits);
}

/** Check digits of ISO 13616. */
function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false;
  const digits = [...(text.slice(4) + text.slice(0, 4))].map((character) => parseInt(character, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

export const linkRules: readonly CheckRule[] = [links];
