import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { CheckedPart } from './domain/checks/checked-notice.js';
import { wordsOfMarkdown } from './domain/checks/facts/markdown-notice.js';
import type { Finding } from './domain/checks/finding.js';
import { houseFindings } from './domain/house-findings.js';
import { partIds, withHouseParts } from './domain/house-texts.js';
import type { HouseParts } from './domain/house-texts.js';
import type { NoticeKind } from './domain/notice-kind.js';
import type { NoticeText } from './domain/notice-text.js';
import { renderSection } from './domain/render-section.js';
import { exampleValues, shippedText } from './domain/template-reading.js';
import { NoticePress } from './notice-press.js';

/** Puts house words before the checks of notices, with the example values in them. */
@Injectable()
export class HouseTextFindings {
  constructor(
    private readonly press: NoticePress,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param parts have passed the check of what a text may hold
   * @param linkHosts hosts that links may lead to
   */
  of(kind: NoticeKind, locale: string, parts: HouseParts, linkHosts: readonly string[]): Finding[] {
    const own = new Set(partIds(parts));
    const hosts = [...linkHosts, ...kind.exampleLinkHosts];
    const whole = withHouseParts(shippedText(kind, locale), parts);
    const words = this.#words(kind, locale, whole, hosts).filter(({ id }) => own.has(id));
    return houseFindings({ kind, locale, parts: words, linkHosts: hosts }, this.catalogue);
  }

  #words(kind: NoticeKind, locale: string, text: NoticeText, hosts: readonly string[]): CheckedPart[] {
    const { shared, reader } = exampleValues(kind);
    const prepare = (one: NoticeText) => this.press.prepareText(kind, locale, one, shared, hosts);
    const lines = prepare({ ...text, sections: [] }).preview(reader, 'markdown');
    const line = (id: 'subject' | 'preheader'): CheckedPart => ({
      id,
      level: 0,
      heading: '',
      words: lines[id],
      source: text[id],
      fields: [],
    });
    const sections = text.sections.map((section): CheckedPart => {
      const { id, level, markdown } = section;
      const { heading, body } = renderSection(section, prepare, reader);
      return { id, level, heading, words: wordsOfMarkdown(body), source: markdown, fields: [] };
    });
    return [line('subject'), line('preheader'), ...sections];
  }
}
