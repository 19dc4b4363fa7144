import type { CheckedNotice, CheckedPart } from '../../src/notices/domain/checks/checked-notice.js';

/** A part of plain text: one paragraph each, or items that bring their marks. */
export function checkedPart(id: string, heading: string, ...paragraphs: string[]): CheckedPart {
  const words = paragraphs.join('\n\n');
  return {
    id,
    level: id === 'subject' || id === 'preheader' ? 0 : 2,
    heading,
    words,
    source: words,
    fields: [],
  };
}

/** An e-mail to people who are affected for certain, sent on 9 March 2026; facts are those that a test gives. */
export function checkedNotice(parts: CheckedPart[], more: Partial<CheckedNotice> = {}): CheckedNotice {
  return {
    kind: 'individuals-email',
    channel: 'email',
    audience: 'individuals',
    locale: 'en',
    parts,
    facts: {},
    values: {},
    reader: { name: 'A. Reader-Test', affected: 'certain' },
    steps: [],
    duties: [],
    leads: [],
    commitments: [],
    proofComplete: false,
    noticeDate: '2026-03-09',
    linkHosts: [],
    limits: {},
    ...more,
  };
}
