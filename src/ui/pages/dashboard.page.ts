import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../../audit/audit-log.js';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import { Users } from '../../identity/users.service.js';
import { OrganisationSettings } from '../../organisation/organisation.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { AllowSignedIn } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Environment } from '../../platform/config/environment.js';
import { STATUS_WORDS, severityChip, wordOf } from '../incident-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import { asInstant, zoneWords } from '../views.time.js';
import type { ShellView } from '../views.types.js';
import { logState } from './audit.view.js';
import { Boards } from './dashboard.board.js';
import type { Board, BoardIncident } from './dashboard.board.js';
import { BoardClocks } from './dashboard.clocks.js';
import type { RunningClocks } from './dashboard.clocks.js';
import { setUpSteps } from './dashboard.set-up.js';
import type { BoardRow, BoardView, DashboardView } from './dashboard.view.js';
import { WaitingItems } from './dashboard.waiting.js';

/** The first page of everyone: clocks of all incidents first, then what waits for the one who signed in. */
@Controller()
export class DashboardPage {
  constructor(
    private readonly shell: Shell,
    private readonly boards: Boards,
    private readonly clocks: BoardClocks,
    private readonly waiting: WaitingItems,
    private readonly log: AuditLog,
    private readonly users: Users,
    private readonly organisation: OrganisationSettings,
    private readonly routes: Routes,
    private readonly environment: Environment,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @AllowSignedIn()
  async show(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shell = await this.shell.of(request);
    const board = holds(actor.role, 'incidents:read') ? await this.boards.of(actor) : null;
    const clocks = board && (await this.clocks.of(actor, asInstant(shell.now)));
    const manages = holds(actor.role, 'users:manage');
    const view: DashboardView = {
      title: 'Dashboard',
      shell,
      heading: weekday(shell),
      lead: leadOf(board, clocks, manages),
      mayOpen: this.routes.mayOpen(actor.role, '/incidents/new'),
      board: board && clocks && (await this.#board(board, clocks, actor, shell)),
      setUp: manages ? await this.#setUp() : null,
      log: holds(actor.role, 'audit:verify') ? logState(await this.log.state(), shell.zone) : null,
      mail: this.#mail(actor),
      mayVerify: holds(actor.role, 'audit:verify'),
      mayReadTrail: holds(actor.role, 'audit:read'),
    };
    sendPage(reply, 'dashboard/dashboard', view);
  }

  async #board(board: Board, clocks: RunningClocks, actor: Actor, shell: ShellView): Promise<BoardView> {
    const { incidents, open, all } = board;
    return {
      empty: all === 0,
      chart: clocks.chart(),
      clocks: clocks.shown(shell.zone),
      remarks: clocks.remarks(),
      all: this.routes.mayOpen(actor.role, '/obligations') ? '/obligations' : null,
      waiting: await this.waiting.of(incidents, actor),
      incidents: incidents.map((entry) => this.#row(entry)),
      bound:
        open > incidents.length
          ? `The newest ${incidents.length} of ${formatNumber(open)} open incidents; the clocks above are those of all.`
          : '',
      zoneWords: zoneWords(shell.zone, shell.now),
    };
  }

  /** Null when nothing is missing. */
  async #setUp(): Promise<DashboardView['setUp']> {
    const steps = setUpSteps(await this.users.list(), (await this.organisation.current()).profile);
    return steps.every(({ done }) => done) ? null : steps;
  }

  #row({ incident, clocks, undecided, standings }: BoardIncident): BoardRow {
    const next = clocks.find(({ at, metAt, binding }) => at !== undefined && metAt === undefined && binding);
    const states = [...standings.values()].map(({ state }) => state);
    const done = states.filter((state) => state === 'done').length;
    const taken = done + states.filter((state) => state === 'accepted' || state === 'in_progress').length;
    return {
      href: `/incidents/${incident.reference}`,
      title: incident.title,
      reference: incident.reference,
      exercise: incident.kind === 'exercise',
      industry: this.catalogue.industries.get(incident.industry ?? '')?.name ?? 'Not known',
      severity: severityChip(incident.severity),
      status: wordOf(STATUS_WORDS, incident.status),
      people: incident.peopleAffected,
      next: next?.due ?? null,
      nextWords: undecided > 0 ? `${undecided} rules wait for facts` : 'None runs',
      steps:
        taken === 0
          ? null
          : {
              words: `${done} of ${taken}`,
              bar: {
                total: taken,
                of: `${taken} accepted steps`,
                thin: true,
                parts: [{ label: 'Done', count: done, tone: 'brand' }],
              },
            },
    };
  }

  /** Only for people who can do something about it. */
  #mail(actor: Actor): DashboardView['mail'] {
    if (!holds(actor.role, 'settings:read') && !holds(actor.role, 'mailings:request')) return null;
    if (this.environment.SMTP_URL !== undefined)
      return { text: 'Mail goes out through a relay.', detail: '', outbox: false };
    const outbox = this.routes.mayOpen(actor.role, '/outbox');
    return {
      text: 'No mail relay is set.',
      detail: 'Messages are kept as files here and go nowhere.',
      outbox,
    };
  }
}

/** `Thursday 19 November` where the pages' times are. */
function weekday({ now, zone }: ShellView): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return format.format(asInstant(now).epochMilliseconds);
}

function leadOf(board: Board | null, clocks: RunningClocks | null, manages: boolean): string {
  if (!board || !clocks) return manages ? 'People, settings and the health of the record.' : '';
  if (board.all === 0) return 'No incident yet that you may see.';
  const { late, soon } = clocks.counts();
  const words = [
    ...(late > 0 ? [`${late} ${late === 1 ? 'clock is' : 'clocks are'} late`] : []),
    ...(soon > 0 ? [`${soon} ${soon === 1 ? 'clock runs' : 'clocks run'} out within 24 hours`] : []),
  ];
  return words.length === 0
    ? 'No clock is late, and none runs out within 24 hours.'
    : `${words.join(' and ')}.`;
}
