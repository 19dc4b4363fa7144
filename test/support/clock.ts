import { Temporal } from 'temporal-polyfill';
import { Clock } from '../../src/platform/clock.js';
import type { RunningApp } from './app.js';

/** Moves the service's clock ahead by hand; returns how to set it right again. */
export function laterBy(running: RunningApp, duration: Temporal.DurationLike): () => void {
  const clock = running.app.get(Clock);
  const usual = clock.now.bind(clock);
  clock.now = () => usual().add(duration);
  return () => {
    clock.now = usual;
  };
}

/** Lets no time pass for the service, however slow the machine is; returns how to set it going again. */
export function stopped(running: RunningApp): () => void {
  const clock = running.app.get(Clock);
  const usual = clock.now.bind(clock);
  const now = usual();
  clock.now = () => now;
  return () => {
    clock.now = usual;
  };
}
