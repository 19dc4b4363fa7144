import { Injectable } from '@nestjs/common';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { everyReader, readerValues } from './domain/notice-context.js';
import type { NoticeSection, NoticeText } from './domain/notice-text.js';
import type { Reader } from './domain/one-reader.js';
import { renderSection } from './domain/render-section.js';
import { wordChanges } from './domain/word-changes.js';
import type { WordChange } from './domain/word-changes.js';
import { readableMarkdown } from './domain/write-markdown.js';
import { NoticePress } from './notice-press.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import type { Notice } from './notice.entity.js';

/** A text with the values its fields have in it. */
export type SavedWords = Pick<NoticeRevision, 'text' | 'values' | 'linkHosts'>;

/** One section of a saved text as people read it: Markdown with the values of that revision in place. */
export interface SectionWording {
  id: string;
  heading: string;
  body: string;
  hidden: boolean;
}

/** One part of a text against its earlier words. */
export interface PartComparison {
  /** Of the section; `subject` or `preheader` for those lines. */
  id: string;
  /** As it reads in the later text. */
  heading: string;
  /** `form`: the same words, made of other fields or marks. */
  state: 'same' | 'form' | 'changed' | 'left out' | 'taken in';
  changes: WordChange[];
}

/** Puts saved texts into words, section by section, with the code that sends them. */
@Injectable()
export class NoticeWording {
  constructor(private readonly press: NoticePress) {}

  /** @throws NoticeTextRefused when the stored text would not pass its check now */
  sections(notice: Notice, revision: SavedWords, facts: IncidentFacts): SectionWording[] {
    return revision.text.sections.map((section) => this.#section(notice, revision, section, facts));
  }

  /**
   * What changed from one saved text to another, in words as they are sent: also where only a value moved. Sections
   * that both leave out are not there.
   *
   * @throws NoticeTextRefused
   */
  compare(notice: Notice, before: SavedWords, after: SavedWords, facts: IncidentFacts): PartComparison[] {
    const earlier = this.#parts(notice, before, facts);
    return [...this.#parts(notice, after, facts)].flatMap(([id, now]) => {
      const then = earlier.get(id) ?? { ...now, body: '', source: '', hidden: true };
      if (then.hidden && now.hidden) return [];
      const renamed = then.heading !== now.heading && !then.hidden && !now.hidden;
      const changes = wordChanges(wordsOf(then, renamed), wordsOf(now, renamed));
      return [{ id, heading: now.heading || then.heading, state: stateOf(then, now, changes), changes }];
    });
  }

  #parts(notice: Notice, revision: SavedWords, facts: IncidentFacts): Map<string, Part> {
    const { text } = revision;
    const lines = this.press
      .prepare(notice, { ...revision, text: { ...text, sections: [] } })
      .preview(this.#reader(notice, facts), 'markdown');
    const line = (id: 'subject' | 'preheader', heading: string): [string, Part] => [
      id,
      { id, heading, body: lines[id], hidden: false, source: text[id] },
    ];
    const sections = text.sections.map((section): [string, Part] => [
      section.id,
      {
        ...this.#section(notice, revision, section, facts),
        source: `${section.heading}\n${section.markdown}`,
      },
    ]);
    return new Map([line('subject', 'Subject'), line('preheader', 'Preheader'), ...sections]);
  }

  #section(
    notice: Notice,
    revision: SavedWords,
    section: NoticeSection,
    facts: IncidentFacts,
  ): SectionWording {
    const prepare = (alone: NoticeText) => this.press.prepare(notice, { ...revision, text: alone });
    const { id, hidden } = section;
    return { id, ...renderSection(section, prepare, this.#reader(notice, facts)), hidden };
  }

  #reader(notice: Notice, facts: IncidentFacts): Reader {
    return { values: readerValues(this.press.kindOf(notice), everyReader(facts)), isPerson: false };
  }
}

interface Part extends SectionWording {
  /** As it is stored, fields and all. */
  source: string;
}

function wordsOf({ heading, body, hidden }: Part, withHeading: boolean): string {
  if (hidden) return '';
  return readableMarkdown(withHeading ? `${heading}\n\n${body}` : body);
}

function stateOf(then: Part, now: Part, changes: readonly WordChange[]): PartComparison['state'] {
  if (now.hidden) return 'left out';
  if (then.hidden) return 'taken in';
  if (changes.some(({ kind }) => kind !== 'same')) return 'changed';
  return then.source === now.source ? 'same' : 'form';
}
