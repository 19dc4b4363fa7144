import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { PROOF_FIELDS } from '../proofs/domain/proof-values.js';
import { ProofsOfFix } from '../proofs/proofs.service.js';
import { fixClaimsIn } from './domain/fix-claims.js';
import type { NoticeSection, NoticeText } from './domain/notice-text.js';
import { NoticeTextRefused } from './domain/render-notice.js';
import type { RenderedNotice } from './domain/render-notice.js';
import { noticeValues } from './domain/notice-values.js';
import { isPersonal } from './domain/notice-kind.js';
import { namesIn } from './domain/template-names.js';
import { NoticePress } from './notice-press.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import type { Notice } from './notice.entity.js';
import { FixNotProved } from './notices.errors.js';
import { storedValues } from './stored-values.js';

/** A sentence of a notice that says the weakness is closed while nothing proves it. */
export interface UnprovedClaim {
  /** Id of the section; `subject` or `preheader` for those lines. */
  place: string;
  /** Its heading as it reads; empty for the lines. */
  heading: string;
  /** The sentence as people would read it. */
  quote: string;
  /** JSON pointer into the text. */
  path: string;
}

type StoredText = Pick<NoticeRevision, 'text' | 'values' | 'linkHosts'>;

/** Holds every text of a notice against the proof of fix of its incident. */
@Injectable()
export class ClaimedFixes {
  constructor(
    private readonly proofs: ProofsOfFix,
    private readonly press: NoticePress,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Claims that nothing proves at this moment; empty while the proof of fix is complete. */
  async unproved(
    manager: EntityManager,
    notice: Pick<Notice, 'kind' | 'locale' | 'incidentId'>,
    stored: StoredText,
  ): Promise<UnprovedClaim[]> {
    const claims = this.claimsIn(notice, stored);
    if (claims.length === 0) return [];
    const { state } = await this.proofs.stateOf(manager, notice.incidentId);
    return state === 'complete' ? [] : claims;
  }

  /** @throws FixNotProved naming each sentence */
  async refuseUnproved(
    manager: EntityManager,
    notice: Pick<Notice, 'kind' | 'locale' | 'incidentId'>,
    stored: StoredText,
  ): Promise<void> {
    const claims = await this.unproved(manager, notice, stored);
    if (claims.length > 0) throw new FixNotProved(claims);
  }

  /** Every sentence that claims that the weakness is closed, proved or not, as people would read it. */
  claimsIn(notice: Pick<Notice, 'kind' | 'locale'>, stored: StoredText): UnprovedClaim[] {
    const { subject, preheader, sections } = stored.text;
    const lines = this.#read(notice, stored, { subject, preheader, sections: [] });
    const shown = sections.filter(({ hidden }) => !hidden);
    return [
      ...this.#claims({ place: 'subject', heading: '', path: '/subject' }, lines.subject, subject),
      ...this.#claims({ place: 'preheader', heading: '', path: '/preheader' }, lines.preheader, preheader),
      ...shown.flatMap((section) => this.#inSection(notice, stored, section)),
    ];
  }

  #inSection(
    notice: Pick<Notice, 'kind' | 'locale'>,
    stored: StoredText,
    section: NoticeSection,
  ): UnprovedClaim[] {
    const { id, heading, markdown } = section;
    const alone = { subject: heading, preheader: '', sections: [{ ...section, heading: '' }] };
    const read = this.#read(notice, stored, alone);
    const at = { place: id, heading: read.subject };
    return [
      ...this.#claims({ ...at, path: `/sections/${id}/heading` }, read.subject, heading),
      ...this.#claims({ ...at, path: `/sections/${id}/markdown` }, read.body, markdown),
    ];
  }

  /** A field of the record claims by itself, whatever the words around it. */
  #claims(at: Omit<UnprovedClaim, 'quote'>, read: string, source: string): UnprovedClaim[] {
    const claims = fixClaimsIn(read, this.catalogue.fixClaims).map(({ quote }) => ({ ...at, quote }));
    if (claims.length > 0 || !namesOrNone(source).some((name) => PROOF_FIELDS.has(name))) return claims;
    return [{ ...at, quote: shortened(read) }];
  }

  /** As it would be sent, without marks of Markdown; a stored text that does not pass its check, as it stands. */
  #read(
    notice: Pick<Notice, 'kind' | 'locale'>,
    { values, linkHosts }: StoredText,
    text: NoticeText,
  ): RenderedNotice {
    const kind = this.press.kindOf(notice);
    const personal = noticeValues([...kind.placeholders.keys()].filter(isPersonal), new Map());
    try {
      const prepared = this.press.prepareText(
        kind,
        notice.locale,
        text,
        storedValues(kind, values),
        linkHosts,
      );
      return prepared.preview({ values: personal, isPerson: false }, 'text');
    } catch (error) {
      if (!(error instanceof NoticeTextRefused)) throw error;
      const body = text.sections.map(({ markdown }) => markdown).join('\n\n');
      return { subject: text.subject, preheader: text.preheader, body };
    }
  }
}

const LONGEST = 240;

function shortened(text: string): string {
  const line = [...text.replace(/\s+/gu, ' ').trim()];
  return line.length <= LONGEST ? line.join('') : `${line.slice(0, LONGEST).join('')}…`;
}

function namesOrNone(source: string): string[] {
  try {
    return namesIn(source);
  } catch {
    return [];
  }
}
