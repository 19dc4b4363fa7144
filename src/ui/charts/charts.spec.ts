import { progressBar, scoreBar } from './bars.js';
import { clockTape, type ClockTape } from './clock-tape.js';
import { priorityGap } from './priority-gap.js';
import { weightChart } from './weights.js';

const aware = '2026-11-17T09:00:00Z';
const hoursLater = (hours: number): string => new Date(Date.parse(aware) + hours * 3_600_000).toISOString();

function tape(now: number, marks: [number, string, ClockTape['marks'][number]['state']][]): string {
  return clockTape({
    awareAt: aware,
    now: hoursLater(now),
    zone: 'UTC',
    marks: marks.map(([hours, label, state]) => ({ at: hoursLater(hours), label, state })),
  });
}

describe('The score bar', () => {
  it('draws the wants by size on one scale and leaves a gap after each', () => {
    const bar = scoreBar({
      score: 23.22,
      parts: [
        { want: 'speed', points: 2.7 },
        { want: 'apology', points: 0 },
        { want: 'compensation', points: 13.5 },
      ],
    });
    expect(bar).toBe(
      '<svg class="bar" role="img" aria-label="Score 23.22: Compensation 13.5, Speed 2.7 before the discounts for time and effort">' +
        '<rect class="f-sunken" width="100%" height="100%"/>' +
        '<rect class="p-compensation" x="0.00%" y="0" width="49.65%" height="100%"/>' +
        '<rect class="p-speed" x="50.00%" y="0" width="9.65%" height="100%"/></svg>',
    );
  });

  it('never runs over its end', () => {
    const bar = scoreBar({ score: 40, parts: [{ want: 'compensation', points: 40 }], scale: 20 });
    expect(bar).toContain('width="99.65%"');
  });
});

describe('The progress bar', () => {
  it('says every count and the whole', () => {
    const bar = progressBar({
      total: 200,
      of: '200 people',
      parts: [
        { label: 'Accepted', count: 150, tone: 'ok' },
        { label: 'Bounced', count: 20, tone: 'danger' },
      ],
    });
    expect(bar).toContain('aria-label="150 accepted, 20 bounced, of 200 people"');
    expect(bar).toContain('<rect class="f-danger" x="75.00%" y="0" width="9.65%" height="100%"/>');
  });

  it('is empty, not broken, before anyone is on the list', () => {
    expect(progressBar({ total: 0, parts: [{ label: 'Sent', count: 0, tone: 'ok' }] })).not.toMatch(
      /NaN|Infinity/,
    );
  });
});

describe('The clock tape', () => {
  it('ends a little after the last mark and places now and marks by their hours', () => {
    // last mark 75 h, so 84 h are shown: 75 h at 2 + 75/84 * 96, 42 h in the middle
    const drawn = tape(42, [[75, 'Authority', 'due']]);
    expect(drawn).toContain('<svg x="87.71%"');
    expect(drawn).toContain('<rect class="f-brand" x="2.00%" y="31" width="48.00%"');
    expect(drawn).toContain('font-weight="650">Now</text>');
  });

  it('counts what lies beyond its end', () => {
    expect(
      tape(10, [
        [72, 'Authority', 'due'],
        [720, 'Final report', 'not-started'],
      ]),
    ).toContain('1 later than shown');
  });

  it('goes on to the next open clock when the first days are over', () => {
    const drawn = tape(300, [
      [72, 'Authority', 'met'],
      [720, 'Final report', 'due'],
    ]);
    expect(drawn).toContain('Final report</text>');
    expect(drawn).not.toContain('later than shown');
  });

  it('ends with now when now is far behind the last mark', () => {
    expect(tape(120_000, [[72, 'Authority', 'late']])).toContain('>Now, +13 y</text>');
  });

  it('makes one mark of those at one time, with the worst state and the count', () => {
    const drawn = tape(80, [
      [72, 'First authority', 'met'],
      [72, 'Second authority', 'late'],
      [72, 'Third', 'due'],
    ]);
    expect(drawn).toContain('>Second authority +2</text>');
    expect(drawn.match(/overflow="visible"/g)).toHaveLength(1);
    expect(drawn).toContain('Third: due at plus 3 d.');
  });

  it('puts labels that would cover one another into rows', () => {
    const drawn = tape(1, [
      [60, 'A rather long name of a duty', 'due'],
      [63, 'Another long name of a duty', 'due'],
      [72, 'End', 'due'],
    ]);
    const heights = [...drawn.matchAll(/<text class="hide-s"[^>]* y="(\d+)"/g)].map(([, y]) => y);
    expect(heights).toHaveLength(3);
    expect(new Set(heights).size).toBeGreaterThan(1);
  });

  it('says in words where everything stands, at the time of the zone', () => {
    expect(
      tape(53, [
        [6, 'First report', 'met'],
        [72, 'Authority', 'due'],
      ]),
    ).toContain(
      'aria-label="Clock tape from awareness on Tue 17 Nov 2026, 09:00 UTC. Now: plus 2 d 5 h. ' +
        'First report: met at plus 6 h. Authority: due at plus 3 d."',
    );
  });

  it('escapes the names of duties', () => {
    expect(tape(1, [[3, '<b>"x"', 'due']])).not.toContain('<b>');
  });
});

describe('The priority gap', () => {
  it('draws each group on an axis from zero to the next ten', () => {
    const drawn = priorityGap({ rows: [{ label: 'An apology', customers: 24, leaders: 47 }] });
    // 24 of 50: 2 + 0.48 * 96 = 48.08; 47 of 50: 2 + 0.94 * 96 = 92.24
    expect(drawn).toContain(
      '<svg x="48.08%" y="42" overflow="visible"><circle class="f-brand" r="7"/></svg>',
    );
    expect(drawn).toContain('<svg x="92.24%" y="42" overflow="visible"><rect class="f-surface s-ink"');
    expect(drawn).toContain(
      'aria-label="Named as first wish. An apology: customers 24 percent, security leaders 47 percent."',
    );
  });
});

describe('The weights', () => {
  it('draws a diamond for this incident and circle and whisker for the industry', () => {
    const drawn = weightChart({
      industry: 'retail',
      rows: [{ want: 'compensation', weight: 20, prior: { mean: 10, low: 5, high: 15 } }],
    });
    // the axis ends at 21: 20 at 95.24, 10 at 47.62, 5 at 23.81, 15 at 71.43
    expect(drawn).toContain('<svg x="95.24%" y="25.5" overflow="visible"><path class="p-compensation"');
    expect(drawn).toContain('x1="23.81%" x2="71.43%"');
    expect(drawn).toContain('<svg x="47.62%" y="25.5" overflow="visible"><circle');
    expect(drawn).toContain('with the range for retail. Compensation 20.0 percent.');
  });
});

describe('Every chart', () => {
  it('keeps its drawing', () => {
    expect(
      tape(53, [
        [6, 'First report', 'met'],
        [57, 'Notice', 'target'],
        [72, 'Authority', 'due'],
      ]),
    ).toMatchSnapshot();
    expect(priorityGap({ rows: [{ label: 'Proof', customers: 42, leaders: 8 }] })).toMatchSnapshot();
    expect(weightChart({ industry: 'retail', rows: [{ want: 'speed', weight: 11.5 }] })).toMatchSnapshot();
  });
});
