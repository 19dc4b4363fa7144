/** Rates per second of work against a bare loop over the same input, taken in turns; the median of three. */
export async function against({ name, target, seconds = 2, bare, work }) {
  await runFor(bare, seconds / 4);
  await runFor(work, seconds / 4);
  const rounds = [];
  for (let round = 0; round < 3; round++) {
    const before = await runFor(bare, seconds / 2);
    const rate = await runFor(work, seconds);
    const after = await runFor(bare, seconds / 2);
    const bareRate = (before + after) / 2;
    rounds.push({ ratio: rate / bareRate, bareRate, rate });
  }
  rounds.sort((a, b) => a.ratio - b.ratio);
  return { name, target, ...rounds[1] };
}

/** @param step does some units of work and returns how many */
async function runFor(step, seconds) {
  const start = performance.now();
  let units = 0;
  while (performance.now() - start < seconds * 1000) units += await step();
  return units / ((performance.now() - start) / 1000);
}
