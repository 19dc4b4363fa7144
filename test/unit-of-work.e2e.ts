import type { INestApplicationContext } from '@nestjs/common';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { DataKey } from '../src/platform/secrets/data-key.entity.js';
import { startGround } from './support/ground.js';

let ground: INestApplicationContext;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  ground = await startGround();
  unitOfWork = ground.get(UnitOfWork);
});

afterAll(() => ground.close());

const row = (scope: string) => ({ scope, version: 1, wrapped: 'x' });

it('keeps exactly the rows of the transactions that ended well, however many run at once', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, n) =>
      unitOfWork.run(async (manager) => {
        await manager.insert(DataKey, row(`a${n}`));
        await new Promise((resolve) => setImmediate(resolve));
        await manager.insert(DataKey, row(`b${n}`));
        if (n % 2 === 1) throw new Error('rolled back');
      }),
    ),
  );
  const kept = (await ground.get(Reader).manager.find(DataKey)).map(({ scope }) => scope).sort();
  const expected = Array.from({ length: 20 }, (_, n) => [`a${2 * n}`, `b${2 * n}`]).flat();
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(20);
  expect(kept).toEqual(expected.sort());
});

it('lets two transactions that read and raise the same number both count', async () => {
  await unitOfWork.run((manager) => manager.insert(DataKey, row('counter')));
  const raise = () =>
    unitOfWork.run(async (manager) => {
      const { version } = await manager.findOneByOrFail(DataKey, { scope: 'counter' });
      await manager.update(DataKey, { scope: 'counter' }, { version: version + 1 });
    });
  await Promise.all([raise(), raise(), raise(), raise(), raise()]);
  const { version } = await ground.get(Reader).manager.findOneByOrFail(DataKey, { scope: 'counter' });
  expect(version).toBe(6);
});

it('refuses to be nested instead of waiting for itself', async () => {
  const nested = unitOfWork.run(() => unitOfWork.run(() => Promise.resolve()));
  await expect(nested).rejects.toThrow('nested');
});

it('goes on after a transaction that failed', async () => {
  await expect(unitOfWork.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await unitOfWork.run((manager) => manager.insert(DataKey, row('after')));
  expect(await ground.get(Reader).manager.existsBy(DataKey, { scope: 'after' })).toBe(true);
});
