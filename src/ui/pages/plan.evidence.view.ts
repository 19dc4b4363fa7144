import type { Evidence } from '../../catalogue/domain/evidence.js';
import type { PlanStep } from '../../plans/domain/plan.js';
import { evidenceHref } from '../evidence-links.js';
import type { CitationView } from '../views.types.js';
import { inPlainWords } from './knowledge.words.js';
import { figureWords, KIND_WORDS } from './plan.words.js';

/** What speaks for a rank and what against it. */
export interface EvidenceView {
  /** Cited by the step itself. */
  own: CitationView[];
  /** Behind the weight of the wish it serves most. */
  ofWeight: CitationView[];
  contradicts: CitationView[];
  qualifies: CitationView[];
}

export function evidenceView(step: PlanStep, evidence: ReadonlyMap<string, Evidence>): EvidenceView {
  const cite = ({ id }: { id: string }): CitationView[] => {
    const entry = evidence.get(id);
    return entry ? [citationOf(entry)] : [];
  };
  const ofStance = (stance: Evidence['stance']) => step.against.filter((one) => one.stance === stance);
  return {
    own: step.evidence.filter(({ from }) => from === 'step').flatMap(cite),
    ofWeight: step.evidence.filter(({ from }) => from === 'weight').flatMap(cite),
    contradicts: ofStance('contradicts').flatMap(cite),
    qualifies: ofStance('qualifies').flatMap(cite),
  };
}

/** One finding with everything that lets a reader judge it. */
export function citationOf(entry: Evidence): CitationView {
  const figure = figureWords(entry.figure);
  return {
    ...(figure === '' ? {} : { figure }),
    finding: `${entry.statement}.`,
    source: sourceWords(entry),
    href: evidenceHref(entry.id),
    verified: entry.verified,
    caveat: [KIND_WORDS[entry.kind], ...noteFor(entry)].join('. '),
  };
}

/** `KPMG International, Consumer Loss Barometer, 2018, n = 2,151, consumers in 24 markets, global`. */
function sourceWords({ source, year, figure, region }: Evidence): string {
  return [
    inPlainWords(source.publisher),
    source.title,
    year === null ? 'year not known' : String(year),
    figure.n === null ? 'sample not known' : `n = ${figure.n.toLocaleString('en-GB')}`,
    figure.population,
    region === 'unknown' ? 'region not known' : region,
  ].join(', ');
}

/** What limits a finding; remarks about the project's founding documents tell readers nothing. */
function noteFor({ note }: Evidence): string[] {
  return note === undefined || /\bseed\b/i.test(note) ? [] : [note];
}
