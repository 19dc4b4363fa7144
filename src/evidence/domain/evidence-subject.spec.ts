import { parseSubject, subjectText } from './evidence-subject.js';

describe('the text of what a file proves', () => {
  it.each([
    'step:close-the-hole',
    'step:own-01JZZZ',
    'fact:affected.total',
    'proof_of_fix:01JZ',
    'filing:a_1',
  ])('goes there and back: %s', (text) => {
    const subject = parseSubject(text);
    expect(subject && subjectText(subject)).toBe(text);
  });

  it.each([
    '',
    'step',
    'step:',
    'notice:1',
    'step:../x',
    'step:a b',
    'step:-a',
    ' step:a',
    'step:a\n',
    `step:${'a'.repeat(81)}`,
    'STEP:a',
  ])('of any other form is nothing: %j', (text) => {
    expect(parseSubject(text)).toBeNull();
  });
});
