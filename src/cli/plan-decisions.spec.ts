import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { readPlanDecisions } from './plan-decisions.js';

const catalogue = loadCatalogue();
const callback = {
  title: 'Call the ten largest customers back',
  phase: 'support',
  owner: 'customer-service',
  lane: 'normal',
  serves: { 'human-contact': 4 },
  requires: [],
  doneWhen: 'All ten were reached',
  leadHours: 24,
  effort: 'S',
  asksEvidence: false,
};
const read = (value: unknown) => () => readPlanDecisions(JSON.stringify(value), catalogue);

describe('readPlanDecisions', () => {
  it('gives own steps that always apply, and the feasibility of any step in the plan', () => {
    const { ownSteps, overrules } = read({
      ownSteps: { 'own-1': callback },
      feasibility: {
        'remedy-goodwill': { factor: 0.5, reason: 'No money' },
        'own-1': { factor: 1, reason: 'Ready' },
      },
    })();
    expect(ownSteps).toEqual([expect.objectContaining({ id: 'own-1', appliesWhen: {}, evidence: [] })]);
    expect(Object.keys(overrules)).toEqual(['remedy-goodwill', 'own-1']);
    expect(read({})()).toEqual({ ownSteps: [], overrules: {} });
  });

  it.each([
    ['no object', [], 'The file: Must be an object'],
    ['another key', { steps: {} }, '/steps: Is no field'],
    [
      'an id of the catalogue',
      { ownSteps: { 'remedy-goodwill': callback } },
      '/ownSteps/remedy-goodwill: Must begin with own-',
    ],
    [
      'a wish that is none',
      { ownSteps: { 'own-1': { ...callback, serves: { joy: 4 } } } },
      '/ownSteps/own-1/serves/joy',
    ],
    [
      'a factor below a half',
      { feasibility: { 'remedy-goodwill': { factor: 0.4, reason: 'x' } } },
      '/feasibility/remedy-goodwill/factor: Must be a number from 0.5 to 1',
    ],
    [
      'no reason',
      { feasibility: { 'remedy-goodwill': { factor: 0.5, reason: ' ' } } },
      '/feasibility/remedy-goodwill/reason: Must be text',
    ],
    [
      'a step that is none',
      { feasibility: { nothing: { factor: 0.5, reason: 'x' } } },
      '/feasibility/nothing: There is no such step',
    ],
    [
      'own steps in a circle',
      {
        ownSteps: {
          'own-1': { ...callback, requires: ['own-2'] },
          'own-2': { ...callback, requires: ['own-1'] },
        },
      },
      '/ownSteps: Wait for each other in a circle',
    ],
  ])('refuses %s with its place', (_, value, words) => {
    expect(read(value)).toThrow(words);
  });

  it('refuses what is no JSON, and a key written twice', () => {
    expect(() => readPlanDecisions('ownSteps:', catalogue)).toThrow('is no JSON');
    expect(() => readPlanDecisions('{"feasibility":{},"feasibility":{}}', catalogue)).toThrow('/feasibility');
  });
});
