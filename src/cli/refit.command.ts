import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { compareFit } from '../plans/domain/fit-comparison.js';
import { refit, type FittedWeights, type RefitOptions } from '../plans/domain/refit.js';
import { CommandRefused, REFUSED, UsageError } from './outcome.js';
import type { CommandResult } from './outcome.js';
import { fittedYaml } from './fitted-yaml.js';
import { refitText } from './refit-text.js';
import { print, report } from './streams.js';

interface RefitWords {
  json?: boolean;
  out?: string;
  draws?: string;
  seed?: string;
}

export function addRefitCommand(knowledge: Command, result: CommandResult): void {
  knowledge
    .command('refit')
    .description('fit the weights anew from their findings, beside the stored ones; exit 1 when they differ')
    .argument('[folder]', 'own packs with a weights.yaml, or a whole set; absent: the shipped packs')
    .option('--draws <number>', 'draws per fit, 1000 to 1000000; absent: those of the model')
    .option('--seed <number>', 'start of the draws, 0 to 4294967295; absent: from the version of the weights')
    .option('--out <file>', 'write results, posterior and withoutSource to a new YAML file')
    .option('--json', 'machine-readable output')
    .action(async (folder: string | undefined, words: RefitWords) => {
      const options = {
        ...wholeNumber('draws', words.draws, 1_000, 1_000_000),
        ...wholeNumber('seed', words.seed, 0, 2 ** 32 - 1),
      };
      if (words.out === '-') throw new UsageError('--out takes the name of a new file.');
      if (words.out !== undefined) refuseTaken(words.out);
      const catalogue = catalogueOf(folder);
      const fitted = fittedFrom(catalogue, options);
      const comparison = compareFit(catalogue.weights, fitted);
      if (!comparison.ok) result.status = REFUSED;
      if (words.out !== undefined) writeNew(words.out, fittedYaml(fitted));
      const run = {
        weightsVersion: catalogue.weights.version,
        draws: options.draws ?? catalogue.weights.model.draws,
        seed: options.seed ?? null,
      };
      await print(words.json ? JSON.stringify({ ...run, ...comparison }) : refitText(run, comparison));
      if (!words.json) for (const finding of comparison.findings) report(finding);
      if (words.out !== undefined)
        report(`Put the parts of ${words.out} in the place of those in weights.yaml.`);
    });
}

/** @throws UsageError */
function wholeNumber<Name extends string>(
  name: Name,
  text: string | undefined,
  least: number,
  most: number,
): { [K in Name]?: number } {
  if (text === undefined) return {};
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return { [name]: value } as { [K in Name]: number };
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}.`);
}

/** A set with its own vocabulary is whole; any other folder is laid over the shipped packs. */
function catalogueOf(folder: string | undefined): Catalogue {
  if (folder === undefined) return loadCatalogue();
  if (existsSync(join(folder, 'obligations', 'vocabulary.yaml'))) return loadCatalogue({ folder });
  const catalogue = loadCatalogue({ overlay: folder });
  if (catalogue.packs.some(({ file, overlay }) => overlay && file === 'weights.yaml')) return catalogue;
  throw new CommandRefused(
    `${folder} holds no weights.yaml. Leave the folder out to fit the shipped weights, or copy theirs into it first.`,
  );
}

/** @throws CommandRefused when the findings leave no weights that meet the ordering rule */
function fittedFrom({ weights, evidence, industries }: Catalogue, options: RefitOptions): FittedWeights {
  try {
    return refit({ weights, evidence, industries: industries.keys() }, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandRefused(`The weights cannot be fitted. ${error.message}`);
  }
}

function refuseTaken(file: string): void {
  if (existsSync(file)) throw new CommandRefused(`${file} exists already. Name a new file.`);
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    refuseTaken(file);
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new CommandRefused(`${file} cannot be written. (${code})`);
  }
}
