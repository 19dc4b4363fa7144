import type { Path } from './knowledge-tables.js';
import type { Condition, DutyDeadline, ObligationRule } from './obligation-rule.js';
import type { Vocabulary } from './vocabulary.js';

export type CodeList = Exclude<
  keyof Vocabulary,
  'harmWords' | 'verisVarieties' | 'dataClasses' | 'protections'
>;

/** A code as a rule uses it, the list it must be in, and the place in the rule. */
export interface UsedCode {
  list: CodeList;
  code: string;
  path: Path;
}

/** Every code of the vocabulary that a rule uses, conditions included. */
export function codesOfRule(rule: ObligationRule): UsedCode[] {
  const { appliesTo, trigger } = rule;
  return [
    ...one('statuses', rule.status, ['status']),
    ...one('recipients', rule.recipient, ['recipient']),
    ...one('stages', rule.stage, ['stage']),
    ...inCondition(appliesTo.organisation, ['appliesTo', 'organisation']),
    ...many('sectors', appliesTo.sectorScreen, ['appliesTo', 'sectorScreen']),
    ...many('effects', trigger.effects, ['trigger', 'effects']),
    ...many('dataTests', trigger.data?.anyOf, ['trigger', 'data', 'anyOf']),
    ...one('safeHarbors', trigger.safeHarbor, ['trigger', 'safeHarbor']),
    ...one('harmScale', trigger.harm?.atLeast, ['trigger', 'harm', 'atLeast']),
    ...inCondition(trigger.conditions, ['trigger', 'conditions']),
    ...inCondition(trigger.unless, ['trigger', 'unless']),
    ...inDeadline(rule.deadline),
    ...many('contentCodes', rule.content, ['content']),
    ...many('contentCodes', rule.prohibitedContent, ['prohibitedContent']),
    ...inCondition(rule.identityProtection?.when, ['identityProtection', 'when']),
    ...(rule.identityProtection?.variants ?? []).flatMap(({ when }, index) =>
      inCondition(when, ['identityProtection', 'variants', index, 'when']),
    ),
    ...many('channels', rule.substituteNotice?.channels, ['substituteNotice', 'channels']),
    ...many('channels', rule.channels, ['channels']),
    ...one('emailConditions', rule.emailCondition, ['emailCondition']),
  ];
}

function inDeadline(deadline: DutyDeadline): UsedCode[] {
  const { rollover, notBefore, cap, variants = [] } = deadline;
  const path = ['deadline'];
  return [
    ...one('clocks', deadline.clock, [...path, 'clock']),
    ...one('calendars', deadline.calendar, [...path, 'calendar']),
    ...one('calendars', rollover?.calendar, [...path, 'rollover', 'calendar']),
    ...inCondition(rollover?.onlyIf, [...path, 'rollover', 'onlyIf']),
    ...one('clocks', cap?.clock, [...path, 'cap', 'clock']),
    ...one('calendars', notBefore?.calendar, [...path, 'notBefore', 'calendar']),
    ...variants.flatMap((variant, index) => {
      const place = [...path, 'variants', index];
      return [
        ...inCondition(variant.when, [...place, 'when']),
        ...one('clocks', variant.clock, [...place, 'clock']),
        ...one('calendars', variant.calendar, [...place, 'calendar']),
      ];
    }),
  ];
}

function inCondition(condition: Condition | undefined, path: Path): UsedCode[] {
  if (!condition) return [];
  if ('all' in condition) return condition.all.flatMap((inner, i) => inCondition(inner, [...path, 'all', i]));
  if ('any' in condition) return condition.any.flatMap((inner, i) => inCondition(inner, [...path, 'any', i]));
  if ('not' in condition) return inCondition(condition.not, [...path, 'not']);
  if ('org' in condition) return one('organisationAttributes', condition.org, [...path, 'org']);
  if ('finding' in condition) return one('findings', condition.finding, [...path, 'finding']);
  if ('role' in condition) return one('roles', condition.role, [...path, 'role']);
  if ('type' in condition) return many('incidentTypes', condition.type, [...path, 'type']);
  if ('intent' in condition) return one('intents', condition.intent, [...path, 'intent']);
  if ('data' in condition) return many('dataTests', condition.data, [...path, 'data']);
  if ('harm' in condition) return one('harmScale', condition.harm.atLeast, [...path, 'harm', 'atLeast']);
  if ('harmAtMost' in condition) return one('harmScale', condition.harmAtMost, [...path, 'harmAtMost']);
  return [];
}

function one(list: CodeList, code: string | undefined, path: Path): UsedCode[] {
  return code === undefined ? [] : [{ list, code, path }];
}

function many(list: CodeList, codes: readonly string[] | undefined, path: Path): UsedCode[] {
  return (codes ?? []).map((code, index) => ({ list, code, path: [...path, index] }));
}
