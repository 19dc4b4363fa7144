import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import type { ReevaluationStanding } from '../../obligations/reevaluations.js';
import type { ProgressBar } from '../charts/bars.js';
import { formatNumber } from '../views.helpers.js';
import type { InstantLike } from '../views.time.js';

/** For `{{> reevaluation reevaluation}}`: how far the registers follow the rules that are loaded. */
export interface ReevaluationView {
  title: string;
  /** What the state means for whoever reads due dates now. */
  words: string;
  bar: ProgressBar | null;
  startedAt: InstantLike | null;
  /** What the reader may do with it; null: nothing. */
  act: { action: string; label: string } | null;
}

/** @returns null while all registers rest on the rules in force and nothing failed */
export function reevaluationView(
  { behind, pass, knowledgeVersion }: ReevaluationStanding,
  actor: Actor,
): ReevaluationView | null {
  const isCurrent = pass !== null && pass.knowledgeVersion === knowledgeVersion;
  if (behind === 0 && !(isCurrent && (pass.state !== 'done' || pass.failed > 0))) return null;
  const state = isCurrent ? pass.state : 'waiting';
  const left = `${formatNumber(behind)} ${behind === 1 ? 'incident still rests' : 'incidents still rest'} on earlier rules`;
  return {
    title: TITLES[state],
    words: `${behind === 0 ? 'No incident rests on earlier rules any more' : left}. ${MEANING[state]}`,
    bar: isCurrent ? progressOf(pass) : null,
    startedAt: isCurrent ? pass.startedAt : null,
    act: holds(actor.role, 'knowledge:manage') ? ACTS[state] : null,
  };
}

type State = 'running' | 'stopped' | 'done' | 'waiting';

const TITLES: Readonly<Record<State, string>> = {
  running: 'Registers are being held against the new rule pack',
  stopped: 'The re-evaluation was stopped',
  done: 'The re-evaluation has ended',
  waiting: 'A re-evaluation is about to begin',
};

const MEANING: Readonly<Record<State, string>> = {
  running: 'Stricter terms count as soon as an incident is reached; looser ones wait for a decision.',
  stopped: 'Until an administrator resumes it, their duties stand by the earlier rules.',
  done: 'What could not be evaluated is named in the log of the service.',
  waiting: 'Their duties stand by the earlier rules until then.',
};

const ACTS: Readonly<Record<State, ReevaluationView['act']>> = {
  running: { action: '/knowledge/reevaluation/stop', label: 'Stop it' },
  stopped: { action: '/knowledge/reevaluation/resumption', label: 'Resume it' },
  done: null,
  waiting: null,
};

function progressOf({
  total,
  done,
  changed,
  failed,
}: NonNullable<ReevaluationStanding['pass']>): ProgressBar {
  const whole = Math.max(total, done);
  return {
    total: whole,
    of: `${formatNumber(whole)} incidents`,
    parts: [
      { label: 'Changed', count: changed, tone: 'warn' },
      { label: 'As before', count: Math.max(0, done - changed - failed), tone: 'brand' },
      { label: 'Failed', count: failed, tone: 'danger' },
      { label: 'To do', count: whole - done, tone: 'muted' },
    ],
  };
}
