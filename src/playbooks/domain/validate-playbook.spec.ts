import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { playbookRemarks } from './playbook-remarks.js';
import { validatePlaybook } from './validate-playbook.js';

const catalogue = loadCatalogue();
const check = (input: unknown) => validatePlaybook(input, catalogue);
const faultsOf = (input: unknown) => {
  const answer = check(input);
  return 'faults' in answer ? answer.faults : [];
};

const own = (change: object = {}) => ({
  title: 'Ring every branch',
  phase: 'support',
  owner: 'branches',
  lane: 'normal',
  serves: { 'human-contact': 2 },
  requires: [],
  doneWhen: 'Every branch has been rung',
  leadHours: 4,
  effort: 'S',
  asksEvidence: false,
  ...change,
});
const playbook = (change: object = {}) => ({
  title: 'Card fraud',
  summary: 'For card data.',
  industry: 'retail',
  causes: ['external-attack'],
  steps: [{ step: 'contain-preserve' }, { id: 'own-ring', own: own() }],
  leftOut: [{ step: 'remedy-goodwill', reason: 'Decided by the owners.' }],
  ...change,
});
const steps = (...list: unknown[]) => playbook({ steps: list });

describe('validatePlaybook', () => {
  it('takes a playbook with every field, trims its text and adds nothing', () => {
    const full = steps({
      step: 'contain-preserve',
      title: '  Keep the logs ',
      owner: 'forensics',
      dueHours: 8_760,
      feasibility: { factor: 0.5, reason: 'One person.' },
      note: 'Tills first.',
    });
    expect(check(full)).toEqual({
      content: { ...full, steps: [{ ...(full.steps[0] as object), title: 'Keep the logs' }] },
    });
    expect(check(playbook({ industry: null, causes: [] }))).toHaveProperty('content');
  });

  it.each([
    [
      'an unknown step, with the nearest ones',
      steps({ step: 'contain-preserved' }),
      '/steps/0/step',
      'contain-preserve',
    ],
    [
      'an unknown industry, with the allowed ones',
      playbook({ industry: 'circus' }),
      '/industry',
      'healthcare',
    ],
    ['an unknown cause, with the allowed ones', playbook({ causes: ['ghosts'] }), '/causes/0', 'own-sharing'],
    ['a field of its own making', playbook({ owner: 'me' }), '/owner', 'no field that belongs here'],
    ['a step twice', steps({ step: 'assess-who' }, { step: 'assess-who' }), '/steps/1/step', 'twice'],
    ['a cause twice', playbook({ causes: ['error', 'error'] }), '/causes/1', 'twice'],
    [
      'a due time of nothing',
      steps({ step: 'assess-who', dueHours: 0 }),
      '/steps/0/dueHours',
      'from 1 to 8760',
    ],
    [
      'a due time of a year and an hour',
      steps({ step: 'assess-who', dueHours: 8_761 }),
      '/steps/0/dueHours',
      '8760',
    ],
    ['a broken hour', steps({ step: 'assess-who', dueHours: 1.5 }), '/steps/0/dueHours', 'whole number'],
    [
      'a feasibility below a half',
      steps({ step: 'assess-who', feasibility: { factor: 0.49, reason: 'x' } }),
      '/steps/0/feasibility/factor',
      'from 0.5 to 1',
    ],
    [
      'a feasibility without reason',
      steps({ step: 'assess-who', feasibility: { factor: 0.9 } }),
      '/steps/0/feasibility/reason',
      'Must be text',
    ],
    ['a title of two lines', playbook({ title: 'a\nb' }), '/title', 'one line'],
    ['an owner of two lines', steps({ step: 'assess-who', owner: 'a\nb' }), '/steps/0/owner', 'one line'],
    ['a title of 201 characters', playbook({ title: 'x'.repeat(201) }), '/title', 'at most 200'],
    [
      'a note of 2,001',
      steps({ step: 'assess-who', note: 'x'.repeat(2_001) }),
      '/steps/0/note',
      'at most 2000',
    ],
    ['no step at all', steps(), '/steps', 'at least one'],
    [
      '501 steps',
      steps(...Array.from({ length: 501 }, () => ({ step: 'assess-who' }))),
      '/steps',
      'more than 500',
    ],
    ['text that turns the reading direction', playbook({ title: 'a\u202eb' }), '/title', 'cannot be printed'],
    [
      'an own step under a name of the catalogue',
      steps({ id: 'assess-who', own: own() }),
      '/steps/0/id',
      'own-',
    ],
    [
      'an own step that serves nothing',
      steps({ id: 'own-a', own: own({ serves: {} }) }),
      '/steps/0/own/serves',
      'speed',
    ],
    [
      'a strength of five',
      steps({ id: 'own-a', own: own({ serves: { speed: 5 } }) }),
      '/steps/0/own/serves/speed',
      'from 1 to 4',
    ],
    [
      'a prerequisite that is no step',
      steps({ id: 'own-a', own: own({ requires: ['nothing'] }) }),
      '/steps/0/own/requires/0',
      'no word that is known',
    ],
    [
      'a prerequisite that is an own step of elsewhere',
      steps({ id: 'own-a', own: own({ requires: ['own-b'] }) }),
      '/steps/0/own/requires/0',
      'no own step of this playbook',
    ],
    [
      'a step that is used and left out',
      playbook({ leftOut: [{ step: 'contain-preserve', reason: 'x' }] }),
      '/leftOut/0/step',
      'both used and left out',
    ],
    [
      'a left-out step without reason',
      playbook({ leftOut: [{ step: 'assess-who' }] }),
      '/leftOut/0/reason',
      'text',
    ],
    ['a list in place of an object', [], '', 'Must be an object'],
    ['nothing', null, '', 'Must be an object'],
  ])('refuses %s', (_, input, path, words) => {
    expect(faultsOf(input)).toContainEqual({ path, message: expect.stringContaining(words) as string });
  });

  it('refuses own steps that wait for each other', () => {
    const circle = steps(
      { id: 'own-a', own: own({ requires: ['own-b'] }) },
      { id: 'own-b', own: own({ requires: ['own-a'] }) },
    );
    expect(faultsOf(circle)).toEqual([
      { path: '/steps/0/own/requires', message: expect.stringContaining('waits for itself') as string },
    ]);
  });

  it('never repeats what was sent and stops counting out faults at a hundred', () => {
    const faults = faultsOf(steps(...Array.from({ length: 400 }, () => ({ step: 'SECRET-9' }))));
    expect(faults).toHaveLength(101);
    expect(JSON.stringify(faults)).not.toContain('SECRET-9');
  });

  it('takes no member that an object only inherits', () => {
    const input = JSON.parse('{"__proto__": {"title": "x"}, "title": "y"}') as unknown;
    const paths = faultsOf(input).map(({ path }) => path);
    expect(paths).toContain('/__proto__');
    expect(({} as Record<string, unknown>)['title']).toBeUndefined();
  });
});

describe('playbookRemarks', () => {
  const remarks = (input: unknown) => {
    const answer = check(input);
    if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
    return playbookRemarks(answer.content, catalogue);
  };

  it('remarks on a step before the one it waits for, and on a due time after a common legal clock', () => {
    const late = steps({ step: 'notify-authority', dueHours: 73 }, { step: 'assess-duties' });
    expect(remarks(late)).toEqual([
      { path: '/steps/0', message: 'This stands before assess-duties, which it waits for.' },
      { path: '/steps/0/dueHours', message: expect.stringContaining('later than the 72 hours') as string },
    ]);
  });

  it('remarks on a step that is due before the one it waits for', () => {
    const hasty = steps({ step: 'contain-preserve', dueHours: 12 }, { step: 'assess-scope', dueHours: 11 });
    expect(remarks(hasty)).toEqual([
      { path: '/steps/1/dueHours', message: 'This is due before contain-preserve, which it waits for.' },
    ]);
  });

  it('remarks on leaving out what another step waits for', () => {
    const without = playbook({
      steps: [{ step: 'assess-scope' }],
      leftOut: [{ step: 'contain-preserve', reason: 'No logs.' }],
    });
    expect(remarks(without).map(({ path }) => path)).toEqual(['/leftOut/0/step']);
  });

  it('has nothing to say on a sound playbook', () => {
    expect(remarks(playbook())).toEqual([]);
  });
});
