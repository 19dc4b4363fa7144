import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { deepFreeze, frozenMap } from '../catalogue/frozen.js';
import { readYaml, YamlFault, type YamlDocument } from '../catalogue/yaml-document.js';
import { checkNoticeKind, unguardedFields, type KnownWords } from './domain/check-notice-kind.js';
import {
  authorFields,
  kindFields,
  type NoticeKind,
  type NoticeTexts,
  type Placeholder,
  type PrescribedFormat,
  type SectionRule,
} from './domain/notice-kind.js';
import type { NoticeCondition } from './domain/notice-kind.js';
import type { MailShell } from './domain/mail-shell.js';
import { checkTemplate } from './domain/template-checker.js';
import type { TemplateFields } from './domain/template-fields.js';
import { sectionsIn, templatesOf, type TextPart } from './notice-texts.js';
import { TemplateFaults, type TemplateFault } from './template-faults.js';

/** The project's own `templates/`: beside `src/` in the sources, beside `dist/` where it is installed. */
export const shippedTemplates = fileURLToPath(new URL('../../templates', import.meta.url));

/** `kind.yaml` as it is written. */
interface KindFile extends Pick<
  NoticeKind,
  'title' | 'audience' | 'channel' | 'limits' | 'exampleLinkHosts'
> {
  kind: string;
  version: number;
  placeholders: Record<string, Omit<Placeholder, 'name'>>;
  flags: Record<string, NoticeCondition>;
  sections: SectionRule[];
  formats: PrescribedFormat[];
}

/**
 * Reads and checks every kind of notice under `folder`: form, references, and each text by the profile `kind`.
 *
 * @param knowledge steps and vocabulary that conditions and content codes refer to
 * @throws TemplateFaults naming file and line of every fault
 */
export function loadNoticeKinds(
  knowledge: Pick<Catalogue, 'steps' | 'vocabulary'>,
  folder: string = join(shippedTemplates, 'notices'),
): ReadonlyMap<string, NoticeKind> {
  const known = knownWords(knowledge);
  const faults: TemplateFault[] = [];
  const kinds = kindFolders(folder).flatMap((name) => {
    const reader = new KindReader(join(folder, name), `${name}/`, faults);
    const kind = reader.read();
    if (kind) reader.check(kind, known);
    return kind ? [[kind.id, deepFreeze(kind)] as const] : [];
  });
  if (faults.length > 0) throw new TemplateFaults(faults);
  return frozenMap(kinds);
}

/** What people may write in a notice to affected individuals; links lead to the hosts of its examples. */
export function shippedTemplateFields(): TemplateFields {
  const faults: TemplateFault[] = [];
  const kind = new KindReader(join(shippedTemplates, 'notices/individuals-email'), '', faults).read();
  if (!kind) throw new TemplateFaults(faults);
  return authorFields(kind, kind.exampleLinkHosts);
}

/** The frame around every message. */
export function loadMailShell(folder: string = join(shippedTemplates, 'mail')): MailShell {
  return {
    html: readFileSync(join(folder, 'html.hbs'), 'utf8'),
    text: readFileSync(join(folder, 'text.hbs'), 'utf8'),
  };
}

function kindFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function knownWords({ steps, vocabulary }: Pick<Catalogue, 'steps' | 'vocabulary'>): KnownWords {
  const codes = (terms: readonly { code: string }[]) => new Set(terms.map(({ code }) => code));
  return {
    steps: new Set(steps.keys()),
    contentCodes: codes(vocabulary.contentCodes),
    incidentTypes: codes(vocabulary.incidentTypes),
    effects: codes(vocabulary.effects),
    dataClasses: codes(vocabulary.dataClasses),
    findings: codes(vocabulary.findings),
  };
}

/** One folder of one kind; faults go to the list of all. */
class KindReader {
  /** Parts of the text files with their lines, for the check. */
  readonly #parts: { file: string; part: TextPart }[] = [];
  #document: YamlDocument | undefined;

  constructor(
    private readonly folder: string,
    private readonly shownFolder: string,
    private readonly faults: TemplateFault[],
  ) {}

  read(): NoticeKind | undefined {
    const written = deepFreeze(this.#kindFile());
    if (!written) return undefined;
    const locales = this.#locales();
    const placeholders = Object.entries(written.placeholders).map(
      ([name, rest]) => [name, { name, ...rest }] as const,
    );
    return {
      id: written.kind,
      templateVersion: `${written.version}+${this.#digest(locales)}`,
      title: written.title,
      audience: written.audience,
      channel: written.channel,
      limits: written.limits,
      exampleLinkHosts: written.exampleLinkHosts,
      placeholders: frozenMap(placeholders),
      flags: frozenMap(Object.entries(written.flags)),
      sections: written.sections,
      formats: written.formats,
      texts: frozenMap(locales.map((locale) => [locale, this.#texts(locale)])),
    };
  }

  check(kind: NoticeKind, known: KnownWords): void {
    for (const { path, message } of checkNoticeKind(kind, known))
      this.#fault('kind.yaml', this.#document?.lineOf(path) ?? 1, message);
    const fields = kindFields(kind);
    for (const { file, part } of this.#parts) {
      const findings = checkTemplate(part.text, 'kind', fields);
      for (const { rule, place, message } of findings)
        this.#fault(file, part.line + place.line - 1, `${rule}: ${message}`);
      if (findings.length > 0) continue;
      for (const { name, line } of unguardedFields(part.text, kind))
        this.#fault(
          file,
          part.line + line - 1,
          `${name} may be unknown: print it inside a condition that asks for it`,
        );
    }
  }

  #kindFile(): KindFile | undefined {
    try {
      this.#document = readYaml(this.#text('kind.yaml'));
    } catch (error) {
      if (!(error instanceof YamlFault)) throw error;
      this.#fault('kind.yaml', error.line, error.message);
      return undefined;
    }
    const validate = kindSchema();
    if (validate(this.#document.value)) return this.#document.value as KindFile;
    for (const { instancePath, message } of validate.errors ?? []) {
      const path = instancePath.split('/').slice(1);
      this.#fault(
        'kind.yaml',
        this.#document.lineOf(path),
        `${path.at(-1) ?? 'the file'} ${message ?? 'is wrong'}`,
      );
    }
    return undefined;
  }

  #locales(): string[] {
    const locales = readdirSync(this.folder).flatMap((file) => /^body\.(.+)\.hbs$/.exec(file)?.[1] ?? []);
    return locales.sort();
  }

  #texts(locale: string): NoticeTexts {
    const [subject, preheader] = [`subject.${locale}.hbs`, `preheader.${locale}.hbs`].map((file) => {
      const text = this.#text(file).trim();
      this.#parts.push({ file, part: { text, line: 1 } });
      return text;
    });
    const file = `body.${locale}.hbs`;
    const { sections, faults } = sectionsIn(this.#text(file));
    for (const { line, message } of faults) this.#fault(file, line, message);
    for (const { heading, body } of sections) this.#parts.push({ file, part: heading }, { file, part: body });
    return {
      locale,
      subject: subject ?? '',
      preheader: preheader ?? '',
      sections: frozenMap(templatesOf(sections)),
    };
  }

  #digest(locales: readonly string[]): string {
    const files = [
      'kind.yaml',
      ...locales.flatMap((locale) => ['subject', 'preheader', 'body'].map((part) => `${part}.${locale}.hbs`)),
    ];
    const hash = createHash('sha256');
    for (const file of files) hash.update(`${file}\0${this.#text(file)}\0`);
    return hash.digest('hex').slice(0, 12);
  }

  #text(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  #fault(file: string, line: number, message: string): void {
    this.faults.push({ file: `${this.shownFolder}${file}`, line, message });
  }
}

let schema: ValidateFunction | undefined;

function kindSchema(): ValidateFunction {
  const file = join(shippedTemplates, 'notices/kind.schema.json');
  schema ??= new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(file, 'utf8')) as object,
  );
  return schema;
}
