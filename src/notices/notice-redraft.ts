import { Injectable } from '@nestjs/common';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DraftOfNow } from './draft-of-now.js';
import { partsOf } from './domain/generated-text.js';
import type { GeneratedPart } from './domain/generated-text.js';
import { houseVersion, withOriginsTaken } from './domain/house-texts.js';
import type { NoticeSection, NoticeText } from './domain/notice-text.js';
import { NoticeTextRefused } from './domain/render-notice.js';
import { driftOf, visibilityOf, withPartsTaken } from './domain/redraft.js';
import type { PartDrift } from './domain/redraft.js';
import { wordChanges } from './domain/word-changes.js';
import type { WordChange } from './domain/word-changes.js';
import { generatedHash } from './generated-hashes.js';
import { NoticeDrafts } from './notice-drafts.js';
import { NoticeFields } from './notice-fields.js';
import type { MovedField } from './notice-fields.js';
import { NoticeWording } from './notice-wording.js';
import type { PartComparison, SavedWords } from './notice-wording.js';
import { NothingTaken, PartNotDrafted } from './notices.errors.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';

/** A section or line as it is kept, or as it would be drafted. */
export type RedraftSource = Pick<NoticeSection, 'heading' | 'markdown' | 'hidden' | 'hiddenBecause'>;

/** One part of the kept text against its draft of now. */
export interface RedraftPart {
  /** Of the section; `subject` or `preheader` for those lines. */
  id: string;
  /** As it reads now. */
  heading: string;
  drift: PartDrift;
  /** What taking it would do to whether it is sent; null: nothing. */
  visibility: 'hides' | 'shows' | null;
  /** People wrote in it; null: it was saved before that was kept. */
  edited: boolean | null;
  /** What the kept words become by saving them with the values of now. */
  valueChanges: WordChange[];
  /** What the kept words become by taking the draft. */
  changes: WordChange[];
  /** Where people wrote: what the draft they had becomes with that of now; null where no saved text holds it. */
  draftChanges: WordChange[] | null;
  kept: RedraftSource | null;
  drafted: RedraftSource | null;
  /** Version of the house words that the draft has here; null: the shipped ones. */
  house: number | null;
}

/** A notice against what facts, plan, duties and profile say by now. */
export interface Redraft {
  revision: number;
  /** Facts that the kept values come from, and those of now. */
  keptFactsRevision: number;
  factsRevision: number;
  /** In the order of the kept text, new ones after it. */
  parts: RedraftPart[];
  /** Values in the text that are others by now. */
  moved: MovedField[];
  /** Answers that a fact or a record gives by now: taking parts leaves them out. */
  answered: string[];
  /** For the people who write: what the law of some readers forbids, what was left out for length. */
  notes: string[];
  /** Reasons why it may not be sent now. */
  cannotSend: string[];
}

/** Which parts to take, and of which to keep one's own words. */
export interface TakenParts {
  /** The revision that was compared. */
  revision: number;
  /** Ids of sections, `subject`, `preheader`. */
  sections: readonly string[];
  /** Parts whose words stay: the draft of now is not offered again for them. */
  keep: readonly string[];
}

/** Drafts a notice anew beside the text that is kept, and takes of it what people want. */
@Injectable()
export class NoticeRedraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly incidents: Incidents,
    private readonly drafts: NoticeDrafts,
    private readonly draft: DraftOfNow,
    private readonly wording: NoticeWording,
    private readonly fields: NoticeFields,
  ) {}

  /** Changes nothing. @throws NoticeNotFound, NoticeTextRefused where the kept text would not pass its check now */
  async compare(noticeId: string, actor: Actor): Promise<Redraft> {
    const { manager } = this.reader;
    const found = await this.notices.one(noticeId, actor);
    const { notice, current } = found;
    const now = await this.draft.of(manager, found, actor);
    const { facts } = await this.incidents.currentFacts(manager, notice.incidentId);
    const asSaved = { ...current, values: now.words.values, linkHosts: now.words.linkHosts };
    const byValues = this.wording.compare(notice, current, asSaved, facts);
    const byDraft = this.wording.compare(notice, current, now.words, facts);
    const goneWords = this.wording.sections(notice, current, facts);
    const readings = {
      values: byId(byValues),
      draft: byId(byDraft),
      since: byId(await this.#fromDraftOfThen(found, now.words, facts, actor)),
      gone: new Map(goneWords.map((section) => [section.id, section])),
    };
    const [kept, drafted] = [partsOf(current.text), partsOf(now.text)];
    const ids = [...new Set([...kept.keys(), ...drafted.keys()])];
    return {
      revision: notice.revision,
      keptFactsRevision: current.factsRevision,
      factsRevision: now.factsRevision,
      parts: ids.map((id) =>
        partOf(
          id,
          { kept: kept.get(id) ?? null, drafted: drafted.get(id) ?? null },
          { generated: current.generated?.[id] ?? null, house: houseVersion(now.house, id) },
          readings,
        ),
      ),
      moved: await this.fields.moved({ notice, current: { ...current, details: now.details } }, actor),
      answered: now.answered,
      notes: now.notes,
      cannotSend: now.cannotSend,
    };
  }

  /**
   * One section, or line, as it would be drafted now: to put it back in the place of what people wrote.
   *
   * @throws PartNotDrafted
   */
  async restored(noticeId: string, partId: string, actor: Actor): Promise<RedraftSource> {
    const found = await this.notices.one(noticeId, actor);
    const now = await this.draft.of(this.reader.manager, found, actor);
    const part = partsOf(now.text).get(partId);
    if (part === undefined) throw new PartNotDrafted();
    return sourceView(part);
  }

  /**
   * Makes the next revision of the kept text with some parts as they are drafted now. What the actor typed and did not
   * save stays apart, and is told to be behind.
   *
   * @throws NothingTaken, NoticeChanged, PartsUnknown, NoticeStateRefused, TextRefused
   */
  take(noticeId: string, wanted: TakenParts, actor: Actor): Promise<CurrentNotice> {
    if (wanted.sections.length + wanted.keep.length === 0) throw new NothingTaken();
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, wanted.revision, actor);
      const { text, generated, house } = found.current;
      const now = await this.draft.of(manager, found, actor);
      withPartsTaken(text, now.text, wanted.keep, '/keep');
      const taken = withPartsTaken(text, now.text, wanted.sections);
      const next = {
        text: taken,
        details: now.details,
        house: withOriginsTaken(house ?? [], now.house, wanted.sections),
        generated: offered(generated, partsOf(now.text), [...wanted.sections, ...wanted.keep]),
      };
      const facts = { redrafted: wanted.sections.length, kept: wanted.keep.length };
      return this.drafts.saveNext(manager, found, next, facts, actor);
    });
  }

  /**
   * Makes the next revision of the kept words with the values of now; no part is taken, and drafts that differ stay
   * offered. What the actor typed stays apart, as above.
   *
   * @throws NoticeChanged, NoticeStateRefused, TextRefused
   */
  takeValues(noticeId: string, revision: number, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, revision, actor);
      const { details } = await this.draft.of(manager, found, actor);
      const { text, generated, house } = found.current;
      const next = { text, details, generated, house: house ?? [] };
      return this.drafts.saveNext(manager, found, next, {}, actor);
    });
  }

  /** What the draft that people had becomes with that of now, for each part of which a revision holds it. */
  async #fromDraftOfThen(
    { notice, current }: CurrentNotice,
    now: SavedWords,
    facts: IncidentFacts,
    actor: Actor,
  ): Promise<PartComparison[]> {
    const wanted = new Map(Object.entries(current.generated ?? {}));
    const then = new Map<string, GeneratedPart>();
    for (const { text } of await this.notices.revisions(notice.id, actor))
      for (const [id, part] of partsOf(text))
        if (!then.has(id) && wanted.get(id) === generatedHash(part)) then.set(id, part);
    const asDrafted = { ...current, text: withParts(current.text, then) };
    try {
      return this.wording.compare(notice, asDrafted, now, facts).filter(({ id }) => then.has(id));
    } catch (error) {
      if (error instanceof NoticeTextRefused) return [];
      throw error;
    }
  }
}

interface Readings {
  values: ReadonlyMap<string, PartComparison>;
  draft: ReadonlyMap<string, PartComparison>;
  /** Of parts whose draft of then is known. */
  since: ReadonlyMap<string, PartComparison>;
  /** Of every kept section, for those that the draft has no more. */
  gone: ReadonlyMap<string, { heading: string; body: string; hidden: boolean }>;
}

function partOf(
  id: string,
  { kept, drafted }: { kept: GeneratedPart | null; drafted: GeneratedPart | null },
  { generated, house }: { generated: string | null; house: number | null },
  { values, draft, since, gone }: Readings,
): RedraftPart {
  const [byValues, byDraft] = [values.get(id), draft.get(id)];
  const edited = generated === null || kept === null ? null : generatedHash(kept) !== generated;
  const moved = generated === null || drafted === null ? null : generatedHash(drafted) !== generated;
  const readsDifferently = byValues?.state === 'changed';
  const words = gone.get(id);
  const leaving = drafted === null && words && !words.hidden ? wordChanges(words.body, '') : [];
  return {
    id,
    heading: byDraft?.heading ?? words?.heading ?? headingOf(kept ?? drafted ?? ''),
    drift: driftOf({ kept, drafted, edited, moved, readsDifferently }),
    visibility: visibilityOf(kept, drafted),
    edited,
    valueChanges: byValues && readsDifferently ? byValues.changes : [],
    changes: byDraft && byDraft.state !== 'same' ? byDraft.changes : leaving,
    draftChanges: edited === true && moved === true ? (since.get(id)?.changes ?? null) : null,
    kept: kept === null ? null : sourceView(kept),
    drafted: drafted === null ? null : sourceView(drafted),
    house,
  };
}

function withParts(text: NoticeText, parts: ReadonlyMap<string, GeneratedPart>): NoticeText {
  const line = (id: 'subject' | 'preheader') => {
    const part = parts.get(id);
    return typeof part === 'string' ? part : text[id];
  };
  const sections = text.sections.map((section) => {
    const part = parts.get(section.id);
    return part === undefined || typeof part === 'string' ? section : part;
  });
  return { subject: line('subject'), preheader: line('preheader'), sections };
}

/** What was said by drafts, with those of now for the parts that people decided about. */
function offered(
  before: Readonly<Record<string, string>> | null,
  drafted: ReadonlyMap<string, GeneratedPart>,
  decided: readonly string[],
): Record<string, string> {
  const rest = Object.entries(before ?? {}).filter(([id]) => !decided.includes(id));
  const now = decided.flatMap((id): [string, string][] => {
    const part = drafted.get(id);
    return part === undefined ? [] : [[id, generatedHash(part)]];
  });
  return Object.fromEntries([...rest, ...now]);
}

function sourceView(part: GeneratedPart): RedraftSource {
  if (typeof part === 'string') return { heading: '', markdown: part, hidden: false };
  const { heading, markdown, hidden, hiddenBecause } = part;
  return { heading, markdown, hidden, ...(hiddenBecause !== undefined && { hiddenBecause }) };
}

function headingOf(part: GeneratedPart): string {
  return typeof part === 'string' ? '' : part.heading;
}

function byId(parts: readonly PartComparison[]): Map<string, PartComparison> {
  return new Map(parts.map((part) => [part.id, part]));
}
