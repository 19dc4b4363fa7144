import type { Finding, FindingPlace, Severity } from '../finding.js';

const LONGEST = 240;

/** What the facts checks say; `text` is cut where it is long. */
export function contentFinding(
  rule: string,
  severity: Severity,
  seen: { place: FindingPlace; text: string },
  says: { why: string; fix: string; evidence?: readonly string[] } & Pick<Finding, 'mend' | 'judgement'>,
): Finding {
  const line = [...seen.text.replace(/\s+/gu, ' ').trim()];
  const { evidence = [], ...rest } = says;
  return {
    rule,
    group: 'content',
    severity,
    place: seen.place,
    text: line.length <= LONGEST ? line.join('') : `${line.slice(0, LONGEST - 1).join('')}…`,
    evidence,
    ...rest,
  };
}

/** The notice as a whole, or a part of it. */
export function nowhere(section: string | null = null): { place: FindingPlace; text: string } {
  return { place: { section }, text: '' };
}
