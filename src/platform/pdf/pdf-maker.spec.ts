import { setImmediate as turn } from 'node:timers/promises';
import { LettersMissing, PdfTookTooLong, TooManyPdfs, makePdf } from './pdf-maker.js';

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
  const broken = { lang: 'en', content: [{ image: '/etc/hostname' }] };
  await expect(makePdf(broken, FOOT)).rejects.toThrow(/denied/);
  expect((await makePdf(rows(5), FOOT)).length).toBeGreaterThan(500);
});

it('ends what takes too long, and is free again afterwards', async () => {
  // A minute's work, so that it is not done by the time a busy machine comes to look at the clock.
  await expect(makePdf(rows(20_000), FOOT, { longestMs: 20 })).rejects.toBeInstanceOf(PdfTookTooLong);
  expect((await makePdf(rows(5), FOOT)).length).toBeGreaterThan(500);
});

it('names letters that no face has by their code points, never by the text', async () => {
  const greeting = { lang: 'en', content: [{ text: 'Dear \u0645\u0631\u062D, dear 陈' }] };
  const refusal = makePdf(greeting, FOOT, { onMissing: 'refuse' });
  await expect(refusal).rejects.toBeInstanceOf(LettersMissing);
  await expect(refusal).rejects.toMatchObject({
    faults: [{ path: '/text', message: expect.stringContaining('U+0645, U+0631, U+062D.') }],
  });
});
