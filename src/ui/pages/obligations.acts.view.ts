import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { EvidenceView } from '../../evidence/evidence.views.js';
import type { FilingSheet } from '../../obligations/filings.js';
import { DUTY_DECISIONS } from '../../obligations/domain/register-row.js';
import type { DutyDecision } from '../../obligations/domain/register-row.js';
import { FormFields } from '../form-fields.js';
import { localText } from '../local-times.js';
import { asInstant, formatInstant, type InstantLike } from '../views.time.js';
import type { ChipView, OptionView } from '../views.types.js';
import type { ObligationsQuery } from './obligations.query.js';
import type { RegisterEntry } from './obligations.register.js';
import type { DutyRights } from './obligations.rights.js';
import { DECISION_WORDS } from './obligations.words.js';

/** What was decided and filed about a duty, and the forms to do so. */
export interface DutyActsView {
  decision: {
    chip: ChipView;
    reason: string;
    by: string;
    at: InstantLike | null;
    until: InstantLike | null;
  } | null;
  filings: FilingRowView[];
  keeper: string;
  forms: DutyFormsView | null;
  /** Why there are no forms. */
  words: string;
  stepUpHref: string;
}

export interface DutyFormsView {
  fields: { revision: string };
  decide: {
    action: string;
    options: OptionView[];
    reason: string;
    until: string;
    zone: string;
    zones: OptionView[];
    label: string;
    open: boolean;
  };
  /** Null where nothing was decided. */
  undecide: { action: string; reason: string; open: boolean } | null;
  keeper: { action: string; options: OptionView[]; value: string };
  file: FilingFormView;
}

export interface FilingFormView {
  action: string;
  filedAt: string;
  zone: string;
  zones: OptionView[];
  channel: string;
  channels: OptionView[];
  reference: string;
  text: string;
  fileId: string;
  files: OptionView[];
  lateReason: string;
  lateHint: string;
  open: boolean;
  label: string;
}

export interface FilingRowView {
  id: string;
  filedAt: InstantLike;
  /** On the authority's clock, where it differs; empty: it does not. */
  there: string;
  channel: string;
  reference: string;
  recorded: string;
  recordedAt: InstantLike;
  text: string;
  textSha256: string | null;
  file: { words: string; href: string; sha256: string } | null;
  lateReason: string;
  withdrawn: { words: string; at: InstantLike; reason: string } | null;
  withdraw: { action: string; field: string; reason: string; open: boolean } | null;
  /** Of the duty. */
  revision: number;
}

/** What an open row is drawn from, besides the duty. */
export interface ActsGround {
  reference: string;
  query: ObligationsQuery;
  catalogue: Catalogue;
  /** The reader's zone. */
  zone: string;
  now: InstantLike;
  rights: DutyRights;
  /** People who may be given a duty. */
  people: readonly { id: string; name: string }[];
  nameOf: (id: string) => string;
  filings: readonly FilingSheet[];
  /** Null for a role that may not read evidence. */
  files: readonly EvidenceView[] | null;
  /** What was typed, where a form came back. */
  typed: FormFields | null;
}

export function dutyActsView(
  entry: RegisterEntry,
  rule: ObligationRule | undefined,
  ground: ActsGround,
): DutyActsView {
  const { record } = entry;
  const { rights, nameOf } = ground;
  const decision = record?.decision ?? null;
  return {
    decision: decision && {
      chip: {
        text: DECISION_WORDS[decision.decision],
        tone: decision.decision === 'notify' ? 'brand' : 'line',
      },
      reason: decision.reason,
      by: decision.by === null ? '' : nameOf(decision.by),
      at: decision.at,
      until: decision.until,
    },
    filings: ground.filings.map((sheet) => filingRow(sheet, entry, ground)),
    keeper: record?.keeperId ? nameOf(record.keeperId) : '',
    forms: rights.mayDecide && rule && isActable(entry) ? dutyForms(entry, rule, ground) : null,
    words: rights.words,
    stepUpHref: rights.stepUpHref,
  };
}

/** What is not owed, and never was, has nothing to decide: its facts are the place to act. */
function isActable({ record, group }: RegisterEntry): boolean {
  return record !== null || (group !== 'not-owed' && group !== 'inactive');
}

function dutyForms(entry: RegisterEntry, rule: ObligationRule, ground: ActsGround): DutyFormsView {
  const { duty, record, metAt } = entry;
  const { typed } = ground;
  const filled = typed ?? new FormFields({});
  const zones = zoneOptions(ground.zone, duty.tz);
  return {
    fields: { revision: String(record?.revision ?? 0) },
    decide: {
      action: actionOf(ground, duty.ruleId, 'decision'),
      options: decisionOptions(rule, metAt !== null, filled.text('decision')),
      reason: filled.typed('reason'),
      until: filled.text('until'),
      zone: filled.text('untilZone') || ground.zone,
      zones,
      label: record?.decision ? 'Decide otherwise' : 'Decide about this duty',
      open: filled.has('decision') || filled.has('reason'),
    },
    undecide: record?.decision
      ? {
          action: actionOf(ground, duty.ruleId, 'decision/withdrawal'),
          reason: filled.typed('backReason'),
          open: filled.has('backReason'),
        }
      : null,
    keeper: {
      action: actionOf(ground, duty.ruleId, 'keeper'),
      options: ground.people.map(({ id, name }) => ({ value: id, label: name })),
      value: filled.has('keeperId') ? filled.text('keeperId') : (record?.keeperId ?? ''),
    },
    file: { ...filingForm(entry, ground, filled), zones, open: filled.has('channel') },
  };
}

function filingForm(
  { duty, passed, metAt }: RegisterEntry,
  ground: ActsGround,
  typed: FormFields,
): Omit<FilingFormView, 'zones' | 'open'> {
  const { vocabulary } = ground.catalogue;
  const usual = new Set(duty.channels);
  const channels = [...vocabulary.channels].sort(
    (a, b) => Number(usual.has(b.code)) - Number(usual.has(a.code)),
  );
  return {
    action: actionOf(ground, duty.ruleId, 'filings'),
    filedAt: typed.text('filedAt') || (typed.has('filedAt') ? '' : localText(ground.now, ground.zone)),
    zone: typed.text('filedZone') || ground.zone,
    channel: typed.text('channel') || (duty.channels[0] ?? ''),
    channels: channels.map(({ code, meaning }) => ({
      value: code,
      label: usual.has(code) ? `${meaning} (named by the rule)` : meaning,
    })),
    reference: typed.text('authorityReference'),
    text: typed.typed('text'),
    fileId: typed.text('fileId'),
    files: (ground.files ?? [])
      .filter(({ state }) => state === 'stored')
      .map(({ id, name, addedAt }) => ({
        value: id,
        label: `${name ?? 'Erased name'}, added ${formatInstant(addedAt, ground.zone, 'short')}`,
      })),
    lateReason: typed.typed('lateReason'),
    lateHint:
      passed && metAt === null
        ? 'The last moment has passed. Authorities ask for the reason.'
        : 'Only where it did.',
    label: metAt === null ? 'Record that it was sent' : 'Record another filing',
  };
}

function decisionOptions(rule: ObligationRule, isFiled: boolean, chosen: string): OptionView[] {
  const hints: Partial<Record<DutyDecision, string>> = {
    notify: 'it will be sent; the clock runs on',
    not_notifiable: 'the law does not ask for it here, and why',
    extended: 'the authority or the law grants more time; needs the new moment',
    delayed: 'an authority asked in writing to wait; with its end where it named one',
    waived: 'owed, and deliberately not sent',
  };
  const known = DUTY_DECISIONS.filter(
    (decision) =>
      (decision !== 'delayed' || rule.suspendedByLawEnforcementHold) && (!isFiled || decision === 'notify'),
  );
  return known.map((value) => ({
    value,
    label: DECISION_WORDS[value],
    hint: hints[value],
    checked: value === chosen,
  }));
}

/** The reader's zone, the authority's, and UTC; each once. */
function zoneOptions(reader: string, authority: string): OptionView[] {
  const named: [string, string][] = [
    [reader, `${reader} (yours)`],
    [authority, `${authority} (of the authority)`],
    ['UTC', 'UTC'],
  ];
  const seen = new Set<string>();
  return named.flatMap(([value, label]) => {
    if (seen.has(value)) return [];
    seen.add(value);
    return [{ value, label }];
  });
}

function filingRow(sheet: FilingSheet, { duty, record }: RegisterEntry, ground: ActsGround): FilingRowView {
  const { reference, catalogue, nameOf, zone, files, rights, typed } = ground;
  const { withdrawn, fileId, fileSha256 } = sheet;
  const here = formatInstant(sheet.filedAt, zone);
  const there = formatInstant(sheet.filedAt, duty.tz);
  const file = files?.find(({ id }) => id === fileId);
  return {
    id: sheet.id,
    filedAt: sheet.filedAt,
    there: here === there ? '' : there,
    channel:
      catalogue.vocabulary.channels.find(({ code }) => code === sheet.channel)?.meaning ?? sheet.channel,
    reference: sheet.reference,
    recorded: nameOf(sheet.recordedBy),
    recordedAt: sheet.recordedAt,
    text: sheet.text,
    textSha256: sheet.textSha256,
    file:
      fileId === null
        ? null
        : {
            words: file?.name ?? 'Evidence file',
            href: files === null ? '' : `/incidents/${reference}/evidence?file=${fileId}#file-${fileId}`,
            sha256: fileSha256 ?? '',
          },
    lateReason: sheet.lateReason,
    withdrawn: withdrawn && {
      words: nameOf(withdrawn.by),
      at: asInstant(withdrawn.at),
      reason: withdrawn.reason,
    },
    withdraw:
      rights.mayDecide && withdrawn === null
        ? {
            action: actionOf(ground, duty.ruleId, `filings/${sheet.id}/withdrawal`),
            field: withdrawField(sheet.id),
            reason: typed?.typed(withdrawField(sheet.id)) ?? '',
            open: typed?.has(withdrawField(sheet.id)) ?? false,
          }
        : null,
    revision: record?.revision ?? 0,
  };
}

/** Each filing has a form of its own on the page. */
export function withdrawField(filingId: string): string {
  return `withdrawReason.${filingId}`;
}

function actionOf({ reference, query }: ActsGround, ruleId: string, act: string): string {
  const search = query.status === '' ? '' : `?status=${query.status}`;
  return `/incidents/${reference}/obligations/${ruleId}/${act}${search}`;
}
