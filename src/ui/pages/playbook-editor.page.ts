import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import { Users } from '../../identity/users.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { instantText } from '../../platform/database/columns.js';
import { Conflict } from '../../platform/errors.js';
import { comparePlaybooks } from '../../playbooks/domain/compare-playbooks.js';
import type { PlaybookAt } from '../../playbooks/playbook-records.js';
import { ParsePlaybookIdPipe } from '../../playbooks/playbooks.dto.js';
import { PlaybookChanged, PlaybookIsShipped, PlaybookNotFound } from '../../playbooks/playbooks.errors.js';
import { Playbooks } from '../../playbooks/playbooks.service.js';
import { FormFields } from '../form-fields.js';
import { PlaybookWords, changeLines } from './playbook-compare.view.js';
import { editedOf } from './playbook-editor.form.js';
import type { EditedPlaybook } from './playbook-editor.form.js';
import { PlaybookEditor } from './playbook-editor.screen.js';
import type { EditorFrame } from './playbook-editor.screen.js';
import type { PlaybookEditorView } from './playbook-editor.view.js';

/** Makes playbooks from the catalogue or from a shipped one, and edits those of the organisation. */
@Controller('playbooks')
export class PlaybookEditorPage {
  constructor(
    private readonly editor: PlaybookEditor,
    private readonly playbooks: Playbooks,
    private readonly users: Users,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Empty, or a copy of the shipped playbook that `base` names. */
  @Get('new')
  @Allow('playbooks:edit')
  async begin(
    @Query('base') base: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shipped = typeof base === 'string' && base !== '' ? await this.#shipped(base) : null;
    const edited = shipped ? editedOf(shipped.content) : EMPTY;
    await this.editor.draw(request, reply, newFrame(shipped), { edited });
  }

  @Post('new')
  @Allow('playbooks:edit')
  async make(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const base = form.text('base');
    const shipped = base === '' ? null : await this.#shipped(base);
    const answer = this.editor.answer(form);
    if (answer.kind === 'draw') return this.editor.draw(request, reply, newFrame(shipped), answer.state);
    const { content, edited } = answer;
    const basedOn = shipped ? { id: shipped.playbook.id, version: shipped.number } : undefined;
    const origin = basedOn ? 'adapted' : 'own';
    const { note } = edited;
    const made = await this.playbooks.create({ content, note, origin, basedOn }, actor);
    void reply.redirect(`/playbooks/${made.playbook.id}?done=made`, HttpStatus.SEE_OTHER);
  }

  @Get(':playbookId/edit')
  @Allow('playbooks:edit')
  async edit(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const at = await this.#own(id);
    await this.editor.draw(request, reply, this.#editFrame(at, at.number, false), {
      edited: editedOf(at.content),
    });
  }

  @Post(':playbookId/edit')
  @Allow('playbooks:edit')
  async save(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const at = await this.#own(id);
    const version = Number(form.text('version')) || 0;
    const answer = this.editor.answer(form);
    const frame = this.#editFrame(at, version, form.has('compared'));
    if (answer.kind === 'draw') return this.editor.draw(request, reply, frame, answer.state);
    const { content, edited } = answer;
    const basedOnVersion = form.has('compared') ? this.playbooks.newerBase(at.playbook)?.version : undefined;
    const { note } = edited;
    try {
      await this.playbooks.save(id, { version, content, note, basedOnVersion }, actor);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return this.#refused(request, reply, at, edited, content, form.has('compared'), error);
    }
    void reply.redirect(`/playbooks/${id}?done=saved`, HttpStatus.SEE_OTHER);
  }

  /** The form again, on top of what stands now, with what the other changed. */
  async #refused(
    request: FastifyRequest,
    reply: FastifyReply,
    at: PlaybookAt,
    edited: EditedPlaybook,
    content: PlaybookContent,
    compared: boolean,
    error: Conflict,
  ): Promise<void> {
    const frame = this.#editFrame(at, at.number, compared);
    const changed = error instanceof PlaybookChanged;
    const conflict = changed ? await this.#conflict(at, content) : null;
    const errors = changed ? [] : [{ field: null, message: error.message }];
    const state = { edited, errors, conflict, status: HttpStatus.CONFLICT };
    await this.editor.draw(request, reply, frame, state);
  }

  async #conflict(theirs: PlaybookAt, mine: PlaybookContent): Promise<PlaybookEditorView['conflict']> {
    const names = await this.users.namesOf(theirs.savedBy === null ? [] : [theirs.savedBy]);
    const words = new PlaybookWords(this.catalogue, theirs.content, mine);
    return {
      by: names.get(theirs.savedBy ?? '') ?? 'A person who left',
      at: theirs.savedAt === null ? '' : instantText(theirs.savedAt),
      version: theirs.number,
      changes: changeLines(comparePlaybooks(theirs.content, mine), words),
      href: `/playbooks/${theirs.playbook.id}`,
    };
  }

  async #shipped(id: string): Promise<PlaybookAt> {
    const at = this.catalogue.playbooks.has(id) ? await this.playbooks.at(id) : null;
    if (!at) throw new PlaybookNotFound();
    return at;
  }

  async #own(id: string): Promise<PlaybookAt> {
    const at = await this.playbooks.at(id);
    if (at.playbook.origin === 'shipped') throw new PlaybookIsShipped();
    return at;
  }

  /** @param version the one the writer started from */
  #editFrame({ playbook, number }: PlaybookAt, version: number, compared: boolean): EditorFrame {
    const newer = this.playbooks.newerBase(playbook);
    const href = `/playbooks/${playbook.id}`;
    return {
      title: `Edit · ${playbook.title}`,
      heading: `Edit: ${playbook.title}`,
      lead: `Each save makes a new version; incidents keep the one that was applied to them.`,
      crumbs: [
        { label: 'Playbooks', href: '/playbooks' },
        { label: playbook.title, href },
        { label: 'Edit' },
      ],
      framed: null,
      action: `${href}/edit`,
      hidden: { version: String(version) },
      cancelHref: href,
      saveWords: `Save as version ${number + 1}`,
      newerBase: newer && {
        version: newer.version,
        href: `${href}/compare?from=shipped&to=${number}`,
        checked: compared,
      },
      textsRead: null,
    };
  }
}

const EMPTY: EditedPlaybook = {
  title: '',
  summary: '',
  industry: '',
  causes: [],
  steps: [],
  leftOut: [],
  note: '',
};

function newFrame(shipped: PlaybookAt | null): EditorFrame {
  const what = shipped ? `Adapt: ${shipped.playbook.title}` : 'New playbook';
  return {
    title: what,
    heading: what,
    lead: shipped
      ? 'A copy of your own. When a release ships a newer version, this copy says so and stays as it is.'
      : 'Choose industry and causes, tick steps in the order of the ranking, then adapt them.',
    crumbs: [{ label: 'Playbooks', href: '/playbooks' }, { label: shipped ? 'Adapt' : 'New' }],
    framed: null,
    action: '/playbooks/new',
    hidden: { base: shipped?.playbook.id ?? '' },
    cancelHref: shipped ? `/playbooks/${shipped.playbook.id}` : '/playbooks',
    saveWords: 'Save the playbook',
    newerBase: null,
    textsRead: null,
  };
}
