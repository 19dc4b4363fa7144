import type { Command } from 'commander';
import { EditionRefused, knowledgeFromFolder } from '../catalogue/edition-folder.js';
import type { RankingPart } from '../catalogue/ranking-part.js';
import { readYaml } from '../catalogue/yaml-document.js';
import { comparablesFor } from '../comparables/domain/comparables-for.js';
import type { PublicComparables } from '../comparables/domain/comparables-for.js';
import { shippedFactsValidator } from '../incidents/facts-form.js';
import { buildPlan } from '../plans/domain/build-plan.js';
import type { Plan } from '../plans/domain/plan.js';
import { rankingFactsOf } from '../plans/domain/ranking-facts.js';
import type { RankingFacts } from '../plans/domain/ranking-facts.js';
import { validateRankingFacts } from '../plans/domain/validate-ranking-facts.js';
import { answerItems } from './answer-items.js';
import type { Answer } from './answer-items.js';
import type { CommandResult } from './outcome.js';
import { factsInputOf, readAtOption, readFactsInput } from './facts-input.js';
import type { FactsInput } from './facts-input.js';
import { knowledgeInForce } from './knowledge.js';
import { readPlanDecisions } from './plan-decisions.js';
import type { PlanDecisions } from './plan-decisions.js';
import { CommandRefused, UsageError } from './outcome.js';
import { planText } from './plan-text.js';
import { readInput } from './streams.js';

interface PlanOptions {
  at?: string;
  rankingFacts?: string;
  decisions?: string;
  knowledge?: string;
  json?: boolean;
}

export function addPlanCommand(program: Command, result: CommandResult): void {
  program
    .command('plan')
    .description('rank the response steps for facts, with score, evidence and schedule')
    .argument('[facts]', 'FACTS file: one object, an array or JSON Lines; - for standard input')
    .option('--at <instant>', 'instant of evaluation, default now')
    .option(
      '--ranking-facts <file>',
      'ranking facts in the form of knowledge/ranking-golden.yaml (JSON or YAML)',
    )
    .option(
      '--decisions <file>',
      'own steps and overruled feasibility, as the report of a plan hands them out',
    )
    .option('--knowledge <folder>', 'packs in place of those in force, as knowledge export writes them')
    .option('--json', 'machine-readable output')
    .action(async (file: string | undefined, options: PlanOptions) => {
      if ((file === undefined) === (options.rankingFacts === undefined)) {
        throw new UsageError('Give either a FACTS file or --ranking-facts FILE.');
      }
      const catalogue =
        options.knowledge === undefined ? knowledgeInForce() : knowledgeOfFolder(options.knowledge);
      const at = readAtOption(options.at);
      const decisions =
        options.decisions === undefined
          ? NOTHING_DECIDED
          : readPlanDecisions(readInput(options.decisions), catalogue);
      const ground = { catalogue, decisions };
      const answering =
        file === undefined
          ? fromRankingFacts(readInput(options.rankingFacts ?? ''), ground)
          : plansOfFacts(readInput(file), ground);
      await answerItems({ ...answering, at, json: options.json ?? false, asText: planText }, result);
    });
}

function knowledgeOfFolder(folder: string): RankingPart {
  try {
    return knowledgeFromFolder(folder);
  } catch (error) {
    throw error instanceof EditionRefused ? new CommandRefused(error.message) : error;
  }
}

/** The plan, and beside it what organisations did in comparable public breaches. */
type PlanAnswer = Plan & { comparables?: PublicComparables };

type Source = {
  input: FactsInput;
  answer: (facts: unknown, at: Parameters<typeof rankingFactsOf>[1]) => Answer<PlanAnswer>;
};

/** What every item of a file is ranked with. */
interface PlanGround {
  catalogue: RankingPart;
  decisions: PlanDecisions;
}

const NOTHING_DECIDED: PlanDecisions = { ownSteps: [], overrules: {} };

/** @param text of a FACTS file */
export function plansOfFacts(text: string, { catalogue, decisions }: PlanGround): Source {
  const validate = shippedFactsValidator();
  return {
    input: readFactsInput(text),
    answer: (input, at) => {
      const outcome = validate(input);
      if ('faults' in outcome) return { errors: outcome.faults };
      const ranking = rankingFactsOf(outcome.facts, at, catalogue);
      const options = { at: at.toString(), awareAt: outcome.facts.awareAt, dials: true, ...decisions };
      return { value: besides(buildPlan(ranking, catalogue, options), ranking, catalogue) };
    },
  };
}

function fromRankingFacts(text: string, { catalogue, decisions }: PlanGround): Source {
  return {
    input: readRankingInput(text),
    answer: (input, at) => {
      const outcome = validateRankingFacts(input, catalogue);
      if ('faults' in outcome) return { errors: outcome.faults };
      const plan = buildPlan(outcome.facts, catalogue, { at: at.toString(), dials: true, ...decisions });
      return { value: besides(plan, outcome.facts, catalogue) };
    },
  };
}

/** A knowledge of an earlier day may hold no comparables. */
function besides(plan: Plan, { industry, cause }: RankingFacts, { comparables }: RankingPart): PlanAnswer {
  return { ...plan, ...(comparables && { comparables: comparablesFor(industry, cause, { comparables }) }) };
}

/** JSON as any FACTS file; YAML as the golden cases, whose expected results are passed over. */
function readRankingInput(text: string): FactsInput {
  const input = readFactsInput(text);
  if (input.items.some((item) => item.errors.length === 0)) return withoutExpectations(input);
  try {
    return withoutExpectations(factsInputOf(readYaml(text).value));
  } catch {
    return input;
  }
}

function withoutExpectations(input: FactsInput): FactsInput {
  const items = input.items.map((item) => ({
    ...item,
    errors: item.errors.filter(({ path }) => !EXPECTED.has(path)),
  }));
  return { ...input, items };
}

const EXPECTED = new Set(
  ['modulators', 'weights', 'applicableSteps', 'top', 'leadStep', 'apology', 'firstInTime'].map(
    (key) => `/${key}`,
  ),
);
