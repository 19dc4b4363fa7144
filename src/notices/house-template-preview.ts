import { Injectable } from '@nestjs/common';
import type { Fault } from '../platform/errors.js';
import type { Finding } from './domain/checks/finding.js';
import { partsOf } from './domain/generated-text.js';
import { withHouseParts } from './domain/house-texts.js';
import type { HouseParts, TypedHouseTexts } from './domain/house-texts.js';
import type { NoticeKind } from './domain/notice-kind.js';
import type { NoticeSection, NoticeText } from './domain/notice-text.js';
import type { NoticeFormat, RenderedNotice } from './domain/render-notice.js';
import { renderSection } from './domain/render-section.js';
import { exampleValues, shippedText } from './domain/template-reading.js';
import { wordChanges } from './domain/word-changes.js';
import type { WordChange } from './domain/word-changes.js';
import { HouseTemplates } from './house-templates.service.js';
import { HouseTextCheck } from './house-text-check.js';
import { HouseTextFindings } from './house-text-findings.js';
import { NoticePress } from './notice-press.js';

/** A part of the shipped text: as people could write it, and as it reads with the examples of its fields. */
export interface ShippedPart {
  /** Of the section; `subject` or `preheader` for those lines. */
  id: string;
  /** With fields; empty in a line and in a section without heading. */
  heading: string;
  /** Text of profile `author`; every condition in it counts as met. */
  markdown: string;
  reads: { heading: string; text: string };
}

export interface HousePreview {
  /** Null while something in the house text may not stand in a text. */
  rendered: RenderedNotice | null;
  faults: Fault[];
  /** What the checks of notices say about the house words in it. */
  findings: Finding[];
}

/** What a version changed in a part. */
export interface HousePartChange {
  id: string;
  heading: string;
  changes: WordChange[];
}

/** Shows shipped and house texts with the example values of their fields, by the code that sends. */
@Injectable()
export class HouseTemplatePreview {
  constructor(
    private readonly templates: HouseTemplates,
    private readonly check: HouseTextCheck,
    private readonly findings: HouseTextFindings,
    private readonly press: NoticePress,
  ) {}

  /** The shipped text, part by part; a line that the channel does not have is not there. @throws TemplateNotFound */
  async shipped(kindId: string, locale: string): Promise<ShippedPart[]> {
    const { kind, texts } = this.templates.shipped(kindId, locale);
    const hosts = await this.#hosts(kind);
    const text = shippedText(kind, locale);
    const { shared, reader } = exampleValues(kind);
    const prepare = (one: NoticeText) => this.press.prepareText(kind, locale, one, shared, hosts);
    const lines = prepare({ ...text, sections: [] }).preview(reader, 'text');
    const line = (id: 'subject' | 'preheader'): ShippedPart[] =>
      texts[id] === ''
        ? []
        : [{ id, heading: '', markdown: text[id], reads: { heading: '', text: lines[id] } }];
    const section = (one: NoticeSection): ShippedPart => {
      const { heading, body } = renderSection(one, prepare, reader);
      return { id: one.id, heading: one.heading, markdown: one.markdown, reads: { heading, text: body } };
    };
    return [...line('subject'), ...line('preheader'), ...text.sections.map(section)];
  }

  /**
   * The whole notice with the house text in its place, for the made-up reader of the examples, and what the checks
   * say about the house words. Nothing is kept, and nothing that may not stand in a text is rendered.
   *
   * @throws TemplateNotFound
   */
  async of(
    kindId: string,
    locale: string,
    typed: TypedHouseTexts,
    format: NoticeFormat,
  ): Promise<HousePreview> {
    const shipped = this.templates.shipped(kindId, locale);
    const { kind } = shipped;
    const linkHosts = await this.check.linkHosts();
    const { parts, faults } = this.check.read(typed, shipped, linkHosts);
    if (faults.length > 0) return { rendered: null, faults, findings: [] };
    const text = withHouseParts(shippedText(kind, locale), parts);
    const { shared, reader } = exampleValues(kind);
    const prepared = this.press.prepareText(kind, locale, text, shared, await this.#hosts(kind));
    const rendered = prepared.preview(reader, format);
    return { rendered, faults, findings: this.findings.of(kind, locale, parts, linkHosts) };
  }

  /**
   * What became of each part from one version to another, word by word; parts that are alike are not there.
   *
   * @param from 0 is the shipped text, which also stands where a version has no words of its own
   * @throws TemplateNotFound
   */
  async compare(kindId: string, locale: string, from: number, to: number): Promise<HousePartChange[]> {
    const [before, after] = [await this.#at(kindId, locale, from), await this.#at(kindId, locale, to)];
    return this.between(kindId, locale, before, after);
  }

  /** The same of two sets of parts; null is the shipped text. @throws TemplateNotFound */
  between(
    kindId: string,
    locale: string,
    before: HouseParts | null,
    after: HouseParts | null,
  ): HousePartChange[] {
    const text = shippedText(this.templates.shipped(kindId, locale).kind, locale);
    const whole = (parts: HouseParts | null) => partsOf(parts ? withHouseParts(text, parts) : text);
    const earlier = whole(before);
    return [...whole(after)].flatMap(([id, part]) => {
      const changes = wordChanges(wordsOf(earlier.get(id) ?? ''), wordsOf(part));
      if (changes.every(({ kind }) => kind === 'same')) return [];
      return [{ id, heading: typeof part === 'string' ? '' : part.heading, changes }];
    });
  }

  async #at(kindId: string, locale: string, version: number): Promise<HouseParts | null> {
    return version === 0 ? null : (await this.templates.version(kindId, locale, version)).parts;
  }

  /** Examples lead to hosts of their own. */
  async #hosts(kind: NoticeKind): Promise<string[]> {
    return [...(await this.check.linkHosts()), ...kind.exampleLinkHosts];
  }
}

function wordsOf(part: string | NoticeSection): string {
  if (typeof part === 'string') return part;
  return part.heading === '' ? part.markdown : `${part.heading}\n\n${part.markdown}`;
}
