import type { RuleGroup } from './finding.js';

export interface RuleText {
  group: RuleGroup;
  /** Why it matters to the reader, in one sentence. */
  why: string;
  /** Of the evidence base; empty: judgement. */
  evidence: readonly string[];
  /** Rests on judgement: a named person may lift its block with a reason. */
  judgement?: boolean;
}

/** What every rule on words, order, structure and access says. */
export const ruleTexts = {
  C1: {
    group: 'content',
    why: 'Readers look for five things: what happened, which data, what you do, what they can do, where help is.',
    evidence: ['ca-1798-headings', 'gdpr-34'],
  },
  C2: {
    group: 'content',
    why: 'Who cannot tell which data are out cannot protect themselves.',
    evidence: ['ponemon12-data-unknown', 'ponemon14-all-facts'],
  },
  C3: {
    group: 'content',
    why: 'A doubt about whether they are affected lets readers do nothing.',
    evidence: ['zou19-hedged'],
  },
  C4: {
    group: 'content',
    why: 'Readers measure how long they were at risk by three days: when it happened, was found, and was told.',
    evidence: ['muzatko23-delay', 'ponemon12-too-little'],
  },
  C5: {
    group: 'content',
    why: 'A word that could mean anything reads as if something were held back.',
    evidence: ['ponemon12-sugar-coated'],
  },
  C6: {
    group: 'content',
    why: 'Readers ask first whether the hole is closed and who has checked it.',
    evidence: ['kpmg18-proof-consumers'],
  },
  C7: {
    group: 'content',
    why: 'People who lost money, or may, want to know first whether they get it back.',
    evidence: ['kpmg16-fs-cover-losses'],
  },
  C8: {
    group: 'content',
    why: 'Help that does not fit the data helps nobody, and is taken for show.',
    evidence: ['gao17-monitoring-limits', 'target14-discount-vs-monitoring'],
  },
  C9: {
    group: 'content',
    why: 'Actions that stand in a heap, without order, time or effect, are not done.',
    evidence: ['zou19-buried-actions', 'zou18-inaction'],
  },
  C10: {
    group: 'content',
    why: 'People who fear for their data want to talk to a person, at no cost and in their language.',
    evidence: ['ftc-guide', 'achieve13-no-live-person'],
  },
  C11: {
    group: 'content',
    why: 'Who has contact data can pose as you; readers need a way to tell.',
    evidence: ['ftc-guide', 'oaic23-harm'],
  },
  C12: {
    group: 'content',
    why: 'A named day for the next word keeps people from waiting and guessing.',
    evidence: ['kpmg16-fs-updates', 'optus22-communication'],
  },
  C13: {
    group: 'content',
    why: 'People judge data that were passed on by who has them now.',
    evidence: ['kpmg18-retail-sharing-over-hack'],
  },
  C14: {
    group: 'content',
    why: 'People have a right to be heard by somebody outside the house.',
    evidence: ['taxi-complaint-process', 'gdpr-34'],
  },
  C15: {
    group: 'content',
    why: 'Scams follow every breach; a notice must not look like one, nor carry more personal data than it needs.',
    evidence: ['ftc-guide'],
    judgement: true,
  },
  F1: {
    group: 'content',
    why: 'A figure that differs from the record is held against every other figure.',
    evidence: [],
  },
  F2: {
    group: 'content',
    why: 'A reader must never see a mark in place of a value.',
    evidence: [],
  },
  T1: {
    group: 'translation',
    why: 'A reader of the translation must be told what a reader of the source is told.',
    evidence: [],
  },
  O1: {
    group: 'order',
    why: 'Bad news first is understood and believed; a cushion before it is not.',
    evidence: ['veltsos12-direct'],
  },
  O2: {
    group: 'order',
    why: 'Readers look first for what they want most, and stop reading early.',
    evidence: ['kpmg18-proof-consumers'],
  },
  O3: {
    group: 'order',
    why: 'The longer a text, the fewer of its actions are found.',
    evidence: ['zou19-buried-actions'],
  },
  O4: {
    group: 'order',
    why: 'Help and actions in long paragraphs are overlooked.',
    evidence: ['zou19-buried-actions'],
  },
  W1: {
    group: 'wording',
    why: 'A text that is hard to read leaves many readers without its help.',
    evidence: ['zou19-difficult'],
  },
  W2: {
    group: 'wording',
    why: 'Long sentences are read twice or not at all.',
    evidence: ['ponemon12-hard-to-understand'],
  },
  W3: {
    group: 'wording',
    why: 'Readers take a hedge for "not me".',
    evidence: ['zou19-hedged'],
  },
  W4: {
    group: 'wording',
    why: 'Readers take "no sign of misuse" for safety, and do nothing.',
    evidence: ['zou19-no-evidence-claim'],
  },
  W5: {
    group: 'wording',
    why: 'Making it small reads as if the truth were sweetened.',
    evidence: ['ponemon12-sugar-coated'],
  },
  W6: {
    group: 'wording',
    why: 'It stands in every such letter, and says nothing that the reader can use.',
    evidence: ['techcrunch-seriously', 'pew19-admit-mistakes'],
  },
  W7: {
    group: 'wording',
    why: 'People hold the house responsible that they gave their data to, whoever else took part.',
    evidence: ['ping19-company-responsible', 'ico24-guidance'],
  },
  W8: {
    group: 'wording',
    why: 'A sentence on the failure or its repair without anyone who acts hides who answers for it.',
    evidence: ['sprout18-admit'],
    judgement: true,
  },
  W9: {
    group: 'wording',
    why: 'An apology works where it owns the failure, sets no condition and comes after the help.',
    evidence: ['kpmg18-apology-consumers', 'bansal15-apology-weaker-when-shared', 'ragestudy13-apology'],
  },
  W10: {
    group: 'wording',
    why: 'It makes a harm small that the reader feels.',
    evidence: ['ico24-distress', 'ponemon14-stress'],
  },
  W11: {
    group: 'wording',
    why: 'Words of the trade are not understood by the people whose data they are about.',
    evidence: ['ponemon12-hard-to-understand'],
  },
  W12: {
    group: 'wording',
    why: 'A promise without a day and a deed is remembered as broken.',
    evidence: ['seed-promise-effect', 'privacy-competitive'],
    judgement: true,
  },
  W13: {
    group: 'wording',
    why: 'Nobody can know this; when it proves wrong, the rest of the notice is not believed either.',
    evidence: ['gdpr-34'],
    judgement: true,
  },
  W14: {
    group: 'wording',
    why: 'A notice that sells, or takes rights in return for help, turns harm into business.',
    evidence: ['rand16-declined-reasons', 'goode17-match-expectation'],
    judgement: true,
  },
  W15: {
    group: 'wording',
    why: 'What makes a loss good is no present.',
    evidence: ['goode17-match-expectation', 'homedepot21-replication'],
  },
  W16: {
    group: 'wording',
    why: 'A letter to nobody, from nobody, reads as a form.',
    evidence: ['ponemon12-form-letter', 'idic-individual'],
  },
  A1: {
    group: 'access',
    why: 'Screen readers and many people find their way by headings, lists and language.',
    evidence: [],
  },
  A2: {
    group: 'access',
    why: 'Read aloud, a long run of figures or a day in figures alone cannot be followed.',
    evidence: [],
  },
  A3: {
    group: 'access',
    why: 'Who cannot hear, see or read well needs to know the way that is open to them.',
    evidence: ['ico24-guidance'],
  },
  A4: {
    group: 'access',
    why: 'A short message is read alone, and a link in it looks like a scam.',
    evidence: [],
    judgement: true,
  },
  A5: {
    group: 'access',
    why: 'For people in danger, what others in the house can see must not betray the content.',
    evidence: ['ico24-guidance'],
    judgement: true,
  },
} as const satisfies Record<string, RuleText>;

export type RuleId = keyof typeof ruleTexts;
