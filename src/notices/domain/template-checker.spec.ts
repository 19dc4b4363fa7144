import { checkLine, checkTemplate, largestTemplate } from './template-checker.js';
import { readTemplateFields, type TemplateFields } from './template-fields.js';
import type { TemplateRule } from './template-finding.js';

const fields = declared({
  placeholders: {
    'recipient.name': 'text',
    'recipient.dataClasses': 'list',
    'recipient.link': 'url',
    'incident.reference': 'text',
    'incident.discoveredAt': 'date',
    'incident.peopleAffected': 'number',
    'organisation.name': 'text',
    'organisation.phone': 'text',
  },
  helpers: { longDate: ['date'], number: ['number'], list: ['list'] },
  linkHosts: ['www.example.org', 'help.example.org'],
});

function declared(input: unknown): TemplateFields {
  const read = readTemplateFields(input);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.fields;
}

function rulesOf(text: unknown, profile: 'author' | 'kind' = 'author'): TemplateRule[] {
  return [...new Set(checkTemplate(text, profile, fields).map(({ rule }) => rule))].sort();
}

type Row = [text: string, ...rules: TemplateRule[]];

/** The shared payloads of the security design, 7.3; a row without rules is accepted. */
const shared: Row[] = [
  ['Dear {{recipient.name}},'],
  ['We found this on {{longDate incident.discoveredAt}}.'],
  ['![x](https://t.example/p.gif)', 'image'],
  ['[x](javascript:alert(1))', 'link'],
  ['A brace { and a \\{{escaped}} mustache'],
  ['{{constructor}}', 'forbidden_name', 'unknown_placeholder'],
  ['{{recipient.constructor.name}}', 'forbidden_name'],
  ['[Your page]({{recipient.name}})', 'context'],
  ['{{lookup recipient "constructor"}}', 'unknown_helper', 'forbidden_name'],
  ['{{#with recipient}}{{name}}{{/with}}', 'block'],
  ['{{@root.recipient.name}}', 'data_variable'],
  ['{{../incident.reference}}', 'parent_path'],
  ['{{this}}', 'parent_path', 'forbidden_name'],
  ['{{{recipient.name}}}', 'unescaped'],
  ['{{&recipient.name}}', 'unescaped'],
  ['{{> layout}}', 'partial'],
  ['{{#> layout}}x{{/layout}}', 'partial'],
  ['{{#*inline "x"}}y{{/inline}}{{> x}}', 'decorator'],
  ['{{* activate}}', 'decorator'],
  ['{{longDate (lookup incident "discoveredAt")}}', 'subexpression'],
  ['{{recipient.[name]}}', 'literal_segment'],
  ['<b onclick="x()">{{recipient.name}}</b>', 'raw_html'],
  ['{{recipient.nmae}}', 'unknown_placeholder'],
  ['{{{{raw}}}}{{x}}{{{{/raw}}}}', 'raw_block', 'block'],
  ['{{#if recipient.name}}Dear {{recipient.name}}{{/if}}', 'block'],
];

const names: Row[] = [
  ['{{~recipient.name~}}'],
  ['{{!-- {{constructor}} --}}Dear {{ recipient.name }}'],
  ['{{number incident.peopleAffected}} people, {{list recipient.dataClasses}}'],
  ['{{recipient/name}}', 'parent_path'],
  ['{{./recipient.name}}', 'parent_path'],
  ['{{this.recipient.name}}', 'parent_path', 'forbidden_name'],
  ['{{this/recipient.name}}', 'parent_path', 'forbidden_name'],
  ['{{.}}', 'parent_path'],
  ['{{"recipient.name"}}', 'literal_segment', 'unknown_placeholder'],
  ["{{'constructor'}}", 'literal_segment', 'forbidden_name'],
  ['{{12}}', 'literal_segment'],
  ['{{true}}', 'literal_segment'],
  ['{{[recipient].name}}', 'literal_segment'],
  ['{{[recipient.name]}}', 'literal_segment'],
  ['{{recipient.[constructor]}}', 'literal_segment', 'forbidden_name'],
  ['x\r\n{{\n  recipient.[name] }}', 'literal_segment'],
  ['{{@index}}', 'data_variable'],
  ['{{longDate @root.incident.discoveredAt}}', 'data_variable'],
  ['{{__proto__}}', 'forbidden_name'],
  ['{{recipient.__proto__.x}}', 'forbidden_name'],
  ['{{recipient.hasOwnProperty}}', 'forbidden_name'],
  ['{{recipient.n\u0430me}}', 'forbidden_name', 'unknown_placeholder'],
  ['{{recipient.name\u200d}}', 'unknown_placeholder'],
  ['{{Recipient.name}}', 'unknown_placeholder'],
  ['{{recipient}}', 'unknown_placeholder'],
  ['{{recipient.name.length}}', 'unknown_placeholder'],
  ['{{recipient..name}}', 'parent_path'],
  ['{{helperMissing}}', 'forbidden_name'],
  ['{{*recipient.name}}', 'decorator'],
];

const helpers: Row[] = [
  ['{{longDate}}', 'arguments', 'unknown_placeholder'],
  ['{{longDate recipient.name}}', 'arguments'],
  ['{{longDate "2026-11-19"}}', 'arguments'],
  ['{{longDate incident.discoveredAt incident.discoveredAt}}', 'arguments'],
  ['{{longDate incident.discoveredAt zone="UTC"}}', 'arguments'],
  ['{{recipient.name incident.reference}}', 'unknown_helper'],
  ['{{recipient.name a=1}}', 'unknown_helper', 'arguments'],
  ['{{log recipient.name}}', 'unknown_helper'],
  ['{{[longDate] incident.discoveredAt}}', 'literal_segment'],
  ['{{"longDate" incident.discoveredAt}}', 'literal_segment'],
  ['{{longDate this}}', 'parent_path'],
  ['{{number 1}}', 'arguments'],
  ['{{> (lookup recipient "name")}}', 'partial', 'subexpression'],
  ['{{^recipient.name}}x{{/recipient.name}}', 'block'],
  ['{{#recipient.name}}x{{/recipient.name}}', 'block'],
  ['{{#each recipient.dataClasses as |x|}}{{x}}{{/each}}', 'block', 'block_params'],
  ['{{else}}', 'syntax'],
  ['{{^}}', 'syntax'],
  ['{{recipient.name', 'syntax'],
  ['{{/if}}', 'syntax'],
];

const markdown: Row[] = [
  ['[Help](https://help.example.org/a?b=c#d)'],
  ['[Help](HTTPS://WWW.EXAMPLE.ORG/a)'],
  ['[Your page]({{recipient.link}})'],
  ['[Your page](<{{ recipient.link }}>)'],
  ['[{{recipient.name}}](https://www.example.org)'],
  ['[call](tel:+353-1800555014) or [write](mailto:help@example.org)'],
  ['<https://www.example.org/a> and https://help.example.org/b.'],
  ['`{{recipient.name}}` and 3 < 4 and \\<b\\> and &lt;b&gt;'],
  ['| a | {{recipient.name}} |\n|---|---|'],
  ['[x]({{recipient.link}}?a=b)', 'context'],
  ['[x](https://www.example.org/{{incident.reference}})', 'context'],
  ['[x]({{recipient.link}}{{recipient.link}})', 'context'],
  ['[x](mailto:{{recipient.name}})', 'context'],
  ['[x](https://www.example.org "{{recipient.name}}")', 'context'],
  ['[x][1]\n\n[1]: https://www.example.org "{{recipient.name}}"', 'context'],
  ['[x][1]\n\n[1]: {{recipient.name}}', 'context'],
  ['[1]: {{recipient.name}}', 'context'],
  ['[1]: javascript:alert(1)', 'link'],
  ['```{{recipient.name}}\nx\n```', 'context'],
  ['<https://{{organisation.name}}>', 'context'],
  ['see https://www.example.org/{{incident.reference}}', 'context'],
  ['see {{organisation.name}}://www.example.org', 'context'],
  ['[x](//evil.example)', 'link'],
  ['[x](/path)', 'link'],
  ['[x]()', 'link'],
  ['[x](http://www.example.org)', 'link'],
  ['[x](data:text/html,hi)', 'link'],
  ['[x](vbscript:x)', 'link'],
  ['[x](&#106;avascript:alert(1))', 'link'],
  ['[x](java&Tab;script:alert(1))', 'link'],
  ['[x](https://a@b.example)', 'link'],
  ['[x](https://www.example.org@evil.example/)', 'link'],
  ['[x](https://www.example.org\\@evil.example/)', 'link'],
  ['[x](https:\\\\www.example.org)', 'link'],
  ['[x](https:/www.example.org)', 'link'],
  ['[x](mailto:a@example.org?cc=b@example.org)', 'link'],
  ['[x](mailto:a@example.org,b@example.org)', 'link'],
  ['[x](mailto:a@example.org%0ACc:b@example.org)', 'link'],
  ['[x](https://evil.example)', 'link_host'],
  ['[x](https://www.example.org.evil.example)', 'link_host'],
  ['[x](https://www.example.org:8443/)', 'link_host'],
  ['[x](https://www.example.org./)', 'link_host'],
  ['[x](https://www%2eexample.org/)', 'link_host'],
  ['[x](https://www.ex\u0430mple.org/)', 'link_host'],
  ['<https://evil.example>', 'link_host'],
  ['see https://evil.example/x', 'link_host'],
  ['see https:\\/\\/evil.example', 'link_host'],
  ['see www.evil.example', 'link_host'],
  ['[https://evil.example](https://www.example.org)', 'link_host'],
  ['<!-- {{recipient.name}} -->', 'raw_html'],
  ['<script>alert(1)</script>', 'raw_html'],
  ['text <a href="https://www.example.org">x</a>', 'raw_html'],
  ['<b {{recipient.name}}>x</b>', 'raw_html'],
  ['</div>', 'raw_html'],
  ['<?php x ?>', 'raw_html'],
  ['![{{recipient.name}}]({{recipient.link}})', 'image'],
  ['[![x](https://www.example.org/a.png)](https://www.example.org)', 'image'],
];

const characters: Row[] = [
  ['Line one\r\nline two\n    indented'],
  ['[x](java\tscript:alert(1))', 'control_character'],
  ['{{recipient.name}} \u0646\u0627\u0645\u0647\u200c\u0647\u0627'],
  ['a\u0000b', 'control_character'],
  ['a\rb', 'control_character'],
  ['a\u0085b', 'control_character'],
  ['a\u2028b', 'control_character'],
  ['a\u202eb', 'control_character'],
  ['a\u2066b\u2069', 'control_character'],
  ['a\u200fb', 'control_character'],
  ['a\u200bb', 'control_character'],
  ['a\ufeffb', 'control_character'],
  ['a\u00adb', 'control_character'],
  ['a\ue000b', 'control_character'],
  ['a\u{f0000}b', 'control_character'],
  ['a\u{e0041}b', 'control_character'],
  ['a\ud800b', 'control_character'],
  ['a &#xE000; b', 'control_character'],
  ['a &{{! parted }}#xE000; b', 'control_character'],
  ['a &#8238; b', 'control_character'],
  ['a &ZeroWidthSpace; b', 'control_character'],
  ['a &NewLine; b', 'control_character'],
];

describe('checkTemplate', () => {
  it.each([...shared, ...names, ...helpers, ...markdown, ...characters])(
    'judges %j as the template rules want',
    (text, ...rules) => {
      const found = rulesOf(text);
      expect(found).toEqual(rules.length === 0 ? [] : expect.arrayContaining(rules));
    },
  );

  it.each(shared)('judges %j alike in a shipped file, where if is allowed', (text, ...rules) => {
    const found = rulesOf(text, 'kind');
    const blockOfItsOwn = text.startsWith('{{#if ');
    expect(found).toEqual(blockOfItsOwn || rules.length === 0 ? [] : expect.arrayContaining(rules));
  });

  it.each<Row>([
    ['{{#if recipient.name}}a{{else if incident.reference}}b{{else}}c{{/if}}'],
    ['{{#unless recipient.name}}a{{/unless}}'],
    ['{{#each recipient.dataClasses}}\n- {{this}}\n{{/each}}'],
    ['{{#if recipient.name}}{{#each recipient.dataClasses}}{{this}}{{/each}}{{/if}}'],
    ['{{#if a}}{{#if recipient.name}}{{#if recipient.name}}x{{/if}}{{/if}}{{/if}}', 'too_deep'],
    ['{{#each recipient.name}}{{this}}{{/each}}', 'arguments'],
    ['{{#each recipient.nothing}}{{this}}{{/each}}', 'unknown_placeholder'],
    ['{{#each recipient.dataClasses}}{{this.constructor}}{{/each}}', 'parent_path', 'forbidden_name'],
    ['{{#each recipient.dataClasses}}{{@index}}{{/each}}', 'data_variable'],
    ['{{#each recipient.dataClasses}}{{longDate this}}{{/each}}', 'arguments'],
    ['{{#each recipient.dataClasses}}{{../incident.reference}}{{/each}}', 'parent_path'],
    ['{{#each recipient.dataClasses}}x{{else}}{{this}}{{/each}}', 'parent_path'],
    ['{{#each recipient.dataClasses as |item|}}{{item}}{{/each}}', 'block_params'],
    ['{{#if}}x{{/if}}', 'arguments'],
    ['{{#if recipient.name incident.reference}}x{{/if}}', 'arguments'],
    ['{{#if recipient.name includeZero=true}}x{{/if}}', 'arguments'],
    ['{{#if "x"}}x{{/if}}', 'arguments'],
    ['{{#if (lookup recipient "name")}}x{{/if}}', 'subexpression'],
    ['{{#if @root}}x{{/if}}', 'data_variable'],
    ['{{#[if] recipient.name}}x{{/if}}', 'block'],
    ['{{#if recipient.name}}a{{else with recipient.name}}b{{/if}}', 'block'],
    ['{{#if recipient.name}}[x]({{/if}}javascript:alert(1))', 'link'],
  ])('judges the block %j of a shipped file', (text, ...rules) => {
    const found = rulesOf(text, 'kind');
    expect(found).toEqual(rules.length === 0 ? [] : expect.arrayContaining(rules));
  });

  it('names line and column of each breach, in the order of the text', () => {
    const text = 'Hello\n\n{{recipient.name}} {{recipient.nmae}}\n\nsee [this](https://evil.example)';
    expect(checkTemplate(text, 'author', fields)).toMatchObject([
      { rule: 'unknown_placeholder', place: { line: 3, column: 22 } },
      { rule: 'link_host', place: { line: 5, column: 12 } },
    ]);
  });

  it('never quotes the text it refuses', () => {
    const secret = 'correct-horse-battery';
    const found = checkTemplate(
      `{{${secret}}} {{"${secret}"}} [x](https://${secret}.example)`,
      'author',
      fields,
    );
    expect(found.length).toBeGreaterThan(2);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it.each([undefined, null, 7, ['x'], { type: 'Program', body: [] }])('takes %j for no template', (input) => {
    expect(rulesOf(input)).toEqual(['syntax']);
  });

  it('lets direction marks and closed isolates stand in a language written from right to left', () => {
    const rightToLeft = { ...fields, rightToLeft: true };
    const judge = (text: string) => checkTemplate(text, 'author', rightToLeft).map(({ rule }) => rule);
    expect(judge('\u2067{{organisation.name}}\u2069 \u200f\u0634')).toEqual([]);
    expect(judge('\u2067{{organisation.name}}')).toEqual(['control_character']);
    expect(judge('\u2069')).toEqual(['control_character']);
    expect(judge('\u202e')).toEqual(['control_character']);
  });
});

describe('checkTemplate on sizes', () => {
  it('takes 64 KiB and not one byte more', () => {
    expect(rulesOf('a'.repeat(largestTemplate))).toEqual([]);
    expect(rulesOf('a'.repeat(largestTemplate + 1))).toEqual(['too_large']);
    expect(rulesOf('\u00e9'.repeat(largestTemplate / 2 + 1))).toEqual(['too_large']);
  });

  it('takes at most 2,000 parts', () => {
    expect(rulesOf('{{recipient.name}}'.repeat(900))).toEqual([]);
    expect(rulesOf('{{recipient.name}}'.repeat(2_001))).toEqual(['too_large']);
  });

  it.each([
    ['blocks', '{{#if recipient.name}}'.repeat(900) + '{{/if}}'.repeat(900)],
    ['brackets', `{{longDate ${'('.repeat(5_000)}x${')'.repeat(5_000)}}}`],
    ['quotes', `${'>'.repeat(60_000)} x`],
    [
      'lists',
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth * 2)}- x`)
        .join('\n')
        .slice(0, 65_000),
    ],
  ])('refuses %s that stand too deep in each other', (_, text) => {
    expect(rulesOf(text, 'kind').length).toBeGreaterThan(0);
  });

  it.each([
    ['open brackets', '['.repeat(65_000)],
    ['half links', '[x](<'.repeat(13_000)],
    ['stars', '*a **b '.repeat(9_000)],
    ['back ticks', Array.from({ length: 350 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['entities', '&#x'.repeat(20_000)],
    ['open angles', '<a '.repeat(21_000)],
    ['addresses', 'https://a.'.repeat(6_500)],
    ['schemes', 'a'.repeat(65_000)],
    ['invisible characters', '\u200b'.repeat(21_000)],
    ['merge fields', '{{a}}'.repeat(13_000)],
    ['open braces', '{{'.repeat(32_000)],
    ['links', '[x](//y)'.repeat(8_000)],
    ['definitions', Array.from({ length: 4_000 }, (_, n) => `[${n}]: //y`).join('\n')],
  ])('judges 64 KiB of %s in half a second of work', (_, text) => {
    const before = process.cpuUsage();
    checkTemplate(text, 'author', fields);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(500);
  });
});

describe('checkLine', () => {
  it.each<Row>([
    ['{{organisation.name}}: a notice for you'],
    ['About {{longDate incident.discoveredAt}}', 'context'],
    ['{{incident.peopleAffected}} people', 'context'],
    ['Your page {{recipient.link}}', 'context'],
    ['Hi\r\nBcc: x@y.example', 'control_character'],
    ['Hi\u2028there', 'control_character'],
    ['{{recipient.nmae}}', 'unknown_placeholder'],
    ['{{', 'syntax'],
  ])('judges the subject %j', (text, ...rules) => {
    const found = checkLine(text, fields).map(({ rule }) => rule);
    expect(found).toEqual(rules.length === 0 ? [] : expect.arrayContaining(rules));
  });
});
