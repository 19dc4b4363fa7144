import { deepFreeze, frozenMap } from './frozen.js';

describe('deepFreeze', () => {
  it('freezes what lies inside lists and objects', () => {
    const value = deepFreeze({ list: [{ inner: 1 }] });
    expect(Object.isFrozen(value.list)).toBe(true);
    expect(Object.isFrozen(value.list[0])).toBe(true);
  });
});

describe('frozenMap', () => {
  it('reads like a map and refuses every change', () => {
    const map = frozenMap([['a', 1]]) as Map<string, number>;
    expect(map.get('a')).toBe(1);
    expect(() => map.set('a', 2)).toThrow(TypeError);
    expect(() => map.delete('a')).toThrow(TypeError);
    expect(() => map.clear()).toThrow(TypeError);
    expect([...map]).toEqual([['a', 1]]);
  });
});
