import * as fc from 'fast-check';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { loadMailShell, loadNoticeKinds } from '../notice-kinds.loader.js';
import { evaluateTemplate } from './evaluate-template.js';
import { noticeLanguage } from './notice-language.js';
import { authorFields, kindFields, type NoticeKind } from './notice-kind.js';
import type { NoticeValue, NoticeValues } from './notice-values.js';
import { noticeFormats, prepareNotice } from './render-notice.js';
import { checkTemplate } from './template-checker.js';

/** More runs by night: `FUZZ_RUNS=100000`. A failure prints its seed. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 1_000);

const catalogue = loadCatalogue();
const shipped = loadNoticeKinds(catalogue).get('individuals-email') as NoticeKind;
const declared = [
  'recipient.name',
  'recipient.dataClasses',
  'recipient.link',
  'incident.reference',
  'incident.occurredAt',
  'organisation.name',
  'organisation.phone',
  'organisation.accessRoutes',
  'next.statusUrl',
];
const kind: NoticeKind = {
  ...shipped,
  placeholders: new Map([...shipped.placeholders].filter(([name]) => declared.includes(name))),
  flags: new Map([['when.known', { known: ['incident.reference'] }]]),
};
const linkHosts = new Set(['www.example.org']);
const frame = { kind, language: noticeLanguage(catalogue, 'en'), linkHosts, shell: loadMailShell() };

const canary = 'CANARY';
const hostileValue = '<i title="x">&lt;[v](https://evil.example)**{{organisation.name}}';
const values: Record<string, NoticeValue | undefined> = {
  'recipient.name': hostileValue,
  'recipient.dataClasses': ['name', 'password'],
  'recipient.link': 'https://www.example.org/r',
  'incident.reference': hostileValue,
  'incident.occurredAt': undefined,
  'organisation.name': hostileValue,
  'organisation.phone': '1800 555 014',
  'organisation.accessRoutes': [hostileValue, 'two'],
  'next.statusUrl': 'https://www.example.org/s',
  // Not declared: nothing may ever print these.
  'recipient.loss': canary,
  secret: canary,
  constructor: canary as never,
  toString: canary as never,
  this: canary,
  root: canary,
};
const view: NoticeValues = Object.freeze(Object.assign(Object.create(null) as NoticeValues, values));

const wholeFields = [
  '{{recipient.name}}',
  '{{ incident.reference }}',
  '{{~organisation.name~}}',
  '{{longDate incident.occurredAt}}',
  '{{dataClassPlain recipient.dataClasses}}',
  '{{list organisation.accessRoutes}}',
  '{{organisation.accessRoutes}}',
  '{{phone organisation.phone}}',
  '{{next.statusUrl}}',
  '{{recipient.link}}',
  '{{! a note }}',
  '{{!-- {{secret}} --}}',
  '\\{{secret}}',
];
const hostileFields = [
  '{{secret}}',
  '{{recipient.loss}}',
  '{{constructor}}',
  '{{this}}',
  '{{.}}',
  '{{@root.secret}}',
  '{{../secret}}',
  '{{recipient.[name]}}',
  '{{"secret"}}',
  '{{[secret]}}',
  '{{{recipient.name}}}',
  '{{&recipient.name}}',
  '{{lookup this "secret"}}',
  '{{longDate secret}}',
  '{{#with recipient}}{{loss}}{{/with}}',
  '{{> secret}}',
  '{{* secret}}',
  '{{{{raw}}}}{{secret}}{{{{/raw}}}}',
];
const fragments = [
  'words ',
  '\n',
  '\n\n',
  '- ',
  '1. ',
  '> ',
  '# ',
  '    ',
  '\t',
  '*',
  '**',
  '_',
  '`',
  '```',
  '~~~\n',
  '---\n',
  '[',
  ']',
  '(',
  ')',
  '](',
  '<',
  '>',
  '\\',
  '!',
  '&',
  '&amp;',
  '&#60;',
  '&#xE000;',
  '"',
  "'",
  '{',
  '}',
  '{{',
  '}}',
  '{{!',
  '--}}',
  '\u200d',
  '\ue000',
  '\u202e',
  '|',
  '=',
  '==\n',
  'https://www.example.org/a',
  'https://evil.example',
  'www.evil.example',
  '//',
  'javascript:',
  'mailto:a@example.org',
  'tel:112',
  '<b>',
  '</b>',
  '<!--',
  '-->',
  '<i title=',
  '![',
  '[x]: ',
  '[x]',
  ' "title"',
  '"secret"',
];

const { text: anyText, kindText } = fc.letrec<{
  text: string;
  part: string;
  kindText: string;
  kindPart: string;
}>((tie) => {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...wholeFields) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileFields) },
    { weight: 8, arbitrary: fc.constantFrom(...fragments) },
    { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  );
  const framed = (inner: fc.Arbitrary<string>) => [
    inner.map((text) => `**${text}**`),
    inner.map((text) => `\n- ${text}\n`),
    inner.map((text) => `\n\n${text}\n\n`),
    fc.tuple(inner, inner).map(([label, target]) => `[${label}](${target})`),
    inner.map((text) => `<${text}>`),
    inner.map((text) => `\`${text}\``),
    fc.tuple(inner, inner).map(([label, target]) => `\n\n[${label}]: ${target}\n\n`),
  ];
  const block = (inner: fc.Arbitrary<string>) =>
    fc
      .tuple(
        fc.constantFrom('if', 'unless', 'each'),
        fc.constantFrom(
          'when.known',
          'incident.occurredAt',
          'recipient.dataClasses',
          'organisation.accessRoutes',
          'secret',
        ),
        inner,
        inner,
      )
      .map(
        ([name, asked, then, otherwise]) => `{{#${name} ${asked}}}${then}{{else}}${otherwise}{{/${name}}}`,
      );
  const part = tie('part');
  const kindPart = tie('kindPart');
  return {
    text: fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    part: fc.oneof({ maxDepth: 3, depthIdentifier: 'text' }, leaf, ...framed(part)),
    kindText: fc.array(kindPart, { maxLength: 6 }).map((parts) => parts.join('')),
    kindPart: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'kind' },
      leaf,
      fc.constant('{{this}}'),
      ...framed(kindPart),
      block(kindPart),
    ),
  };
});

const fields = authorFields(kind, linkHosts);

/** Renders an accepted text in every format; anything but words in its place fails. */
function renderAll(markdown: string): string[] {
  const text = {
    subject: 'x',
    preheader: 'x',
    sections: [{ id: 'opening', level: 1 as const, heading: 'x', markdown, hidden: false }],
  };
  const notice = prepareNotice(text, view, frame);
  return noticeFormats.map((format) => notice.preview({ values: view, isPerson: true }, format).body);
}

function expectHarmless(documents: string[]): void {
  const html = documents[noticeFormats.indexOf('html')] ?? '';
  for (const document of documents) {
    expect(document).not.toContain(canary);
    expect(document).not.toMatch(/[\ue000-\uf8ff]|\[object|undefined/);
  }
  expect(html).not.toMatch(/<i |<b>|<img|<script|<[^>]* on\w+=|href="javascript:/i);
  expect(
    [...html.matchAll(/href="([^"]*)"/g)].every(([, target = '']) =>
      /^(https:\/\/www\.example\.org[/"]?|mailto:|tel:)/.test(target),
    ),
  ).toBe(true);
  expect(
    html.match(
      /<(?!\/?(?:!doctype|html|head|meta|title|body|div|main|h[1-6]|p|ul|ol|li|strong|em|code|pre|blockquote|a|br|hr|mark)\b)/gi,
    ),
  ).toBeNull();
}

describe('a text that the checker accepts', () => {
  it('renders, prints only words and declared values, and leads only to listed hosts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const findings = checkTemplate(text, 'author', fields);
        expect(checkTemplate(text, 'author', fields)).toEqual(findings);
        if (findings.length > 0) return;
        accepted += text.includes('{{') ? 1 : 0;
        expectHarmless(renderAll(text));
      }),
      { numRuns },
    );
    expect(accepted).toBeGreaterThan(numRuns / 50);
  });

  it('in a shipped file becomes author text that is harmless, or is refused before it is kept', () => {
    let rendered = 0;
    fc.assert(
      fc.property(kindText, fc.boolean(), (text, isSo) => {
        const findings = checkTemplate(
          text,
          'kind',
          kindFields({ ...kind, exampleLinkHosts: [...linkHosts] }),
        );
        if (findings.length > 0) return;
        const draft = evaluateTemplate(text, () => isSo);
        const refused = checkTemplate(draft, 'author', fields);
        expect(
          refused.filter(({ rule }) =>
            ['block', 'unescaped', 'unknown_placeholder', 'syntax'].includes(rule),
          ),
        ).toEqual([]);
        if (refused.length > 0) return;
        rendered += text.includes('{{#') ? 1 : 0;
        expectHarmless(renderAll(draft));
      }),
      { numRuns },
    );
    expect(rendered).toBeGreaterThan(0);
  });
});

describe('any text at all', () => {
  it('is judged without an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('author', 'kind'),
        (text, profile) => {
          expect(Array.isArray(checkTemplate(text, profile as 'author', fields))).toBe(true);
        },
      ),
      { numRuns },
    );
  });
});
