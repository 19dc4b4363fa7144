import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { initialsOf } from '../identity/domain/staff-details.js';
import { FormTokens } from '../identity/form-token.js';
import { Routes } from '../identity/routes.js';
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

/** In the order of the navigation; an entry shows where its page exists and the role may open it. */
const NAV: readonly NavEntry[] = [
  { href: '/', label: 'Dashboard', icon: 'layout-dashboard', group: 'work' },
  { href: '/incidents', label: 'Incidents', icon: 'shield-alert', group: 'work' },
  { href: '/outbox', label: 'Outbox', icon: 'inbox', group: 'work' },
  { href: '/playbooks', label: 'Playbooks', icon: 'book-open', group: 'library' },
  {
    href: '/knowledge/evidence',
    label: 'Evidence base',
    icon: 'library',
    group: 'library',
    root: '/knowledge',
  },
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
      nav: actor ? this.#nav(actor, request.url) : [],
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

  #nav(actor: Actor, url: string): NavItem[] {
    const path = url.split(/[?#]/)[0] ?? '/';
    return NAV.filter(({ href }) => this.routes.mayOpen(actor.role, href)).map(({ root, ...entry }) => {
      const top = root ?? entry.href;
      return { ...entry, active: top === '/' ? path === '/' : path === top || path.startsWith(`${top}/`) };
    });
  }
}
