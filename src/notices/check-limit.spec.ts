import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { CheckLimit } from './check-limit.js';
import { NoticeChecksController } from './notice-checks.controller.js';
import type { NoticeChecks } from './notice-checks.service.js';

class HeldClock extends Clock {
  at = Temporal.Instant.from('2026-11-22T10:00:00Z');

  now(): Temporal.Instant {
    return this.at;
  }
}

const dana = { id: 'dana' } as Actor;
const karl = { id: 'karl' } as Actor;

function started() {
  const clock = new HeldClock();
  let checked = 0;
  const of = () => Promise.resolve({ revision: (checked += 1), findings: [] });
  const controller = new NoticeChecksController({ of } as unknown as NoticeChecks, new CheckLimit(clock));
  return {
    ask: (actor: Actor) => controller.report('notice', actor),
    later: (seconds: number) => (clock.at = clock.at.add({ milliseconds: seconds * 1_000 })),
    checked: () => checked,
  };
}

it('checks a text sixty times a minute for each person, and then says when to come back', async () => {
  const { ask, later, checked } = started();
  for (let n = 0; n < 60; n++) await ask(dana);
  later(20);
  await expect(ask(dana)).rejects.toMatchObject({
    code: 'notices.too_many_checks',
    retryAfterSeconds: 40,
    message: 'You asked for 60 checks within a minute; the next one is possible in 40 seconds.',
  });
  expect(checked()).toBe(60);
  expect(await ask(karl)).toMatchObject({ revision: 61 });
  later(39);
  await expect(ask(dana)).rejects.toThrow('possible in 1 second.');
  later(1);
  expect(await ask(dana)).toMatchObject({ revision: 62 });
});

it('lets someone check at each pause of their typing, on and on', async () => {
  const { ask, later, checked } = started();
  for (let n = 0; n < 150; n++) {
    await ask(dana);
    later(1.2);
  }
  expect(checked()).toBe(150);
});
