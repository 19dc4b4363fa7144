import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import type { MissingValue } from './domain/draft-notice.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { NoticeTextRefused } from './domain/render-notice.js';
import type { NoticeFormat, PreparedNotice, RenderedNotice } from './domain/render-notice.js';
import { NoticePress } from './notice-press.js';
import type { TextFault } from './notice-press.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';
import type { ReviseNotice } from './notice-drafts.js';
import { PreviewReaders } from './preview-readers.js';
import type { ChosenReader } from './preview-readers.js';
import { UnsavedTexts } from './unsaved-texts.js';

/** A field of the text that has no value. */
export type MissingField = Pick<MissingValue, 'placeholder' | 'label' | 'ask'> & {
  type: string;
  example: unknown;
};

/** What stands in the way of a text: a place in it, or an answer that cannot be taken (rule `detail`, no line). */
export type PreviewFault = Omit<TextFault, 'rule' | 'line' | 'column'> & {
  rule: TextFault['rule'] | 'detail';
  line: number | null;
  column: number | null;
};

/** Unsaved text as it would be sent. */
export interface TextPreview {
  /** Null while something in it that would be sent may not stand in a text. */
  rendered: RenderedNotice | null;
  faults: PreviewFault[];
  /** Shared fields without a value. */
  missing: MissingField[];
}

/** Shows texts as they would be sent, by the code that sends them. */
@Injectable()
export class NoticePreview {
  constructor(
    private readonly notices: Notices,
    private readonly unsaved: UnsavedTexts,
    private readonly press: NoticePress,
    private readonly readers: PreviewReaders,
  ) {}

  /** The stored text as everyone's copy, or the chosen reader's. @throws NoticeNotFound, ReaderUnknown, ReadersHidden */
  async of(
    noticeId: string,
    format: NoticeFormat,
    actor: Actor,
    chosen: ChosenReader = {},
  ): Promise<RenderedNotice> {
    const { notice, current } = await this.notices.one(noticeId, actor);
    const reader = await this.readers.chosen(notice, chosen, actor);
    return this.press.prepare(notice, current).preview(reader, format);
  }

  /** The stored text as everyone's copy. */
  async render({ notice, current }: CurrentNotice, format: NoticeFormat): Promise<RenderedNotice> {
    const reader = await this.readers.everyone(notice);
    return this.press.prepare(notice, current).preview(reader, format);
  }

  /**
   * A text that nobody saved, with the values it would get if it were saved now. Nothing of it is kept; what no text
   * may hold comes back by its place, and is not rendered.
   *
   * @throws NoticeNotFound, RevisionUnknown, SectionsDiffer, ReaderUnknown, ReadersHidden
   */
  async ofText(
    noticeId: string,
    typed: ReviseNotice,
    shown: { format: NoticeFormat; reader?: ChosenReader },
    actor: Actor,
  ): Promise<TextPreview> {
    const { notice, text, view, faults: refused } = await this.unsaved.of(noticeId, typed, actor);
    const reader = await this.readers.chosen(notice, shown.reader ?? {}, actor);
    const kind = this.press.kindOf(notice);
    const { context, linkHosts } = view;
    const faults: PreviewFault[] = [
      ...refused.map((fault) => ({ ...fault, ...NOT_IN_TEXT })),
      ...this.press.faultsIn(text, kind, linkHosts),
    ];
    try {
      const prepared = this.press.prepareText(kind, notice.locale, text, context.values, linkHosts);
      const rendered = prepared.preview(reader, shown.format);
      return { rendered, faults, missing: missingIn(kind, prepared) };
    } catch (error) {
      if (!(error instanceof NoticeTextRefused)) throw error;
      return { rendered: null, faults, missing: [] };
    }
  }

  /** Whether what is stored is still the text that its hash was made of. */
  intact({ notice, current }: CurrentNotice): boolean {
    return this.press.hashOf(notice, current) === notice.contentHash;
  }

  /** What people have to find before the text can be submitted. */
  missing({ notice, current }: CurrentNotice): MissingField[] {
    return missingIn(this.press.kindOf(notice), this.press.prepare(notice, current));
  }
}

const NOT_IN_TEXT = { rule: 'detail', line: null, column: null } as const;

function missingIn(kind: NoticeKind, prepared: PreparedNotice): MissingField[] {
  return prepared.unresolved.flatMap((name) => {
    const placeholder = kind.placeholders.get(name);
    if (!placeholder) return [];
    const { label, ask, type, example } = placeholder;
    return [{ placeholder: name, label, ask, type, example }];
  });
}
