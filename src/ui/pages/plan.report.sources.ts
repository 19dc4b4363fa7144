import type { Evidence } from '../../catalogue/domain/evidence.js';
import { citationOf } from './plan.evidence.view.js';
import { evidenceHref } from '../evidence-links.js';

/** A finding of the list at the end, with everything that lets a reader judge it. */
export interface ReportSourceView {
  number: number;
  id: string;
  href: string;
  figure: string;
  finding: string;
  /** Publisher, title, year, sample, population, region. */
  source: string;
  verified: boolean;
  /** Toward the product rule. */
  stance: string;
  caveat: string;
}

/** A finding where it is cited. */
export interface SourceRefView {
  number: number;
  href: string;
}

const STANCES: Readonly<Record<Evidence['stance'], string>> = {
  supports: 'speaks for the product rule',
  contradicts: 'speaks against it',
  qualifies: 'qualifies it',
  context: 'context',
};

/** Numbers the findings of a report by their ids, so that equal reports number alike. */
export class ReportSources {
  readonly #numbers: ReadonlyMap<string, number>;

  /** @param cited ids in any order, repeated or not; unknown ones are passed over */
  constructor(
    cited: Iterable<string>,
    private readonly evidence: ReadonlyMap<string, Evidence>,
  ) {
    const ids = [...new Set(cited)].filter((id) => evidence.has(id)).sort();
    this.#numbers = new Map(ids.map((id, index) => [id, index + 1]));
  }

  refs(ids: readonly string[]): SourceRefView[] {
    return ids.flatMap((id) => {
      const number = this.#numbers.get(id);
      return number === undefined ? [] : [{ number, href: `#source-${number}` }];
    });
  }

  list(): ReportSourceView[] {
    return [...this.#numbers].map(([id, number]) => {
      const entry = this.evidence.get(id)!;
      const { figure = '', finding, source, verified, caveat = '' } = citationOf(entry);
      const href = evidenceHref(id);
      return {
        number,
        id,
        href,
        figure,
        finding,
        source,
        verified,
        stance: STANCES[entry.stance],
        caveat: caveat.replace(/\.$/, ''),
      };
    });
  }
}
