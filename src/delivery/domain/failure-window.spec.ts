import { FailureWindow } from './failure-window.js';
import type { SendState } from './delivery-state.js';

function after(...runs: [number, SendState][]): boolean {
  const window = new FailureWindow();
  for (const [times, state] of runs) for (let n = 0; n < times; n++) window.record(state);
  return window.tripped;
}

describe('FailureWindow', () => {
  it.each<[string, [number, SendState][], boolean]>([
    ['19 failures in a row are too few to judge', [[19, 'failed']], false],
    ['20 failures stop it', [[20, 'failed']], true],
    [
      '1 of 20 is 5 %, not over',
      [
        [19, 'accepted'],
        [1, 'failed'],
      ],
      false,
    ],
    [
      '2 of 20 is 10 %',
      [
        [18, 'accepted'],
        [2, 'failed'],
      ],
      true,
    ],
    [
      'unanswered copies count as failures',
      [
        [18, 'accepted'],
        [2, 'unconfirmed'],
      ],
      true,
    ],
    [
      'deferred ones do not',
      [
        [18, 'accepted'],
        [20, 'deferred'],
      ],
      false,
    ],
    ['what was never begun does not count at all', [[500, 'queued']], false],
    [
      '25 of 500 is 5 %',
      [
        [25, 'failed'],
        [475, 'accepted'],
      ],
      false,
    ],
    [
      '26 of the last 500',
      [
        [400, 'accepted'],
        [474, 'accepted'],
        [26, 'failed'],
      ],
      true,
    ],
    [
      'failures that lie 500 back are forgotten',
      [
        [26, 'failed'],
        [500, 'accepted'],
      ],
      false,
    ],
  ])('%s', (_, runs, tripped) => {
    expect(after(...runs)).toBe(tripped);
  });
});
