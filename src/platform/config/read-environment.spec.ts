import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationFaults, readEnvironment, settingNames } from './read-environment.js';

function faultsOf(raw: Record<string, string>): string[] {
  try {
    readEnvironment(raw);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationFaults) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('runs without any setting, on this machine only', () => {
    const { HOST, PORT, PUBLIC_URL, DATABASE_URL } = readEnvironment({});
    expect([HOST, PORT, PUBLIC_URL, DATABASE_URL]).toEqual([
      '127.0.0.1',
      3000,
      'http://localhost:3000',
      undefined,
    ]);
  });

  it('names every fault in one message and no value', () => {
    const faults = faultsOf({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://secret@db',
      TIME_ZONE: 'Mars/Base',
      SETUP_FROM_ANYWHERE: 'yes',
    });
    expect(faults).toHaveLength(6);
    expect(faults.join('\n')).toMatch(/PORT[\s\S]*DATABASE_URL[\s\S]*TIME_ZONE[\s\S]*SETUP_FROM_ANYWHERE/);
    expect(faults.join('\n')).not.toContain('secret');
  });

  it.each([
    ['http for another machine', { PUBLIC_URL: 'http://redress.example' }, 'only on this machine'],
    ['an open port without https', { HOST: '0.0.0.0' }, 'needs an https'],
    ['a path behind the origin', { PUBLIC_URL: 'https://redress.example/app' }, 'bare origin'],
  ])('refuses %s', (_, raw, words) => {
    expect(faultsOf(raw as Record<string, string>).join()).toContain(words);
  });

  it('reads a secret from a file and refuses it twice', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'redress-')), 'url');
    writeFileSync(file, 'postgres://db/redress\n');
    expect(readEnvironment({ DATABASE_URL_FILE: file }).DATABASE_URL).toBe('postgres://db/redress');
    expect(faultsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://db/other' }).join()).toContain(
      'keep one',
    );
  });

  it('is described in .env.example, setting by setting', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const named = [...text.matchAll(/^#?\s?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(settingNames().sort());
  });
});
