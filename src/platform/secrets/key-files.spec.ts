import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeysUnusable, openKeys } from './key-files.js';

let dataDir: string;

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'redress-keys-')), 'data');
});

const mode = (path: string) => (statSync(join(dataDir, path)).mode & 0o777).toString(8);

describe('the keys of an installation', () => {
  it('are made on the first start, readable by their owner only, and are the same at the next', () => {
    const first = openKeys(dataDir, false);
    const modes = ['.', 'keys', 'keys/master.key', 'keys/checkpoint.key', 'keys/token.key'].map(mode);
    expect(modes).toEqual(['700', '700', '600', '600', '600']);
    const again = openKeys(dataDir, true);
    expect(again.master.equals(first.master)).toBe(true);
    expect(again.checkpoint.equals(first.checkpoint)).toBe(true);
  });

  it('are refused when others of the machine could read them', () => {
    openKeys(dataDir, false);
    chmodSync(join(dataDir, 'keys/master.key'), 0o640);
    expect(() => openKeys(dataDir, true)).toThrow(KeysUnusable);
  });

  it('are never made anew beside a database, nor one of them alone', () => {
    expect(() => openKeys(dataDir, true)).toThrow('restore it');
    openKeys(dataDir, false);
    rmSync(join(dataDir, 'keys/token.key'));
    expect(() => openKeys(dataDir, false)).toThrow('keys/token.key is missing');
  });
});
