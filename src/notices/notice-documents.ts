import { Injectable } from '@nestjs/common';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import type { ReviseNotice } from './notice-drafts.js';
import { NoticePress } from './notice-press.js';
import type { CurrentNotice } from './notices.service.js';
import { Notices } from './notices.service.js';
import { PreviewReaders } from './preview-readers.js';
import type { ChosenReader } from './preview-readers.js';
import { renderDocument } from './render-document.js';
import type { DocumentFormat, DocumentSource, DocumentStanding } from './render-document.js';
import { oneCountry } from './render-from-facts.js';
import { storableValues, storedValues } from './stored-values.js';
import { UnsavedTexts } from './unsaved-texts.js';
import type { UnsavedText } from './unsaved-texts.js';

/** One document of a notice, as a file. */
export interface NoticeFile {
  name: string;
  /** Media type. */
  type: string;
  content: string | Buffer;
}

/** Whose copy, and where it goes. */
export interface DocumentReader extends ChosenReader {
  /** Name and postal address for the window of a letter, line by line. */
  to?: readonly string[];
  /** ISO 3166-1 code of where a letter goes; absent: that of all affected people, where they live in one. */
  country?: string;
}

const TYPES: Readonly<Record<DocumentFormat, { type: string; ending: string }>> = {
  md: { type: 'text/markdown; charset=utf-8', ending: 'md' },
  text: { type: 'text/plain; charset=utf-8', ending: 'txt' },
  html: { type: 'text/html; charset=utf-8', ending: 'email.html' },
  web: { type: 'text/html; charset=utf-8', ending: 'page.html' },
  pdf: { type: 'application/pdf', ending: 'pdf' },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
  eml: { type: 'message/rfc822', ending: 'eml' },
};

/**
 * Hands a stored text out in every format. Values come from the revision and from the facts behind it, never from what
 * is known now; all formats of one text carry one number, and what is not approved says so.
 */
@Injectable()
export class NoticeDocuments {
  constructor(
    private readonly notices: Notices,
    private readonly press: NoticePress,
    private readonly readers: PreviewReaders,
    private readonly incidents: Incidents,
    private readonly environment: Environment,
    private readonly reader: Reader,
    private readonly unsaved: UnsavedTexts,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NoticeNotFound, NoticeTextRefused, ReaderUnknown, ReadersHidden, TwoReadersChosen; NoticeUnresolved where an
   * approved text lacks a value for the chosen person; TooManyPdfs and LettersMissing for a PDF
   */
  async of(
    noticeId: string,
    format: DocumentFormat,
    reader: DocumentReader,
    actor: Actor,
  ): Promise<NoticeFile> {
    const source = await this.#source(await this.notices.one(noticeId, actor), reader, actor);
    const { content } = await renderDocument(source, format);
    const { type, ending } = TYPES[format];
    return { name: `${nameOf(source)}.${ending}`, type, content };
  }

  /**
   * A text that nobody saved, printed by the same code with the values of now: marked as a draft, under the number that
   * it would get if it were saved. Nothing of it is kept.
   *
   * @throws NoticeNotFound, RevisionUnknown, SectionsDiffer, NoticeTextRefused, ReaderUnknown, ReadersHidden; TooManyPdfs
   * and LettersMissing for a PDF
   */
  async ofText(
    noticeId: string,
    typed: ReviseNotice,
    shown: { format: DocumentFormat; reader: DocumentReader },
    actor: Actor,
  ): Promise<NoticeFile> {
    const source = await this.#unsaved(await this.unsaved.of(noticeId, typed, actor), shown.reader, actor);
    const { content } = await renderDocument(source, shown.format);
    const { type, ending } = TYPES[shown.format];
    return { name: `PREVIEW-${nameOf(source)}.${ending}`, type, content };
  }

  async #unsaved(
    { notice, incident, text, view }: UnsavedText,
    chosen: DocumentReader,
    actor: Actor,
  ): Promise<DocumentSource> {
    const { facts } = await this.incidents.currentFacts(this.reader.manager, incident.id);
    const { values } = view.context;
    const { linkHosts } = view;
    const { templateVersion } = this.press.kindOf(notice);
    const parts = { text, values: storableValues(values), linkHosts, templateVersion };
    const country = chosen.country ?? oneCountry(facts);
    return {
      text,
      values,
      frame: this.press.frameOf(notice, { linkHosts }),
      reader: await this.readers.chosen(notice, chosen, actor),
      standing: 'draft',
      isExercise: incident.kind === 'exercise',
      numbered: {
        reference: incident.reference,
        revision: notice.revision + 1,
        contentHash: this.press.hashOf(notice, parts),
      },
      at: this.clock.now(),
      from: { name: String(values['organisation.name'] ?? ''), address: this.environment.MAIL_FROM },
      ...(country !== undefined && { country }),
    };
  }

  async #source(found: CurrentNotice, chosen: DocumentReader, actor: Actor): Promise<DocumentSource> {
    const { notice, current } = found;
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const { facts } = await this.incidents.factsAt(manager, incident.id, current.factsRevision);
    const kind = this.press.kindOf(notice);
    const country = chosen.country ?? oneCountry(facts);
    return {
      text: current.text,
      values: storedValues(kind, current.values),
      frame: this.press.frameOf(notice, current),
      reader: await this.readers.chosen(notice, chosen, actor),
      standing: this.standing(found),
      isExercise: incident.kind === 'exercise',
      numbered: {
        reference: incident.reference,
        revision: notice.revision,
        contentHash: this.press.hashOf(notice, current),
      },
      at: notice.approvedAt ?? current.savedAt,
      from: {
        name: String(current.values['organisation.name'] ?? ''),
        address: this.environment.MAIL_FROM,
      },
      ...(chosen.to !== undefined && { to: chosen.to }),
      ...(country !== undefined && { country }),
    };
  }

  /** A text that was changed beside this program is a draft, whatever its state says. */
  standing({ notice, current }: CurrentNotice): DocumentStanding {
    if (notice.state === 'withdrawn') return 'withdrawn';
    const approved = (notice.state === 'approved' || notice.state === 'sent') && notice.approvedBy !== null;
    return approved && this.press.hashOf(notice, current) === notice.contentHash ? 'approved' : 'draft';
  }
}

function nameOf({ numbered, frame, standing, isExercise }: DocumentSource): string {
  const parts = [
    ...(isExercise ? ['EXERCISE'] : []),
    ...(standing === 'approved' ? [] : [String(standing).toUpperCase()]),
    numbered?.reference ?? '',
    frame.kind.id,
    frame.language.locale,
    `r${numbered?.revision ?? 0}`,
  ];
  return parts.join('-').replace(/[^A-Za-z0-9.-]/g, '_');
}
