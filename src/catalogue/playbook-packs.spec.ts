import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from './catalogue.loader.js';
import { checkKnowledge } from './check-knowledge.js';
import { KnowledgeFaults } from './knowledge-faults.js';

/** Whether the worked answers come out is tried with the command. */
const unasked = { ofCase: () => [], ofRanking: () => [] };

const scratch = mkdtempSync(join(tmpdir(), 'playbooks-'));
let packs = 0;

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const good = `- id: house-lost-laptop
  version: 2
  title: Lost laptop
  summary: For a laptop that is gone.
  industry: retail
  causes: [physical-loss]
  steps:
  - {step: contain-preserve, dueHours: 12}
  - {step: assess-duties}
  - step: assess-scope
    note: Ask the traveller first.
  - {step: notify-authority, dueHours: 72}
  - id: own-wipe
    own:
      title: Wipe the laptop from afar
      phase: contain
      owner: workplace
      lane: containment
      serves: {proof-of-fix: 2}
      requires: [contain-preserve]
      doneWhen: The laptop says that it is wiped
      leadHours: 4
      effort: S
      asksEvidence: true
  leftOut:
  - {step: remedy-card-reissue, reason: No card data on laptops.}
`;

function overlayWith(text: string, name = 'house.yaml'): string {
  const folder = join(scratch, `own-${++packs}`, 'playbooks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, '..');
}

function faultsOf(overlay: string): KnowledgeFaults['faults'] {
  try {
    loadCatalogue({ overlay });
  } catch (error) {
    if (error instanceof KnowledgeFaults) return error.faults;
    throw error;
  }
  return [];
}

const lineOf = (text: string, words: string) => text.slice(0, text.indexOf(words)).split('\n').length;

describe('playbooks of an own pack', () => {
  it('come after those of the release, whole and frozen', () => {
    const { playbooks } = loadCatalogue({ overlay: overlayWith(good) });
    expect(playbooks.size).toBe(15);
    const { id, version, content } = playbooks.get('house-lost-laptop')!;
    expect({ id, version, keys: Object.keys(content) }).toEqual({
      id: 'house-lost-laptop',
      version: 2,
      keys: ['title', 'summary', 'industry', 'causes', 'steps', 'leftOut'],
    });
    expect(content.steps[2]).toEqual({ step: 'assess-scope', note: 'Ask the traveller first.' });
    expect(() => content.steps.pop()).toThrow(TypeError);
  });

  it('may name own steps as the service does, by a ULID', () => {
    const id = 'own-01JD0000000000000000000000';
    const second = good.replace(
      '  leftOut:',
      `  - id: own-tell
    own: {title: Tell the insurer, phase: notify, owner: legal, lane: normal, serves: {speed: 1}, requires: [${id}],
      doneWhen: Told, leadHours: 1, effort: S, asksEvidence: false}
  leftOut:`,
    );
    const { playbooks } = loadCatalogue({ overlay: overlayWith(second.replace('own-wipe', id)) });
    expect(playbooks.get('house-lost-laptop')?.content.steps).toHaveLength(6);
  });

  it('take the place of the shipped one with the same id', () => {
    const overlay = overlayWith(good.replace('id: house-lost-laptop', 'id: retail'));
    const { playbooks } = loadCatalogue({ overlay });
    expect(playbooks.size).toBe(14);
    expect(playbooks.get('retail')).toMatchObject({ version: 2, content: { title: 'Lost laptop' } });
  });

  const cases: [name: string, from: string, to: string, marker: string, message: RegExp][] = [
    [
      'an unknown step',
      'step: assess-duties',
      'step: assess-stars',
      'step: assess-stars',
      /no step assess-stars/,
    ],
    ['an unknown industry', 'industry: retail', 'industry: circus', 'industry: circus', /no industry circus/],
    ['an unknown cause', '[physical-loss]', '[ghosts]', 'ghosts', /must be one of own-sharing/],
    [
      'a field of its own making',
      '  causes:',
      '  colour: red\n  causes:',
      'colour',
      /no field that belongs here/,
    ],
    ['a step twice', 'step: assess-duties', 'step: contain-preserve', '- {step: contain-preserve}', /twice/],
    [
      'a step that is also left out',
      'step: remedy-card-reissue',
      'step: assess-duties',
      'step: assess-duties, reason',
      /both used and left out/,
    ],
    [
      'a step before the one it waits for',
      '  - {step: contain-preserve, dueHours: 12}\n',
      '  - {step: assess-harm}\n  - {step: assess-data-classes}\n  - {step: contain-preserve, dueHours: 12}\n',
      '{step: assess-harm}',
      /stands before assess-data-classes/,
    ],
    [
      'a step due before the one it waits for',
      '    note: Ask the traveller first.',
      '    dueHours: 11',
      'dueHours: 11',
      /due before contain-preserve/,
    ],
    ['a step due after the law', 'dueHours: 72', 'dueHours: 73', 'dueHours: 73', /later than the 72 hours/],
    [
      'a step that cannot apply',
      'step: assess-duties',
      'step: prep-playbook',
      'step: prep-playbook',
      /applies to no/,
    ],
    [
      'a step for another cause',
      'step: assess-duties',
      'step: contain-supplier',
      'step: contain-supplier',
      /applies to no incident of this industry and these causes/,
    ],
    [
      'an own step that waits for itself',
      'requires: [contain-preserve]',
      'requires: [own-wipe]',
      'requires: [own-wipe]',
      /waits for itself/,
    ],
    [
      'an own step that waits for nobody known',
      'requires: [contain-preserve]',
      'requires: [own-gone]',
      'own-gone',
      /no own step of this playbook/,
    ],
    [
      'a note that cites hearsay',
      'Ask the traveller first.',
      '"So they say [hearsay-26]."',
      'note:',
      /no evidence hearsay-26/,
    ],
    ['an id that pages need', 'id: house-lost-laptop', 'id: import', 'id: import', /addresses of pages/],
    ['an own step without its own id', 'id: own-wipe', 'id: wipe', 'id: wipe', /must match pattern/],
    [
      'the playbook of an industry made for another',
      'id: house-lost-laptop',
      'id: healthcare',
      'industry: retail',
      /must be healthcare/,
    ],
  ];

  it.each(cases)('stop the start with file and line over %s', (_, from, to, marker, message) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    const overlay = overlayWith(text);
    expect(faultsOf(overlay)).toContainEqual({
      file: join(overlay, 'playbooks/house.yaml'),
      line: lineOf(text, marker),
      message: expect.stringMatching(message) as string,
    });
  });

  it('stop the start where another step waits for one that is left out', () => {
    const text = good
      .replace('step: remedy-card-reissue', 'step: contain-preserve')
      .replace('  - {step: contain-preserve, dueHours: 12}\n', '');
    const overlay = overlayWith(text);
    const messages = faultsOf(overlay).map(({ message }) => message);
    expect(messages).toContain('/0/leftOut/0/step is left out, and assess-scope waits for it');
  });

  it('are read by the check of the knowledge too', () => {
    const overlay = overlayWith(good.replace('step: assess-duties', 'step: assess-stars'));
    const messages = checkKnowledge(overlay, unasked).findings.map(({ message }) => message);
    expect(messages).toEqual([expect.stringMatching(/no step assess-stars/)]);
  });
});
