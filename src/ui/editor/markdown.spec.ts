import * as fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { draftNotice } from '../../notices/domain/draft-notice.js';
import { noticeContext } from '../../notices/domain/notice-context.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import { loadNoticeKinds } from '../../notices/notice-kinds.loader.js';
import { prepareDutyKnowledge } from '../../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../../obligations/domain/evaluate-duties.js';
import { rankingFactsOf } from '../../plans/domain/ranking-facts.js';
import { readDocument, readFaithfully, writeMarkdown } from './markdown.js';
import { schema } from './schema.js';

const catalogue = loadCatalogue();
const kinds = [...loadNoticeKinds(catalogue).values()];
const steps = [...catalogue.steps.keys()];
const duties = prepareDutyKnowledge(catalogue);
const at = Temporal.Instant.from('2026-11-19T09:00:00Z');

const incidents: Record<string, IncidentFacts> = {
  'of which nothing is known': {},
  'of stolen statements': {
    discoveredAt: '2026-11-16T18:05:00Z',
    awareAt: '2026-11-17T09:10:00Z',
    occurredAt: '2026-11-14T02:30:00Z',
    containedAt: '2026-11-16T19:20:00Z',
    organisation: { name: 'Larkmoor Bank', roles: ['controller'] },
    incident: { types: ['external-intrusion', 'data-theft'], effects: ['confidentiality'] },
    data: { classes: [{ class: 'name' }, { class: 'ssn' }, { class: 'bank-account' }], complete: true },
  },
  'of a wrong letter': {
    discoveredAt: '2026-11-16T18:05:00Z',
    incident: { types: ['misdelivery'], effects: ['confidentiality'] },
    data: { classes: [{ class: 'email-address' }] },
  },
};

function draftedSections(kind: NoticeKind, facts: IncidentFacts, chosen: readonly string[]) {
  const context = noticeContext(kind, {
    stateTexts: catalogue.stateTexts,
    facts,
    ranking: rankingFactsOf(facts, at, catalogue),
    steps: chosen.map((id) => ({ id, done: true })),
    duties: evaluateDuties(facts, at, duties),
    noticeDate: at.toZonedDateTimeISO('UTC').toPlainDate(),
  });
  return [...kind.texts.keys()].flatMap((locale) =>
    draftNotice(kind, context, locale, []).sections.map(({ id, markdown }) => ({
      id: `${locale} ${id}`,
      markdown,
    })),
  );
}

describe('Markdown of a section in the editor', () => {
  it.each(kinds.map((kind) => [kind.id, kind] as const))(
    'comes back letter by letter for every section that is drafted of %s',
    (_, kind) => {
      const changed: string[] = [];
      for (const [name, facts] of Object.entries(incidents))
        for (const chosen of [[], steps])
          for (const { id, markdown } of draftedSections(kind, facts, chosen))
            if (readFaithfully(markdown) === null) changed.push(`${name}, ${id}:\n${markdown}`);
      expect(changed).toEqual([]);
    },
  );

  it.each([
    ['words', 'We closed the flaw.'],
    ['several paragraphs', 'One.\n\nTwo.'],
    ['fields and helpers', 'On {{longDate incident.occurredAt}}, {{organisation.name}} {{ next.updateAt }}.'],
    ['emphasis around a field', '**{{recipient.affected}}** and *two*.'],
    ['a link to a field', '[Your own page]({{recipient.link}})'],
    ['a link to an address', '[the authority](https://www.example.org/a_b?c=d)'],
    ['an address as such', 'See <https://www.example.org/a_b>.'],
    ['close lists', '- one\n- **two**\n\n1. three\n2. four'],
    ['lists written apart', '- one\n\n- two'],
    ['a list of more than nine', Array.from({ length: 12 }, (_, n) => `${n + 1}. step ${n}`).join('\n')],
    ['a list of which every item bears one number', '1. one\n1. two\n\nThree.'],
    ['a list straight below its lead', 'We pay back:\n- {{payback.cap}}\n- fees'],
    ['a numbered list straight below its lead', 'Do this:\n1. one\n2. two\n\nThen rest.'],
    ['lists below leads in lists', '- one:\n  1. two\n  1. three\n\n- four'],
    ['lists in lists', '- one\n  - two\n  - three'],
    ['line ends that readers do not see', 'One line\nand the next.'],
    ['line breaks', 'Larkmoor Bank\\\nCork'],
    [
      'headings, quotes, code and rules',
      '### More\n\n> Said {{organisation.name}}\n\n```\ncode {{x.y}}\n```\n\n***',
    ],
    ['brackets, underscores and ampersands', 'The file a_b [sic] of R&D, 5 < 6 & so on.'],
    ['escaped marks', '1\\. is no list, \\*this\\* no emphasis, \\<b> no tag'],
    ['other scripts', '**已修复：** 我们在 {{longDate fix.closedAt}} 关闭了漏洞。\n\n- 氏名（フリガナ）'],
    ['nothing', ''],
  ])('comes back for %s', (_, markdown) => {
    expect(writeMarkdown(readFaithfully(markdown) as Node)).toBe(markdown);
  });

  it.each([
    ['a comment', 'One {{!-- two --}} three'],
    ['a block', '{{#if a}}b{{/if}}'],
    ['an escaped field', 'One \\{{two}}'],
    ['three braces', '{{{two}}}'],
    ['a field that is not finished', 'One {{two'],
    ['a picture', '![a](https://www.example.org/p.png)'],
    ['other bullets than the mark of the list says', '1) one\n2) two'],
    ['underscored emphasis', '_one_'],
    ['a defined link', '[one]\n\n[one]: https://www.example.org'],
    ['a character that stands for a field', 'One \uE000 two'],
  ])('is left to the plain field for %s', (_, markdown) => {
    expect(readFaithfully(markdown)).toBeNull();
  });

  it('names each field once, with its helper', () => {
    const found: string[] = [];
    readDocument('{{longDate incident.occurredAt}} [x]({{recipient.link}}) {{a.b}}')?.descendants((node) => {
      if (node.type.name === 'field') found.push(String(node.attrs['written']));
    });
    expect(found).toEqual(['{{longDate incident.occurredAt}}', '{{a.b}}']);
  });
});

const words = fc
  .array(
    fc.constantFrom(
      'a',
      'Z',
      ' ',
      '1',
      '.',
      ')',
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      '<',
      '>',
      '&',
      ';',
      '#',
      '-',
      '+',
      '=',
      '~',
      '!',
      '\\',
      '|',
      '{',
      '}',
      'é',
      '漢',
      '：',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((letters) => letters.join('').replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');
const field = fc
  .constantFrom('{{organisation.name}}', '{{longDate incident.occurredAt}}')
  .map((written) => schema.node('field', { written }));
const inline = fc.oneof(
  { weight: 3, arbitrary: words.map((text) => schema.text(text)) },
  { weight: 1, arbitrary: field },
);
const paragraph = fc
  .array(inline, { minLength: 1, maxLength: 4 })
  .map((content) => schema.node('paragraph', null, content));
const block = fc.oneof(
  { weight: 3, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('bullet_list', 'ordered_list'),
        fc.array(paragraph, { minLength: 1, maxLength: 3 }),
      )
      .map(([list, items]) =>
        schema.node(
          list,
          null,
          items.map((item) => schema.node('list_item', null, [item])),
        ),
      ),
  },
);
/** Two lists of one kind in a row are one list to every reader of Markdown. */
const written = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .filter((blocks) =>
    blocks.every(
      ({ type }, at) => at === 0 || type.name === 'paragraph' || blocks[at - 1]?.type.name === 'paragraph',
    ),
  )
  .map((blocks) => schema.node('doc', null, blocks))
  .filter((document) => !document.textBetween(0, document.content.size, '\n', '\n').includes('{{'));

describe('A list that stands straight below its lead', () => {
  const list = (document: Node | null) => (document as Node).child((document as Node).childCount - 1);

  it('stays a list when its lead or its first item is emptied, or it no longer starts at 1', () => {
    const lead = schema.node('paragraph', null, [schema.text('Do this:')]);
    const bullets = list(readFaithfully('Do this:\n- one\n- two'));
    const emptied = bullets.type.create(bullets.attrs, [
      schema.node('list_item', null, [schema.node('paragraph')]),
      bullets.child(1),
    ]);
    const later = list(readFaithfully('Do this:\n1. one\n2. two'));
    const fromFour = later.type.create({ ...later.attrs, order: 4 }, later.content);
    const write = (...blocks: Node[]) => writeMarkdown(schema.node('doc', null, blocks));
    expect(readDocument(write(lead, emptied))?.child(1).type.name).toBe('bullet_list');
    expect(write(lead, fromFour)).toBe('Do this:\n\n4. one\n5. two');
    expect(write(lead, schema.node('paragraph'), bullets)).toBe('Do this:\n\n- one\n- two');
  });

  it('counts on when an item joins a list of one', () => {
    const one = list(readFaithfully('1. first\n\nThen:\n\n1. one'));
    const two = one.type.create(one.attrs, [...one.children, ...one.children]);
    expect(writeMarkdown(schema.node('doc', null, [two]))).toBe('1. one\n2. one');
  });
});

describe('What people type', () => {
  it('means the same once it is Markdown, whatever signs stand in it', () => {
    fc.assert(
      fc.property(written, (document) => {
        const markdown = writeMarkdown(document);
        expect(readDocument(markdown)?.toJSON()).toEqual(document.toJSON());
        expect(readFaithfully(markdown)).not.toBeNull();
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 1_000) },
    );
  });
});
