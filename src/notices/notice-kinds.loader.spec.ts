import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { checkTemplate } from './domain/template-checker.js';
import { loadNoticeKinds, shippedTemplateFields, shippedTemplates } from './notice-kinds.loader.js';
import { TemplateFaults } from './template-faults.js';

const catalogue = loadCatalogue();
const scratch = mkdtempSync(join(tmpdir(), 'notices-'));
let folders = 0;

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A copy of the shipped kinds in which one file reads otherwise. */
function kindsWith(file: string, edit: (text: string) => string): string {
  const folder = join(scratch, String(++folders));
  cpSync(join(shippedTemplates, 'notices'), folder, { recursive: true });
  const path = join(folder, file === 'fields.yaml' ? '.' : 'individuals-email', file);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error(`The edit of ${file} changed nothing.`);
  writeFileSync(path, after);
  return folder;
}

function faultsOf(folder: string): string[] {
  try {
    loadNoticeKinds(catalogue, folder);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateFaults)) throw error;
    return error.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  }
}

describe('the shipped kinds of notice', () => {
  it('load without fault, and change their version with every byte of their files', () => {
    const kind = loadNoticeKinds(catalogue).get('individuals-email');
    expect(kind?.texts.get('en')?.sections.size).toBe(kind?.sections.length);
    expect(kind?.templateVersion).toMatch(/^1\+[0-9a-f]{12}$/);
    const edited = kindsWith('body.en.hbs', (text) => text.replace('Our help takes', 'Our help  takes'));
    expect(loadNoticeKinds(catalogue, edited).get('individuals-email')?.templateVersion).not.toBe(
      kind?.templateVersion,
    );
  });

  it('change their version with the words they take from another kind, and with a shared condition of theirs', () => {
    const letter = (folder?: string) =>
      loadNoticeKinds(catalogue, folder).get('individuals-letter')?.templateVersion;
    const words = kindsWith('body.en.hbs', (text) => text.replace('Our help takes', 'Our help  takes'));
    const condition = kindsWith('fields.yaml', (text) =>
      text.replace(
        'promise.hardship: {chosen: [remedy-hardship]}',
        'promise.hardship: {done: [remedy-hardship]}',
      ),
    );
    expect(new Set([letter(), letter(words), letter(condition)]).size).toBe(3);
  });

  it('have the shared conditions whose fields they name, and no others', () => {
    const flags = loadNoticeKinds(catalogue).get('sms')?.flags;
    expect(flags?.has('attack.copied')).toBe(true);
    expect(flags?.has('losses.counted')).toBe(false);
  });

  it('cannot be changed by whoever holds them', () => {
    const kind = loadNoticeKinds(catalogue).get('individuals-email');
    expect(() => (kind?.placeholders as Map<string, unknown> | undefined)?.clear()).toThrow(TypeError);
    expect(() => Object.assign(kind?.sections[0] ?? {}, { id: 'other' })).toThrow(TypeError);
  });

  it('offer the names that scripts rely on', () => {
    const { placeholders } = shippedTemplateFields();
    expect([...placeholders.keys()]).toEqual(
      expect.arrayContaining([
        'recipient.name',
        'recipient.dataClasses',
        'recipient.link',
        'incident.reference',
        'incident.discoveredAt',
        'incident.peopleAffected',
        'organisation.name',
        'organisation.phone',
      ]),
    );
    expect(placeholders.get('recipient.link')).toBe('url');
    expect(
      checkTemplate(
        '{{longDate incident.discoveredAt}} {{list recipient.dataClasses}}',
        'author',
        shippedTemplateFields(),
      ),
    ).toEqual([]);
  });
});

describe('a kind of notice with a fault', () => {
  const lineOf = (file: string, words: string) => {
    const text = readFileSync(
      join(shippedTemplates, 'notices', file === 'fields.yaml' ? '.' : 'individuals-email', file),
      'utf8',
    );
    return text.slice(0, text.indexOf(words)).split('\n').length;
  };

  it.each([
    ['body.en.hbs', 'Our help takes', '{{organisation.nmae}} takes', /unknown_placeholder/],
    ['body.en.hbs', 'Our help takes', '{{{organisation.name}}} takes', /unescaped/],
    ['body.en.hbs', 'Our help takes', '{{incident.search}} takes', /incident\.search may be unknown/],
    ['body.en.hbs', 'Our help takes', '[x](http://www.example.org) takes', /link/],
    ['body.en.hbs', '## Your rights', 'Your rights', /rights does not start with a heading/],
    ['fields.yaml', 'type: phone', 'type: telephone', /type must be equal to one of/],
    [
      'fields.yaml',
      'chosen: [remedy-hardship]',
      'chosen: [remedy-hardships]',
      /remedy-hardships is not known/,
    ],
    [
      'fields.yaml',
      'known: [incident.containedAt]',
      'known: [incident.containedOn]',
      /containedOn is not known/,
    ],
    ['fields.yaml', 'example: 48213', 'example: many', /whole number/],
    ['kind.yaml', 'follows: fix', 'follows: repair', /no section/],
    ['kind.yaml', '- incident.reference\n', '- incident.number\n', /incident\.number is no shared field/],
    ['kind.yaml', 'serves: [individuals]', 'serves: [people]', /people is not known/],
    [
      'kind.yaml',
      'channel: email\nserves: [individuals]',
      'serves: [individuals]\nchannel: letter',
      /only an e-mail to individuals/,
    ],
    ['kind.yaml', 'shownWhen: {flag: law.silentOnNature}', 'shownWhen: {flag: law.none}', /law\.none/],
  ])('is refused with file and line: %s, %s', (file, from, to, message) => {
    const [fault] = faultsOf(kindsWith(file, (text) => text.replace(from, to)));
    expect(fault).toMatch(message);
    const near = Number(/:(\d+):/.exec(fault ?? '')?.[1]);
    expect(Math.abs(near - lineOf(file, from))).toBeLessThanOrEqual(2);
  });

  it('tells every fault at once', () => {
    const folder = kindsWith('body.en.hbs', (text) =>
      text.replace('## Your rights', '## {{this}}').replace('## Next update', '## {{@root}}'),
    );
    expect(faultsOf(folder)).toHaveLength(3);
  });

  it('is refused where its folder has no kind.yaml', () => {
    const folder = kindsWith('body.en.hbs', (text) => `${text}\n`);
    rmSync(join(folder, 'sms', 'kind.yaml'));
    expect(faultsOf(folder)).toEqual(['sms/kind.yaml:1: is missing: a folder here is a kind']);
  });

  it('is refused where a section has no text', () => {
    const folder = kindsWith('body.en.hbs', (text) => text.replace('{{!-- section: next --}}', ''));
    expect(faultsOf(folder)).toEqual([
      expect.stringMatching(/^individuals-email.*next has no text in en/),
      // The letter takes its words from there.
      expect.stringMatching(/^individuals-letter.*next has no text in en/),
    ]);
  });
});
