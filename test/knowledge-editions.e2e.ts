import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../src/catalogue/catalogue.module.js';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import type { Catalogue } from '../src/catalogue/domain/catalogue.js';
import { KnowledgeEditions } from '../src/catalogue/knowledge-editions.service.js';
import { knowledgeFromFolder, writeEdition } from '../src/catalogue/edition-folder.js';
import { sha256 } from '../src/catalogue/knowledge-files.js';
import { digestOf } from '../src/catalogue/ranking-part.js';
import type { RankingPart } from '../src/catalogue/ranking-part.js';
import { buildPlan } from '../src/plans/domain/build-plan.js';
import type { RankingFacts } from '../src/plans/domain/ranking-facts.js';
import { Clock } from '../src/platform/clock.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { trailOf } from './support/trail.js';

const overlay = mkdtempSync(join(tmpdir(), 'redress-own-packs-'));
const shipped = readFileSync(new URL('../knowledge/weights.yaml', import.meta.url), 'utf8');
mkdirSync(join(overlay, 'steps'));
writeFileSync(join(overlay, 'weights.yaml'), `# Ours, with a name: Bjørn\n${shipped}`);

const FACTS: RankingFacts = {
  mode: 'incident',
  industry: 'financial-services',
  dataClasses: ['bank-account'],
  lossesIncurred: 'confirmed',
};

let running: RunningApp;
let editions: KnowledgeEditions;
let catalogue: Catalogue;

beforeAll(async () => {
  running = await startApp({ KNOWLEDGE_DIR: overlay });
  editions = running.app.get(KnowledgeEditions);
  catalogue = running.app.get<Catalogue>(CATALOGUE);
});

afterAll(() => running.close());

const folder = () => join(mkdtempSync(join(tmpdir(), 'redress-edition-')), 'out');

describe('The knowledge the service runs on', () => {
  it('is kept when it first comes into use, with an entry in the trail, and not again at the next start', async () => {
    const [entry, ...more] = (await trailOf(running)).filter(
      ({ action }) => action === 'knowledge.taken_into_use',
    );
    expect(more).toEqual([]);
    expect(entry?.facts).toEqual({ knowledge: catalogue.version, packs: catalogue.packs.length, own: 1 });
    await editions.keep();
    expect((await trailOf(running)).filter(({ action }) => action === entry?.action)).toHaveLength(1);
    expect(await editions.versions()).toEqual([catalogue.version]);
  });

  it('says which version was in use at an instant', async () => {
    const now = running.app.get(Clock).now();
    expect(await editions.versionAt(now)).toBe(catalogue.version);
    expect(await editions.versionAt(now.subtract({ hours: 1 }))).toBeNull();
  });

  it('comes back byte for byte, and makes the same plan', async () => {
    const out = folder();
    writeEdition((await editions.texts(catalogue.version))!, out);
    const again = knowledgeFromFolder(out);
    expect(again.version).toBe(catalogue.version);
    const bytes = (knowledge: RankingPart) =>
      JSON.stringify(buildPlan(FACTS, knowledge, { at: '2026-11-19T14:20:00Z' }));
    expect(bytes(again)).toBe(bytes(catalogue));
  });

  it('is still ranked by when its duties can no longer be read, and not when a file of it was changed', async () => {
    const edition = (await editions.texts(catalogue.version))!;
    const out = folder();
    const isDuties = (file: string) => file === 'obligations/eu-eea-uk.yaml';
    const broken = edition.files.map(({ pack, text }) =>
      isDuties(pack.file)
        ? { pack: { ...pack, sha256: sha256('rules: of another form') }, text: 'rules: of another form' }
        : { pack, text },
    );
    const version = `2001-01-01+${digestOf(broken.map(({ pack }) => pack))}`;
    writeEdition({ ...edition, version, files: broken }, out);
    expect(buildPlan(FACTS, knowledgeFromFolder(out)).steps).toEqual(buildPlan(FACTS, catalogue).steps);
    writeFileSync(join(out, 'shipped/evidence.yaml'), '[]');
    expect(() => knowledgeFromFolder(out)).toThrow('evidence.yaml is not the file that was in use');
  });

  it('is refused under a version that is not its own, and without a list of contents', async () => {
    const edition = (await editions.texts(catalogue.version))!;
    const [out, bare] = [folder(), folder()];
    writeEdition({ ...edition, version: '2001-01-01+000000000000' }, out);
    expect(() => knowledgeFromFolder(out)).toThrow('not those of version 2001');
    writeEdition(edition, bare);
    writeFileSync(join(bare, 'EDITION.json'), '{"version":1}');
    expect(() => knowledgeFromFolder(bare)).toThrow('does not list the files');
  });

  it('is not given where it was never in use, nor written over something else', async () => {
    expect(await editions.texts('2001-01-01+000000000000')).toBeNull();
    expect(() => writeEdition({ version: '', inUseFrom: null!, files: [] }, overlay)).toThrow('is not empty');
  });

  it('is ready to rank with, whether it is in use or of an earlier day', async () => {
    expect(await editions.rankingPartOf(catalogue.version)).toBe(catalogue);
    expect(await editions.rankingPartOf('2001-01-01+000000000000')).toBeNull();
    const earlier = loadCatalogue();
    const { writer } = running.app.get(DataSources);
    await writer.query(
      `INSERT INTO knowledge_edition (id, version, in_use_from, packs)
       VALUES ('0', '${earlier.version}', '2001-01-01T00:00:00.000Z', '${JSON.stringify(earlier.packs)}')`,
    );
    expect((await editions.rankingPartOf(earlier.version))?.version).toBe(earlier.version);
  });

  it('is refused when its kept text was changed behind the service', async () => {
    const { writer } = running.app.get(DataSources);
    const { sha256 } = catalogue.packs.find(({ file }) => file === 'steps/remedy.yaml')!;
    await writer.query(`UPDATE knowledge_pack SET text = 'steps: []' WHERE sha256 = '${sha256}'`);
    const texts = (await editions.texts(catalogue.version))!;
    expect(() => writeEdition(texts, folder())).toThrow('steps/remedy.yaml does not match its SHA-256');
  });
});
