import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { insertsOf } from './domain/field-inserts.js';
import type { FieldInsert } from './domain/field-inserts.js';
import { sourceOfField } from './domain/field-source.js';
import type { FieldSource } from './domain/field-source.js';
import type { WhenUnknown } from './domain/notice-kind.js';
import { noticeLanguage } from './domain/notice-language.js';
import type { FieldType } from './domain/notice-values.js';
import { HouseTemplates } from './house-templates.service.js';

/** A merge field that may stand in a house text; there are no others. */
export interface TemplateField {
  name: string;
  label: string;
  type: FieldType;
  source: FieldSource;
  /** What becomes of a sentence while the value is unknown. */
  unknown: WhenUnknown;
  /** Ways to write it, the plain one first. */
  inserts: FieldInsert[];
}

/** The fields that people may write in their own words for a kind, with invented examples. */
@Injectable()
export class HouseTextFields {
  constructor(
    private readonly templates: HouseTemplates,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** In the order of the kind. @throws TemplateNotFound */
  of(kindId: string, locale: string): TemplateField[] {
    const { kind } = this.templates.shipped(kindId, locale);
    const language = noticeLanguage(this.catalogue, locale);
    return [...kind.placeholders.values()].map((placeholder) => {
      const { name, label, type, unknown } = placeholder;
      const inserts = insertsOf(placeholder, language);
      return { name, label, type, source: sourceOfField(name), unknown, inserts };
    });
  }
}
