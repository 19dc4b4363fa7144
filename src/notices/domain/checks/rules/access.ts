import { withoutMarks } from '../../shared-fields.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckGround, CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding } from '../finding.js';
import { findingAtHit, findingIn, findingOn, fixOf } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import type { ReadPart } from '../notice-reading.js';
import { cueHits, hitsOf } from '../word-hits.js';
import { isDiscreet, isForPeople, tellsAll } from './whom.js';
import { severityOf, withoutWords } from './word-rules.js';

const marked: CheckRule = {
  id: 'A1',
  group: 'access',
  ceiling: 'block',
  needs: 'part',
  concerns: isForPeople,
  check: (notice, ground) => [
    ...(tellsAll(notice) ? structureOf(notice) : []),
    ...hitsOf(notice, ground, 'script').flatMap((hit): Finding[] => {
      const severity = severityOf(hit);
      return severity === null ? [] : [findingAtHit('A1', hit, { severity, fix: fixOf(hit.entry) })];
    }),
  ],
};

/** Stands apart from the text, with no heading of its own. */
const untitled: ReadonlySet<string> = new Set(['foot']);

function structureOf(notice: CheckedNotice): Finding[] {
  const severity = notice.channel === 'web' ? 'block' : 'warn';
  const { body } = readingOf(notice);
  const findings: Finding[] = [];
  let level = 1;
  for (const { part, sentences } of body) {
    if (part.level > 1 && part.heading.trim() === '' && sentences.length > 0 && !untitled.has(part.id))
      findings.push(findingIn('A1', part, null, { severity, fix: 'Give this part a heading.' }));
    if (part.level > level + 1)
      findings.push(
        findingIn('A1', part, null, {
          severity,
          text: part.heading,
          fix: 'Raise this heading by one level.',
        }),
      );
    level = part.level;
  }
  if (notice.channel === 'web' && !isLanguageTag(notice.locale))
    findings.push(
      findingOn('A1', { severity, fix: 'Name the language of the text, such as en or zh-Hans.' }),
    );
  return findings;
}

function isLanguageTag(locale: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(locale);
}

/** So many figures in a row nobody takes in by ear. */
const longRun = /(?<![\w/.@-])\+?\d{8,15}(?![\w/@-]|\.\d)/gu;
/** 03/04/2026 is March or April. */
const doubtfulDay = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/.-]\d)/gu;

const aloud: CheckRule = {
  id: 'A2',
  group: 'access',
  ceiling: 'warn',
  needs: 'part',
  concerns: isForPeople,
  check: (notice) =>
    readingOf(notice).parts.flatMap(({ part }) => [
      ...[...part.words.matchAll(longRun)].map(({ 0: found, index }) =>
        findingIn(
          'A2',
          part,
          { start: index, end: index + found.length },
          {
            severity: 'warn',
            fix: 'Part the figures into groups of two to four.',
          },
        ),
      ),
      ...[...part.words.matchAll(doubtfulDay)].map(({ 0: found, index }) =>
        findingIn(
          'A2',
          part,
          { start: index, end: index + found.length },
          {
            severity: 'warn',
            fix: 'Write the month of a day as a word.',
          },
        ),
      ),
    ]),
};

/** Of a text message, and of the short form of a first alert; each is read alone. */
const shortMessage = 300;

const alone: CheckRule = {
  id: 'A4',
  group: 'access',
  ceiling: 'warn',
  needs: 'part',
  // A post leads to the page that tells all; whoever reads it chose to follow the house.
  concerns: ({ channel, kind }) =>
    kind !== 'social-post' && (channel === 'sms' || kind === 'sms' || kind === 'first-alert'),
  check: (notice) => {
    const isText = notice.channel === 'sms' || notice.kind === 'sms';
    const most = Math.min(notice.limits.characters ?? shortMessage, shortMessage);
    return readingOf(notice).body.flatMap((read) => {
      const { part } = read;
      const size = [...withoutMarks(part.words).trim()].length;
      const isShort = isText || part.id === 'short';
      const fix = `Cut it to ${most} characters.`;
      return [
        ...(isShort && size > most
          ? [findingIn('A4', part, null, { severity: 'warn', text: `${size} characters`, fix })]
          : []),
        ...linksOf(read),
      ];
    });
  },
};

function linksOf({ part }: ReadPart): Finding[] {
  const fix = 'Take the link out; name a telephone number instead.';
  const inWords = [...part.words.matchAll(/(?:https?:\/\/|www\.)[^\s)>\]]{1,2000}/giu)];
  if (inWords.length === 0 && /\]\(https?:/iu.test(part.source))
    return [findingIn('A4', part, null, { severity: 'warn', fix, text: part.heading })];
  return inWords.map(({ 0: found, index }) =>
    findingIn('A4', part, { start: index, end: index + found.length }, { severity: 'warn', fix }),
  );
}

/** What others in the house can see or hear. */
const outside: ReadonlySet<string> = new Set(['subject', 'preheader', 'envelope', 'voicemail']);

const unseen: CheckRule = {
  id: 'A5',
  group: 'access',
  ceiling: 'block',
  needs: 'part',
  concerns: (notice, ground) => notice.audience === 'individuals' && isDiscreet(notice, ground),
  unable: withoutWords,
  check: (notice, ground) => outsideOf(notice).flatMap((part) => betrayals(part, notice, ground)),
};

function outsideOf(notice: CheckedNotice): ReadPart[] {
  return readingOf(notice).parts.filter(({ part }) => outside.has(part.id));
}

function betrayals(read: ReadPart, notice: CheckedNotice, ground: CheckGround): Finding[] {
  const list = listOf(checkLanguage(notice.locale), ground);
  if (!list) return [];
  const isMarked = notice.facts.vulnerableGroups === true;
  return read.blocks.flatMap(({ units }) =>
    cueHits(units, list, 'betrays').map((hit) =>
      findingIn('A5', read.part, hit, {
        severity: isMarked ? 'block' : 'warn',
        fix: isMarked
          ? 'Write a line that could stand on any letter of your house.'
          : 'Write a line that could stand on any letter, or record that no people in danger are among the readers.',
      }),
    ),
  );
}

export const accessRules: readonly CheckRule[] = [marked, aloud, alone, unseen];
