import { besideValues } from './beside-values.js';
import { markOf } from './marked-text.js';

const mark = markOf(0);

/** One value with words before and after it, as readers see it. */
function around(before: string, value: string, after: string): string {
  return besideValues([before, mark, after], () => value)
    .join('')
    .replace(mark, value);
}

describe('Words beside a value', () => {
  it.each([
    ['您可以向', 'Data Protection Commission', '投诉。', '您可以向 Data Protection Commission 投诉。'],
    ['情報を', 'Adlumen Ltd', 'に渡しました。', '情報を Adlumen Ltd に渡しました。'],
    ['这里是', 'Larkmoor Bank', '。', '这里是 Larkmoor Bank。'],
    ['', 'Larkmoor Bank', '：给您的通知', 'Larkmoor Bank：给您的通知'],
  ])(
    'stand apart from Latin letters where the script is Han or kana: %s%s%s',
    (before, value, after, text) => {
      expect(around(before, value, after)).toBe(text);
    },
  );

  it.each([
    ['请拨打 ', 'Larkmoor Bank', ' 热线', '请拨打 Larkmoor Bank 热线'],
    ['共', '61,480欧元', '。', '共61,480欧元。'],
    ['您可以向', '数据保护委员会', '投诉。', '您可以向数据保护委员会投诉。'],
    ['wrote to ', 'Adlumen Ltd', ', London', 'wrote to Adlumen Ltd, London'],
  ])('stay as they are elsewhere: %s%s%s', (before, value, after, text) => {
    expect(around(before, value, after)).toBe(text);
  });

  it.each([
    [
      '',
      'We did not close the flaw.',
      '. That was our failure',
      'We did not close the flaw. That was our failure',
    ],
    ['', '我们没有堵上漏洞。', '。这是我们的过错', '我们没有堵上漏洞。这是我们的过错'],
    ['結果：', '侵入できませんでした。', '。', '結果：侵入できませんでした。'],
    ['情報を', 'Adlumen Ltd.', '。', '情報を Adlumen Ltd.。'],
  ])('bring no second full stop: %s%s%s', (before, value, after, text) => {
    expect(around(before, value, after)).toBe(text);
  });
});
