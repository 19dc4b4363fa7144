/** Why a template text is refused; each message says how to mend it. */
export type TemplateRule =
  | 'syntax'
  | 'too_large'
  | 'too_deep'
  | 'control_character'
  | 'raw_block'
  | 'partial'
  | 'decorator'
  | 'block'
  | 'block_params'
  | 'unknown_node'
  | 'unescaped'
  | 'data_variable'
  | 'parent_path'
  | 'literal_segment'
  | 'forbidden_name'
  | 'unknown_placeholder'
  | 'unknown_helper'
  | 'arguments'
  | 'subexpression'
  | 'raw_html'
  | 'image'
  | 'link'
  | 'link_host'
  | 'context';

/** Both count from 1; a column counts UTF-16 units. */
export interface Place {
  line: number;
  column: number;
}

/** One reason to refuse a text: the rule it breaks, where, and how to mend it. Never quotes the text. */
export interface TemplateFinding {
  rule: TemplateRule;
  place: Place;
  message: string;
}

/** Gathers findings of one text; the same rule at the same place is told once. */
export class Findings {
  readonly #found: TemplateFinding[] = [];
  readonly #seen = new Set<string>();

  constructor(private readonly placeOf: (offset: number) => Place) {}

  /** @param offset index into the text, in UTF-16 units */
  add(rule: TemplateRule, offset: number, message: string): void {
    const place = this.placeOf(offset);
    const key = `${rule} ${place.line}:${place.column}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#found.push({ rule, place, message });
  }

  has(...rules: TemplateRule[]): boolean {
    return this.#found.some((finding) => rules.includes(finding.rule));
  }

  /** In the order of the text. */
  all(): TemplateFinding[] {
    return this.#found.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  }
}
