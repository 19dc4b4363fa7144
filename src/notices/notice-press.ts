import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Environment } from '../platform/config/environment.js';
import { letterLayout } from './compose-pdf.js';
import type { MailShell } from './domain/mail-shell.js';
import { authorFields } from './domain/notice-kind.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { noticeLanguage } from './domain/notice-language.js';
import type { NoticeText } from './domain/notice-text.js';
import type { NoticeValues } from './domain/notice-values.js';
import { prepareNotice } from './domain/render-notice.js';
import type { PreparedNotice } from './domain/render-notice.js';
import type { NoticeFrame, NoticeMarks } from './domain/shared-fields.js';
import { checkLine, checkTemplate } from './domain/template-checker.js';
import type { TemplateFields } from './domain/template-fields.js';
import type { TemplateFinding, TemplateRule } from './domain/template-finding.js';
import { loadMailShell } from './notice-kinds.loader.js';
import { NOTICE_KINDS, kindIn } from './notice-kinds.js';
import type { NoticeKinds } from './notice-kinds.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import type { Notice } from './notice.entity.js';
import { TextRefused } from './notices.errors.js';
import { contentHash } from './sent-content.js';
import { storedValues } from './stored-values.js';

/** Something in a text that no text may hold: never quotes it. */
export interface TextFault {
  /** JSON pointer: `/subject`, `/sections/<id>/markdown`. */
  path: string;
  rule: TemplateRule;
  /** How to mend it. */
  message: string;
  /** Both count from 1; a column counts UTF-16 units. */
  line: number;
  column: number;
}

/** Turns stored texts into what is sent; preview and mailing use the same. */
@Injectable()
export class NoticePress {
  readonly #shell: MailShell = loadMailShell();

  constructor(
    private readonly environment: Environment,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** The kind of a stored notice. */
  kindOf(notice: Pick<Notice, 'kind' | 'locale'>): NoticeKind {
    return kindIn(this.kinds, notice.kind, notice.locale);
  }

  /** @throws TextRefused with the place of everything that no text may hold */
  check(text: NoticeText, kind: NoticeKind, linkHosts: readonly string[]): void {
    const faults = this.faultsIn(text, kind, linkHosts);
    if (faults.length === 0) return;
    throw new TextRefused(
      faults.map(({ path, message, line, column }) => ({
        path,
        message: `Line ${line}, column ${column}: ${message}`,
      })),
    );
  }

  /** Everything in the text that no text may hold; also in sections that are not sent. */
  faultsIn(text: NoticeText, kind: NoticeKind, linkHosts: readonly string[]): TextFault[] {
    const fields = authorFields(kind, linkHosts);
    return [
      ...faultsAt('/subject', checkLine(text.subject, fields)),
      ...faultsAt('/preheader', checkTemplate(text.preheader, 'author', fields)),
      ...text.sections.flatMap((section) => this.#sectionFaults(section, fields)),
    ];
  }

  /** The stored text, ready for all its readers. */
  prepare(
    notice: Pick<Notice, 'kind' | 'locale'>,
    revision: Pick<NoticeRevision, 'text' | 'values' | 'linkHosts'>,
    marks: NoticeMarks = {},
  ): PreparedNotice {
    const kind = this.kindOf(notice);
    const values = storedValues(kind, revision.values);
    return this.prepareText(kind, notice.locale, revision.text, values, revision.linkHosts, marks);
  }

  prepareText(
    kind: NoticeKind,
    locale: string,
    text: NoticeText,
    values: NoticeValues,
    linkHosts: readonly string[],
    marks: NoticeMarks = {},
  ): PreparedNotice {
    return prepareNotice(text, values, { ...this.#frame(kind, locale, linkHosts), marks });
  }

  /** What a stored text is rendered with, besides its words and values. */
  frameOf(notice: Pick<Notice, 'kind' | 'locale'>, revision: Pick<NoticeRevision, 'linkHosts'>): NoticeFrame {
    return this.#frame(this.kindOf(notice), notice.locale, revision.linkHosts);
  }

  #frame(kind: NoticeKind, locale: string, linkHosts: readonly string[]): NoticeFrame {
    const language = noticeLanguage(this.catalogue, locale);
    return { kind, language, linkHosts: new Set(linkHosts), shell: this.#shell };
  }

  /** Hash of all that would be sent, computed anew from what is stored. */
  hashOf(notice: Pick<Notice, 'kind' | 'locale'>, revision: HashedParts): string {
    const layout = this.#layoutOf(this.kindOf(notice));
    return contentHash({
      kind: notice.kind,
      locale: notice.locale,
      templateVersion: revision.templateVersion,
      text: revision.text,
      values: revision.values,
      linkHosts: revision.linkHosts,
      shell: this.#shell,
      ...(layout !== undefined && { layout }),
      sender: this.environment.MAIL_FROM,
    });
  }

  #layoutOf({ channel }: NoticeKind): string | undefined {
    if (channel === 'letter') return letterLayout;
    return channel === 'web' ? this.#shell.web : undefined;
  }

  #sectionFaults(section: NoticeText['sections'][number], fields: TemplateFields): TextFault[] {
    return [
      ...faultsAt(`/sections/${section.id}/heading`, checkLine(section.heading, fields)),
      ...faultsAt(`/sections/${section.id}/markdown`, checkTemplate(section.markdown, 'author', fields)),
    ];
  }
}

type HashedParts = Pick<NoticeRevision, 'text' | 'values' | 'templateVersion' | 'linkHosts'>;

function faultsAt(path: string, findings: readonly TemplateFinding[]): TextFault[] {
  return findings.map(({ rule, message, place }) => ({ path, rule, message, ...place }));
}
