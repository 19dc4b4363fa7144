import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { freshFolder, redress } from '../support/program.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-commands-'));
const knowledge = (file: string) => readFileSync(new URL(`../../knowledge/${file}`, import.meta.url), 'utf8');

function fileOf(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the command line', () => {
  it.each([
    [['fly']],
    [['plan', '--fly', 'x.json']],
    [['plan']],
    [['plan', 'a.json', 'b.json']],
    [['plan', '/nowhere/facts.json']],
    [['obligations', '--at', 'yesterday', '-']],
    [['user', 'add', '--name', 'x', '--email', 'x@y.example', '--role', 'king']],
    [[]],
  ])('answers %j with its usage and exit 2, on standard error only', async (words) => {
    const { status, stdout, stderr } = await redress(words, {}, '{}');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('explains every command with --help and exit 0', async () => {
    const { status, stdout } = await redress(['obligations', '--help']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('FACTS file')]);
  });

  it('names every fault of the configuration in one message and does not start', async () => {
    const { status, stderr } = await redress(['serve'], {
      PORT: 'x',
      DATABASE_URL: 'mysql://secret',
      DATA_DIR: freshFolder(),
    });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/PORT[\s\S]*DATABASE_URL/)]);
    expect(stderr).not.toContain('secret');
  });
});

describe('redress plan', () => {
  it('gives the golden rankings from ranking facts, in order, each with its id', async () => {
    const golden = load(knowledge('ranking-golden.yaml')) as {
      id: string;
      top: { step: string; score: number }[];
    }[];
    const file = fileOf('golden.yaml', knowledge('ranking-golden.yaml'));
    const { status, stdout } = await redress(['plan', '--ranking-facts', file, '--json']);
    const plans = lines(stdout) as unknown as {
      id: string;
      steps: { id: string; score: number; rank: number }[];
    }[];
    expect([status, plans.map(({ id }) => id)]).toEqual([0, golden.map(({ id }) => id)]);
    for (const [n, { top }] of golden.entries()) {
      const first = plans[n]?.steps.slice(0, top.length) ?? [];
      expect(first.map(({ id }) => id)).toEqual(top.map(({ step }) => step));
      for (const [place, { score }] of top.entries())
        expect(Math.abs((first[place]?.score ?? 0) - score)).toBeLessThanOrEqual(0.0101);
    }
  });

  it('answers the good items and names the faults of the bad one, exit 1', async () => {
    const items = [
      { id: 'a', facts: { industry: 'retail' } },
      { id: 'b', facts: { industry: 'baking' } },
      { id: 'c', facts: {} },
    ];
    const { status, stdout } = await redress(
      ['plan', '-', '--json', '--at', '2026-11-21T00:00:00Z'],
      {},
      JSON.stringify(items),
    );
    const [a, b, c] = lines(stdout);
    expect([status, a?.id, c?.id, c?.industry]).toEqual([1, 'a', 'c', null]);
    expect(b).toEqual({
      id: 'b',
      errors: [{ path: '/industry', message: expect.stringContaining('retail') }],
    });
  });

  it('gives the same bytes for the same facts whatever their order', async () => {
    const at = '2026-11-21T00:00:00Z';
    const one = {
      industry: 'retail',
      data: { classes: [{ class: 'ssn' }, { class: 'name' }] },
      ongoing: true,
    };
    const two = {
      ongoing: true,
      data: { classes: [{ class: 'name' }, { class: 'ssn' }] },
      industry: 'retail',
    };
    const ask = (facts: object) => redress(['plan', '-', '--json', '--at', at], {}, JSON.stringify(facts));
    const [first, second] = await Promise.all([ask(one), ask(two)]);
    expect(first.stdout).toBe(second.stdout);
    const plan = JSON.parse(first.stdout) as { dials: object };
    expect(Object.keys(plan).slice(0, 8)).toEqual([
      'knowledgeVersion',
      'industry',
      'modulators',
      'weights',
      'steps',
      'schedule',
      'gap',
      'outlook',
    ]);
    expect(Object.keys(plan.dials)).toEqual(['modulators', 'withoutSource', 'leadRestsOn']);
  });
});

describe('redress obligations', () => {
  interface WorkedCase {
    id: string;
    at: string;
    facts: object;
    expected: { ruleId: string; status: string; dueAt?: string }[];
  }

  it('gives every worked case exactly', async () => {
    const { cases } = load(knowledge('obligations/cases.yaml')) as { cases: WorkedCase[] };
    const items = cases.map(({ id, at, facts }) => JSON.stringify({ id, at, facts })).join('\n');
    const { status, stdout } = await redress(['obligations', '-', '--json'], {}, items);
    const answers = lines(stdout) as unknown as {
      id: string;
      duties: { ruleId: string; status: string; dueAt: string | null }[];
    }[];
    expect(status).toBe(0);
    for (const [n, { id, expected }] of cases.entries()) {
      const got = answers[n]?.duties.map(({ ruleId, status: state, dueAt }) => [ruleId, state, dueAt]).sort();
      const wanted = expected
        .map(({ ruleId, status: state, dueAt }) => [ruleId, state, dueAt ?? null])
        .sort();
      expect([answers[n]?.id, got]).toEqual([id, wanted]);
    }
  });

  it('keeps a duty in view when nothing is known, and names what is missing', async () => {
    const { stdout } = await redress(['obligations', '-', '--json'], {}, '{}');
    const { duties } = JSON.parse(stdout) as {
      duties: { ruleId: string; status: string; missingFacts: string[] }[];
    };
    const gdpr = duties.find(({ ruleId }) => ruleId === 'eu-gdpr-33-authority');
    expect([gdpr?.status, (gdpr?.missingFacts.length ?? 0) > 0]).toEqual(['needs-facts', true]);
  });

  it('refuses facts that cannot be, with the place', async () => {
    const facts = { occurredAt: '2026-02-30T00:00:00Z', affected: { total: -4 } };
    const { status, stdout } = await redress(['obligations', '-', '--json'], {}, JSON.stringify(facts));
    const { errors } = JSON.parse(stdout) as { errors: { path: string }[] };
    expect([status, errors.map(({ path }) => path).sort()]).toEqual([1, ['/affected/total', '/occurredAt']]);
  });
});

describe('redress incident import', () => {
  it('prints one line per record and imports the samples that ship', async () => {
    const settings = { DATA_DIR: freshFolder() };
    const sample = JSON.parse(knowledge('sample-incidents/bank-statements-copied.veris.json')) as object;
    const text = [JSON.stringify(sample), JSON.stringify({ ...sample, incident_id: 7 }), '[1]'].join('\n');
    const { status, stdout } = await redress(['incident', 'import', '-', '--json'], settings, text);
    const outcome = lines(stdout);
    expect([status, outcome.map((line) => line.status)]).toEqual([1, ['imported', 'refused', 'refused']]);
    expect(outcome[0]).toMatchObject({
      line: 1,
      reference: expect.stringMatching(/^INC-/),
      warnings: expect.any(Array),
      errors: [],
    });
    const again = await redress(['incident', 'import', '-', '--json'], settings, JSON.stringify(sample));
    expect([again.status, lines(again.stdout)[0]?.status]).toEqual([0, 'unchanged']);
  });
});

describe('redress notice render', () => {
  const facts = JSON.stringify({
    organisation: { name: 'Larkmoor Bank' },
    data: { classes: [{ class: 'passport' }] },
  });
  const render = (...words: string[]) => redress(['notice', 'render', '-', ...words], {}, facts);

  it.each([
    ['md', /^# /m],
    ['text', /passport number/],
    ['html', /^<!doctype html>/i],
    ['web', /^<!doctype html>/i],
    ['pdf', /^%PDF-/],
    ['docx', /^PK/],
    ['eml', /^Subject: /m],
  ])('gives %s', async (format, form) => {
    const { status, stdout } = await render(
      '--kind',
      'individuals-email',
      '--locale',
      'en',
      '--format',
      format,
    );
    expect([status, stdout]).toEqual([0, expect.stringMatching(form)]);
  });

  it.each([
    [['--kind', 'poster'], 'individuals-email'],
    [['--kind', 'individuals-email', '--format', 'odt'], 'eml'],
  ])('refuses %j and names what there is', async (words, allowed) => {
    const { status, stdout, stderr } = await render(...words);
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(allowed)]);
  });

  it.each([
    ['tlh', 'en', /Klingon[\s\S]*English/],
    ['zh-TW', 'en', /another script/],
    ['de-AT', 'de', /same language, same script/],
  ])('asked for %s, which has no texts, writes in %s and says why', async (asked, written, why) => {
    const words = ['--kind', 'individuals-email', '--locale', asked];
    const [plain, json] = await Promise.all([render(...words), render(...words, '--json')]);
    expect([plain.status, plain.stderr]).toEqual([0, expect.stringMatching(why)]);
    expect([json.status, JSON.parse(json.stdout)]).toMatchObject([
      0,
      { locale: written, fallback: { wanted: asked, reason: expect.stringMatching(why) } },
    ]);
  });

  it.each(['individuals-letter', 'first-alert', 'sms', 'call-script', 'public-notice', 'follow-up-proof'])(
    'writes %s in Japanese',
    async (kind) => {
      const { status, stdout, stderr } = await render('--kind', kind, '--locale', 'ja', '--json');
      expect([status, stderr, JSON.parse(stdout)]).toMatchObject([
        0,
        '',
        { locale: 'ja', fallback: null, document: expect.stringMatching(/[ぁ-ん]/) },
      ]);
    },
  );
});

describe('redress template check', () => {
  it('passes plain words with declared fields and names the rule of what it refuses', async () => {
    const good = await redress(['template', 'check', '-', '--json'], {}, 'Dear {{recipient.name}},');
    const bad = await redress(['template', 'check', '-', '--json'], {}, '{{{recipient.name}}} {{> layout}}');
    expect([good.status, JSON.parse(good.stdout)]).toEqual([0, { ok: true, findings: [] }]);
    const { ok, findings } = JSON.parse(bad.stdout) as { ok: boolean; findings: { rule: string }[] };
    expect([bad.status, ok, findings.map(({ rule }) => rule)]).toEqual([
      1,
      false,
      expect.arrayContaining(['unescaped', 'partial']),
    ]);
  });

  it('takes other fields from a file', async () => {
    const fields = fileOf('fields.json', {
      placeholders: { 'city.name': 'text' },
      helpers: {},
      linkHosts: [],
    });
    const { status } = await redress(['template', 'check', '-', '--fields', fields], {}, 'In {{city.name}}.');
    expect(status).toBe(0);
  });
});

describe('redress knowledge check', () => {
  it('finds the shipped packs in order', async () => {
    const { status, stdout } = await redress(['knowledge', 'check', '--json']);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { ok: true, findings: [] }]);
  });

  it('stops the start on a broken own pack, with file and line', async () => {
    const { status, stderr } = await redress(['plan', '-'], { KNOWLEDGE_DIR: brokenPack() }, '{}');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/steps\/.*\.yaml:\d+:/)]);
  });
});

describe('redress knowledge refit', () => {
  const shipped = knowledge('weights.yaml');
  const tilt = '- {industry: retail, priority: speed, delta: 0.35, sd: 0.35, evidence: ragestudy13-apology}';
  const own = (text: string): string => {
    const home = mkdtempSync(join(folder, 'weights-'));
    writeFileSync(join(home, 'weights.yaml'), text);
    return home;
  };

  it('finds the shipped weights to follow from their findings', async () => {
    const { status, stdout, stderr } = await redress(['knowledge', 'refit', '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const answer = JSON.parse(stdout) as { industries: { weights: unknown[] }[] };
    expect(answer).toMatchObject({ ok: true, findings: [], draws: 40_000, seed: null });
    expect(answer.industries.map(({ weights }) => weights.length)).toEqual(Array(15).fill(8));
  });

  it('names what a new finding moves, and writes the parts with which the weights are in order again', async () => {
    const changed = own(shipped.replace('\ntilts:\n', `\ntilts:\n${tilt}\n`));
    const out = join(folder, 'fitted.yaml');
    const first = await redress(['knowledge', 'refit', changed, '--out', out]);
    expect(first.status).toBe(1);
    expect(first.stderr).toMatch(/^results\/retail\/weights\/speed\/point is 0\.113, recomputed 0\.1/m);
    expect(first.stderr).toMatch(/^withoutSource\/ragestudy13 is missing\.$/m);
    const parts = load(readFileSync(out, 'utf8')) as object;
    const whole = load(readFileSync(join(changed, 'weights.yaml'), 'utf8')) as object;
    const mended = own(JSON.stringify({ ...whole, ...parts }));
    const { status, stdout } = await redress(['knowledge', 'refit', mended]);
    expect([status, stdout]).toEqual([0, expect.stringContaining('retail (own and pooled)')]);
  });

  it('overwrites no file, its own knowledge least of all', async () => {
    const changed = own(shipped);
    const file = join(changed, 'weights.yaml');
    const { status, stdout, stderr } = await redress(['knowledge', 'refit', changed, '--out', file]);
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining('exists already')]);
    expect(readFileSync(file, 'utf8')).toBe(shipped);
  });

  it.each([
    [1, 'a folder without weights', () => [mkdtempSync(join(folder, 'empty-'))], /holds no weights\.yaml/],
    [1, 'a folder that is not there', () => [join(folder, 'nowhere')], /no folder that can be read/],
    [
      1,
      'weights with a fault',
      () => [own(shipped.replace('share: 0.42', 'share: 42'))],
      /weights\.yaml:\d+: .*share/,
    ],
    [
      1,
      'findings that leave no draw with the rule',
      () => [
        own(
          shipped
            .replace('delta: 0.2, sd: 0.5}', 'delta: 0.2, sd: 0.5}\n  ten times: {delta: 40, sd: 0.1}')
            .replace(
              '\ndirections:\n',
              '\ndirections:\n- {higher: apology, lower: compensation, industry: null, delta: 40, sd: 0.1, evidence: guo23-functional-over-financial}\n',
            ),
        ),
      ],
      /cannot be fitted\. No draw/,
    ],
    [1, 'a file in no folder', () => ['--out', join(folder, 'nowhere/x.yaml')], /cannot be written/],
    [2, 'too few draws', () => ['--draws', '10'], /--draws takes a whole number from 1000/],
    [2, 'a seed in words', () => ['--seed', 'luck'], /--seed takes a whole number/],
    [2, 'standard output as a file', () => ['--out', '-'], /--out takes the name of a new file/],
  ])('answers with exit %d to %s', async (exit, _, words, message) => {
    const { status, stderr } = await redress(['knowledge', 'refit', ...words()]);
    expect([status, stderr]).toEqual([exit, expect.stringMatching(message)]);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

function brokenPack(): string {
  const home = mkdtempSync(join(folder, 'pack-'));
  mkdirSync(join(home, 'steps'));
  writeFileSync(join(home, 'steps/notify.yaml'), '- id: notify-nobody\n  phase: notify\n');
  return home;
}

describe('redress audit verify', () => {
  it('is clean on a fresh installation', async () => {
    const { status, stdout } = await redress(['audit', 'verify', '--json'], { DATA_DIR: freshFolder() });
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { ok: true, entries: 0, firstBad: null, checkpoints: 0 },
    ]);
  });
});

describe('hostile input', () => {
  /** Runs a command on it; it ends by itself and never shows places in code. */
  async function run(words: string, input: string | Buffer, settings: Record<string, string> = {}) {
    const path = join(folder, 'hostile');
    writeFileSync(path, input);
    const ran = await redress(words.replace('FILE', path).split(' '), settings);
    expect(ran.stdout + ran.stderr).not.toMatch(
      /^\s+at |node_modules|file:\/\/|(Type|Range|Syntax|Reference|Query\w+)Error\b/m,
    );
    return ran;
  }

  const brackets = '['.repeat(20 * 1024 * 1024);

  it.each([
    'obligations FILE --json',
    'plan --ranking-facts FILE --json',
    'template check FILE --json',
    'incident import FILE --json',
  ])('that is no text, or no end of brackets, is refused by %s', async (words) => {
    const settings = { DATA_DIR: freshFolder() };
    const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, n) => n % 256));
    for (const input of [bytes, brackets]) expect((await run(words, input, settings)).status).toBe(1);
  });

  it.each([
    'obligations FILE --json',
    'plan FILE --json',
    'notice render FILE --kind individuals-email --json',
  ])('is answered by %s item by item, each with its own faults', async (words) => {
    const deep = `{"a":${'{"a":'.repeat(60)}1${'}'.repeat(61)}`;
    const items = [
      '{"industry":"retail"}',
      '',
      '{"facts":null}',
      '[[]]',
      '{"facts":{},"more":1,"__proto__":{"facts":{}}}',
      '{"industry":"retail","industry":"education"}',
      `{"id":"deep","facts":${deep}}`,
      '{"affected":{"total":1e400}}',
      '{"at":"yesterday","facts":{}}',
      '{"facts":{"organisation":{"name":"a\\u0000"}}}',
      '{"cut',
      '  ',
      '{"id":"last","facts":{"industry":"retail"}}',
    ];
    const { status, stdout } = await run(words, `\uFEFF${items.join('\r\n')}\r\n`);
    const answers = lines(stdout) as { id: string | number; errors?: { path: string; message: string }[] }[];
    const faulty = answers.filter(({ errors }) => errors !== undefined).map(({ id }) => id);
    expect([status, faulty]).toEqual([1, [2, 3, 4, 5, 'deep', 7, 8, 9, 10]]);
    expect(answers.find(({ id }) => id === 5)?.errors?.[0]).toMatchObject({ path: '/industry' });
    expect(answers.map(({ id }) => id)).toEqual([1, ...faulty, 'last']);
  });

  it.each([
    ['obligations FILE --at 2026-13-01'],
    ['notice render FILE'],
    ['template check FILE --profile root'],
    ['incident import /nowhere/at/all'],
  ])('on the command line is wrong usage: %s', async (words) => {
    expect((await run(words, '{}')).status).toBe(2);
  });

  it('of a database that does not answer ends in one sentence without the password', async () => {
    const settings = { DATABASE_URL: 'postgres://u:secretword@127.0.0.1:1/x', DATA_DIR: freshFolder() };
    const { status, stderr } = await run('audit verify', '', settings);
    expect([status, stderr]).toEqual([1, expect.stringContaining('database cannot be reached')]);
    expect(stderr).not.toContain('secretword');
  });
});
