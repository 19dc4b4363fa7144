import { factWords } from './fact-words.js';

describe('Facts in words', () => {
  it.each([
    ['awareAt', 'Aware'],
    ['/affected/total', 'People in all'],
    ['/affected/byJurisdiction', 'People by place'],
    ['affected.byJurisdiction.US-CA', 'People by place: California, United States'],
    ['/incident/findings/dora-major', 'Decisions recorded: dora-major'],
    ['/provenance/~1awareAt/at', 'Who said so: /awareAt at'],
    ['notices.eu-dora-initial.sentAt', 'notice eu-dora-initial sent'],
    ['unheardOf', 'unheardOf'],
  ])('%s is %s', (path, words) => expect(factWords(path)).toBe(words));
});
