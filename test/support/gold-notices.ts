import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { IncidentFacts } from '../../src/incidents/domain/incident-facts.js';
import type { CheckedNotice, CheckedPart } from '../../src/notices/domain/checks/checked-notice.js';
import { givenRecords } from '../../src/notices/domain/checks/facts/given-records.js';

/** Whole notices that stand for how well a text should read; they lie beside the repository and may be absent. */
const FOLDER = new URL('../../../shared/design/gold-notices/', import.meta.url);

export const goldNames = [
  'bank-en',
  'bank-zh-Hans',
  'bank-ja',
  'bank-de',
  'bank-fr',
  'bank-es',
  'hospital-en',
  'retail-en',
] as const;
export type GoldName = (typeof goldNames)[number];

export const goldPresent = existsSync(FOLDER);

/** What a gold notice says of itself, as far as tests read it. */
export interface GoldMatter {
  kind: string;
  locale: string;
  sent: string;
  subject: string;
  preheader: string;
  order: string[];
  measured: Record<string, number>;
  facts: IncidentFacts;
}

/** Front matter, with what a translation takes over from its source. */
export function goldMatter(name: GoldName): GoldMatter {
  const own = matterOf(name);
  const source = own['translationOf'];
  return (typeof source === 'string' ? { ...matterOf(source), ...own } : own) as unknown as GoldMatter;
}

/** As a check reads it: marks taken away, one part per heading, nothing merged. */
export function goldNotice(name: GoldName): CheckedNotice {
  const matter = goldMatter(name);
  const dataClasses = (matter.facts.data?.classes ?? []).map((entry) => entry.class);
  const records = givenRecords(matter);
  return {
    kind: matter.kind,
    channel: 'email',
    audience: 'individuals',
    locale: matter.locale,
    parts: goldParts(name, matter),
    facts: matter.facts,
    duties: [],
    leads: [],
    limits: { subject: 60, preheader: 110, words: 600 },
    ...records,
    reader: { ...records.reader, dataClasses },
  };
}

function goldParts(name: GoldName, { subject, preheader, order }: GoldMatter): CheckedPart[] {
  const [title = '', ...sections] = bodyOf(name)
    .split(/^#{1,2} /m)
    .slice(1);
  return [
    part('subject', 0, `\n\n${subject}`),
    part('preheader', 0, `\n\n${preheader}`),
    part('opening', 1, title),
    ...sections.map((section, index) => part(order[index] ?? `part-${index}`, 2, section)),
  ];
}

function part(id: string, level: CheckedPart['level'], text: string): CheckedPart {
  const end = text.indexOf('\n');
  const source = text.slice(end).trim();
  const words = source.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('**', '');
  return { id, level, heading: text.slice(0, end).trim(), words, source, fields: [] };
}

function matterOf(name: string): Record<string, unknown> {
  return load(fileOf(name).split(/^---$/m)[1] ?? '') as Record<string, unknown>;
}

function bodyOf(name: string): string {
  return fileOf(name).split(/^---$/m).slice(2).join('---').trim();
}

function fileOf(name: string): string {
  return readFileSync(new URL(`${name}.md`, FOLDER), 'utf8');
}
