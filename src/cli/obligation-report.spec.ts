import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { prepareDutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import { reportMarkdown } from '../obligations/domain/report-markdown.js';
import { readReportOptions, reportFromFacts } from './obligation-report.js';
import { UsageError } from './outcome.js';

const catalogue = loadCatalogue();

it('is Markdown unless JSON is asked for', () => {
  const ruleId = 'eu-gdpr-33-authority';
  expect(readReportOptions({ report: ruleId }, catalogue)).toEqual({ ruleId, json: false });
  expect(readReportOptions({ report: ruleId, json: true }, catalogue)).toEqual({ ruleId, json: true });
  expect(readReportOptions({ report: ruleId, format: 'json' }, catalogue)).toEqual({ ruleId, json: true });
  expect(readReportOptions({ json: true }, catalogue)).toBeNull();
});

it.each([
  [{ format: 'md' }, '--format goes with --report'],
  [{ report: 'no-such-rule' }, 'the id of a rule'],
  [{ report: 'eu-gdpr-33-authority', format: 'pdf' }, '--format is md or json'],
])('refuses %j', (options, words) => {
  expect(() => readReportOptions(options, catalogue)).toThrow(UsageError);
  expect(() => readReportOptions(options, catalogue)).toThrow(words);
});

it('says of facts alone what only the records of an incident would know', () => {
  const at = Temporal.Instant.from('2026-11-19T09:00:00Z');
  const facts = { summary: 'A laptop was lost.', awareAt: '2026-11-18T09:00:00Z' };
  const made = reportFromFacts(facts, at, 'eu-gdpr-33-authority', prepareDutyKnowledge(catalogue), catalogue);
  const text = reportMarkdown(made);
  expect(text).toContain('**What happened:** A laptop was lost.');
  expect(text).toContain(
    '**Measures taken:** Not known yet: which measures were taken. Who can say: the security lead.',
  );
  expect(text).toContain('from facts of a file');
});
