/** A merge field as the page hands it to the editor. */
export interface EditorField {
  name: string;
  label: string;
  /** Where its value comes from, in words: `a fact of the incident`. */
  source: string;
  /** In words; null: it is missing, or differs from person to person. */
  value: string | null;
  example: string;
  /** Differs from person to person. */
  personal: boolean;
  /** Its value is an address: a link may lead there. */
  isAddress: boolean;
}

export interface EditorData {
  fields: readonly EditorField[];
  /** What a helper makes of its fields, by call: `longDate incident.occurredAt`. */
  said: Readonly<Record<string, string>>;
}

/** How a chip shows a field. */
export interface ChipWords {
  text: string;
  state: 'value' | 'person' | 'missing';
  /** Name, meaning and source, for the title and the line under the text. */
  title: string;
}

/** What chips say of the fields they stand for. */
export class FieldWords {
  readonly #fields: ReadonlyMap<string, EditorField>;

  constructor(readonly data: EditorData) {
    this.#fields = new Map(data.fields.map((field) => [field.name, field]));
  }

  /** @param call the field without its braces: `organisation.phone`, `longDate incident.occurredAt` */
  of(call: string): ChipWords {
    const words = call.split(' ');
    const names = words.length > 1 ? words.slice(1) : words;
    const fields = names.map((name) => this.#fields.get(name));
    const title = names
      .map((name, at) => {
        const field = fields[at];
        return field ? `${name}: ${field.label}, ${field.source}` : `${name}: there is no such field`;
      })
      .join('; ');
    const unknown = names.find((name) => !this.#fields.has(name));
    if (unknown !== undefined) return { text: `no such field: ${unknown}`, state: 'missing', title };
    const missing = fields.find((field) => field?.value === null && !field.personal);
    if (missing) return { text: `missing: ${missing.label}`, state: 'missing', title };
    const person = fields.find((field) => field?.personal);
    if (person) return { text: person.label, state: 'person', title };
    return { text: this.data.said[call] ?? fields[0]?.value ?? call, state: 'value', title };
  }

  /** Fields that a search finds by label, name, example or source; all for an empty one. */
  search(query: string): EditorField[] {
    const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
    return this.data.fields.filter(({ name, label, example, value, source }) => {
      const text = `${name} ${label} ${example} ${value ?? ''} ${source}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  }

  get addresses(): EditorField[] {
    return this.data.fields.filter(({ isAddress }) => isAddress);
  }
}
