import { SMALL_DECISIONS } from '../../breach-register/domain/small-duties.js';
import type { PartyDecision, SmallDecision } from '../../breach-register/domain/small-duties.js';
import { DUTY_PARTIES, MEASURES } from '../../breach-register/domain/small-incident.js';
import { SmallIncidentBody, toSmallIncident } from '../../breach-register/small-incidents.dto.js';
import type { RecordSmallIncident } from '../../breach-register/small-incidents.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { Fault } from '../../platform/errors.js';
import type { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import type { FieldError } from '../views.types.js';
import { factFaults } from './facts.faults.js';
import { factFields } from './facts.fields.js';
import { readFacts } from './facts.reading.js';

/** Fields that are asked as facts are. */
export const SMALL_FACTS = {
  when: factFields('occurredAt', 'discoveredAt', 'awareAt'),
  us: factFields('organisation.roles', 'organisation.establishments'),
};
const ALL_FACTS = Object.values(SMALL_FACTS).flat();
const FACT_NAMES = new Set(['data.classes', ...ALL_FACTS.map(({ name }) => name)]);

/** Members of the body by the field that asks for them. */
const FIELD_OF: Readonly<Record<string, string>> = {
  data: 'data.classes',
  roles: 'organisation.roles',
  establishments: 'organisation.establishments',
  people: 'place.0',
};

/** Reads the form as the body of the API; faults stand at the fields of the form. */
export async function readSmall(
  form: FormFields,
  zone: string,
): Promise<{ wanted: RecordSmallIncident | null; faults: FieldError[] }> {
  const read = readFacts(form, {}, ALL_FACTS, { data: 'boxes', people: true }, zone);
  const facts = read.facts as IncidentFacts;
  const decisions = decisionsOf(form);
  const protection = form.text('protection');
  const said = await readForm(SmallIncidentBody, {
    happened: form.text('happened'),
    type: form.text('type') || 'misdelivery',
    ...(facts.occurredAt === undefined ? {} : { occurredAt: facts.occurredAt }),
    ...(facts.discoveredAt === undefined ? {} : { discoveredAt: facts.discoveredAt }),
    awareAt: facts.awareAt ?? '',
    people: facts.affected?.byJurisdiction ?? {},
    data: (facts.data?.classes ?? []).map((one) => one.class),
    ...(protection === '' ? {} : { protection }),
    roles: facts.organisation?.roles ?? [],
    establishments: facts.organisation?.establishments ?? [],
    ordinaryOrganisation: form.text('ordinary') === 'yes',
    measures: form.list('measures').filter((one) => (MEASURES as readonly string[]).includes(one)),
    measuresNote: form.typed('measuresNote'),
    harm: form.text('harm'),
    harmReason: form.typed('harmReason'),
    decisions,
    visibility: form.text('visibility') || 'organisation',
    close: form.text('close') === 'yes',
  });
  const unread = new Set(read.faults.map(({ field }) => field));
  const ofBody = smallErrors(said.faults ?? [], decisions).filter(({ field }) => !unread.has(field));
  return {
    wanted: said.value === null ? null : toSmallIncident(said.value),
    faults: [...read.faults, ...ofBody],
  };
}

/** Faults of the body, or of the service, at the fields of the form. */
export function smallErrors(faults: readonly Fault[], decisions: readonly PartyDecision[]): FieldError[] {
  return faults.map(({ path, message }) => {
    const [member = '', at = '', part = ''] = path.slice(1).split('/');
    if (member === 'decisions')
      return { field: `${part || 'decision'}.${decisions[Number(at)]?.party ?? ''}`, message };
    if (member === 'happened' && message.includes('blank'))
      return { field: member, message: 'Say in one line what happened.' };
    if (member === 'awareAt') return { field: member, message: `When you were sure: ${message}` };
    if (member === 'harm' && !message.includes('full record'))
      return { field: member, message: 'Choose how likely harm to people is.' };
    return { field: FIELD_OF[member] ?? member, message };
  });
}

/** The same for refused facts. */
export function smallFactErrors(faults: readonly Fault[], form: FormFields): FieldError[] {
  return factFaults(faults, form, FACT_NAMES);
}

/** Decisions of the parties that the page showed. */
export function decisionsOf(form: FormFields): PartyDecision[] {
  return DUTY_PARTIES.flatMap((party) => {
    if (!form.has(`seen.${party}`)) return [];
    const said = form.text(`decision.${party}`);
    const decision = (SMALL_DECISIONS as readonly string[]).includes(said)
      ? (said as SmallDecision)
      : 'later';
    return [{ party, decision, reason: form.typed(`reason.${party}`) }];
  });
}
