import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { deepFreeze, frozenMap } from '../catalogue/frozen.js';
import type { YamlDocument } from '../catalogue/yaml-document.js';
import {
  checkNoticeKind,
  checkSharedFields,
  unguardedFields,
  type KnownWords,
} from './domain/check-notice-kind.js';
import {
  kindRules,
  sharedFlags,
  type KindDictionary,
  type KindRules,
  type WrittenKind,
} from './domain/kind-dictionary.js';
import type { MailShell } from './domain/mail-shell.js';
import { authorFields, kindFields, type NoticeCondition, type NoticeKind } from './domain/notice-kind.js';
import { checkTemplate } from './domain/template-checker.js';
import type { TemplateFields } from './domain/template-fields.js';
import { KindTexts, readChecked } from './kind-reader.js';
import { TemplateFaults, type TemplateFault } from './template-faults.js';

/** The project's own `templates/`: beside `src/` in the sources, beside `dist/` where it is installed. */
export const shippedTemplates = fileURLToPath(new URL('../../templates', import.meta.url));

/**
 * Reads and checks every kind of notice under `folder`: what they share, form, references, and each text by the
 * profile `kind`.
 *
 * @param knowledge steps and vocabulary that conditions and content codes refer to
 * @throws TemplateFaults naming file and line of every fault
 */
export function loadNoticeKinds(
  knowledge: Pick<Catalogue, 'steps' | 'vocabulary'>,
  folder: string = join(shippedTemplates, 'notices'),
): ReadonlyMap<string, NoticeKind> {
  const faults: TemplateFault[] = [];
  const kinds = new KindFolders(folder, faults, knownWords(knowledge)).read();
  if (faults.length > 0) throw new TemplateFaults(faults);
  return frozenMap(kinds.map((kind) => [kind.id, kind]));
}

/** What people may write in a notice to affected individuals; links lead to the hosts of its examples. */
export function shippedTemplateFields(): TemplateFields {
  const faults: TemplateFault[] = [];
  const folders = new KindFolders(join(shippedTemplates, 'notices'), faults);
  const kind = folders.read(['individuals-email'])[0];
  if (!kind || faults.length > 0) throw new TemplateFaults(faults);
  return authorFields(kind, kind.exampleLinkHosts);
}

/** The frames around every message and page. */
export function loadMailShell(folder: string = shippedTemplates): MailShell {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    html: read('mail/html.hbs'),
    text: read('mail/text.hbs'),
    web: withStyleHash(read('web/page.hbs')),
  };
}

/** The page's own policy takes its own style block and no other. */
function withStyleHash(page: string): string {
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style, 'utf8').digest('base64');
  return page.replace('{{style}}', () => `sha256-${hash}`);
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
    recipients: codes(vocabulary.recipients),
  };
}

/** One kind as its folder has it. */
interface KindFolder {
  name: string;
  written: WrittenKind;
  document: YamlDocument;
}

interface Shared {
  dictionary: KindDictionary;
  flags: ReadonlyMap<string, NoticeCondition>;
}

/** Every folder of a kind, and what they share; faults go to the list. */
class KindFolders {
  readonly #schemas = schemas();

  constructor(
    private readonly folder: string,
    private readonly faults: TemplateFault[],
    /** Absent: names of the knowledge are not checked. */
    private readonly known?: KnownWords,
  ) {}

  /** @param only names of folders; absent: all */
  read(only?: readonly string[]): NoticeKind[] {
    const shared = this.#shared();
    if (!shared) return [];
    const names = readdirSync(this.folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => only?.includes(name) ?? true)
      .sort();
    const folders = names.flatMap((name) => this.#folder(name));
    const done = new Map<string, { rules: KindRules; texts: KindTexts }>();
    const [first, then] = [
      folders.filter(({ written }) => written.textsOf === undefined),
      folders.filter(({ written }) => written.textsOf !== undefined),
    ];
    return [...first, ...then].map((folder) => this.#kind(folder, shared, done));
  }

  #shared(): Shared | undefined {
    const file = 'fields.yaml';
    const found = readChecked<KindDictionary>(
      join(this.folder, file),
      this.#schemas.dictionary,
      (line, message) => this.faults.push({ file, line, message }),
    );
    if (!found) return undefined;
    const { value: dictionary, document } = found;
    const before = this.faults.length;
    const fault = (path: readonly (string | number)[], message: string) =>
      this.faults.push({ file, line: document.lineOf(path), message });
    const flags = sharedFlags(dictionary, fault);
    const named = Object.entries(dictionary.placeholders).map(
      ([name, rest]) => [name, { name, ...rest }] as const,
    );
    if (this.known)
      for (const { path, message } of checkSharedFields({ placeholders: new Map(named), flags }, this.known))
        fault(path, message);
    return this.faults.length === before ? { dictionary, flags } : undefined;
  }

  #folder(name: string): KindFolder[] {
    const path = join(this.folder, name, 'kind.yaml');
    if (!existsSync(path)) {
      this.faults.push({
        file: `${name}/kind.yaml`,
        line: 1,
        message: 'is missing: a folder here is a kind',
      });
      return [];
    }
    const found = readChecked<WrittenKind>(path, this.#schemas.kind, (line, message) =>
      this.faults.push({ file: `${name}/kind.yaml`, line, message }),
    );
    return found ? [{ name, written: found.value, document: found.document }] : [];
  }

  #kind(
    { name, written, document }: KindFolder,
    { dictionary, flags }: Shared,
    done: Map<string, { rules: KindRules; texts: KindTexts }>,
  ): NoticeKind {
    const fault = (path: readonly (string | number)[], message: string) =>
      this.faults.push({ file: `${name}/kind.yaml`, line: document.lineOf(path), message });
    const base = written.textsOf === undefined ? undefined : done.get(written.textsOf);
    if (written.textsOf !== undefined && !base) fault(['textsOf'], 'names no kind that has texts of its own');
    const rules = kindRules(written, dictionary, flags, base?.rules, fault);
    const texts = new KindTexts(join(this.folder, name), `${name}/`, this.faults, base?.texts);
    if (!base) done.set(written.kind, { rules, texts });
    const kind: NoticeKind = deepFreeze({
      id: written.kind,
      templateVersion: `${written.version}+${digest(join(this.folder, name), rules, texts)}`,
      title: written.title,
      audience: written.audience,
      channel: written.channel,
      serves: written.serves,
      ...(written.mailable && { mailable: written.mailable }),
      ...(written.textsOf !== undefined && { textsOf: written.textsOf }),
      limits: written.limits,
      ...rules,
      placeholders: frozenMap(rules.placeholders),
      flags: frozenMap(rules.flags),
      texts: texts.texts(rules.sections),
    });
    if (written.kind !== name) fault(['kind'], `is not the name of its folder, ${name}`);
    this.#check(kind, texts, fault);
    return kind;
  }

  #check(
    kind: NoticeKind,
    texts: KindTexts,
    fault: (path: readonly (string | number)[], message: string) => void,
  ) {
    if (this.known) for (const { path, message } of checkNoticeKind(kind, this.known)) fault(path, message);
    const fields = kindFields(kind);
    for (const { file, part } of texts.parts(kind.sections)) {
      const findings = checkTemplate(part.text, 'kind', fields);
      for (const { rule, place, message } of findings)
        this.#textFault(file, part.line + place.line - 1, `${rule}: ${message}`);
      if (findings.length > 0) continue;
      for (const { name, line } of unguardedFields(part.text, kind))
        this.#textFault(
          file,
          part.line + line - 1,
          `${name} may be unknown: print it inside a condition that asks for it`,
        );
    }
    kind.commitments.forEach(({ text }, place) => {
      for (const { message } of checkTemplate(text, 'author', authorFields(kind, [])))
        fault(['commitments', place, 'text'], message);
    });
  }

  /** A text that several kinds take has its faults once. */
  #textFault(file: string, line: number, message: string): void {
    const same = (fault: TemplateFault) =>
      fault.file === file && fault.line === line && fault.message === message;
    if (!this.faults.some(same)) this.faults.push({ file, line, message });
  }
}

/** Over the files of the kind, the texts it takes from another one, and what it has of the shared fields. */
function digest(folder: string, { placeholders, flags }: KindRules, texts: KindTexts): string {
  const hash = createHash('sha256');
  const files = [['kind.yaml', readFileSync(join(folder, 'kind.yaml'), 'utf8')] as const, ...texts.files()];
  for (const [file, text] of files) hash.update(`${file}\0${text}\0`);
  hash.update(JSON.stringify([[...placeholders], [...flags]]));
  return hash.digest('hex').slice(0, 12);
}

let compiled: { kind: ValidateFunction; dictionary: ValidateFunction } | undefined;

function schemas(): { kind: ValidateFunction; dictionary: ValidateFunction } {
  if (compiled) return compiled;
  const schema = JSON.parse(
    readFileSync(join(shippedTemplates, 'notices/kind.schema.json'), 'utf8'),
  ) as object;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const kind = ajv.compile(schema);
  compiled = { kind, dictionary: ajv.compile({ $ref: 'notice-kind.schema.json#/$defs/dictionary' }) };
  return compiled;
}
