import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Path } from './domain/knowledge-tables.js';
import type { PackKind } from './knowledge-files.js';

/** The project's own `knowledge/`: beside `src/` in the sources, beside `dist/` where it is installed. */
export const shippedFolder = fileURLToPath(new URL('../../knowledge', import.meta.url));

const schemaOf: Record<PackKind, string> = {
  industries: 'industries',
  steps: 'steps',
  evidence: 'evidence',
  weights: 'weights',
  comparables: 'comparables',
  playbooks: 'playbook',
  rules: 'obligation-rule',
  vocabulary: 'vocabulary',
  calendars: 'calendars',
  words: 'data-classes',
  fixClaims: 'fix-claims',
  lint: 'lint',
  factWords: 'fact-words',
  stateTexts: 'state-texts',
  content: 'content',
  forms: 'forms',
  cases: 'cases',
  golden: 'ranking-golden',
};

/** Longer closed lists are named by their file instead. */
const maxWordsShown = 20;

export interface SchemaFault {
  path: Path;
  message: string;
}

let ajv: Ajv2020 | undefined;

/** Faults of a file against the shipped schema of its kind; one per place. */
export function checkShape(kind: PackKind, value: unknown): SchemaFault[] {
  const validate = schemas().getSchema(`${schemaOf[kind]}.schema.json`) as ValidateFunction;
  return validate(value) ? [] : faultsOf(validate.errors ?? []);
}

/** Compiled once per process and only as needed: the schemas are fixed parts of the release. */
function schemas(): Ajv2020 {
  if (ajv) return ajv;
  ajv = new Ajv2020({
    allErrors: true,
    strictRequired: false,
    allowUnionTypes: true,
    strictTypes: false,
    validateSchema: false,
    code: { optimize: false },
    formats: { date: fullFormats.date, 'date-time': fullFormats['date-time'] },
  });
  const folder = join(shippedFolder, 'schema');
  for (const name of readdirSync(folder)) {
    ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
  }
  return ajv;
}

function faultsOf(errors: readonly ErrorObject[]): SchemaFault[] {
  const byPlace = new Map<string, { path: Path; messages: Set<string>; choice: boolean }>();
  for (const error of errors) {
    const path = pathOf(error);
    const key = JSON.stringify(path);
    const place = byPlace.get(key) ?? { path, messages: new Set(), choice: false };
    byPlace.set(key, place);
    if (error.keyword === 'anyOf') place.choice = true;
    else if (error.keyword !== 'if' && error.keyword !== 'propertyNames') place.messages.add(wordsFor(error));
  }
  return [...byPlace.values()]
    .filter(({ messages }) => messages.size > 0)
    .map(({ path, messages, choice }) => ({ path, message: [...messages].join(choice ? ' or ' : '; ') }));
}

function pathOf({ instancePath, keyword, params, propertyName }: ErrorObject): Path {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keyword === 'additionalProperties') return [...path, String(params['additionalProperty'])];
  return propertyName === undefined ? path : [...path, propertyName];
}

function wordsFor({ keyword, params, message, propertyName }: ErrorObject): string {
  if (keyword === 'additionalProperties') return 'is no field that belongs here';
  if (keyword === 'required') return `has no field ${String(params['missingProperty'])}`;
  if (keyword === 'not') return 'has a field that does not go with the others';
  const subject = propertyName === undefined ? '' : 'as a name ';
  if (keyword !== 'enum') return `${subject}${message ?? 'is wrong'}`;
  const words = params['allowedValues'] as unknown[];
  if (words.length > maxWordsShown) return `${subject}is not in the closed list of its schema`;
  return `${subject}must be one of ${words.map(String).join(', ')}`;
}
