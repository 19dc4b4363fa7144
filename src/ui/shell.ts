import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { initialsOf } from '../identity/domain/staff-details.js';
import { FormTokens } from '../identity/form-token.js';
import { Routes } from '../identity/routes.js';
import { DutyList } from '../obligations/duty-list.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import type { Actor, RequestWithActor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { roleWords } from './role-words.js';
import type { FlashView, NavItem, ShellView } from './views.types.js';

/** What a page may set in its frame. */
export interface ShellOptions {
  /** The incident is an exercise: the page carries the band. */
  exercise?: boolean;
  /** IANA zone of the incident; else the one of the configuration. */
  zone?: string;
  flash?: FlashView;
}

type NavEntry = Omit<NavItem, 'active'> & {
  /** Pages below it belong to the entry; absent: those below its own address. */
  root?: string;
};

const DUTIES = '/obligations';

/** In the order of the navigation; an entry shows where its page exists and the role may open it. */
const NAV: readonly NavEntry[] = [
  { href: '/', label: 'Dashboard', icon: 'layout-dashboard', group: 'work' },
  { href: '/incidents', label: 'Incidents', icon: 'shield-alert', group: 'work' },
  { href: DUTIES, label: 'Obligations', icon: 'scale', group: 'work' },
  { href: '/outbox', label: 'Outbox', icon: 'inbox', group: 'work' },
  { href: '/playbooks', label: 'Playbooks', icon: 'book-open', group: 'library' },
  { href: '/templates', label: 'Notice templates', icon: 'file-text', group: 'library' },
  {
    href: '/knowledge/evidence',
    label: 'Evidence base',
    icon: 'library',
    group: 'library',
    root: '/knowledge',
  },
  { href: '/register', label: 'Breach register', icon: 'file-text', group: 'record' },
  { href: '/audit', label: 'Audit trail', icon: 'link-2', group: 'record' },
  { href: '/settings/organisation', label: 'Organisation', icon: 'building-2', group: 'record' },
  { href: '/settings/people', label: 'People', icon: 'users', group: 'record' },
];

const PRODUCT_VERSION = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Builds the frame around every page for the person who asked for it. */
@Injectable()
export class Shell {
  readonly #host: string;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly routes: Routes,
    private readonly formTokens: FormTokens,
    private readonly organisation: OrganisationSettings,
    private readonly duties: DutyList,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {
    this.#host = new URL(environment.PUBLIC_URL).host;
  }

  /** The frame of the page that `request` asks for; without an actor on it, the page stands alone. */
  async of(request: FastifyRequest & RequestWithActor, options: ShellOptions = {}): Promise<ShellView> {
    const actor = request.actor ?? null;
    const { profile } = await this.organisation.current();
    return {
      organisation: profile?.name ?? this.#host,
      actor: actor && { name: actor.name, initials: initialsOf(actor.name), role: roleWords(actor.role) },
      nav: actor ? await this.#nav(actor, request.url) : [],
      formToken: actor?.sessionId ? this.formTokens.of(actor.sessionId) : '',
      now: this.clock.now(),
      zone: options.zone ?? this.environment.TIME_ZONE,
      versions: { rules: this.catalogue.version, product: PRODUCT_VERSION },
      theme: 'system',
      exercise: options.exercise ?? false,
      mayOpenIncident: actor !== null && this.routes.mayOpen(actor.role, '/incidents/new'),
      ...(options.flash ? { flash: options.flash } : {}),
    };
  }

  async #nav(actor: Actor, url: string): Promise<NavItem[]> {
    const path = url.split(/[?#]/)[0] ?? '/';
    const entries = NAV.filter(({ href }) => this.routes.mayOpen(actor.role, href));
    const pressing = entries.some(({ href }) => href === DUTIES) ? await this.#pressing(actor) : 0;
    return entries.map(({ root, ...entry }) => {
      const top = root ?? entry.href;
      const active = top === '/' ? path === '/' : path === top || path.startsWith(`${top}/`);
      const isHot = entry.href === DUTIES && pressing > 0;
      const badge = { count: pressing, words: 'late or due within 24 hours', hot: true };
      return { ...entry, active, ...(isHot ? { badge } : {}) };
    });
  }

  /** Open duties of real incidents that are late, by less than 30 days, or due within 24 hours. */
  #pressing(actor: Actor): Promise<number> {
    const dueFrom = this.clock.now().subtract({ hours: 30 * 24 });
    return this.duties.count({ state: 'soon', realOnly: true, dueFrom }, actor);
  }
}
