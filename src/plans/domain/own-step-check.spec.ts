import { checkOwnStep } from './own-step-check.js';
import type { StepsToWaitFor } from './own-step-check.js';

const GOOD = {
  title: 'Call the union',
  phase: 'notify',
  owner: 'communications',
  lane: 'normal',
  serves: { 'human-contact': 3, transparency: 1 },
  requires: ['assess-who'],
  doneWhen: 'Minutes of the call',
  leadHours: 24,
  effort: 'S',
  asksEvidence: true,
};

const step = (title: string, requires: string[] = []) => ({ title, requires, requiresIfApplicable: [] });
const STEPS: StepsToWaitFor = new Map([
  ['assess-who', step('List everyone affected')],
  ['own-a', step('First of ours', ['own-b'])],
  ['own-b', step('Second of ours', ['assess-who'])],
]);

function faultsOf(change: object, id?: string): Record<string, string> {
  const read = checkOwnStep({ ...GOOD, ...change }, STEPS, id);
  const faults = 'faults' in read ? read.faults : [];
  return Object.fromEntries(faults.map(({ path, message }) => [path, message]));
}

it('takes a step that says everything', () => {
  expect(checkOwnStep(GOOD, STEPS)).toEqual({ own: GOOD });
});

it.each([
  ['strength 0', { serves: { apology: 0 } }, '/serves/apology'],
  ['strength 5', { serves: { apology: 5 } }, '/serves/apology'],
  ['strength 2.5', { serves: { apology: 2.5 } }, '/serves/apology'],
  ['a strength in words', { serves: { apology: '2' } }, '/serves/apology'],
  ['no priority', { serves: {} }, '/serves'],
  ['no title', { title: ' ' }, '/title'],
  ['a title over 200 characters', { title: 'x'.repeat(201) }, '/title'],
  ['a title of two lines', { title: 'Call\nthem' }, '/title'],
  ['no sign of its end', { doneWhen: '' }, '/doneWhen'],
  ['part of an hour', { leadHours: 1.5 }, '/leadHours'],
  ['hours below none', { leadHours: -1 }, '/leadHours'],
  ['evidence that is neither asked for nor not', { asksEvidence: 'yes' }, '/asksEvidence'],
  ['a field that no step has', { commitment: 'We promise' }, '/commitment'],
  ['a prerequisite named twice', { requires: ['assess-who', 'assess-who'] }, '/requires/1'],
  ['an own prerequisite of another incident', { requires: ['own-z'] }, '/requires/0'],
])('refuses %s at its place', (_, change, path) => {
  expect(Object.keys(faultsOf(change))).toContain(path);
});

it.each([
  ['priority', { serves: { money: 3 } }, 'compensation'],
  ['phase', { phase: 'panic' }, 'contain'],
  ['lane', { lane: 'fast' }, 'life-safety'],
  ['effort', { effort: 'XL' }, 'S'],
  ['prerequisite', { requires: ['assess-whom'] }, 'assess-who'],
])('refuses an unknown %s with words that are allowed, and does not repeat it', (_, change, allowed) => {
  const [message = ''] = Object.values(faultsOf(change));
  expect(message).toContain(allowed);
});

it('refuses a circle and names the steps on the way round', () => {
  expect(faultsOf({ requires: ['own-a'] }, 'own-b')).toEqual({
    '/requires': expect.stringContaining('“First of ours” → “Second of ours” → “First of ours”'),
  });
  expect(faultsOf({ requires: ['own-b'] }, 'own-b')).toEqual({
    '/requires': expect.stringContaining('“Second of ours” → “Second of ours”'),
  });
});

it('lets a step keep what it waits for', () => {
  expect(faultsOf({ requires: ['own-b'] }, 'own-a')).toEqual({});
});

it.each([[null], ['text'], [[]], [7]])('refuses what is no object: %j', (input) => {
  expect(checkOwnStep(input, STEPS)).toEqual({ faults: [expect.objectContaining({ path: '' })] });
});
