import { Controller, Get, HttpStatus, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import type { Fault } from '../../platform/errors.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { PlaybookExchange } from '../../playbooks/playbook-exchange.service.js';
import { PlaybookList } from '../../playbooks/playbook-list.js';
import type { PlaybookAt, PlaybookRecord } from '../../playbooks/playbook-records.js';
import { CacaoRefused } from '../../playbooks/playbooks.errors.js';
import { Playbooks } from '../../playbooks/playbooks.service.js';
import { uploadedCacao } from '../../playbooks/uploaded-cacao.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError } from '../views.types.js';
import { playbookRow } from './playbooks.view.js';
import type { PlaybookImportView, PlaybookRow, PlaybooksPageView } from './playbooks.view.js';

const PAGE = 50;

export class PlaybooksQuery {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  text = '';

  @IsOptional()
  @IsString()
  @MaxLength(80)
  industry = '';

  @IsOptional()
  @IsIn(['', 'yes'])
  archived: '' | 'yes' = '';

  @IsOptional()
  @Matches(new RegExp(`^$|${ID_PATTERN.source}`))
  before = '';
}

/** The library of playbooks, and the way in for those of other tools. */
@Controller('playbooks')
export class PlaybooksPage {
  constructor(
    private readonly shell: Shell,
    private readonly playbooks: Playbooks,
    private readonly list: PlaybookList,
    private readonly exchange: PlaybookExchange,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async show(
    @Query() query: PlaybooksQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = {
      ...(query.text === '' ? {} : { text: query.text }),
      ...(query.industry === '' ? {} : { industry: query.industry }),
      archived: query.archived === 'yes',
    };
    const before = query.before === '' ? {} : { before: query.before };
    const { playbooks, next } = await this.list.page({ ...filter, ...before, limit: PAGE });
    const view: PlaybooksPageView = {
      title: 'Playbooks',
      shell: await this.shell.of(request),
      filters: {
        text: query.text,
        industry: query.industry,
        industries: [...this.catalogue.industries.values()]
          .map(({ id, name }) => ({ value: id, label: name }))
          .sort((a, b) => (a.label < b.label ? -1 : 1)),
        archived: query.archived,
        states: [{ value: 'yes', label: 'Archived' }],
      },
      mayEdit: holds(actor.role, 'playbooks:edit'),
      rows: playbooks.map((one) => this.#row(one)),
      pager: {
        words: next === null ? 'All of them' : `The newest ${PAGE} of this page`,
        ...(next === null ? {} : { next: pageHref(query, next) }),
      },
      none: playbooks.length > 0 ? null : noneWords(query),
      shipped: query.before === '' ? this.list.shipped(filter).map((one) => this.#row(one)) : [],
    };
    sendPage(reply, 'playbooks/list', view);
  }

  @Get('import')
  @Allow('playbooks:edit')
  async choose(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#drawImport(request, reply, null, []);
  }

  @Post('import')
  @Allow('playbooks:edit')
  async import(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    let imported: { made: PlaybookAt; warnings: Fault[] };
    try {
      imported = await this.exchange.import(await uploadedCacao(request), actor);
    } catch (error) {
      if (!(error instanceof CacaoRefused)) throw error;
      const errors = error.faults.map((fault) => ({ field: 'file', message: placed(fault) }));
      return this.#drawImport(request, reply, null, errors);
    }
    const { made, warnings } = imported;
    const href = `/playbooks/${made.playbook.id}`;
    if (warnings.length === 0) {
      void reply.redirect(`${href}?done=imported`, HttpStatus.SEE_OTHER);
      return;
    }
    const { title } = made.playbook;
    await this.#drawImport(request, reply, { href, title, warnings: warnings.map(placed) }, []);
  }

  async #drawImport(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: PlaybookImportView['outcome'],
    errors: FieldError[],
  ): Promise<void> {
    const view: PlaybookImportView = {
      title: 'Import a playbook',
      shell: await this.shell.of(request),
      errors,
      crumbs: [{ label: 'Playbooks', href: '/playbooks' }, { label: 'Import' }],
      outcome,
    };
    const status = errors.length > 0 ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK;
    sendPage(reply, 'playbooks/import', view, status);
  }

  #row(record: PlaybookRecord): PlaybookRow {
    return playbookRow(record, this.playbooks.newerBase(record) !== null, this.catalogue);
  }
}

/** A fault with its place in the file. */
function placed({ path, message }: Fault): string {
  return path === '' || path === '/file' ? message : `${path}: ${message}`;
}

function pageHref({ text, industry, archived }: PlaybooksQuery, before: string): string {
  return `/playbooks?${new URLSearchParams({ text, industry, archived, before }).toString()}`;
}

function noneWords({ text, industry, archived }: PlaybooksQuery): { title: string; text: string } {
  if (text !== '' || industry !== '' || archived !== '')
    return {
      title: 'None of your own fits these filters.',
      text: 'Take one away, or look among the shipped ones.',
    };
  return {
    title: 'No playbook of your own yet.',
    text: 'Adapt a shipped one, make one from the catalogue, or save the plan of a finished incident.',
  };
}
