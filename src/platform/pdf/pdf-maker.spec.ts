import { setImmediate as turn } from 'node:timers/promises';
import { TooManyPdfs, makePdf } from './pdf-maker.js';

const FOOT = {
  text: 'No legal advice.',
  fontSize: 7,
  margin: [34, 12, 34, 0] as [number, number, number, number],
};
const rows = (count: number) => ({
  lang: 'en',
  content: [{ table: { body: Array.from({ length: count }, (_, row) => [`Breach ${row}`, 'Told']) } }],
});

it('lays a PDF out while other work goes on', async () => {
  const file = makePdf(rows(500), FOOT);
  let turns = 0;
  while (await Promise.race([file.then(() => false), turn(true)])) turns += 1;
  expect((await file).subarray(0, 5).toString()).toBe('%PDF-');
  expect(turns).toBeGreaterThan(100);
});

it('makes two at once, asks the third to come back, and is free again afterwards', async () => {
  const two = [makePdf(rows(5), FOOT), makePdf(rows(5), FOOT)];
  await expect(makePdf(rows(5), FOOT)).rejects.toBeInstanceOf(TooManyPdfs);
  await Promise.all(two);
  expect((await makePdf(rows(5), FOOT)).length).toBeGreaterThan(500);
});

it('says so when a layout fails, and is free again afterwards', async () => {
  const broken = { lang: 'en', content: [{ text: 'x', font: 'Unknown' }] };
  await expect(makePdf(broken, FOOT)).rejects.toThrow();
  expect((await makePdf(rows(5), FOOT)).length).toBeGreaterThan(500);
});
