import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { FormFields } from '../form-fields.js';
import type { FramedIncident } from '../incident-frame.js';
import { zoneWords } from '../views.time.js';
import type { FieldError } from '../views.types.js';
import { SHEET, noticeFields } from './facts.fields.js';
import type { FactField } from './facts.fields.js';
import { jsonOf } from './facts.json.js';
import type { FactsFormParts } from './facts.page.view.js';
import { questionGroups } from './facts.questions.js';
import { formValuesOf } from './facts.values.js';
import { ANSWERS, FactsFormView, HARM_OPTIONS, PLACES } from './facts.view.js';

/** What was typed and what is wrong with it, for a form that is shown again. */
export interface TypedFacts {
  form?: FormFields;
  /** Text of the second form. */
  json?: string;
  reason?: string;
  revision?: number;
  errors?: FieldError[];
}

/** The full sheet of an incident's facts as a form. */
@Injectable()
export class FactsSheetForm {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Catalogue) {}

  /** Every field of the sheet, those for notices that are owed or were named before among them. */
  fields({ clocks, facts }: FramedIncident): FactField[] {
    return [...Object.values(SHEET).flat(), ...this.#notices(clocks, facts.facts)];
  }

  #notices(clocks: FramedIncident['clocks'], facts: IncidentFacts): FactField[] {
    const owed = new Map(clocks.map((clock) => [clock.ruleId, clock]));
    const named = Object.keys(facts.notices ?? {}).filter((ruleId) => !owed.has(ruleId));
    const others = named.map((ruleId) => {
      const rule = this.catalogue.rules.get(ruleId);
      return { ruleId, name: rule?.authority ?? ruleId, law: rule?.law ?? '' };
    });
    return noticeFields([...owed.values(), ...others]);
  }

  /** What the sheet asks in rows and lists. */
  rows() {
    const { organisationAttributes, findings } = this.catalogue.vocabulary;
    return {
      data: 'table' as const,
      people: true,
      harm: true,
      attributes: organisationAttributes.map(({ code }) => code),
      findings: findings.map(({ code }) => code),
    };
  }

  /** @param typed what was sent, when the form is shown again */
  parts(framed: FramedIncident, typed: TypedFacts, zone: string): FactsFormParts {
    const { facts, clocks, at } = framed;
    const fields = this.fields(framed);
    const form = typed.form ?? new FormFields(formValuesOf(facts.facts, fields, zone));
    const view = new FactsFormView(form, this.catalogue, zone);
    const notices = this.#notices(clocks, facts.facts);
    const filled = (group: readonly FactField[]): boolean => group.some(({ name }) => form.text(name) !== '');
    const { classes, protections } = view.dataOptions();
    const { organisationAttributes, findings } = this.catalogue.vocabulary;
    return {
      revision: typed.revision ?? facts.revision,
      reason: typed.reason ?? '',
      zoneWords: zoneWords(zone, at),
      groups: {
        ...(Object.fromEntries(
          Object.entries(SHEET).map(([name, group]) => [name, view.fields(group)]),
        ) as Omit<FactsFormParts['groups'], 'notices'>),
        notices: view.fields(notices),
      },
      open: {
        moments: filled(SHEET.moments),
        circumstances: filled(SHEET.circumstances),
        organisation: filled(SHEET.organisation),
        notices: filled(notices),
        harm: form.list('harmPlace').some((place) => place !== ''),
      },
      dataRows: view.dataRows(),
      dataClasses: classes,
      protections,
      answers: ANSWERS,
      placeRows: view.placeRows('place', 'people'),
      harmRows: view.placeRows('harmPlace', 'harmLevel'),
      harmLevels: HARM_OPTIONS,
      places: PLACES,
      attributes: questionGroups(organisationAttributes, 'org', this.catalogue, form),
      findings: questionGroups(findings, 'finding', this.catalogue, form),
      json: typed.json ?? jsonOf(facts.facts),
      jsonOpen: typed.json !== undefined,
    };
  }
}
