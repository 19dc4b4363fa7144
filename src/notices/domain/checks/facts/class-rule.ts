import { checkLanguage } from '../check-language.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { CheckGround, CheckRule } from '../check-rule.js';
import type { Finding } from '../finding.js';
import { contentFinding, nowhere } from './facts-finding.js';
import { namedClasses } from './named-classes.js';
import type { NamedClass } from './named-classes.js';
import { factWordsOf } from './words-of-language.js';

const evidence = ['ponemon12-data-unknown', 'ponemon14-all-facts'];
const why = 'Whoever does not know which data are out cannot protect themselves.';

/** Classes that plain words do not tell apart for sure: one of them named is not held against another in the facts. */
const alike: readonly (readonly string[])[] = [
  [
    'password',
    'bank-access-code',
    'email-account-password',
    'electronic-identifier-code',
    'employer-id-code',
    'security-token',
  ],
  ['national-id', 'state-id', 'other-government-id', 'military-id', 'tribal-id'],
  ['ssn', 'ssn-last4', 'tax-id', 'irs-pin'],
  ['bank-account', 'electronic-identifier'],
  ['username', 'electronic-identifier'],
  ['medical-record', 'substance-use-record', 'genetic'],
  ['communications-content', 'communications-metadata'],
  ['precise-location', 'vehicle-data', 'licence-plate-reader'],
  ['employment-record', 'work-evaluation'],
  ['device-identifier', 'device-control'],
  ['customer-financial', 'credit-report'],
  ['tax-return', 'tax-id'],
];

/** Kinds that tell each reader everything; others name classes only where they have a part on data. */
const whole = new Set(['individuals-email', 'individuals-letter']);

/** C2: the data classes are named one by one, and are those of the facts. */
export const classRule: CheckRule = {
  id: 'C2',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  concerns: (notice) => (notice.facts.data?.classes ?? []).length > 0,
  unable: (notice, ground) =>
    factWordsOf(notice.locale, ground) === null
      ? `No words of ${notice.locale} are known by which data classes could be read.`
      : null,
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    if (!language) return [];
    const named = namedClasses(notice, language, ground.dataClassWords);
    return [...strangers(notice, named), ...absent(notice, named, ground)];
  },
};

function factClasses({ facts }: CheckedNotice): Set<string> {
  return new Set((facts.data?.classes ?? []).map((entry) => entry.class));
}

function strangers(notice: CheckedNotice, named: readonly NamedClass[]): Finding[] {
  const facts = factClasses(notice);
  return named
    .filter(({ code }) => !facts.has(code) && !alikeTo(code).some((other) => facts.has(other)))
    .map(({ section, text, start, end }) =>
      contentFinding(
        'C2',
        'block',
        { place: { section, start, end }, text },
        {
          why: 'The text names data that are not among the data classes of the facts.',
          fix: 'Take it out, or put the data class into the facts of the incident.',
          evidence,
        },
      ),
    );
}

function absent(
  notice: CheckedNotice,
  named: readonly NamedClass[],
  { dataClassWords }: CheckGround,
): Finding[] {
  const part = notice.parts.find(({ id }) => id === 'data');
  if (!part && !whole.has(notice.kind)) return [];
  const facts = factClasses(notice);
  const readers = notice.reader?.dataClasses?.filter((code) => facts.has(code)) ?? [];
  const wanted = readers.length > 0 ? new Set(readers) : facts;
  // A list is whole by itself: what another part says does not fill it.
  const listed = named.filter(({ section }) => section === part?.id);
  const said = new Set((listed.length > 0 ? listed : named).map(({ code }) => code));
  const missing = [...wanted].filter(
    (code) => !said.has(code) && !alikeTo(code).some((other) => said.has(other) && !facts.has(other)),
  );
  const at = nowhere(part?.id ?? null);
  if (missing.length === wanted.size)
    return [
      contentFinding('C2', 'block', at, {
        why,
        fix: 'Name each kind of data in plain words, one by one.',
        evidence,
      }),
    ];
  const wordsOf = (code: string) => {
    const entry = dataClassWords.classes.find((one) => one.code === code);
    return entry?.[checkLanguage(notice.locale) ?? 'en'].your ?? code;
  };
  return missing.map((code) =>
    contentFinding(
      'C2',
      'block',
      { ...at, text: '' },
      {
        why: 'The facts say that these data are affected, and the text does not name them.',
        fix: `Name it: “${wordsOf(code)}”.`,
        evidence,
      },
    ),
  );
}

function alikeTo(code: string): string[] {
  return alike
    .filter((group) => group.includes(code))
    .flatMap((group) => group.filter((other) => other !== code));
}
