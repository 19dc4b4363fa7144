import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { buildPlan } from './build-plan.js';
import { suggestSteps } from './playbook-suggestions.js';

const catalogue = loadCatalogue();
const suggested = (industry: string | null, causes: string[]) =>
  suggestSteps({ industry, causes }, catalogue);

describe('the steps that a playbook may take up', () => {
  it('are all of the catalogue, each once, whatever is chosen', () => {
    for (const [industry, causes] of [
      [null, []],
      ['retail', ['error', 'third-party']],
    ] as const) {
      const ids = suggested(industry, [...causes]).map(({ id }) => id);
      expect([...ids].sort()).toEqual([...catalogue.steps.keys()].sort());
    }
  });

  it('begin in the order of the plan of a typical incident', () => {
    const dataClasses = catalogue.industries.get('retail')!.typicalDataClasses;
    const facts = { mode: 'incident', industry: 'retail', cause: 'error', dataClasses } as const;
    const plan = buildPlan({ ...facts, dataClasses: [...dataClasses] }, catalogue, { bands: false });
    const ranked = suggested('retail', ['error']).filter(({ kind }) => kind === 'incident');
    expect(ranked.map(({ id, rank }) => [id, rank])).toEqual(plan.steps.map(({ id, rank }) => [id, rank]));
  });

  it('name what only a second cause calls for without a rank, for ranks of two plans do not compare', () => {
    const one = new Set(
      suggested('retail', ['error'])
        .filter(({ kind }) => kind === 'incident')
        .map(({ id }) => id),
    );
    const more = suggested('retail', ['error', 'third-party']).filter(
      ({ id, kind }) => kind === 'incident' && !one.has(id),
    );
    expect(more.map(({ rank }) => rank)).toEqual(more.map(() => null));
    expect(more.length).toBeGreaterThan(0);
  });

  it('end with what gets one ready, ranked, and with what other facts would call for', () => {
    const list = suggested(null, []);
    expect([...new Set(list.map(({ kind }) => kind))]).toEqual(['incident', 'prepare', 'other-facts']);
    for (const { id, kind } of list)
      expect(kind === 'prepare').toBe(catalogue.steps.get(id)?.phase === 'prepare');
  });
});
