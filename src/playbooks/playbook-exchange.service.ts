import { Inject, Injectable } from '@nestjs/common';
import { dump } from 'js-yaml';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import type { Actor } from '../platform/access/actor.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import type { Fault } from '../platform/errors.js';
import { fromCacao } from './domain/from-cacao.js';
import { toCacao } from './domain/to-cacao.js';
import type { PlaybookAt } from './playbook-records.js';
import { PlaybookVersion } from './playbook-version.entity.js';
import { Playbook } from './playbook.entity.js';
import type { ExportFormat } from './playbooks.dto.js';
import { CacaoRefused } from './playbooks.errors.js';
import { Playbooks } from './playbooks.service.js';

/** A file to be handed out. */
export interface ExportedPlaybook {
  /** For the reader's disk: `identity-help-v3.cacao.json`. */
  name: string;
  /** Media type. */
  type: string;
  text: string;
}

/** Takes playbooks in from other tools and hands them out. */
@Injectable()
export class PlaybookExchange {
  constructor(
    private readonly playbooks: Playbooks,
    private readonly organisation: OrganisationSettings,
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * Keeps a CACAO 2.0 playbook as a new one of ours.
   *
   * @param text the whole file, at most 20 MiB
   * @returns the first version, and what the reader of the file should look at
   * @throws CacaoRefused
   */
  async import(text: string, actor: Actor): Promise<{ made: PlaybookAt; warnings: Fault[] }> {
    const read = fromCacao(text, this.catalogue);
    if ('faults' in read) throw new CacaoRefused(read.faults);
    const { content, kept, warnings } = read;
    const note = 'Imported from a CACAO file.';
    const made = await this.playbooks.create({ content, origin: 'cacao', note, kept }, actor);
    return { made, warnings };
  }

  /** @throws PlaybookNotFound */
  async export(id: string, number: number, format: ExportFormat): Promise<ExportedPlaybook> {
    const version = await this.playbooks.at(id, number);
    const name = `${fileWords(version.content.title)}-v${version.number}`;
    if (format === 'yaml')
      return { name: `${name}.yaml`, type: 'application/yaml; charset=utf-8', text: yamlOf(version) };
    const { times, kept } = await this.#keptOf(version);
    const { profile } = await this.organisation.current();
    const document = toCacao(
      {
        id,
        version: number,
        content: version.content,
        kept,
        ...times,
        organisation: profile?.name ?? 'Redress',
      },
      this.catalogue,
    );
    const text = `${JSON.stringify(document, null, 2)}\n`;
    return { name: `${name}.cacao.json`, type: 'application/json; charset=utf-8', text };
  }

  /** Shipped playbooks have the date of the knowledge in place of instants. */
  async #keptOf({ playbook, savedAt, number }: PlaybookAt) {
    if (playbook.origin === 'shipped') {
      const day = `${this.catalogue.version.slice(0, 10)}T00:00:00.000Z`;
      return { kept: null, times: { createdAt: day, modifiedAt: day } };
    }
    const row = await this.reader
      .query(Playbook, 'p')
      .addSelect('p.kept')
      .where('p.id = :id', { id: playbook.id })
      .getOne();
    const first = await this.reader.manager.findOneBy(PlaybookVersion, {
      playbookId: playbook.id,
      number: 1,
    });
    const modified = savedAt ?? first?.savedAt;
    if (!row || !first || !modified) throw new Error(`Playbook ${playbook.id} has no version ${number}.`);
    const times = { createdAt: instantText(first.savedAt), modifiedAt: instantText(modified) };
    return { kept: row.kept, times };
  }
}

/**
 * A file for a house pack. The id is that of the shipped playbook it is based on, which it then replaces with a higher
 * version, else one made of the title.
 */
function yamlOf({ playbook, number, content }: PlaybookAt): string {
  const { basedOn } = playbook;
  const id = playbook.origin === 'shipped' ? playbook.id : (basedOn?.id ?? fileWords(content.title));
  const version = basedOn === null ? number : basedOn.version + number;
  return dump([{ id, version, ...content }], { lineWidth: 110 });
}

/** Lower-case words of the title with hyphens between; never empty, at most 60 characters. */
function fileWords(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return words === '' ? 'playbook' : words;
}
