import { Turns } from './turns.js';

it('lets four run at once and serves the others in turn', async () => {
  const turns = new Turns(4, 64);
  const finish: (() => void)[] = [];
  const started: number[] = [];
  const all = Array.from({ length: 10 }, (_, number) =>
    turns.run(() => {
      started.push(number);
      return new Promise<void>((resolve) => finish.push(resolve));
    }),
  );
  expect(started).toEqual([0, 1, 2, 3]);
  finish.shift()?.();
  await all[0];
  await new Promise(setImmediate);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  while (finish.length > 0) {
    finish.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('hands the place on when the work fails', async () => {
  const turns = new Turns(1, 1);
  await expect(turns.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(turns.run(() => Promise.resolve('yes'))).resolves.toBe('yes');
});

it('turns away whoever would wait behind too many', async () => {
  const turns = new Turns(1, 2);
  const never = () => new Promise<void>(() => undefined);
  for (let i = 0; i < 3; i++) void turns.run(never);
  await expect(turns.run(never)).rejects.toMatchObject({ statusCode: 503 });
});
