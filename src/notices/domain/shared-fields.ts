import { linkFault } from './link-target.js';
import type { SharedField } from './compose-blocks.js';
import type { MailShell } from './mail-shell.js';
import type { MergeField } from './marked-text.js';
import { wordingOf, type NoticeLanguage, type Wording } from './notice-helpers.js';
import { isPersonal, type NoticeKind, type Placeholder } from './notice-kind.js';
import { UndeclaredPlaceholder, valueOf, type NoticeValue, type NoticeValues } from './notice-values.js';

/** What a notice is rendered with, besides its text and values. */
export interface NoticeFrame {
  kind: NoticeKind;
  language: NoticeLanguage;
  linkHosts: ReadonlySet<string>;
  shell: MailShell;
}

/** Starts what stands in place of a value; no text that is sent holds it. */
export const gapStart = '⟦';

/** What people see where a value is missing. */
export function gapFor({ label, ask }: Placeholder): string {
  return `⟦missing: ${label}, ask: ${ask.replaceAll('-', ' ')}⟧`;
}

/** The words of every shared field, and which of them are missing. */
export class SharedFields {
  /** Placeholders without value that the text names. */
  readonly gaps = new Set<string>();

  constructor(
    private readonly values: NoticeValues,
    readonly frame: NoticeFrame,
  ) {}

  value(name: string): NoticeValue | undefined {
    return valueOf(this.values, name);
  }

  isPersonal({ names }: MergeField): boolean {
    return names.some(isPersonal);
  }

  shared(field: MergeField): SharedField {
    const missing = field.names.filter((name) => this.value(name) === undefined);
    const [first] = missing;
    if (first !== undefined) {
      for (const name of missing) this.gaps.add(name);
      return { gap: gapFor(this.placeholder(first)) };
    }
    const wording = this.wording(field, (name) => this.value(name));
    const fault = wording.href?.startsWith('https:') && linkFault(wording.href, this.frame.linkHosts);
    if (!fault) return { wording };
    const [name = ''] = field.names;
    this.gaps.add(name);
    return { gap: `⟦${this.placeholder(name).label}: ${fault.message}⟧` };
  }

  wording({ helper, names }: MergeField, value: (name: string) => NoticeValue | undefined): Wording {
    const type = this.placeholder(names[0] ?? '').type;
    return wordingOf(
      helper,
      type,
      names.map((name) => value(name) as NoticeValue),
      this.frame.language,
    );
  }

  placeholder(name: string): Placeholder {
    const placeholder = this.frame.kind.placeholders.get(name);
    if (!placeholder) throw new UndeclaredPlaceholder(name);
    return placeholder;
  }
}
