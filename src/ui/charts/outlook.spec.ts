import { outlookChart, type OutlookMark } from './outlook.js';

const mark = (change: Partial<OutlookMark>): OutlookMark => ({
  value: 37,
  label: '2016, United States',
  own: true,
  old: false,
  bound: null,
  ...change,
});
const drawn = (...figures: OutlookMark[]) => outlookChart({ panels: [{ title: 'Said', figures }] });

describe('The chart of what is known about leaving', () => {
  it('puts each figure on one line from 0 to 100 %, and says all of it in words', () => {
    const chart = drawn(mark({}), mark({ value: 100, label: '2024, global' }));
    expect(chart).toContain(
      '<svg x="35.89%" y="43" overflow="visible"><circle class="f-brand" r="5.5"/></svg>',
    );
    expect(chart).toContain('<svg x="97.00%" y="75" overflow="visible">');
    expect(chart).toContain('Said: 37 % (2016, United States), 100 % (2024, global).');
  });

  it('tells an industry from all industries by shape', () => {
    expect(drawn(mark({ own: false }))).toContain(
      '<circle class="f-surface s-ink" r="4.5" stroke-width="2"/>',
    );
  });

  it('greys what is over ten years old, and writes that beside it', () => {
    const chart = drawn(mark({ old: true }));
    expect(chart).toContain('<circle class="f-muted" r="5.5"/>');
    expect(chart).toContain('>2016, United States, over ten years old</text>');
  });

  it('draws a bound as an open end, and says that it is one', () => {
    const chart = drawn(mark({ value: 70, bound: 'at least' }));
    expect(chart).toContain('x1="67.90%" x2="97.00%"');
    expect(chart).toContain('>at least 70 %</text>');
    expect(drawn(mark({ value: 70, bound: 'at most' }))).toContain('x1="67.90%" x2="0.00%"');
  });

  it('keeps the kinds apart and averages nothing', () => {
    const chart = outlookChart({
      panels: [
        { title: 'Said', figures: [mark({ value: 30 })] },
        { title: 'Did', figures: [mark({ value: 10 })] },
      ],
    });
    expect(chart.match(/<circle/g)).toHaveLength(2);
    expect(chart).toContain('Said: 30 % (2016, United States). Did: 10 % (2016, United States).');
    expect(chart).not.toContain('20 %');
  });
});
