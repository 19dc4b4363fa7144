import type { OwnStep } from '../../catalogue/domain/own-step.js';
import { OWN_STEP_PREFIX } from '../../catalogue/domain/own-step.js';
import { LONGEST_STEP_ID, OWN_STEP_ID, playbookBounds } from '../../catalogue/domain/playbook-bounds.js';
import { priorities, type Priority } from '../../catalogue/domain/priorities.js';
import { lanes, type Effort, type Phase } from '../../catalogue/domain/step.js';
import { isRecord, pointerTo } from '../../incidents/domain/json-pointer.js';
import type { FieldReader } from './field-reader.js';

export const phases: readonly Phase[] = [
  'prepare',
  'contain',
  'assess',
  'notify',
  'remedy',
  'support',
  'verify',
  'learn',
];
const efforts: readonly Effort[] = ['S', 'M', 'L'];
const fields = [
  'title',
  'phase',
  'owner',
  'lane',
  'serves',
  'requires',
  'doneWhen',
  'leadHours',
  'effort',
  'asksEvidence',
] as const;

/** An own step as it came from outside; the id it goes by is read beside it. */
export function readOwnStep(
  reader: FieldReader,
  input: unknown,
  path: string,
  catalogueSteps: readonly string[],
): OwnStep | undefined {
  const before = reader.count;
  const value = reader.record(input, path, fields);
  if (!value) return undefined;
  const at = (field: (typeof fields)[number]) => pointerTo(path, field);
  const own = {
    title: reader.line(value['title'], at('title'), playbookBounds.title),
    phase: reader.word(value['phase'], at('phase'), phases),
    owner: reader.line(value['owner'], at('owner'), playbookBounds.title),
    lane: reader.word(value['lane'], at('lane'), lanes),
    serves: readServes(reader, value['serves'], at('serves')),
    requires: readRequires(reader, value['requires'], at('requires'), catalogueSteps),
    doneWhen: reader.text(value['doneWhen'], at('doneWhen'), playbookBounds.text),
    leadHours: reader.whole(value['leadHours'], at('leadHours'), playbookBounds.leadHours),
    effort: reader.word(value['effort'], at('effort'), efforts),
    asksEvidence: reader.flag(value['asksEvidence'], at('asksEvidence')),
  };
  return reader.count === before ? (own as OwnStep) : undefined;
}

/** The id of an own step: begins with `own-`, so that it never meets one of the catalogue. */
export function readOwnStepId(reader: FieldReader, value: unknown, path: string): string | undefined {
  if (typeof value === 'string' && value.length <= LONGEST_STEP_ID && OWN_STEP_ID.test(value)) return value;
  return reader.fault(
    path,
    `Must begin with own- and go on in letters, digits and single hyphens, at most ${LONGEST_STEP_ID} characters.`,
  );
}

function readServes(reader: FieldReader, value: unknown, path: string): OwnStep['serves'] | undefined {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    return reader.fault(path, `Must name at least one of ${priorities.join(', ')}, each with 1 to 4.`);
  }
  const strengths = Object.keys(value).flatMap((name) => {
    const priority = reader.word(name, pointerTo(path, name), priorities);
    const strength = priority && reader.whole(value[priority], pointerTo(path, priority), [1, 4]);
    return strength === undefined ? [] : [[priority, strength] as [Priority, number]];
  });
  return Object.fromEntries(strengths);
}

function readRequires(
  reader: FieldReader,
  value: unknown,
  path: string,
  catalogueSteps: readonly string[],
): string[] {
  const ids = reader.list(value, path, playbookBounds.requires, (id, at) =>
    typeof id === 'string' && id.startsWith(OWN_STEP_PREFIX)
      ? readOwnStepId(reader, id, at)
      : reader.word(id, at, catalogueSteps),
  );
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index) reader.fault(pointerTo(path, index), 'Is named twice.');
  });
  return ids;
}
