import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseSubject } from '../../evidence/domain/evidence-subject.js';
import { EvidenceCustody } from '../../evidence/evidence-custody.js';
import type { CustodyEntry } from '../../evidence/evidence-custody.js';
import { EvidenceScanner } from '../../evidence/evidence-scanner.js';
import { EvidenceFiles } from '../../evidence/evidence.service.js';
import type { EvidenceView } from '../../evidence/evidence.views.js';
import { Users } from '../../identity/users.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Reader } from '../../platform/database/reader.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import type { FieldError, FlashView, PagerView } from '../views.types.js';
import { EvidenceSubjects, offeredSubject } from './evidence.subjects.js';
import type { ProvableThings } from './evidence.subjects.js';
import { toEvidenceRow } from './evidence.view.js';
import type { AddEvidenceView, EvidencePageView } from './evidence.view.js';
import { DONE_WORDS, FAILED_WORDS } from './evidence.words.js';

const PAGE = 50;

/** What the page is to show; from its address, or from a form that was refused. */
export interface EvidenceScreenState {
  /** Id of the file whose row is open. */
  file?: string;
  /** Cursor of the page. */
  before?: string;
  /** The step the form starts with. */
  step?: string;
  /** What was just done. */
  done?: string;
  errors?: readonly FieldError[];
  /** The fields of a refused form. */
  typed?: Readonly<Record<string, string>>;
  status?: number;
}

/** The files of an incident, one of them open with its chain of custody, and the form to add one. */
@Injectable()
export class EvidenceScreen {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly reader: Reader,
    private readonly files: EvidenceFiles,
    private readonly custody: EvidenceCustody,
    private readonly scanner: EvidenceScanner,
    private readonly subjects: EvidenceSubjects,
    private readonly users: Users,
  ) {}

  /** @throws IncidentNotFound; EvidenceNotFound for the id of an open file that leads nowhere */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    actor: Actor,
    state: EvidenceScreenState,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'evidence');
    const things = await this.subjects.of(framed, actor);
    const page = await this.files.list(framed.incident.id, { before: state.before, limit: PAGE }, actor);
    const files = await this.#withOpen(page.files, framed.incident.id, state.file, actor);
    const open = files.find(({ id }) => id === state.file);
    const custody = open ? await this.custody.of(open) : [];
    const names = await this.#names(files, custody);
    const isClosed = framed.incident.status === 'closed';
    const mayAdd = holds(actor.role, 'evidence:add') && !isClosed;
    const base = `/incidents/${framed.incident.reference}/evidence`;
    const context = {
      base,
      things,
      mayAdd,
      scannerIsSet: this.scanner.isSet,
      typed: state.typed ?? {},
      faulty: new Set((state.errors ?? []).map(({ field }) => field)),
      nameOfPerson: (id: string) => names.get(id) ?? 'a person who left',
    };
    const flash = flashOf(state.done);
    const view: EvidencePageView = {
      title: `Evidence · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise, ...(flash ? { flash } : {}) }),
      errors: state.errors ?? [],
      header: framed.header,
      rows: files.map((file) => toEvidenceRow(file, file === open ? custody : null, context)),
      pager: await this.#pager(framed, base, page, state.before),
      add: mayAdd ? addForm(base, things, state) : null,
      closedWords:
        isClosed && holds(actor.role, 'evidence:add')
          ? 'The incident is closed. Its files can be opened and verified; a lead has to reopen it to add one.'
          : '',
      scannerWords: this.scanner.isSet
        ? 'A virus scanner looks at each file; what it does not let pass is kept in quarantine and not handed out.'
        : 'No virus scanner is set on this installation: treat every file as unchecked.',
    };
    sendPage(reply, 'evidence/list', view, state.status ?? 200);
  }

  /** The open file may stand on another page of the list: then it comes first. */
  async #withOpen(
    files: readonly EvidenceView[],
    incidentId: string,
    open: string | undefined,
    actor: Actor,
  ): Promise<readonly EvidenceView[]> {
    if (open === undefined || files.some(({ id }) => id === open)) return files;
    return [await this.files.one(incidentId, open, actor), ...files];
  }

  #names(
    files: readonly EvidenceView[],
    custody: readonly CustodyEntry[],
  ): Promise<ReadonlyMap<string, string>> {
    return this.users.namesOf([
      ...files.map(({ addedBy }) => addedBy),
      ...custody.map(({ actorId }) => actorId),
    ]);
  }

  async #pager(
    { incident }: FramedIncident,
    base: string,
    page: { files: readonly EvidenceView[]; next: string | null },
    before: string | undefined,
  ): Promise<PagerView> {
    const count = await this.files.count(this.reader.manager, incident.id);
    return {
      words: `${formatNumber(page.files.length)} of ${formatNumber(count)}`,
      ...(before === undefined ? {} : { previous: base }),
      ...(page.next === null ? {} : { next: `${base}?before=${page.next}` }),
    };
  }
}

/** The state that the address asks for; whatever has another form is passed over. */
export function stateOf(query: Readonly<Record<string, unknown>>): EvidenceScreenState {
  const idOf = (value: unknown) => (typeof value === 'string' && ID_PATTERN.test(value) ? value : undefined);
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    file: idOf(query['file']),
    before: idOf(query['before']),
    step: textOf(query['step']),
    done: textOf(query['done']),
  };
}

function addForm(
  base: string,
  things: ProvableThings,
  { step, typed = {} }: EvidenceScreenState,
): AddEvidenceView {
  const asked = parseSubject(`step:${step ?? ''}`);
  const fromAddress = asked ? offeredSubject(things, asked) : '';
  return {
    action: base,
    options: things.options,
    subject: typed['subject'] ?? fromAddress,
    note: typed['note'] ?? '',
  };
}

/** The sentence after an act; an unknown word says nothing. */
function flashOf(done = ''): FlashView | undefined {
  if (Object.hasOwn(DONE_WORDS, done)) return { tone: 'ok', text: DONE_WORDS[done] ?? '' };
  return Object.hasOwn(FAILED_WORDS, done) ? { tone: 'danger', text: FAILED_WORDS[done] ?? '' } : undefined;
}
