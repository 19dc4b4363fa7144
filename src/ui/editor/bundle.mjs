import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);
const BUILT = here('../assets/built/');

/** The editor of notices and htmx as single files beside the other assets; the manifest serves them with their hash. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [here('notice-editor.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['chrome115', 'firefox115', 'safari16.4'],
    legalComments: 'eof',
    // The parser of the service reads the Markdown here too; a second version would read it another way.
    alias: { 'markdown-it': require.resolve('markdown-it') },
  });
  const editor = outputFiles[0].contents;
  const htmx = readFileSync(require.resolve('htmx.org/dist/htmx.min.js'), 'utf8');
  mkdirSync(BUILT, { recursive: true });
  keep('notice-editor.js', editor);
  keep('htmx.js', Buffer.from(htmx.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, '\n')));
}

/** Whole or not at all: someone may read it meanwhile. */
function keep(name, content) {
  const path = `${BUILT}${name}`;
  const size = `${(gzipSync(content).length / 1000).toFixed(0)} kB gzip`;
  const same = existsSync(path) && hashOf(readFileSync(path)) === hashOf(content);
  if (same) return;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
  process.stdout.write(`${name}: ${size}\n`);
}

const hashOf = (content) => createHash('sha256').update(content).digest('hex');

await bundle();
