import { coverageOf as contentCoverage } from '../../../../obligations/domain/content-coverage.js';
import type { CoveredSection } from '../../../../obligations/domain/content-coverage.js';
import { ANNEX, ANNEX_LANGUAGE } from '../../annex.js';
import { checkLanguage } from '../check-language.js';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { CheckGround } from '../check-rule.js';
import type { CodeCoverage } from '../finding.js';
import { namedClasses } from './named-classes.js';
import { readParts } from './read-parts.js';
import { isAmong, toldRecord } from './told-record.js';
import { factWordsOf } from './words-of-language.js';

/**
 * How each duty's content codes stand in the text, by the same meaning of present, thin and missing as the card beside a
 * notice. A value of a field counts where it stands in the words, whether a field put it there or a person.
 *
 * @param codesOf content codes that the kind says a section carries
 */
export function coverageOf(
  notice: CheckedNotice,
  ground: CheckGround,
  codesOf: ReadonlyMap<string, readonly string[]>,
): CodeCoverage[] {
  const sections = coveredSections(notice, ground, codesOf);
  const locale = checkLanguage(notice.locale) ?? notice.locale;
  return notice.duties.flatMap((duty) =>
    contentCoverage(duty, sections, ground.contentCodes, locale).codes.map(({ code, coverage, places }) => ({
      ruleId: duty.ruleId,
      code,
      state: coverage,
      section: places[0] ?? null,
    })),
  );
}

function coveredSections(
  notice: CheckedNotice,
  ground: CheckGround,
  codesOf: ReadonlyMap<string, readonly string[]>,
): CoveredSection[] {
  const language = factWordsOf(notice.locale, ground);
  const read = language ? readParts(notice, language) : [];
  const named = new Set(
    language ? namedClasses(notice, language, ground.dataClassWords).map(({ section }) => section) : [],
  );
  return notice.parts
    .filter(({ level }) => level > 0)
    .map((part) => {
      const typed = evidenceIn(
        part,
        notice,
        ground,
        read.find(({ id }) => id === part.id)?.figures.days ?? [],
        named.has(part.id),
      );
      return {
        id: part.id,
        heading: part.heading,
        codes: codesOf.get(part.id) ?? [],
        ...(part.id === ANNEX && { locale: ANNEX_LANGUAGE }),
        shown: true,
        text: part.words,
        filled: [...new Set([...part.fields.map(({ name }) => name), ...typed])],
        empty: [],
      };
    });
}

type Days = Parameters<typeof isAmong>[0][];

/** Fields whose value stands in the words, put there by hand. */
function evidenceIn(
  part: CheckedPart,
  notice: CheckedNotice,
  ground: CheckGround,
  days: Days,
  namesClasses: boolean,
): string[] {
  const record = toldRecord(notice, ground);
  const has = (known: Parameters<typeof isAmong>[1]) =>
    days.some((day) => day.day !== null && isAmong(day, known));
  const happened = part.id === 'happened' || part.id === 'data' || part.id === 'opening';
  const texts = Object.entries(notice.values).flatMap(([name, value]) =>
    typeof value === 'string' && value.length >= 4 && part.words.includes(value) ? [name] : [],
  );
  const { organisation } = notice.facts;
  return [
    ...texts,
    ...(happened && has(record.occurred) ? ['incident.occurredAt'] : []),
    ...(happened && has(record.contained) ? ['incident.containedAt'] : []),
    ...(happened && has(record.found) ? ['incident.discoveredAt', 'incident.awareAt'] : []),
    ...(part.level === 1 && days.length > 0 ? ['notice.date'] : []),
    ...(namesClasses ? ['recipient.dataClasses'] : []),
    ...(organisation?.name !== undefined && `${part.heading} ${part.words}`.includes(organisation.name)
      ? ['organisation.name']
      : []),
    ...(notice.proofComplete && part.id === 'fix' && part.words.trim() !== '' ? ['fix.what'] : []),
  ];
}
