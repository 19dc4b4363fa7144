import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CRUISER = join(ROOT, 'node_modules/.bin/depcruise');

/** Puts one file into the house, asks the checker about it alone, and takes it away again. */
function judge(folder: string, text: string): { status: number | null; said: string } {
  const home = mkdtempSync(join(ROOT, folder, 'forbidden-'));
  try {
    const file = join(home, 'probe.ts');
    writeFileSync(file, text);
    const { status, stdout } = spawnSync(CRUISER, [file, '--config', '.dependency-cruiser.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { status, said: stdout };
  } finally {
    rmSync(home, { recursive: true });
  }
}

describe('the rules of who may import whom', () => {
  it.each([
    [
      'a feature above it',
      'src/incidents',
      "import '../../delivery/mailer.port.js';",
      'incidents-imports-one-way',
    ],
    ['a service from a domain', 'src/plans/domain', "import '../../plans.service.js';", 'domain-is-pure'],
    [
      'the file system from a domain',
      'src/plans/domain',
      "import 'node:fs';",
      'domain-takes-no-framework-and-no-io',
    ],
    ['TypeORM from a domain', 'src/plans/domain', "import 'typeorm';", 'domain-takes-no-framework-and-no-io'],
    [
      'an entity from a page',
      'src/ui',
      "import '../../incidents/incident.entity.js';",
      'ui-never-touches-entities',
    ],
  ])('refuse %s', (_, folder, text, rule) => {
    const { status, said } = judge(folder, text);
    expect([status === 0, said]).toEqual([false, expect.stringContaining(rule)]);
  });
});

describe('what is installed', () => {
  it('runs install scripts only of the packages that were looked at', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const { allowScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      allowScripts: Record<string, boolean>;
    };
    const scripted = Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && entry.hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(new Set(scripted)).toEqual(new Set(Object.keys(allowScripts)));
  });
});
