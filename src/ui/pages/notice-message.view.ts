import type { RenderedNotice } from '../../notices/domain/render-notice.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';

/** A message as it would be sent to one person, in both its forms. */
export interface MessageView {
  subject: string;
  preheader: string;
  from: string;
  /** A whole document; only ever shown in a frame that may do nothing. */
  html: string;
  text: string;
  /** `Subject 43 of 60 characters, 512 of 600 words.`; without subject, the words alone. */
  size: string;
  /** Longer than people read; said, not refused. */
  tooLong: boolean;
}

export function messageView(
  html: RenderedNotice,
  text: RenderedNotice,
  sender: { name: string; address: string },
  { limits }: Pick<NoticeKind, 'limits'>,
): MessageView {
  const words = text.body.split(/\s+/).filter((word) => word !== '').length;
  const length = [...html.subject].length;
  return {
    subject: html.subject,
    preheader: html.preheader,
    from: `${sender.name} <${sender.address}>`,
    html: html.body,
    text: text.body,
    size: `${length > 0 ? `Subject ${counted(length, limits.subject)} characters, ` : ''}${counted(words, limits.words)} words.`,
    tooLong: length > (limits.subject ?? Infinity) || words > (limits.words ?? Infinity),
  };
}

function counted(count: number, most: number | undefined): string {
  return most === undefined ? String(count) : `${count} of ${most}`;
}
