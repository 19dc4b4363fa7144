import { YamlFault, readYaml } from './yaml-document.js';

describe('readYaml', () => {
  const text = [
    '# head',
    '- id: one',
    '  tags: [a, b,',
    '    c]',
    '- id: two',
    "  'odd key':",
    '    deep:',
    '      - x: 1',
    '        y: 2',
  ].join('\n');

  it.each([
    ['a list item', [1], 5],
    ['a key', [0, 'tags'], 3],
    ['an item of a list in brackets', [0, 'tags', 2], 4],
    ['a quoted key, not its value', [1, 'odd key'], 6],
    ['a place deep inside', [1, 'odd key', 'deep', 0, 'y'], 9],
    ['the nearest place above one that is missing', [1, 'odd key', 'missing'], 6],
  ])('finds the line of %s', (_, path, line) => {
    expect(readYaml(text).lineOf(path)).toBe(line);
  });

  it('reads dates, yes and NO as words, as the core schema does', () => {
    expect(readYaml('[2026-11-21, yes, NO, true, 1]').value).toEqual(['2026-11-21', 'yes', 'NO', true, 1]);
  });

  it.each([
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', 3],
    ['a tag', 'a: 1\nb: !!binary aGVsbG8=', 2],
    ['a bracket that never closes', 'a: [1,\nb: 2', 2],
    ['an alias to nothing', 'a: 1\nb: *gone', 2],
    ['a second document', 'a: 1\n---\nb: 2', 1],
    ['an empty file', '# only words\n', 1],
  ])('refuses %s and says where', (_, broken, line) => {
    expect(faultOf(broken)).toMatchObject({ line });
  });

  it('refuses the 51st alias', () => {
    const aliases = (count: number) => `a: &a [1]\nb: [${Array(count).fill('*a').join(', ')}]`;
    expect(readYaml(aliases(50)).value).toMatchObject({ a: [1] });
    expect(faultOf(aliases(51))).toMatchObject({ line: 2 });
  });

  it('refuses nesting that would break whoever walks the value', () => {
    expect(faultOf('['.repeat(5_000))).toBeInstanceOf(YamlFault);
  });

  it('keeps a key named __proto__ from reaching the prototype', () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const value = readYaml('__proto__: {polluted: true}').value as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

function faultOf(text: string): unknown {
  try {
    readYaml(text);
  } catch (error) {
    return error;
  }
  return undefined;
}
