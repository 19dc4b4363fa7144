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
  return held(running, running.app.get(Clock).now());
}

/**
 * Lets the service live at one moment, whatever the calendar says: for facts whose days are written down, where some
 * rule counts from them to today. To be called before people sign in; returns how to set the clock right again.
 *
 * @param moment such as `2026-11-22T09:00:00Z`
 */
export function stoppedAt(running: RunningApp, moment: string): () => void {
  return held(running, Temporal.Instant.from(moment));
}

function held(running: RunningApp, now: Temporal.Instant): () => void {
  const clock = running.app.get(Clock);
  const usual = clock.now.bind(clock);
  clock.now = () => now;
  return () => {
    clock.now = usual;
  };
}
