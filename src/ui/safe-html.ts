/**
 * HTML that our own code wrote, and the only thing a page prints without escaping. Never wrap text that came
 * from a person or a file: render it first (Markdown renderer, chart) and wrap what the renderer returned.
 */
export class SafeHtml {
  constructor(private readonly html: string) {}

  /** Called by Handlebars in place of escaping. */
  toHTML(): string {
    return this.html;
  }

  toString(): string {
    return this.html;
  }
}

export function safeHtml(html: string): SafeHtml {
  return new SafeHtml(html);
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made fit for an element or for an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
