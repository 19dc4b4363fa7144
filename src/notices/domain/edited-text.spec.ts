import { SectionsDiffer, editedText } from './edited-text.js';
import type { NoticeText } from './notice-text.js';

const text: NoticeText = {
  subject: 'Old',
  preheader: '',
  sections: [
    { id: 'opening', level: 1, heading: 'Title', markdown: 'Dear reader', hidden: false },
    { id: 'data', level: 2, heading: 'Data', markdown: 'Names', hidden: true, hiddenBecause: 'none' },
  ],
};
const edit = (id: string, markdown = 'x', hidden = false) => ({ id, heading: 'H', markdown, hidden });

describe('an edit of a text', () => {
  it('changes words and visibility, and leaves order, levels and what it does not name', () => {
    const changed = editedText(text, {
      subject: 'New',
      preheader: 'p',
      sections: [edit('data', 'Names\r\nand more\r\n')],
    });
    expect(changed).toEqual({
      subject: 'New',
      preheader: 'p',
      sections: [
        text.sections[0],
        { id: 'data', level: 2, heading: 'H', markdown: 'Names\nand more', hidden: false },
      ],
    });
  });

  it('keeps the reason of a section that stays hidden', () => {
    const [, data] = editedText(text, {
      subject: '',
      preheader: '',
      sections: [edit('data', 'x', true)],
    }).sections;
    expect(data).toMatchObject({ hidden: true, hiddenBecause: 'none' });
  });

  it.each([
    ['a section the text does not have', [edit('prize')], '/sections/0/id'],
    ['a section given twice', [edit('data'), edit('data')], '/sections/1/id'],
  ])('is refused for %s', (_, sections, path) => {
    const act = () => editedText(text, { subject: '', preheader: '', sections });
    expect(act).toThrow(SectionsDiffer);
    expect(act).toThrow(expect.objectContaining({ faults: [{ path, message: expect.any(String) }] }));
  });
});
