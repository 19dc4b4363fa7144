import { shortLaw } from '../../obligations/domain/duty-names.js';
import type { Duty } from '../../obligations/domain/duty.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { dataClassNames } from '../code-words.js';
import { factWords } from '../fact-words.js';
import { placeName } from '../place-words.js';

/** A fact a duty waits for, or was decided by. */
export interface FactLinkView {
  words: string;
  /** Where the fact is recorded; empty for readers who record none. */
  href: string;
}

/** A kind of fact that would settle many duties. */
export interface SettlingFactView extends FactLinkView {
  duties: number;
  /** Duties that wait for nothing else. */
  alone: number;
  /** What settles all the rest of its kind at once. */
  shortcut: string;
}

/** Kinds of fact asked code by code, and the mark that turns all others of the kind into no. */
const KINDS: readonly { path: string; mark: string }[] = [
  { path: 'affected.byJurisdiction', mark: 'affected.complete' },
  { path: 'organisation.attributes', mark: 'organisation.attributesComplete' },
  { path: 'incident.findings', mark: 'incident.findingsComplete' },
  { path: 'data.classes', mark: 'data.complete' },
];

/** Says the facts of duties in words, and where to record them. */
export class DutyFacts {
  private readonly meanings: ReadonlyMap<string, string>;
  private readonly dataNames: ReadonlyMap<string, string>;

  /** @param factsHref of the facts form; empty for readers who record none */
  constructor(
    private readonly catalogue: Catalogue,
    private readonly factsHref: string,
  ) {
    const { organisationAttributes, findings } = catalogue.vocabulary;
    this.meanings = new Map([
      ...organisationAttributes.map(
        ({ code, meaning }) => [`organisation.attributes.${code}`, meaning] as const,
      ),
      ...findings.map(({ code, meaning }) => [`incident.findings.${code}`, meaning] as const),
    ]);
    this.dataNames = dataClassNames(catalogue);
  }

  link(path: string): FactLinkView {
    const href = this.factsHref === '' || !isFact(path) ? '' : `${this.factsHref}#f-${fieldOf(path)}`;
    return { words: this.words(path), href };
  }

  /** The facts that most duties wait for, most first. */
  settling(waiting: readonly Duty[], limit: number): SettlingFactView[] {
    const kinds = [...new Set(waiting.flatMap(({ missingFacts }) => missingFacts.map(kindOf)))];
    return kinds
      .map((kind) => {
        const involved = waiting.filter(({ missingFacts }) =>
          missingFacts.some((path) => kindOf(path) === kind),
        );
        const alone = involved.filter(({ missingFacts }) =>
          missingFacts.every((path) => kindOf(path) === kind),
        );
        const mark = KINDS.find(({ path }) => path === kind)?.mark;
        return {
          ...this.link(kind),
          duties: involved.length,
          alone: alone.length,
          shortcut: mark === undefined ? '' : factWords(mark),
        };
      })
      .sort((a, b) => b.duties - a.duties || a.words.localeCompare(b.words))
      .slice(0, limit);
  }

  private words(path: string): string {
    const meaning = this.meanings.get(path);
    const [head, , rest = ''] = path.split('.');
    if (meaning !== undefined)
      return head === 'incident' ? `Decide: ${meaning}` : `Is the organisation: ${meaning}`;
    if (path.startsWith('affected.byJurisdiction.')) return `People in ${placeName(rest)}`;
    if (path.startsWith('harm.byJurisdiction.')) return `Harm to people in ${placeName(rest)}`;
    if (path.startsWith('data.classes.')) return this.dataWords(path);
    if (path.startsWith('notices.')) return this.noticeWords(path);
    return RULE_WORDS[path] ?? factWords(path);
  }

  private dataWords(path: string): string {
    const [, , code = '', part] = path.split('.');
    const name = this.dataNames.get(code) ?? code;
    if (part === 'protection') return `${name}: how it was protected`;
    return part === 'keyTaken' ? `${name}: whether the key was taken too` : name;
  }

  private noticeWords(path: string): string {
    const rule = this.catalogue.rules.get(path.split('.')[1] ?? '');
    if (!rule) return factWords(path);
    return `When the notice was sent: ${shortLaw(rule.law)}, ${rule.authority}`;
  }
}

/** What of a rule, not of the facts, decided. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  at: 'The moment of evaluation',
  'rule.status': 'The status of the rule',
  'rule.effective': 'The day from which the rule holds',
  'rule.withdrawn': 'Whoever entered it took it back',
  optIn: 'Rules to run besides the law in force',
};

function isFact(path: string): boolean {
  return path !== 'at' && !path.startsWith('rule.');
}

function kindOf(path: string): string {
  return KINDS.find((kind) => path.startsWith(`${kind.path}.`))?.path ?? path;
}

/** The field of the form; a fact asked in rows is reached by the mark that stands below its rows. */
function fieldOf(path: string): string {
  return KINDS.find((kind) => path === kind.path || path.startsWith(`${kind.path}.`))?.mark ?? path;
}
