import { checkEvidence } from './check-steps.js';
import type { KnowledgeTables, Report } from './knowledge-tables.js';

/** Profiles and findings name what exists; each sector has one profile; no NAICS prefix has two. */
export function checkIndustries(tables: KnowledgeTables, report: Report): void {
  const sectors = tables.vocabulary && new Set(tables.vocabulary.value.sectors);
  const takenBy = new Map<string, string>();
  for (const [id, row] of tables.industries.rows) {
    const profile = row.value;
    for (const field of ['expectations', 'specificConcerns'] as const) {
      profile[field].forEach(({ evidence }, index) => {
        checkEvidence(tables, row, [field, index, 'evidence'], evidence, report);
      });
    }
    profile.churnFigures.forEach(({ evidence }, index) => {
      if (!tables.evidence.ids.has(evidence)) {
        report(row, ['churnFigures', index, 'evidence'], `there is no evidence ${evidence}`);
      }
    });
    for (const field of ['naicsPrefixes', 'naics2022Only'] as const) {
      profile[field].forEach((prefix, index) => {
        const other = takenBy.get(prefix);
        if (other) report(row, [field, index], `${other} has the same NAICS prefix`);
        takenBy.set(prefix, id);
      });
    }
    if (sectors && !sectors.has(id)) {
      report(
        row,
        ['id'],
        `${id} is not among the sectors of obligations/vocabulary.yaml, which close the facts`,
      );
    }
  }
  checkSectors(tables, report);
  checkFindings(tables, report);
}

function checkSectors(tables: KnowledgeTables, report: Report): void {
  const { vocabulary } = tables;
  vocabulary?.value.sectors.forEach((sector, index) => {
    if (!tables.industries.ids.has(sector)) {
      report(vocabulary, ['sectors', index], `there is no industry profile ${sector}`);
    }
  });
}

function checkFindings(tables: KnowledgeTables, report: Report): void {
  for (const row of tables.evidence.rows.values()) {
    row.value.industry.forEach((id, index) => {
      if (!tables.industries.ids.has(id)) report(row, ['industry', index], `there is no industry ${id}`);
    });
  }
}
