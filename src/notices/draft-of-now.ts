import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { partsOf } from './domain/generated-text.js';
import type { HouseOrigin } from './domain/house-texts.js';
import type { NoticeText } from './domain/notice-text.js';
import { generatedHash } from './generated-hashes.js';
import { NoticeDesk } from './notice-desk.js';
import { NoticeDrafter } from './notice-drafter.js';
import { NoticePress } from './notice-press.js';
import type { SavedWords } from './notice-wording.js';
import { TextRefused } from './notices.errors.js';
import type { CurrentNotice } from './notices.service.js';
import { storableValues } from './stored-values.js';

/** A notice as it would be drafted at this moment, with the answers people gave. */
export interface DraftedNow {
  text: NoticeText;
  /** Parts of it in the words of the organisation. */
  house: readonly HouseOrigin[];
  /** Answers that still fit. */
  details: Record<string, unknown>;
  /** Names of those that do not: a fact or a record gives them by now. */
  answered: string[];
  words: SavedWords;
  factsRevision: number;
  /** For the people who write: what the law of some readers forbids, what was left out for length. */
  notes: string[];
  /** Reasons why it may not be sent now. */
  cannotSend: string[];
}

/** Drafts notices that have a text already. */
@Injectable()
export class DraftOfNow {
  constructor(
    private readonly incidents: Incidents,
    private readonly desk: NoticeDesk,
    private readonly drafter: NoticeDrafter,
    private readonly press: NoticePress,
    private readonly reader: Reader,
  ) {}

  async of(manager: EntityManager, { notice, current }: CurrentNotice, actor: Actor): Promise<DraftedNow> {
    const kind = this.press.kindOf(notice);
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const laidOut = await this.desk.layOutWhatFits(manager, incident, kind, current.details);
    const { context, linkHosts, factsRevision } = laidOut.view;
    const drafted = await this.drafter.drafted(manager, kind, notice.locale, laidOut.view);
    const { subject, preheader, sections, house, notes, cannotSend } = drafted;
    const text = { subject, preheader, sections };
    return {
      text,
      house,
      details: laidOut.details,
      answered: [...new Set(laidOut.faults.map(({ path }) => path.replace('/details/', '')))],
      words: { text, values: storableValues(context.values), linkHosts },
      factsRevision,
      notes,
      cannotSend,
    };
  }

  /**
   * Parts of which the draft says something else by now than the one that people had, or decided about. Empty where
   * nobody knows what that was, and where nothing can be drafted.
   */
  async movedParts(found: CurrentNotice, actor: Actor): Promise<string[]> {
    const { generated } = found.current;
    if (generated === null) return [];
    try {
      const now = await this.of(this.reader.manager, found, actor);
      const drafted = partsOf(now.text);
      const kept = partsOf(found.current.text);
      const moved = [...drafted].filter(([id, part]) => generatedHash(part) !== generated[id]);
      const gone = [...kept.keys()].filter((id) => !drafted.has(id) && Object.hasOwn(generated, id));
      return [...moved.map(([id]) => id), ...gone];
    } catch (error) {
      if (error instanceof TextRefused) return [];
      throw error;
    }
  }
}
