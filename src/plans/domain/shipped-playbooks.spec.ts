import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { stepKey } from '../../catalogue/domain/playbook.js';
import { remedies, type Priority } from '../../catalogue/domain/priorities.js';
import { buildPlan } from './build-plan.js';
import type { RankingFacts } from './ranking-facts.js';

const catalogue = loadCatalogue();

/** What a typical incident of each industry looks like: the data it holds, one of the causes of its playbook. */
const typical = [...catalogue.industries.values()].flatMap(({ id, typicalDataClasses }) =>
  (catalogue.playbooks.get(id)?.content.causes ?? []).map((cause): [string, string, RankingFacts] => [
    id,
    cause,
    {
      mode: 'incident',
      industry: id,
      cause,
      dataClasses: typicalDataClasses,
      scale: '10k-1m',
      regions: ['eu', 'us'],
      lossesIncurred: 'reported',
      ongoing: 'unknown',
    } as RankingFacts,
  ]),
);

const playbookOf = (industry: string) => {
  const playbook = catalogue.playbooks.get(industry);
  if (!playbook) throw new Error(`No playbook ${industry}.`);
  return playbook.content;
};

/** Steps for data that the industry holds now and then; their notes say when they apply. */
const saidInANote: Record<string, string[]> = {
  manufacturing: ['support-restoration'],
  healthcare: ['notify-guardians'],
};

describe('the shipped playbooks', () => {
  it('are one per industry profile, each for at least one cause', () => {
    expect([...catalogue.playbooks.keys()].toSorted()).toEqual([...catalogue.industries.keys()].toSorted());
    expect(typical.length).toBeGreaterThanOrEqual(catalogue.industries.size);
  });

  it.each(typical)(
    '%s, %s: has the lead step of the five heaviest priorities, or says why not',
    (id, _, facts) => {
      const plan = buildPlan(facts, catalogue, { bands: false });
      const { steps, leftOut } = playbookOf(id);
      const covered = new Set([...steps.map(stepKey), ...leftOut.map(({ step }) => step)]);
      const heaviest = (Object.entries(plan.weights) as [Priority, number][])
        .toSorted(([, one], [, other]) => other - one)
        .slice(0, 5)
        .map(([priority]) => priority);
      const leads = heaviest.flatMap((priority) => plan.leadStep[priority] ?? []);
      expect(leads.length).toBeGreaterThanOrEqual(4);
      expect(leads.filter((step) => !covered.has(step))).toEqual([]);
    },
  );

  it.each(typical)('%s, %s: delivers proof, compensation and identity help in the plan', (id, _, facts) => {
    const plan = buildPlan(facts, catalogue, { bands: false });
    const applying = new Set(plan.steps.map((step) => step.id));
    const delivered = playbookOf(id).steps.flatMap((step): Priority[] => {
      if ('own' in step) return Object.keys(step.own.serves) as Priority[];
      const serves = applying.has(step.step) ? catalogue.steps.get(step.step)?.serves : {};
      return (Object.keys(serves ?? {}) as Priority[]).filter((priority) => (serves?.[priority] ?? 0) >= 3);
    });
    expect(remedies.filter((remedy) => !delivered.includes(remedy))).toEqual([]);
  });

  it.each([...catalogue.playbooks.keys()])(
    '%s holds the notice, the phone line and what keeps its word',
    (id) => {
      const steps = playbookOf(id).steps.map(stepKey);
      const needed = [
        'contain-preserve',
        'assess-duties',
        'notify-authority',
        'notify-early-alert',
        'notify-individuals',
        'notify-plain-language',
        'notify-apology',
        'support-phone',
        'support-protect-list',
        'support-complaint',
        'remedy-fix-root',
        'verify-independent-test',
        'verify-publish-proof',
        'verify-promises',
        'notify-updates',
        'verify-recurrence-report',
        'learn-review',
      ];
      expect(needed.filter((step) => !steps.includes(step))).toEqual([]);
    },
  );

  it.each([...catalogue.playbooks.keys()])(
    '%s asks of no step what the data of the industry never bring',
    (id) => {
      const held = new Set(catalogue.industries.get(id)?.typicalDataClasses);
      const strange = playbookOf(id).steps.flatMap((step) => {
        const groups = 'own' in step ? [] : (catalogue.steps.get(step.step)?.appliesWhen.all ?? []);
        return groups.flatMap((test) =>
          'has' in test && test.fact === 'dataClasses' && !test.has.some((word) => held.has(word))
            ? [stepKey(step)]
            : [],
        );
      });
      expect(strange).toEqual(saidInANote[id] ?? []);
    },
  );

  it('speak in a voice of their own: nobody merely repeats the catalogue, and own steps stay few', () => {
    for (const { id, content } of catalogue.playbooks.values()) {
      const adapted = content.steps.filter(({ title }) => title !== undefined).length;
      const own = content.steps.filter((step) => 'own' in step).length;
      expect([id, adapted >= 8, own <= 2]).toEqual([id, true, true]);
    }
  });
});
