import { Injectable } from '@nestjs/common';
import { comparePlaybooks } from './domain/compare-playbooks.js';
import type { PlaybookChange } from './domain/compare-playbooks.js';
import type { PlaybookAt } from './playbook-records.js';
import { PlaybookNotFound } from './playbooks.errors.js';
import { Playbooks } from './playbooks.service.js';

export interface ComparedPlaybooks {
  from: PlaybookAt;
  to: PlaybookAt;
  /** What makes `to` out of `from`; none where both say the same. */
  changes: PlaybookChange[];
}

/** Compares two versions of a playbook, or one with the shipped playbook that it was adapted from. */
@Injectable()
export class PlaybookComparison {
  constructor(private readonly playbooks: Playbooks) {}

  /**
   * @param from,to number of a version, or `shipped`: the base as the loaded knowledge has it
   * @throws PlaybookNotFound also where `shipped` is asked of one that was adapted from none
   */
  async of(id: string, from: string, to: string): Promise<ComparedPlaybooks> {
    const [before, after] = [await this.#side(id, from), await this.#side(id, to)];
    return { from: before, to: after, changes: comparePlaybooks(before.content, after.content) };
  }

  async #side(id: string, word: string): Promise<PlaybookAt> {
    if (word !== 'shipped') return this.playbooks.at(id, Number(word));
    const { basedOn, origin } = await this.playbooks.one(id);
    const base = origin === 'shipped' ? id : basedOn?.id;
    if (base === undefined) throw new PlaybookNotFound();
    return this.playbooks.at(base);
  }
}
