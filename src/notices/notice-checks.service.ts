import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { Actor } from '../platform/access/actor.js';
import { holds } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { ApprovalGates } from './approval-gates.js';
import type { GatedText } from './approval-gates.js';
import { CheckedTexts } from './checked-texts.js';
import type { TextToCheck } from './checked-texts.js';
import { checkNotice, inOrder } from './domain/checks/check-notice.js';
import type { CheckedNotice } from './domain/checks/checked-notice.js';
import { compareTranslation } from './domain/checks/facts/compare-translation.js';
import { coverageOf } from './domain/checks/facts/duty-coverage.js';
import type { CheckReport, Finding } from './domain/checks/finding.js';
import type { ReaderFields } from './domain/notice-context.js';
import { NoticeMoves } from './notice-moves.js';
import { BlockNotYours, ChecksStand, DismissalRefused, FindingGone } from './notice-checks.errors.js';
import { NoticeDismissal } from './notice-dismissal.entity.js';
import { NoticePress } from './notice-press.js';
import type { Notice } from './notice.entity.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';
import { Translations } from './translations.js';

/** Why a finding stays, with its words opened. */
export interface Dismissal {
  reason: string;
  by: string;
  at: NoticeDismissal['dismissedAt'];
  /** The revision that was read. */
  revision: number;
}

export interface CheckedFinding extends Finding {
  /** Of rule, section and what was seen: names the finding as long as the text does not change there. */
  fingerprint: string;
  dismissal: Dismissal | null;
}

/** What the checks say about the text that stands, and what people answered. */
export interface NoticeReport extends CheckReport {
  revision: number;
  findings: readonly CheckedFinding[];
}

/** Which finding of which text, and why it stays. */
export interface NewDismissal {
  revision: number;
  fingerprint: string;
  reason: string;
}

/** Checks the texts of notices, keeps why findings stay, and stops a text with blocks. */
@Injectable()
export class NoticeChecks implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly texts: CheckedTexts,
    private readonly translations: Translations,
    private readonly press: NoticePress,
    private readonly moves: NoticeMoves,
    private readonly gates: ApprovalGates,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  onModuleInit(): void {
    this.gates.guard((manager, text) => this.refuseBlocks(manager, text));
  }

  /** Of the text that stands. @throws NoticeNotFound, NoticeTextRefused */
  async of(noticeId: string, actor: Actor): Promise<NoticeReport> {
    const { manager } = this.reader;
    return this.#report(manager, await this.notices.one(noticeId, actor), actor);
  }

  /**
   * Of a text that is not saved, with the values of the one that stands unless it brings its own.
   *
   * @throws NoticeNotFound, NoticeTextRefused
   */
  async ofText(
    noticeId: string,
    written: Pick<TextToCheck, 'text'> & Partial<TextToCheck>,
    actor: Actor,
    reader?: ReaderFields,
  ): Promise<CheckReport> {
    const { manager } = this.reader;
    const { notice, current } = await this.notices.one(noticeId, actor);
    const { values, linkHosts } = current;
    const checked = await this.texts.of(manager, notice, { values, linkHosts, ...written }, actor, reader);
    return this.#checked(manager, notice, checked, actor, reader);
  }

  /** What the checks read of a notice: for a translation, against its source. */
  async checkedNotice(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    actor: Actor,
  ): Promise<CheckedNotice> {
    return this.texts.of(manager, notice, current, actor);
  }

  /**
   * Keeps why a finding stays. It counts as long as the text does not change where it was seen.
   *
   * @throws FindingGone, DismissalRefused, BlockNotYours, NoticeChanged
   */
  dismiss(noticeId: string, wanted: NewDismissal, actor: Actor): Promise<CheckedFinding> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, wanted.revision, actor);
      const { notice } = found;
      const finding = await this.#finding(manager, found, wanted.fingerprint, actor);
      if (finding.dismissal !== null) return finding;
      const reason = wanted.reason.trim();
      if (reason === '') throw new DismissalRefused('/reason', 'Say why it stays.');
      if (finding.severity === 'block' && finding.judgement !== true)
        throw new DismissalRefused(
          '/fingerprint',
          'It rests on facts, not on judgement: mend the text or the facts.',
        );
      refuseOthers(finding, actor);
      const id = this.ids.next();
      const sealer = await this.dataKeys.forWriting(manager, notice.incidentId);
      const { rule, severity, fingerprint } = finding;
      const row: NoticeDismissal = {
        id,
        noticeId,
        incidentId: notice.incidentId,
        rule,
        fingerprint,
        reason: sealer.seal(placeOf(id), reason),
        revision: notice.revision,
        dismissedBy: actor.id,
        dismissedAt: this.clock.now(),
        removedBy: null,
        removedAt: null,
      };
      await manager.insert(NoticeDismissal, row);
      const facts = { rule, severity, fingerprint, revision: notice.revision };
      await this.moves.record(manager, 'notice.finding_dismissed', notice, actor, facts, { reason });
      return {
        ...finding,
        dismissal: { reason, by: actor.id, at: row.dismissedAt, revision: notice.revision },
      };
    });
  }

  /** Takes the reason back; the finding counts again. One that nobody dismissed stays as it is. */
  restore(
    noticeId: string,
    wanted: Pick<NewDismissal, 'revision' | 'fingerprint'>,
    actor: Actor,
  ): Promise<CheckedFinding> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, wanted.revision, actor);
      const { notice } = found;
      const finding = await this.#finding(manager, found, wanted.fingerprint, actor);
      if (finding.dismissal === null) return finding;
      refuseOthers(finding, actor);
      const { fingerprint } = finding;
      const gone = { removedBy: actor.id, removedAt: this.clock.now() };
      await manager.update(NoticeDismissal, { noticeId, fingerprint, removedAt: IsNull() }, gone);
      const facts = { rule: finding.rule, fingerprint, revision: notice.revision };
      await this.moves.record(manager, 'notice.finding_restored', notice, actor, facts);
      return { ...finding, dismissal: null };
    });
  }

  /**
   * Lets a text without open blocks pass. To be approved, its promises may not be open either.
   *
   * @throws ChecksStand naming each finding with its place
   */
  async refuseBlocks(manager: EntityManager, { act, actor, ...found }: GatedText): Promise<void> {
    const { findings } = await this.#report(manager, found, actor);
    const stops = ({ severity, rule }: Finding) =>
      severity === 'block' || (act === 'approve' && severity === 'warn' && rule === 'W12');
    const open = findings.filter((finding) => stops(finding) && finding.dismissal === null);
    if (open.length > 0) throw new ChecksStand(open);
  }

  async #finding(
    manager: EntityManager,
    found: CurrentNotice,
    fingerprint: string,
    actor: Actor,
  ): Promise<CheckedFinding> {
    const { findings } = await this.#report(manager, found, actor);
    const finding = findings.find((one) => one.fingerprint === fingerprint);
    if (!finding) throw new FindingGone();
    return finding;
  }

  async #report(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    actor: Actor,
  ): Promise<NoticeReport> {
    const checked = await this.texts.of(manager, notice, current, actor);
    const report = await this.#checked(manager, notice, checked, actor);
    const dismissals = await this.#dismissals(manager, notice);
    const findings = report.findings.map((finding) => {
      const fingerprint = fingerprintOf(finding);
      return { ...finding, fingerprint, dismissal: dismissals.get(fingerprint) ?? null };
    });
    return { ...report, revision: notice.revision, findings };
  }

  async #checked(
    manager: EntityManager,
    notice: Notice,
    checked: CheckedNotice,
    actor: Actor,
    reader?: ReaderFields,
  ): Promise<CheckReport> {
    const { sections } = this.press.kindOf(notice);
    const codes = new Map(sections.map(({ id, contentCodes }) => [id, contentCodes] as const));
    const report = {
      ...checkNotice(checked, this.catalogue),
      coverage: coverageOf(checked, this.catalogue, codes),
    };
    const source = await this.translations.sourceOf(manager, notice);
    if (source === null) return report;
    const original = await this.texts.of(manager, source.notice, source.current, actor, reader);
    const differences = compareTranslation(original, checked, this.catalogue);
    if (differences.length === 0) return { ...report, passed: [...report.passed, 'T1'] };
    return { ...report, findings: inOrder([...differences, ...report.findings], checked) };
  }

  async #dismissals(manager: EntityManager, { id, incidentId }: Notice): Promise<Map<string, Dismissal>> {
    const rows = await manager.find(NoticeDismissal, {
      where: { noticeId: id, removedAt: IsNull() },
      order: { id: 'ASC' },
    });
    if (rows.length === 0) return new Map();
    const sealer = await this.dataKeys.forReading(manager, incidentId);
    return new Map(
      rows.map((row) => [
        row.fingerprint,
        {
          reason: sealer.open(placeOf(row.id), row.reason),
          by: row.dismissedBy,
          at: row.dismissedAt,
          revision: row.revision,
        },
      ]),
    );
  }
}

/** What would stop the notice is lifted, and put back, by those who approve. */
function refuseOthers({ severity }: Finding, actor: Actor): void {
  if (severity === 'block' && !holds(actor.role, 'notices:approve')) throw new BlockNotYours();
}

/** Where something is absent there is no text to tell findings apart by: then what to do about it does. */
function fingerprintOf({ rule, place, text, fix }: Finding): string {
  const seen = [rule, place.section, text === '' ? fix : text];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

function placeOf(dismissalId: string): string {
  return `notice_dismissal/reason/${dismissalId}`;
}
