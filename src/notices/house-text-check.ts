import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import type { Fault } from '../platform/errors.js';
import { houseText, readHouseTexts } from './domain/house-texts.js';
import type { HouseParts, TypedHouseTexts } from './domain/house-texts.js';
import type { NoticeKind, NoticeTexts } from './domain/notice-kind.js';
import { linkHostsOf } from './link-hosts.js';
import { NoticePress } from './notice-press.js';

/** A kind and its shipped texts in one language. */
export interface ShippedTexts {
  kind: NoticeKind;
  texts: NoticeTexts;
}

/** Says what keeps house texts from being saved, and later from being used. */
@Injectable()
export class HouseTextCheck {
  constructor(
    private readonly organisation: OrganisationSettings,
    private readonly press: NoticePress,
    private readonly reader: Reader,
    private readonly environment: Environment,
  ) {}

  /** What someone sent, with everything that keeps it from being saved. */
  read(
    typed: TypedHouseTexts,
    { kind, texts }: ShippedTexts,
    linkHosts: readonly string[],
  ): { parts: HouseParts; faults: Fault[] } {
    const { parts, faults } = readHouseTexts(typed, kind, texts);
    return { parts, faults: [...faults, ...this.#textFaults(parts, kind, linkHosts)] };
  }

  /** Why parts of a stored version would not be taken now, by place. */
  standing(parts: HouseParts, shipped: ShippedTexts, linkHosts: readonly string[]): Fault[] {
    const known = new Set(shipped.kind.sections.map(({ id }) => id));
    const gone = parts.sections.filter(({ id }) => !known.has(id));
    const message = 'The kind has no such section any more.';
    const still = { ...parts, sections: parts.sections.filter(({ id }) => known.has(id)) };
    return [
      ...gone.map(({ id }) => ({ path: `/sections/${id}/id`, message })),
      ...this.read(still, shipped, linkHosts).faults,
    ];
  }

  /** Hosts that links of every notice may lead to by now. */
  async linkHosts(manager: EntityManager = this.reader.manager): Promise<string[]> {
    const { profile } = await this.organisation.current(manager);
    return linkHostsOf(this.environment, profile);
  }

  #textFaults(parts: HouseParts, kind: NoticeKind, linkHosts: readonly string[]): Fault[] {
    return this.press.faultsIn(houseText(parts), kind, linkHosts).map(({ path, message, line, column }) => ({
      path,
      message: `Line ${line}, column ${column}: ${message}`,
    }));
  }
}
