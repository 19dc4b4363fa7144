import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { ownStepAsStep } from '../catalogue/domain/own-step.js';
import { buildPlan } from '../plans/domain/build-plan.js';
import type { RankingFacts } from '../plans/domain/ranking-facts.js';
import { planText } from './plan-text.js';

const catalogue = loadCatalogue();
const clinic: RankingFacts = {
  mode: 'incident',
  industry: 'healthcare',
  cause: 'external-attack',
  dataClasses: ['contact', 'government-id', 'health'],
  lossesIncurred: 'none-known',
  vulnerableGroups: true,
  safetyRisk: true,
  regions: ['eu'],
};
const plan = buildPlan(clinic, catalogue, { awareAt: '2026-11-20T08:00:00Z', dials: true });
const rows = planText(plan).split('\n');

describe('the plan in words', () => {
  it('begins with whose plan it is and what it rests on', () => {
    expect(rows[0]).toBe(`Plan for healthcare, own and pooled (knowledge ${catalogue.version})`);
    const nobody = buildPlan({ mode: 'incident' }, catalogue, { bands: false });
    expect(planText(nobody)).toMatch(/^Plan for all industries pooled \(/);
  });

  it('names the best step of each priority with its band, best first', () => {
    const best = plan.steps[0]!;
    expect(rows[3]).toMatch(
      new RegExp(`^  1  ${best.band} top 5  +${best.mainPriority}  +[0-9.]+ of 100  .*\\(${best.id}\\)$`),
    );
    const leads = rows.slice(3, 3 + Object.keys(plan.leadStep).length).map((row) => Number(row.slice(0, 3)));
    expect(leads).toEqual([...leads].sort((a, b) => a - b));
  });

  it('warns of each source on which the lead rests', () => {
    expect(plan.dials!.leadRestsOn).toEqual(['achieve13']);
    expect(rows.filter((row) => row.startsWith('Careful:'))).toEqual([
      'Careful: the lead rests on one source. Without Global Customer Experience Survey, China report (AchieveGlobal, 2013), human-contact would lead (support-phone).',
    ]);
    const firm = buildPlan({ mode: 'incident', repeat: true }, catalogue, { dials: true });
    expect(planText(firm)).not.toContain('Careful:');
  });

  it('says what comes first in time, when it is due and what it waits for', () => {
    const first = plan.schedule[0]!;
    const start = rows.findIndex((row) => row.startsWith('First in time'));
    expect(rows[start + 1]).toMatch(new RegExp(`^  1  ${first.lane} +.*\\(${first.id}\\)`));
    expect(rows).toContainEqual(
      expect.stringMatching(/legal .*\(notify-authority\), due 2026-11-23T08:00:00Z, after assess-duties$/),
    );
  });

  it('says of no step that it is firm without saying where', () => {
    const bands = plan.steps.map(({ band, rank }) =>
      band === 'open' ? 'open' : `${band} ${rank <= 5 ? 'top 5' : 'later'}`,
    );
    const start = rows.findIndex((row) => row.startsWith('All '));
    expect(rows.slice(start + 1, start + 1 + bands.length).map((row) => row.slice(5, 17).trim())).toEqual(
      bands,
    );
    expect(new Set(bands).size).toBeGreaterThan(2);
  });

  it('lists every step, own ones marked', () => {
    const own = ownStepAsStep('own-visit', {
      title: 'Visit every patient',
      phase: 'support',
      owner: 'wards',
      lane: 'normal',
      serves: { 'human-contact': 4 },
      requires: [],
      doneWhen: 'all were visited',
      leadHours: 24,
      effort: 'L',
      asksEvidence: false,
    });
    const text = planText(buildPlan(clinic, catalogue, { ownSteps: [own] }));
    expect(text).toMatch(
      /^ +\d+  \w+( top 5| later)? +[0-9.]+  Visit every patient \(own-visit\) \[own step\]$/m,
    );
    for (const { id } of plan.steps) expect(text).toContain(`(${id})`);
  });

  it('says so where no step applies', () => {
    const none = buildPlan(clinic, { ...catalogue, steps: new Map() }, { dials: true });
    expect(planText(none)).toMatch(/\nNo step applies to these facts\.$/);
  });
});
