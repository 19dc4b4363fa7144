import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/domain/canonical-json.js';
import type { MailShell } from './domain/mail-shell.js';
import type { NoticeText } from './domain/notice-text.js';

/** Everything that decides what people get, but for their own row. */
export interface SentContent {
  kind: string;
  locale: string;
  templateVersion: string;
  text: NoticeText;
  /** Values of every field that is not personal, in JSON. */
  values: Readonly<Record<string, unknown>>;
  /** Frames of the e-mail, which every text can be previewed as. */
  shell: Pick<MailShell, 'html' | 'text'>;
  /** What else decides the look of a kind that goes out as letter or page; absent for all others. */
  layout?: string;
  /** Address that the notice is sent from. */
  sender: string;
  /** Hosts that links may lead to. */
  linkHosts: readonly string[];
}

/** SHA-256 over the canonical JSON of all that will be sent: what an approval is bound to. 64 hexadecimal digits. */
export function contentHash({ text, linkHosts, shell, layout, ...rest }: SentContent): string {
  const { subject, preheader, sections } = text;
  const shown = sections.filter(({ hidden }) => !hidden);
  const parts = shown.map(({ id, level, heading, markdown }) => ({ id, level, heading, markdown }));
  const content = {
    ...rest,
    shell: { html: shell.html, text: shell.text },
    ...(layout !== undefined && { layout }),
    subject,
    preheader,
    sections: parts,
    linkHosts: [...linkHosts].sort(),
  };
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}
