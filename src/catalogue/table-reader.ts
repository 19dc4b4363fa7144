import type { Comparables } from './domain/comparables.js';
import type { DataClassWords } from './domain/data-class-words.js';
import { wordLanguages } from './domain/data-class-words.js';
import { lackingIn } from './domain/fact-words.js';
import type { FactWordList, OwnFactWords } from './domain/fact-words.js';
import { withOwnClaims } from './domain/fix-claims.js';
import type { FixClaims } from './domain/fix-claims.js';
import type { KnowledgeTables, Path, Row, Table } from './domain/knowledge-tables.js';
import { lintCues } from './domain/lint-words.js';
import type { LintList, OwnLintList } from './domain/lint-words.js';
import type { Vocabulary } from './domain/vocabulary.js';
import type { Weights } from './domain/weights.js';
import type { KnowledgeFault } from './knowledge-faults.js';
import type { FoundFile, PackKind } from './knowledge-files.js';
import { checkShape } from './knowledge-schemas.js';
import { YamlFault, readYaml } from './yaml-document.js';
import type { YamlDocument } from './yaml-document.js';

export interface ReadFile extends FoundFile {
  document: YamlDocument;
}

type Tables = KnowledgeTables<ReadFile>;
type TableName = {
  [K in keyof Tables]-?: Tables[K] extends { rows: Map<string, unknown> } ? K : never;
}[keyof Tables];

/** What stands in a file as a list, and the field that names a row. */
const lists: Partial<Record<PackKind, { table: TableName; under?: string; key: string }[]>> = {
  industries: [{ table: 'industries', key: 'id' }],
  steps: [{ table: 'steps', key: 'id' }],
  evidence: [{ table: 'evidence', key: 'id' }],
  playbooks: [{ table: 'playbooks', key: 'id' }],
  rules: [{ table: 'rules', key: 'id' }],
  golden: [{ table: 'golden', key: 'id' }],
  cases: [{ table: 'cases', under: 'cases', key: 'id' }],
  content: [
    { table: 'contentFields', under: 'fields', key: 'path' },
    { table: 'contentCodes', under: 'codes', key: 'code' },
  ],
  forms: [{ table: 'forms', key: 'id' }],
  stateTexts: [
    { table: 'annexCodes', under: 'asks', key: 'code' },
    { table: 'stateTexts', under: 'texts', key: 'id' },
  ],
  words: [
    { table: 'classWords', under: 'classes', key: 'code' },
    { table: 'consequences', under: 'consequences', key: 'rankingClass' },
  ],
};

/** The place without which a kind has no rows. */
const needed: readonly [kind: PackKind, place: string][] = [
  ['industries', 'industries'],
  ['steps', 'steps'],
  ['evidence', 'evidence.yaml'],
  ['weights', 'weights.yaml'],
  ['comparables', 'comparables.yaml'],
  ['playbooks', 'playbooks'],
  ['rules', 'obligations'],
  ['vocabulary', 'obligations/vocabulary.yaml'],
  ['calendars', 'calendars.yaml'],
  ['words', 'words/data-classes.yaml'],
  ['fixClaims', 'words/fix-claims.yaml'],
  ['content', 'obligations/content.yaml'],
  ['forms', 'obligations/forms.yaml'],
  ['stateTexts', 'state-texts.yaml'],
];

/**
 * Turns files into tables of rows, shipped files first. A row of an own pack takes the place of the shipped row
 * with the same id; own weights and own comparables take the place of all shipped ones; own words add to the
 * shipped row, own claims to the shipped claims, own entries and phrases of a word list to the shipped ones of their
 * language.
 */
export class TableReader {
  readonly tables: Tables = {
    industries: { rows: new Map(), ids: new Set() },
    steps: { rows: new Map(), ids: new Set() },
    evidence: { rows: new Map(), ids: new Set() },
    playbooks: { rows: new Map(), ids: new Set() },
    rules: { rows: new Map(), ids: new Set() },
    calendars: { rows: new Map(), ids: new Set() },
    classWords: { rows: new Map(), ids: new Set() },
    consequences: { rows: new Map(), ids: new Set() },
    contentFields: { rows: new Map(), ids: new Set() },
    contentCodes: { rows: new Map(), ids: new Set() },
    forms: { rows: new Map(), ids: new Set() },
    annexCodes: { rows: new Map(), ids: new Set() },
    stateTexts: { rows: new Map(), ids: new Set() },
    cases: { rows: new Map(), ids: new Set() },
    golden: { rows: new Map(), ids: new Set() },
    lintWords: [],
    factWords: [],
  };

  readonly #kinds = new Set<PackKind>();
  readonly #taken = new Set<string>();
  readonly #shippedFiles = new Set<string>();

  constructor(private readonly faults: KnowledgeFault[]) {}

  read(found: FoundFile): void {
    this.#kinds.add(found.kind);
    if (!found.overlay) this.#shippedFiles.add(found.file);
    const document = this.#parse(found);
    if (!document) return;
    const file = { ...found, document };
    if (file.kind === 'vocabulary' && file.overlay) {
      this.#fault(file, [], 'the vocabulary is closed: own packs use the codes of the shipped one');
      return;
    }
    const shape = checkShape(file.kind, document.value);
    for (const { path, message } of shape) this.#fault(file, path, message);
    this.#takeRows(
      file,
      shape.map(({ path }) => path),
    );
    if (shape.length === 0) this.#takeWhole(file, document.value);
  }

  report(row: Row<unknown, ReadFile>, path: Path, message: string): void {
    this.#fault(row.file, [...row.path, ...path], message);
  }

  refuseMissing(folder: string): void {
    for (const [kind, place] of needed) {
      if (!this.#kinds.has(kind)) this.#missing(`${folder}/${place}`);
    }
    for (const language of wordLanguages) {
      for (const list of ['lint', 'facts']) {
        const file = `words/${list}-${language}.yaml`;
        if (!this.#shippedFiles.has(file)) this.#missing(`${folder}/${file}`);
      }
    }
  }

  #missing(file: string): void {
    this.faults.push({ file, line: 1, message: 'is missing' });
  }

  #parse({ text, shownAs }: FoundFile): YamlDocument | undefined {
    try {
      return readYaml(text);
    } catch (error) {
      if (!(error instanceof YamlFault)) throw error;
      this.faults.push({ file: shownAs, line: error.line, message: error.message });
      return undefined;
    }
  }

  #takeRows(file: ReadFile, broken: readonly Path[]): void {
    const { value } = file.document;
    if (file.kind === 'calendars' && isRecord(value)) {
      for (const [code, days] of Object.entries(value)) {
        this.#takeRow('calendars', code, { value: days, file, path: [code] }, isBroken(broken, [code]));
      }
    }
    for (const { table, under, key } of lists[file.kind] ?? []) {
      const top = under === undefined ? [] : [under];
      const items: unknown = under === undefined ? value : isRecord(value) && value[under];
      if (!Array.isArray(items)) continue;
      (items as unknown[]).forEach((item, index) => {
        const id = isRecord(item) && item[key];
        const path = [...top, index];
        if (typeof id === 'string')
          this.#takeRow(table, id, { value: item, file, path }, isBroken(broken, path));
      });
    }
  }

  #takeRow(name: TableName, id: string, row: Row<unknown, ReadFile>, broken: boolean): void {
    const table = this.tables[name] as Table<unknown, ReadFile>;
    const once = `${name} ${row.file.overlay} ${id}`;
    if (this.#taken.has(once)) this.#fault(row.file, row.path, 'the id is used twice');
    this.#taken.add(once);
    table.ids.add(id);
    if (broken) return;
    const shipped = table.rows.get(id);
    const adds = name === 'classWords' || name === 'consequences';
    const value = adds && shipped ? { ...(shipped.value as object), ...(row.value as object) } : row.value;
    table.rows.set(id, { ...row, value });
  }

  #takeWhole(file: ReadFile, value: unknown): void {
    const { tables } = this;
    if (file.kind === 'weights') tables.weights = { value: value as Weights, file, path: [] };
    if (file.kind === 'comparables') tables.comparables = { value: value as Comparables, file, path: [] };
    if (file.kind === 'vocabulary') tables.vocabulary = { value: value as Vocabulary, file, path: [] };
    if (file.kind === 'fixClaims') {
      const own = value as FixClaims;
      const shipped = tables.fixClaims?.value;
      tables.fixClaims = { value: shipped ? withOwnClaims(shipped, own) : own, file, path: [] };
    }
    if (file.kind === 'lint') this.#takeList(file, value as LintList | OwnLintList);
    if (file.kind === 'factWords') this.#takeFactWords(file, value as FactWordList | OwnFactWords);
    if (file.kind === 'words' && !file.overlay) {
      tables.words = { value: value as DataClassWords, file, path: [] };
    }
  }

  #takeList(file: ReadFile, list: LintList | OwnLintList): void {
    const named = file.file === `words/lint-${list.language}.yaml`;
    const whole = file.overlay || (list.reviewedBy && list.sources && list.entries && isComplete(list.cues));
    if (!named) this.#fault(file, ['language'], 'is another language than the name of the file says');
    else if (!whole)
      this.#fault(
        file,
        [],
        'lacks reviewedBy, sources, entries or some of the cues, which only an own list may leave out',
      );
    else this.tables.lintWords.push({ value: list, file, path: [] });
  }

  #takeFactWords(file: ReadFile, list: FactWordList | OwnFactWords): void {
    if (file.file !== `words/facts-${list.language}.yaml`)
      this.#fault(file, ['language'], 'is another language than the name of the file says');
    else if (file.overlay) {
      const fixed = (['match', 'months'] as const).filter((name) => list[name] !== undefined);
      for (const name of fixed) this.#fault(file, [name], 'stays as shipped: an own list leaves it out');
      if (fixed.length === 0) this.tables.factWords.push({ value: list, file, path: [] });
    } else {
      const lacking = lackingIn(list);
      if (lacking.length === 0) this.tables.factWords.push({ value: list, file, path: [] });
      else this.#fault(file, [], `lacks ${lacking.join(', ')}, which only an own list may leave out`);
    }
  }

  #fault(file: ReadFile, path: Path, message: string): void {
    const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.faults.push({
      file: file.shownAs,
      line: file.document.lineOf(path),
      message: pointer ? `${printable(pointer)} ${message}` : message,
    });
  }
}

function isComplete(cues: OwnLintList['cues']): boolean {
  return lintCues.every((cue) => cues?.[cue] !== undefined);
}

/** True if some broken place is at, above or below `path`. */
function isBroken(broken: readonly Path[], path: Path): boolean {
  return broken.some((place) =>
    path.slice(0, place.length).every((key, i) => String(key) === String(place[i])),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names in a broken file are whatever somebody typed: nothing of it may steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?').slice(0, 200);
}
