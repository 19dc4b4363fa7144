import { subjectText } from '../../evidence/domain/evidence-subject.js';
import type { CustodyEntry } from '../../evidence/evidence-custody.js';
import type { EvidenceView } from '../../evidence/evidence.views.js';
import type { ChipView, IncidentHeaderView, OptionView, PageView, PagerView } from '../views.types.js';
import type { InstantLike } from '../views.time.js';
import type { ProvableThings } from './evidence.subjects.js';
import { custodyWords, sizeWords, typeWords } from './evidence.words.js';

export interface EvidencePageView extends PageView {
  header: IncidentHeaderView;
  rows: readonly EvidenceRowView[];
  pager: PagerView;
  /** Absent: the actor may not add, or the incident is closed. */
  add: AddEvidenceView | null;
  /** Why nothing can be added; empty when it can, or when the role adds nothing anyway. */
  closedWords: string;
  scannerWords: string;
}

export interface AddEvidenceView {
  action: string;
  options: readonly OptionView[];
  /** As typed, or as the address asked for. */
  subject: string;
  note: string;
}

export interface EvidenceRowView {
  id: string;
  name: string;
  /** What was said when it was added. */
  about: string;
  kind: string;
  /** First digits of the SHA-256; the open row has them all. */
  hashStart: string;
  /** Only for what is out of the ordinary. */
  chip: ChipView | null;
  proves: readonly ProvedView[];
  at: InstantLike;
  by: string;
  href: string;
  open: OpenEvidenceView | null;
}

export interface ProvedView {
  words: string;
  href: string;
}

/** What a row opens into. */
export interface OpenEvidenceView {
  sha256: string;
  name: string;
  /** Empty: the content cannot be had. */
  downloadAction: string;
  verifyAction: string;
  /** Empty: it is not in quarantine, or there is no scanner, or the actor may not. */
  scanAction: string;
  quarantined: boolean;
  link: LinkFormView | null;
  unlink: (LinkFormView & { reason: string }) | null;
  custody: readonly { at: InstantLike; who: string; what: string; said: string }[];
}

interface LinkFormView {
  action: string;
  options: readonly OptionView[];
  value: string;
  /** It was refused, and shows why. */
  open: boolean;
}

/** What the rows of a page share. */
export interface EvidenceRowContext {
  base: string;
  things: ProvableThings;
  nameOfPerson(id: string): string;
  mayAdd: boolean;
  scannerIsSet: boolean;
  /** The fields of a refused form, and which of them have a fault. */
  typed: Readonly<Record<string, string>>;
  faulty: ReadonlySet<string | null>;
}

const ERASED = 'Erased with the personal data';

export function toEvidenceRow(
  file: EvidenceView,
  custody: readonly CustodyEntry[] | null,
  context: EvidenceRowContext,
): EvidenceRowView {
  const { base, things } = context;
  const isOpen = custody !== null;
  return {
    id: `file-${file.id}`,
    name: file.name ?? ERASED,
    about: file.note ?? '',
    kind: `${typeWords(file.mediaType)}, ${sizeWords(file.size)}`,
    hashStart: file.sha256.slice(0, 8),
    chip:
      file.state === 'quarantined' ? { text: 'Quarantined', tone: 'danger', icon: 'octagon-alert' } : null,
    proves: file.subjects.map((subject) => ({
      words: things.nameOf(subjectText(subject)),
      href: things.hrefOf(subject),
    })),
    at: file.addedAt,
    by: context.nameOfPerson(file.addedBy),
    href: isOpen ? base : `${base}?file=${file.id}#file-${file.id}`,
    open: isOpen ? toOpenEvidence(file, custody, context) : null,
  };
}

function toOpenEvidence(
  file: EvidenceView,
  custody: readonly CustodyEntry[],
  context: EvidenceRowContext,
): OpenEvidenceView {
  const { base, things, typed, mayAdd, faulty } = context;
  const acts = `${base}/${file.id}`;
  const quarantined = file.state === 'quarantined';
  const linked = file.subjects.map(subjectText);
  const own = file.subjects.filter(({ kind }) => kind === 'step' || kind === 'fact').map(subjectText);
  const free = things.options.filter(({ value }) => !linked.includes(value));
  return {
    sha256: file.sha256,
    name: file.name ?? ERASED,
    downloadAction: quarantined || file.name === null ? '' : `${acts}/openings`,
    verifyAction: file.name === null ? '' : `${acts}/verifications`,
    scanAction: quarantined && mayAdd && context.scannerIsSet ? `${acts}/scans` : '',
    quarantined,
    link:
      mayAdd && !quarantined && free.length > 0
        ? { action: `${acts}/links`, options: free, value: typed['proves'] ?? '', open: faulty.has('proves') }
        : null,
    unlink:
      mayAdd && own.length > 0
        ? {
            action: `${acts}/links/removal`,
            options: own.map((value) => ({ value, label: things.nameOf(value) })),
            value: typed['noLonger'] ?? (own.length === 1 ? (own[0] ?? '') : ''),
            reason: typed['reason'] ?? '',
            open: faulty.has('noLonger') || faulty.has('reason'),
          }
        : null,
    custody: custody.map((entry) => ({
      at: entry.at,
      who: context.nameOfPerson(entry.actorId),
      ...custodyWords(entry, (subject) => things.nameOf(subject)),
    })),
  };
}
