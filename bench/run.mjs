import { readdirSync } from 'node:fs';

/** Runs the benchmarks named on the command line, or all. Each prints `name ratio target bare_rate rate rss`. */
const wanted = process.argv.slice(2);
const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.bench.mjs'));
const chosen = files.filter((file) => wanted.length === 0 || wanted.includes(file.replace('.bench.mjs', '')));
if (chosen.length === 0) {
  console.error(
    `No such benchmark. There are: ${files.map((file) => file.replace('.bench.mjs', '')).join(', ')}`,
  );
  process.exit(2);
}

console.log('name ratio target bare_rate rate rss_mb');
let missed = false;
for (const file of chosen) {
  const { benchmarks } = await import(new URL(file, import.meta.url).href);
  for (const { name, target, ratio, bareRate, rate } of await benchmarks()) {
    const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
    console.log(
      `${name} ${ratio.toFixed(4)} ${target} ${Math.round(bareRate)}/s ${Math.round(rate)}/s ${rss}`,
    );
    // Machines are noisy: a fifth below the target is still no finding.
    missed ||= ratio < target * 0.8;
  }
}
process.exit(missed ? 1 : 0);
