import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Incidents } from '../incidents/incidents.service.js';
import { composePdf } from '../notices/compose-pdf.js';
import { buildReport } from '../obligations/domain/build-report.js';
import type { Report } from '../obligations/domain/build-report.js';
import type { Duty } from '../obligations/domain/duty.js';
import { reportMarkdown } from '../obligations/domain/report-markdown.js';
import { DutyNotHere } from '../obligations/obligations.errors.js';
import { Obligations } from '../obligations/obligations.service.js';
import type { RegisteredDuty } from '../obligations/registered-duties.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { readablePdfText } from './pdf-text.js';
import { ReportRecords } from './report-records.js';

/** A report with its text; the PDF is set from the same text. */
export interface FilledReport {
  report: Report;
  markdown: string;
}

/** Fills the report of a duty from everything that the incident's records say at this moment. */
@Injectable()
export class FilingReports {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly obligations: Obligations,
    private readonly records: ReportRecords,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @throws IncidentNotFound, DutyNotHere */
  async of(incidentId: string, ruleId: string, actor: Actor): Promise<FilledReport> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const revision = await this.incidents.currentFacts(manager, incident.id);
    const at = this.clock.now();
    const register = await this.obligations.registered(manager, incident.id, revision.facts, at);
    const entry = register.find(({ duty }) => duty.ruleId === ruleId);
    const rule = entry?.record?.rule ?? this.catalogue.rules.get(ruleId);
    if (!entry || !rule) throw new DutyNotHere();
    const record = await this.records.of(manager, incident, revision, register, actor);
    const report = buildReport(asHeld(entry), rule, record, this.catalogue, at);
    return { report, markdown: reportMarkdown(report) };
  }

  /** The same text, set. */
  pdf({ report, markdown }: FilledReport): Promise<Buffer> {
    return composePdf({
      markdown: readablePdfText(markdown),
      title: `${report.exercise ? 'EXERCISE: ' : ''}${report.form.title}`,
      locale: 'en',
      at: new Date(report.at),
      ...(report.exercise && { banner: 'EXERCISE: nothing of this happened' }),
    });
  }
}

const DECIDED: Readonly<Record<string, string>> = {
  notify: 'notify',
  not_notifiable: 'not notifiable',
  extended: 'extended',
  delayed: 'delayed at the request of law enforcement',
  waived: 'waived',
};

/** The duty with the last moment that counts, decisions included. */
function asHeld({ duty, record }: RegisteredDuty): Duty {
  if (!record?.decision) return duty;
  const { decision, until } = record.decision;
  const words = `Decision on record: ${DECIDED[decision] ?? decision}${until === null ? '' : ` until ${instantText(until)}`}.`;
  const dueAt = record.dueAt === null ? null : record.dueAt.toString({ smallestUnit: 'second' });
  return { ...duty, dueAt, arithmetic: [...duty.arithmetic, words] };
}
