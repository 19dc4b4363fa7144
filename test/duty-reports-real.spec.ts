import { existsSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import { readVeris } from '../src/incidents/domain/read-veris.js';
import { importVeris } from '../src/incidents/domain/veris-import.js';
import { shippedFactsValidator } from '../src/incidents/facts-form.js';
import { buildReport } from '../src/obligations/domain/build-report.js';
import { prepareDutyKnowledge } from '../src/obligations/domain/duty-knowledge.js';
import { concerns } from '../src/obligations/domain/duty.js';
import { isOwed } from '../src/obligations/domain/duty-terms.js';
import { evaluateDuties } from '../src/obligations/domain/evaluate-duties.js';
import { reportMarkdown } from '../src/obligations/domain/report-markdown.js';
import { recordOfFacts } from '../src/obligations/domain/report-record.js';

const SAMPLE = new URL('../../shared/data/incidents/vcdb-sample.jsonl', import.meta.url);
const AT = Temporal.Instant.from('2026-11-21T00:00:00Z');
const present = existsSync(SAMPLE) ? describe : describe.skip;
if (!existsSync(SAMPLE))
  console.log('No ../shared beside this project: reports of the VCDB sample were not built.');

present('the 850 incidents of the VCDB sample', () => {
  it('give a report for each owed duty and for some that wait for facts, with nothing unresolved', () => {
    const catalogue = loadCatalogue();
    const rules = prepareDutyKnowledge(catalogue);
    const knowledge = {
      varieties: catalogue.vocabulary.verisVarieties,
      validateFacts: shippedFactsValidator(),
    };
    let built = 0;
    for (const text of readVeris(readFileSync(SAMPLE, 'utf8'))) {
      if ('errors' in text) continue;
      const taken = importVeris(text.record, knowledge, { by: 'test', at: AT.toString() });
      if (!('facts' in taken)) continue;
      const duties = evaluateDuties(taken.facts, AT, rules).filter(concerns);
      const undecided = duties.filter(({ status }) => !isOwed(status));
      const chosen = [
        ...duties.filter(({ status }) => isOwed(status)),
        ...[built, built * 7].flatMap((turn) => undecided[turn % undecided.length] ?? []),
      ];
      const record = recordOfFacts(taken.facts);
      for (const duty of chosen) {
        const rule = catalogue.rules.get(duty.ruleId)!;
        const made = reportMarkdown(buildReport(duty, rule, record, catalogue, AT));
        expect(/\{\{|undefined|\[object|NaN/.exec(made)?.[0] ?? rule.id).toBe(rule.id);
        built += 1;
      }
    }
    expect(built).toBeGreaterThan(850);
  });
});
