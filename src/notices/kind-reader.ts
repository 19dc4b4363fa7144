import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { deepFreeze, frozenMap } from '../catalogue/frozen.js';
import { readYaml, YamlFault, type YamlDocument } from '../catalogue/yaml-document.js';
import type { NoticeKind, NoticeTexts, SectionRule } from './domain/notice-kind.js';
import { sectionsIn, templatesOf, type TextPart } from './notice-texts.js';
import type { TemplateFault } from './template-faults.js';

/** A part of a text, where it stands, and whose it is. */
export interface WrittenPart {
  /** With its folder, as people are told of it. */
  file: string;
  part: TextPart;
  locale: string;
  /** Id of the section, or `subject` or `preheader`. */
  of: string;
}

type Written = Omit<NoticeTexts, 'locale'> & { parts: WrittenPart[] };

/** Reads a YAML file and holds it against its schema; undefined where a fault was reported. */
export function readChecked<T>(
  path: string,
  validate: ValidateFunction,
  fault: (line: number, message: string) => void,
): { value: T; document: YamlDocument } | undefined {
  let document: YamlDocument;
  try {
    document = readYaml(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    fault(error.line, error.message);
    return undefined;
  }
  if (validate(document.value)) return { value: deepFreeze(document.value) as T, document };
  for (const { instancePath, message, params } of validate.errors ?? []) {
    const place = instancePath.split('/').slice(1);
    const extra = 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
    fault(document.lineOf(place), `${place.at(-1) ?? 'the file'} ${message ?? 'is wrong'}${extra}`);
  }
  return undefined;
}

/** The text files of one kind; faults go to the list of all. */
export class KindTexts {
  readonly locales: readonly string[];
  readonly #byLocale = new Map<string, Written>();

  constructor(
    private readonly folder: string,
    private readonly shownFolder: string,
    private readonly faults: TemplateFault[],
    private readonly base?: KindTexts,
  ) {
    const files = readdirSync(folder);
    const own = files.flatMap((file) => /^body\.(.+)\.hbs$/.exec(file)?.[1] ?? []).sort();
    // A kind that adds no words of its own has the languages of the one whose texts it takes.
    this.locales = own.length === 0 && base ? base.locales : own;
  }

  /** Texts in every language, with those of the other kind where this one has none. */
  texts(sections: readonly SectionRule[]): NoticeKind['texts'] {
    return frozenMap(
      this.locales.map((locale) => {
        const written = this.#merged(locale, sections);
        const { subject, preheader } = written;
        return [locale, { locale, subject, preheader, sections: frozenMap(written.sections) }];
      }),
    );
  }

  /** Every part that a text of this kind is made of. */
  parts(sections: readonly SectionRule[]): WrittenPart[] {
    return this.locales.flatMap((locale) => this.#merged(locale, sections).parts);
  }

  /** Files that the texts come from, each with its content. */
  *files(): Generator<readonly [string, string]> {
    if (this.base) yield* this.base.files();
    for (const file of readdirSync(this.folder).sort())
      if (file.endsWith('.hbs')) yield [`${this.shownFolder}${file}`, this.#text(file) ?? ''];
  }

  #merged(locale: string, rules: readonly SectionRule[]): Written {
    const own = this.#written(locale, rules);
    const base = this.base?.locales.includes(locale) ? this.base.#written(locale, rules) : undefined;
    if (!base) return own;
    const ids = new Set(rules.map(({ id }) => id));
    const used = (part: WrittenPart) => isMissing(own, part.of) && (ids.has(part.of) || isLine(part.of));
    return {
      subject: own.subject || base.subject,
      preheader: own.preheader || base.preheader,
      sections: new Map([...[...base.sections].filter(([id]) => ids.has(id)), ...own.sections]),
      parts: [...base.parts.filter(used), ...own.parts],
    };
  }

  #written(locale: string, rules: readonly SectionRule[]): Written {
    const known = this.#byLocale.get(locale);
    if (known) return known;
    const parts: WrittenPart[] = [];
    const [subject = '', preheader = ''] = ['subject', 'preheader'].map((of) => {
      const file = `${of}.${locale}.hbs`;
      const text = this.#text(file)?.trim() ?? '';
      if (text !== '') parts.push({ file: this.shownFolder + file, part: { text, line: 1 }, locale, of });
      return text;
    });
    const file = `body.${locale}.hbs`;
    const untitled = new Set(rules.filter((rule) => rule.untitled).map(({ id }) => id));
    const { sections, faults } = sectionsIn(this.#text(file) ?? '', untitled);
    for (const { line, message } of faults)
      this.faults.push({ file: this.shownFolder + file, line, message });
    for (const { id, heading, body } of sections)
      for (const part of [heading, body]) parts.push({ file: this.shownFolder + file, part, locale, of: id });
    const written = { subject, preheader, sections: templatesOf(sections), parts };
    this.#byLocale.set(locale, written);
    return written;
  }

  #text(file: string): string | undefined {
    try {
      return readFileSync(join(this.folder, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

function isLine(of: string): boolean {
  return of === 'subject' || of === 'preheader';
}

function isMissing(own: Written, of: string): boolean {
  return isLine(of) ? own[of as 'subject' | 'preheader'] === '' : !own.sections.has(of);
}
