import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { ANNEX, ANNEX_LANGUAGE } from '../notices/domain/annex.js';
import { isPersonal } from '../notices/domain/notice-kind.js';
import type { NoticeKind } from '../notices/domain/notice-kind.js';
import type { NoticeSection } from '../notices/domain/notice-text.js';
import { NoticeTextRefused } from '../notices/domain/render-notice.js';
import { namesIn } from '../notices/domain/template-names.js';
import { NOTICE_KINDS, kindIn } from '../notices/notice-kinds.js';
import type { NoticeKinds } from '../notices/notice-kinds.js';
import { NoticeWording } from '../notices/notice-wording.js';
import type { CurrentNotice } from '../notices/notices.service.js';
import { coverageOf } from '../obligations/domain/content-coverage.js';
import type { CoveredSection, DutyCoverage } from '../obligations/domain/content-coverage.js';
import type { Duty } from '../obligations/domain/duty.js';
import { isOwed } from '../obligations/domain/duty-terms.js';
import type { RegisteredDuty } from '../obligations/registered-duties.js';

/** How far a notice carries what one duty asks. */
export interface CoveredDuty extends DutyCoverage {
  duty: Duty;
}

/** Holds a saved notice against what the laws of its readers ask. */
@Injectable()
export class NoticeCoverage {
  constructor(
    private readonly wording: NoticeWording,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** One per duty to the notice's readers that is owed and not let off; null where the stored text does not pass its check. */
  of(
    { notice, current }: CurrentNotice,
    facts: IncidentFacts,
    register: readonly RegisteredDuty[],
  ): CoveredDuty[] | null {
    const kind = kindIn(this.kinds, notice.kind, notice.locale);
    const owed = register.filter(
      ({ duty, state }) =>
        kind.serves.includes(duty.recipient) &&
        duty.sameDutyAs === null &&
        state !== 'waived' &&
        isOwed(duty.status),
    );
    try {
      const words = new Map(
        this.wording.sections(notice, current, facts).map((section) => [section.id, section] as const),
      );
      const known = knownFields(kind, current.values, facts);
      const sections = current.text.sections.map((section) =>
        covered(section, kind, words.get(section.id), known),
      );
      return owed.map(({ duty }) => ({
        duty,
        ...coverageOf(duty, sections, this.catalogue.contentCodes, notice.locale),
      }));
    } catch (error) {
      if (error instanceof NoticeTextRefused) return null;
      throw error;
    }
  }
}

/** Sections that a law's headings added carry nothing of their own. */
function covered(
  { id, heading, markdown, hidden }: NoticeSection,
  kind: NoticeKind,
  words: { heading: string; body: string } | undefined,
  known: (field: string) => boolean,
): CoveredSection {
  const named = [...new Set([heading, markdown].flatMap(namesIn))];
  return {
    id,
    heading: words?.heading ?? heading,
    codes: kind.sections.find((rule) => rule.id === id)?.contentCodes ?? [],
    ...(id === ANNEX && { locale: ANNEX_LANGUAGE }),
    shown: !hidden,
    text: words?.body ?? '',
    filled: named.filter(known),
    empty: named.filter((field) => !known(field)),
  };
}

/** A personal field is filled person by person; the data of each come from the list, where the incident has any. */
function knownFields(
  kind: NoticeKind,
  values: Readonly<Record<string, unknown>>,
  { data }: IncidentFacts,
): (field: string) => boolean {
  return (field) => {
    if (field === 'recipient.dataClasses') return (data?.classes ?? []).length > 0;
    if (isPersonal(field)) return kind.placeholders.has(field);
    const value = values[field];
    return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  };
}
