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
  shell: MailShell;
  /** Address that the notice is sent from. */
  sender: string;
  /** Hosts that links may lead to. */
  linkHosts: readonly string[];
}

/** SHA-256 over the canonical JSON of all that will be sent: what an approval is bound to. 64 hexadecimal digits. */
export function contentHash({ text, linkHosts, ...rest }: SentContent): string {
  const { subject, preheader, sections } = text;
  const shown = sections.filter(({ hidden }) => !hidden);
  const parts = shown.map(({ id, level, heading, markdown }) => ({ id, level, heading, markdown }));
  const content = { ...rest, subject, preheader, sections: parts, linkHosts: [...linkHosts].sort() };
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}
