/** One part of a notice: Markdown with merge fields, as people edit it. */
export interface NoticeSection {
  id: string;
  /** 1 for the opening, whose heading is the title of the whole; 2 for a part, 3 for a part of a part. */
  level: 1 | 2 | 3;
  /** One line of text; fields of type text and name may stand in it. */
  heading: string;
  /** Template text of profile `author`: Markdown and merge fields, no blocks. */
  markdown: string;
  /** Kept and not sent. */
  hidden: boolean;
  hiddenBecause?: string;
}

/** The text of a notice as it is kept and approved: every value in it is still a merge field. */
export interface NoticeText {
  /** One line, as a heading. */
  subject: string;
  /** One line that mail programs show beside the subject; any field may stand in it. */
  preheader: string;
  /** In reading order, the opening first. */
  sections: NoticeSection[];
}
