import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { PlaybookUses, USES_CURSOR } from '../../plans/playbook-uses.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { ParseVersionPipe } from '../../platform/http/parse-version.pipe.js';
import { PlaybookComparison } from '../../playbooks/playbook-comparison.js';
import type { PlaybookAt } from '../../playbooks/playbook-records.js';
import { ComparePlaybookQuery, ParsePlaybookIdPipe } from '../../playbooks/playbooks.dto.js';
import { PlaybookNotFound } from '../../playbooks/playbooks.errors.js';
import { Playbooks } from '../../playbooks/playbooks.service.js';
import { FormFields } from '../form-fields.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { ChipView, FlashView, OptionView } from '../views.types.js';
import { PlaybookWords, changeCounts, changeGroups } from './playbook-compare.view.js';
import type { PlaybookCompareView } from './playbook-compare.view.js';
import { compareHref, contentView, usesView, versionViews } from './playbook.view.js';
import type { PlaybookPageView } from './playbook.view.js';

const DONE: Readonly<Record<string, string>> = {
  made: 'The playbook is saved as version 1.',
  saved: 'The new version is saved; the ones before stay.',
  imported: 'The playbook is imported.',
  archived: 'The playbook is archived: it can be read, and no longer applied.',
  unarchived: 'The playbook is in use again.',
};

/** One playbook: what it says, its versions, and where it is used. */
@Controller('playbooks/:playbookId')
export class PlaybookPage {
  constructor(
    private readonly shell: Shell,
    private readonly playbooks: Playbooks,
    private readonly comparison: PlaybookComparison,
    private readonly uses: PlaybookUses,
    private readonly users: Users,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async show(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Query('done') done: unknown,
    @Query('uses') uses: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const before = typeof uses === 'string' && USES_CURSOR.test(uses) ? uses : undefined;
    const flash = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    await this.#draw(request, reply, await this.playbooks.at(id), actor, {
      ...(before === undefined ? {} : { before }),
      ...(flash === undefined ? {} : { flash: { tone: 'ok', text: flash } }),
    });
  }

  @Get('versions/:version')
  @Allow('knowledge:read')
  async version(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Param('version', new ParseVersionPipe(PlaybookNotFound)) version: number,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, await this.playbooks.at(id, version), actor, {});
  }

  @Get('compare')
  @Allow('knowledge:read')
  async compare(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Query() { from, to }: ComparePlaybookQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const compared = await this.comparison.of(id, from, to);
    const playbook = await this.playbooks.one(id);
    const words = new PlaybookWords(this.catalogue, compared.from.content, compared.to.content);
    const view: PlaybookCompareView = {
      title: `Compare · ${playbook.title}`,
      shell: await this.shell.of(request),
      crumbs: [
        { label: 'Playbooks', href: '/playbooks' },
        { label: playbook.title, href: `/playbooks/${id}` },
        { label: 'Compare' },
      ],
      heading: `Compare: ${playbook.title}`,
      lead: `${sideWords(from, compared.from)} to ${sideWords(to, compared.to)}`,
      action: `/playbooks/${id}/compare`,
      versions: await this.#choices(id),
      from,
      to,
      counts: changeCounts(compared.changes),
      groups: changeGroups(compared.changes, words),
    };
    sendPage(reply, 'playbooks/compare', view);
  }

  @Post('archive')
  @Allow('playbooks:edit')
  async archive(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const archived = new FormFields(body).text('archived') === 'yes';
    await this.playbooks.archive(id, archived, actor);
    const done = archived ? 'archived' : 'unarchived';
    void reply.redirect(`/playbooks/${id}?done=${done}`, HttpStatus.SEE_OTHER);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    at: PlaybookAt,
    actor: Actor,
    { flash, before }: { flash?: FlashView; before?: string },
  ): Promise<void> {
    const { playbook, number } = at;
    const { id } = playbook;
    const current = number === playbook.version;
    const view: PlaybookPageView = {
      title: current ? playbook.title : `Version ${number} · ${playbook.title}`,
      shell: await this.shell.of(request, flash ? { flash } : {}),
      crumbs: crumbsOf(at, current),
      heading: at.content.title,
      chips: chipsOf(at),
      older: current
        ? null
        : { number, currentHref: `/playbooks/${id}`, compareHref: compareHref(id, number, playbook.version) },
      newerBase: this.#newerBase(at),
      ...contentView(at, this.catalogue),
      acts: actsOf(at, current, actor),
      versions: await this.#versions(at),
      uses: holds(actor.role, 'incidents:read') && current ? await this.#uses(id, actor, before) : null,
    };
    sendPage(reply, 'playbooks/playbook', view);
  }

  async #uses(id: string, actor: Actor, before: string | undefined) {
    const { uses, next } = await this.uses.of(id, actor, { before });
    return usesView(id, uses, next);
  }

  async #versions({ playbook }: PlaybookAt) {
    const versions = await this.playbooks.versions(playbook.id);
    const names = await this.users.namesOf(
      versions.map(({ savedBy }) => savedBy).filter((by) => by !== null),
    );
    return versionViews(playbook.id, versions, playbook.version, names);
  }

  #newerBase({ playbook }: PlaybookAt): PlaybookPageView['newerBase'] {
    const newer = this.playbooks.newerBase(playbook);
    if (!newer) return null;
    const { id, version } = playbook;
    return {
      version: newer.version,
      compareHref: compareHref(id, version, 'shipped'),
      shippedHref: `/playbooks/${newer.id}`,
    };
  }

  async #choices(id: string): Promise<OptionView[]> {
    const { basedOn } = await this.playbooks.one(id);
    const versions = await this.playbooks.versions(id);
    const shipped =
      basedOn === null ? [] : [{ value: 'shipped', label: 'The shipped playbook, as it is now' }];
    return [
      ...versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` })),
      ...shipped,
    ];
  }
}

function crumbsOf({ playbook, number }: PlaybookAt, current: boolean) {
  const library = { label: 'Playbooks', href: '/playbooks' };
  if (current) return [library, { label: playbook.title }];
  return [
    library,
    { label: playbook.title, href: `/playbooks/${playbook.id}` },
    { label: `Version ${number}` },
  ];
}

function chipsOf({ playbook, number }: PlaybookAt): ChipView[] {
  const chips: ChipView[] = [{ text: `Version ${number}`, tone: 'brand' }];
  if (playbook.origin === 'shipped') chips.push({ text: 'Shipped', icon: 'package' });
  if (playbook.archived) chips.push({ text: 'Archived', tone: 'line' });
  return chips;
}

function actsOf({ playbook, number }: PlaybookAt, current: boolean, actor: Actor): PlaybookPageView['acts'] {
  const { id, origin, archived, version } = playbook;
  const href = `/playbooks/${id}`;
  const mayEdit = holds(actor.role, 'playbooks:edit') && current;
  const own = mayEdit && origin !== 'shipped';
  const exported = `/api/v1${href}/versions/${number}/export?format=`;
  return {
    edit: own && !archived ? `${href}/edit` : '',
    adapt: mayEdit && origin === 'shipped' ? `/playbooks/new?base=${id}` : '',
    archive: own
      ? {
          action: `${href}/archive`,
          archived: !archived,
          words: archived ? 'Take out of the archive' : 'Archive',
        }
      : null,
    exports: [
      { href: `${exported}cacao`, label: 'CACAO 2.0' },
      { href: `${exported}yaml`, label: 'YAML for a house pack' },
    ],
    compare: version > 1 && origin !== 'shipped' ? compareHref(id, version - 1, version) : '',
  };
}

function sideWords(word: string, { number }: PlaybookAt): string {
  return word === 'shipped' ? `the shipped playbook, version ${number},` : `version ${number}`;
}
