import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import { stepKey, type PlaybookContent, type PlaybookStep } from '../../catalogue/domain/playbook.js';
import { canonicalPlaybook } from './canonical-playbook.js';
import { OUR_EXTENSION } from './cacao-words.js';
import { fromCacao } from './from-cacao.js';
import { toCacao, type CacaoSource } from './to-cacao.js';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const catalogue = loadCatalogue();
const reference = join('..', 'shared', 'reference', 'cacao', 'schemas');

const own: OwnStep = {
  title: 'Ring every branch',
  phase: 'support',
  owner: 'branch-manager',
  lane: 'normal',
  serves: { 'human-contact': 2, speed: 1 },
  requires: ['contain-preserve'],
  doneWhen: 'Every branch has been rung',
  leadHours: 4,
  effort: 'S',
  asksEvidence: true,
};
const content: PlaybookContent = {
  title: 'Card fraud at shops',
  summary: 'For shops that lost card data.',
  industry: 'retail',
  causes: ['external-attack'],
  steps: [
    { step: 'contain-preserve', dueHours: 12, title: 'Keep the logs of the tills' },
    { step: 'assess-duties', owner: 'house-counsel' },
    { step: 'assess-scope', note: 'Tills first.' },
    { id: 'own-ring', own, feasibility: { factor: 0.75, reason: 'Few people.' } },
  ],
  leftOut: [{ step: 'remedy-goodwill', reason: 'The owners decide.' }],
};
const source = (change: Partial<CacaoSource> = {}): CacaoSource => ({
  id: '01JD0000000000000000000000',
  version: 3,
  content,
  kept: null,
  createdAt: '2026-11-20T08:00:00Z',
  modifiedAt: '2026-11-21T08:00:00.25Z',
  organisation: 'Harbour Shops',
  ...change,
});
const exported = (change: Partial<CacaoSource> = {}) => toCacao(source(change), catalogue) as Json;
const read = (document: unknown) => {
  const answer = fromCacao(JSON.stringify(document), catalogue);
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
  return answer;
};
const faultsOf = (document: unknown) => {
  const answer = fromCacao(typeof document === 'string' ? document : JSON.stringify(document), catalogue);
  return 'faults' in answer ? answer.faults : [];
};

const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const tlp = 'marking-tlp--00000000-0000-4000-8000-00000000000f';

/** A file of another tool: two branches at once, then a condition; with variables, targets and a signature. */
const foreign = (): Json => ({
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: id('playbook', 1),
  name: 'Phishing response',
  description: 'From another tool.',
  playbook_types: ['mitigation'],
  playbook_activities: ['restrict-access', 'deliver-content'],
  created_by: id('identity', 2),
  created: '2025-01-01T00:00:00.000Z',
  modified: '2025-01-01T00:00:00.000Z',
  industry_sectors: ['healthcare'],
  labels: ['mail'],
  markings: [tlp],
  playbook_variables: { '__host__:x': {} },
  workflow_start: id('start', 3),
  workflow: {
    [id('end', 9)]: { type: 'end' },
    [id('start', 3)]: { type: 'start', on_completion: id('parallel', 4) },
    [id('parallel', 4)]: {
      type: 'parallel',
      next_steps: [id('action', 5), id('action', 6)],
      on_completion: id('if-condition', 7),
    },
    [id('action', 5)]: {
      type: 'action',
      name: 'Block the sender',
      commands: [{ type: 'bash', command: 'block $$host$$', playbook_activity: 'restrict-access' }],
      agent: id('individual', 20),
      targets: [id('linux', 21)],
      timeout: 60_000,
      on_success: id('end', 10),
      on_failure: id('end', 10),
    },
    [id('end', 10)]: { type: 'end' },
    [id('action', 6)]: {
      type: 'action',
      name: 'Tell the people',
      description: 'By phone.',
      commands: [{ type: 'manual', command: 'Ring them', playbook_activity: 'deliver-content' }],
      agent: id('individual', 20),
      on_completion: id('end', 11),
    },
    [id('end', 11)]: { type: 'end' },
    [id('if-condition', 7)]: {
      type: 'if-condition',
      condition: '$$more$$',
      on_true: id('action', 8),
      on_completion: id('end', 9),
    },
    [id('action', 8)]: {
      type: 'action',
      commands: [{ type: 'openc2-http', command: 'deny' }],
      agent: id('individual', 20),
      on_completion: id('end', 12),
    },
    [id('end', 12)]: { type: 'end' },
  },
  agent_definitions: { [id('individual', 20)]: { type: 'individual', name: 'Mail desk', contact: { x: 1 } } },
  target_definitions: { [id('linux', 21)]: { type: 'linux', name: 'Relay' } },
  data_marking_definitions: { [tlp]: { type: 'marking-tlp' } },
  signatures: [{ type: 'jss', value: 'abc' }],
  x_vendor: { deep: [1, { two: 2 }] },
});

describe('toCacao', () => {
  it('gives one manual action for each step, with the owner as agent and the catalogue in the extension', () => {
    const document = exported();
    const actions = Object.values(document['workflow'] as Json).filter(({ type }) => type === 'action');
    expect(actions.map(({ name, commands }) => [name, commands[0].type, commands[0].command])).toEqual([
      [
        'Keep the logs of the tills',
        'manual',
        'Keep the logs of the tills. Done when: Evidence register with hashes and custody',
      ],
      [expect.stringMatching(/^Work out legal duties/), 'manual', expect.any(String)],
      [expect.any(String), 'manual', expect.any(String)],
      ['Ring every branch', 'manual', 'Ring every branch. Done when: Every branch has been rung'],
    ]);
    const agents = actions.map(({ agent }) => document['agent_definitions'][agent]);
    expect(agents[1]).toEqual({ type: 'organization', name: 'house-counsel' });
    expect(agents[3]).toEqual({ type: 'individual', name: 'branch-manager' });
    expect(document['industry_sectors']).toEqual(['commercial']);
    expect(document['playbook_types']).toEqual(['investigation', 'mitigation', 'remediation']);
    expect(document['created']).toBe('2026-11-20T08:00:00.000Z');
    expect(document['modified']).toBe('2026-11-21T08:00:00.250Z');
  });

  it('lets neighbours that do not wait for each other run at once, each to an end of its own', () => {
    const { workflow, workflow_start: start } = exported();
    const first = workflow[workflow[start].on_completion];
    expect(first.type).toBe('parallel');
    const names = (step: Json) =>
      step['next_steps'].map((action: string) => workflow[action].step_extensions[OUR_EXTENSION].step_ref);
    expect(names(first)).toEqual(['contain-preserve', 'assess-duties']);
    const second = workflow[first.on_completion];
    expect(names(second)).toEqual(['assess-scope', 'own-ring']);
    const ends = [first, second].flatMap((step) =>
      step.next_steps.map((action: string) => workflow[action].on_completion),
    );
    expect(new Set(ends).size).toBe(4);
    expect(workflow[second.on_completion].type).toBe('end');
  });

  it('gives the same bytes for the same playbook, the same id for its next version, another for another', () => {
    expect(JSON.stringify(exported())).toBe(JSON.stringify(exported()));
    expect(exported({ version: 4 })['id']).toBe(exported()['id']);
    expect(exported({ id: 'retail' })['id']).not.toBe(exported()['id']);
  });

  it('still tells of a step that the catalogue has lost', () => {
    const document = exported({ content: { ...content, steps: [{ step: 'contain-gone' }] } });
    expect(JSON.stringify(document)).toContain('contain-gone');
    const { content: back, warnings } = read(document);
    expect(back.steps[0]).toMatchObject({ id: 'own-contain-gone' });
    expect(warnings[0]?.message).toContain('own step');
  });

  const [described, state] = existsSync(reference) ? [describe, 'lie there'] : [describe.skip, 'are absent'];
  described(`against the published schemas, which ${state}`, () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const files = existsSync(reference) ? (readdirSync(reference, { recursive: true }) as string[]) : [];
    const schemas = files
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(reference, file), 'utf8')) as Json);
    for (const schema of schemas) ajv.addSchema(schema);
    const playbook = schemas.find(({ title }) => title === 'playbook') ?? {};
    const validate = (document: Json) => {
      const check = ajv.getSchema(playbook['$id'] as string);
      check?.(document);
      return check?.errors ?? null;
    };

    it('is valid, and names nothing at its top that the schema does not name', () => {
      expect(validate(exported())).toBeNull();
      expect(Object.keys(exported()).filter((key) => !(key in playbook['properties']))).toEqual([]);
      expect(validate({ ...exported(), created: 'yesterday' })).not.toBeNull();
    });

    it('is valid for every shipped playbook', () => {
      for (const { id: name, content: shipped } of catalogue.playbooks.values()) {
        expect([name, validate(exported({ id: name, content: shipped }))]).toEqual([name, null]);
      }
    });
  });
});

const ids = [...catalogue.steps.keys()];
const adaptations = fc.record(
  {
    title: fc.constantFrom('A title', 'Ring every branch'),
    owner: fc.constantFrom('branch-manager', 'fraud-team'),
    dueHours: fc.integer({ min: 1, max: 8_760 }),
    feasibility: fc.record({ factor: fc.constantFrom(0.5, 0.85, 1), reason: fc.constant('Few people.') }),
    note: fc.constantFrom('Ring first.', 'Two\nlines'),
  },
  { requiredKeys: [] },
);
const playbook: fc.Arbitrary<PlaybookContent> = fc
  .record({
    industry: fc.constantFrom(null, ...catalogue.industries.keys()),
    causes: fc.shuffledSubarray(['error', 'own-sharing']),
    used: fc.shuffledSubarray(ids, { minLength: 1, maxLength: 12 }),
    ownSteps: fc.integer({ min: 0, max: 3 }),
  })
  .chain(({ industry, causes, used, ownSteps }) =>
    fc
      .array(adaptations, { minLength: used.length + ownSteps, maxLength: used.length + ownSteps })
      .map((adapted) => ({
        title: 'A playbook',
        summary: 'Of chance.',
        industry,
        causes,
        steps: adapted.map((more, at): PlaybookStep => {
          const step = used[at];
          if (step !== undefined) return { step, ...more };
          const before = at > used.length ? [`own-${at - 1}`] : [];
          return { id: `own-${at}`, own: { ...own, requires: before }, ...more };
        }),
        leftOut: ids
          .filter((id) => !used.includes(id))
          .slice(0, 2)
          .map((step) => ({ step, reason: 'Not now.' })),
      })),
  );

describe('fromCacao', () => {
  it('takes back every playbook we export just as it was', () => {
    fc.assert(
      fc.property(playbook, (made) => {
        const { content: back, warnings } = read(exported({ content: made }));
        expect(canonicalPlaybook(back)).toBe(canonicalPlaybook(made));
        expect(warnings).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a title that was changed in another tool as an adaptation', () => {
    const document = exported();
    const step = Object.values(document['workflow'] as Json).find(
      ({ step_extensions: more }) => more?.[OUR_EXTENSION].step_ref === 'assess-duties',
    );
    step.name = 'Ask counsel';
    expect(read(document).content.steps[1]).toMatchObject({ step: 'assess-duties', title: 'Ask counsel' });
  });

  it('reads the actions of another tool as own steps in the order of the workflow, with warnings', () => {
    const { content: back, warnings } = read(foreign());
    expect(back).toMatchObject({
      title: 'Phishing response',
      industry: 'healthcare',
      causes: [],
      leftOut: [],
    });
    expect(back.steps).toEqual([
      {
        id: 'own-00000000-0000-4000-8000-000000000005',
        own: {
          title: 'Block the sender',
          phase: 'contain',
          owner: 'Mail desk',
          lane: 'containment',
          serves: { 'proof-of-fix': 1 },
          requires: [],
          doneWhen: 'block $$host$$',
          leadHours: 24,
          effort: 'M',
          asksEvidence: false,
        },
      },
      expect.objectContaining({
        id: 'own-00000000-0000-4000-8000-000000000006',
        own: expect.objectContaining({ phase: 'notify', doneWhen: 'Ring them', requires: [] }) as unknown,
        note: 'By phone.',
      }),
      expect.objectContaining({
        own: expect.objectContaining({
          title: 'Step without a name',
          requires: ['own-00000000-0000-4000-8000-000000000005', 'own-00000000-0000-4000-8000-000000000006'],
        }) as unknown,
      }),
    ]);
    expect(warnings.map(({ path }) => path)).toEqual(['/workflow', `/workflow/${id('if-condition', 7)}`]);
  });

  it('gives the file back as it came while nobody has changed the playbook', () => {
    const { content: back, kept } = read(foreign());
    expect(exported({ content: back, kept })).toEqual(foreign());
  });

  it('gives back what it did not understand although the playbook was changed', () => {
    const { content: back, kept } = read(foreign());
    const [first, ...others] = back.steps;
    const changed = { ...back, title: 'Phishing, ours', steps: [...others, { ...first!, dueHours: 5 }] };
    const document = exported({ content: changed, kept });
    const { labels, markings, playbook_variables, target_definitions, data_marking_definitions, x_vendor } =
      foreign();
    expect(document).toMatchObject({
      name: 'Phishing, ours',
      derived_from: [id('playbook', 1)],
      labels,
      markings,
      playbook_variables,
      target_definitions,
      data_marking_definitions,
      x_vendor,
    });
    expect(document['agent_definitions'][id('individual', 20)].contact).toEqual({ x: 1 });
    const block = document['workflow'][id('action', 5)];
    expect(block).toMatchObject({ timeout: 60_000, targets: [id('linux', 21)] });
    expect(block.commands).toEqual(foreign()['workflow'][id('action', 5)].commands);
    expect(block).not.toHaveProperty('on_success');
    expect(document).not.toHaveProperty('signatures');
    const parts = JSON.parse(document['playbook_extensions'][OUR_EXTENSION].kept_parts as string) as Json;
    expect(parts['signatures']).toEqual(foreign()['signatures']);
    expect(parts['workflow']).toEqual(foreign()['workflow']);

    const again = read(document);
    expect(canonicalPlaybook(again.content)).toBe(canonicalPlaybook(changed));
    const renamed = exported({ content: { ...again.content, title: 'Third' }, kept: again.kept });
    expect(renamed['playbook_extensions'][OUR_EXTENSION].kept_parts).toBe(
      document['playbook_extensions'][OUR_EXTENSION].kept_parts,
    );
    expect(renamed['x_vendor']).toEqual(x_vendor);
  });

  const changed = (change: (document: Json) => void) => {
    const document = foreign();
    change(document);
    return document;
  };
  const at = (step: string) => `/workflow/${step}`;

  it.each([
    [
      'a circle',
      changed((d) => (d['workflow'][id('end', 9)].on_completion = id('parallel', 4))),
      at(id('end', 9)),
      'back to itself',
    ],
    [
      'a link to nowhere',
      changed((d) => (d['workflow'][id('start', 3)].on_completion = id('action', 99))),
      `${at(id('start', 3))}/on_completion`,
      'no step',
    ],
    [
      'a branch to nowhere',
      changed((d) => (d['workflow'][id('parallel', 4)].next_steps[1] = 7)),
      `${at(id('parallel', 4))}/next_steps/1`,
      'no step',
    ],
    [
      'an agent that is not there',
      changed((d) => delete d['agent_definitions']),
      `${at(id('action', 5))}/agent`,
      'no agent',
    ],
    [
      'a target that is not there',
      changed((d) => delete d['target_definitions']),
      `${at(id('action', 5))}/targets/0`,
      'no target',
    ],
    [
      'a step under a wrong id',
      changed((d) => (d['workflow']['action--1'] = { type: 'action' })),
      '/workflow/action--1',
      'no id',
    ],
    [
      'a step of another type than its id',
      changed((d) => (d['workflow'][id('end', 9)].type = 'start')),
      `${at(id('end', 9))}/type`,
      'Must be end',
    ],
    ['no start', changed((d) => (d['workflow_start'] = id('end', 9))), '/workflow_start', 'start step'],
    ['an older version', changed((d) => (d['spec_version'] = '1.1')), '/spec_version', 'cacao-2.0'],
    ['something else than a playbook', changed((d) => (d['type'] = 'bundle')), '/type', 'playbook'],
    ['no name', changed((d) => delete d['name']), '/name', 'text'],
    ['a list', [foreign()], '', 'one CACAO playbook'],
    [
      'an exception handler that is not there',
      changed((d) => (d['workflow_exception'] = id('action', 77))),
      '/workflow_exception',
      'no step',
    ],
    [
      'a workflow without actions',
      changed((d) => (d['workflow'] = { [id('start', 3)]: { type: 'start' } })),
      '/workflow',
      'at least one action',
    ],
    ['text that is no JSON', '{"type": ', '', 'no JSON'],
    [
      'a member that would reach the prototype',
      JSON.stringify(foreign()).replace('"x_vendor":{', '"x_vendor":{"__proto__":{"admin":true},'),
      '/x_vendor/__proto__',
      'no member may have',
    ],
    [
      'a constructor',
      changed((d) => (d['x_vendor'].constructor = 1)),
      '/x_vendor/constructor',
      'no member may have',
    ],
    [
      'a key twice',
      JSON.stringify(foreign()).replace('"labels":', '"name":"x","labels":'),
      '/name',
      'more than once',
    ],
    [
      '21 levels',
      changed((d) => (d['x_vendor'] = JSON.parse('['.repeat(20) + ']'.repeat(20)))),
      expect.stringMatching(/^\/x_vendor(\/0)+$/),
      'deeper than 20',
    ],
    [
      'a list of 10,001',
      changed((d) => (d['labels'] = Array(10_001).fill('x'))),
      '/labels',
      'more than 10000',
    ],
    ['a file of 20 MiB', ' '.repeat(20 * 1024 * 1024 + 1), '', '20 MiB'],
    [
      'an owner of ours that is no text',
      ((document) => {
        for (const agent of Object.values(document['agent_definitions'] as Json)) agent.name = 7;
        return document;
      })(exported()),
      expect.stringMatching(/^\/workflow\/action--.*\/agent$/),
      'text',
    ],
  ])('refuses %s', (_, document, path, words) => {
    expect(faultsOf(document)).toContainEqual({ path, message: expect.stringContaining(words) as string });
    expect(({} as Json)['admin']).toBeUndefined();
  });

  it('refuses 501 actions and 2,001 steps', () => {
    const many = (count: number, type: string) =>
      changed((d) => {
        for (let n = 0; n < count; n++)
          d['workflow'][id(type, 1_000 + n)] = { type, commands: [], agent: id('individual', 20) };
      });
    expect(faultsOf(many(501, 'action'))).toContainEqual({
      path: '/workflow',
      message: expect.stringContaining('500') as string,
    });
    expect(faultsOf(many(2_001, 'end'))).toContainEqual({
      path: '/workflow',
      message: expect.stringContaining('2000') as string,
    });
  });

  it('never repeats a value of the file in a fault', () => {
    const spoiled = changed((d) => {
      d['spec_version'] = 'SECRET-1';
      d['workflow'][id('action', 5)].agent = 'SECRET-2';
      d['workflow_start'] = 'SECRET-3';
    });
    expect(JSON.stringify(faultsOf(spoiled))).not.toContain('SECRET');
  });

  it('lets what follows nested branches wait for the last actions of both, and no condition hold anybody up', () => {
    const nested = changed((d) => {
      d['workflow'][id('action', 6)].on_completion = id('parallel', 30);
      d['workflow'][id('parallel', 30)] = {
        type: 'parallel',
        next_steps: [id('action', 31), id('action', 32)],
        on_completion: id('end', 11),
      };
      for (const n of [31, 32]) {
        d['workflow'][id('action', n)] = {
          type: 'action',
          name: `Step ${n}`,
          on_completion: id('end', n + 10),
        };
        d['workflow'][id('end', n + 10)] = { type: 'end' };
      }
      d['workflow'][id('if-condition', 7)].on_completion = id('action', 33);
      d['workflow'][id('action', 33)] = { type: 'action', name: 'Step 33', on_completion: id('end', 9) };
    });
    const waits = Object.fromEntries(
      read(nested).content.steps.map((step) => [
        Number(stepKey(step).slice(-4)),
        'own' in step ? step.own.requires.map((key) => Number(key.slice(-4))).toSorted() : [],
      ]),
    );
    expect(waits).toEqual({ 5: [], 6: [], 31: [6], 32: [6], 8: [31, 32, 5], 33: [31, 32, 5] });
  });

  it('walks a chain of 500 actions, and puts those that nothing leads to at the end', () => {
    const chain = changed((d) => {
      d['workflow'] = { [id('start', 3)]: { type: 'start', on_completion: id('action', 100) } };
      for (let n = 100; n < 599; n++) {
        d['workflow'][id('action', n)] = {
          type: 'action',
          name: `Step ${n}`,
          commands: [],
          on_completion: id('action', n + 1),
        };
      }
      d['workflow'][id('action', 599)] = { type: 'action', name: 'Last', commands: [] };
      delete d['workflow'][id('action', 598)].on_completion;
    });
    const { content: back, warnings } = read(chain);
    expect(back.steps).toHaveLength(500);
    expect(back.steps.at(-1)).toMatchObject({ own: { title: 'Last', requires: [] } });
    expect(back.steps.at(-2)).toMatchObject({ own: { title: 'Step 598' } });
    expect(warnings.map(({ path }) => path)).toContain(at(id('action', 599)));
  });
});
