import { Injectable } from '@nestjs/common';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { everyReader, readerValues } from './domain/notice-context.js';
import type { MissingValue } from './domain/draft-notice.js';
import type { NoticeFormat, RenderedNotice } from './domain/render-notice.js';
import { NoticePress } from './notice-press.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';

/** A field of the text that has no value. */
export type MissingField = Pick<MissingValue, 'placeholder' | 'label' | 'ask'> & {
  type: string;
  example: unknown;
};

/** Shows a stored text as it would be sent, to nobody in particular. */
@Injectable()
export class NoticePreview {
  constructor(
    private readonly notices: Notices,
    private readonly incidents: Incidents,
    private readonly press: NoticePress,
    private readonly reader: Reader,
  ) {}

  async of(noticeId: string, format: NoticeFormat, actor: Actor): Promise<RenderedNotice> {
    return this.render(await this.notices.one(noticeId, actor), format);
  }

  async render(found: CurrentNotice, format: NoticeFormat): Promise<RenderedNotice> {
    const { notice, current } = found;
    const { facts } = await this.incidents.currentFacts(this.reader.manager, notice.incidentId);
    const values = readerValues(this.press.kindOf(notice), everyReader(facts));
    return this.press.prepare(notice, current).preview({ values, isPerson: false }, format);
  }

  /** Whether what is stored is still the text that its hash was made of. */
  intact({ notice, current }: CurrentNotice): boolean {
    return this.press.hashOf(notice, current) === notice.contentHash;
  }

  /** What people have to find before the text can be submitted. */
  missing({ notice, current }: CurrentNotice): MissingField[] {
    const kind = this.press.kindOf(notice);
    return this.press.prepare(notice, current).unresolved.flatMap((name) => {
      const placeholder = kind.placeholders.get(name);
      if (!placeholder) return [];
      const { label, ask, type, example } = placeholder;
      return [{ placeholder: name, label, ask, type, example }];
    });
  }
}
