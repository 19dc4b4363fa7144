import { execFileSync } from 'node:child_process';
import startPostgres from './postgres.start.mjs';

/** The tests of this project run the program as people do: built, in a process of its own. */
export default async function start() {
  if (!process.env.SKIP_BUILD)
    execFileSync('npm', ['run', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await startPostgres();
}
