import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';

/** The configuration cannot be used; `message` names every fault, one per line. The start is refused. */
export class ConfigurationFaults extends Error {
  constructor(readonly faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'ConfigurationFaults';
  }
}

type Raw = Record<string, string | undefined>;

/**
 * Reads and checks the whole configuration once.
 *
 * @param raw usually `process.env`; an empty value counts as absent
 * @throws ConfigurationFaults with every fault in one message; values are never printed, for some are secrets
 */
export function readEnvironment(raw: Raw): Environment {
  const environment = new Environment();
  const faults: string[] = [];
  for (const name of settingNames()) {
    const value = valueOf(raw, name, faults);
    if (value !== undefined) Object.assign(environment, { [name]: typed(environment, name, value) });
  }
  if (!raw.PUBLIC_URL && !raw.PUBLIC_URL_FILE && Number.isInteger(environment.PORT))
    environment.PUBLIC_URL = `http://localhost:${environment.PORT}`;
  for (const error of validateSync(environment, { skipMissingProperties: false })) {
    faults.push(...Object.values(error.constraints ?? {}));
  }
  if (faults.length === 0) faults.push(...contradictions(environment));
  if (faults.length > 0) throw new ConfigurationFaults(faults);
  return environment;
}

/** Names of all settings, in the order of the class. */
export function settingNames(): string[] {
  const optional = ['DATABASE_URL', 'SMTP_URL', 'KNOWLEDGE_DIR', 'ANTIVIRUS_COMMAND'];
  return [...new Set([...Object.keys(new Environment()), ...optional])];
}

function valueOf(raw: Raw, name: string, faults: string[]): string | undefined {
  const file = raw[`${name}_FILE`];
  if (!file) return raw[name] || undefined;
  if (raw[name]) faults.push(`${name} and ${name}_FILE are both given; keep one`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    faults.push(`${name}_FILE names a file that cannot be read`);
    return undefined;
  }
}

function typed(environment: Environment, name: string, value: string): unknown {
  const sample = environment[name as keyof Environment];
  if (typeof sample === 'number') return /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (typeof sample === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

function contradictions(environment: Environment): string[] {
  const url = new URL(environment.PUBLIC_URL);
  const faults: string[] = [];
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    faults.push('PUBLIC_URL must be a bare origin such as https://redress.example');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    faults.push('PUBLIC_URL may be http:// only on this machine (localhost); use https://');
  }
  if (!isLoopback(environment.HOST) && url.protocol !== 'https:') {
    faults.push('HOST other than loopback needs an https:// PUBLIC_URL');
  }
  return faults;
}

/** True for names and addresses of this machine itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host);
}
