import { IsNull } from 'typeorm';
import { SYSTEM } from '../../src/platform/access/actor.js';
import type { Actor } from '../../src/platform/access/actor.js';
import type { Role } from '../../src/platform/access/permissions.js';
import { Clock } from '../../src/platform/clock.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { PasswordCost } from '../../src/identity/passwords.js';
import { Session } from '../../src/identity/session.entity.js';
import { Users } from '../../src/identity/users.service.js';
import type { RunningApp } from './app.js';
import { ask } from './client.js';
import type { Answer } from './client.js';

/** One person of each role. */
export const EVERYONE = {
  ada: 'admin',
  lena: 'lead',
  dana: 'communications',
  karl: 'counsel',
  aude: 'auditor',
  vera: 'viewer',
} as const satisfies Record<string, Role>;

/** A browser or program of one person: sends their cookie, our origin and the form token with each change. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, json?: unknown): Promise<Answer>;
  put(path: string, json?: unknown): Promise<Answer>;
  patch(path: string, json?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Posts a form as a page does; a list gives the field once per value. */
  form(path: string, fields?: Record<string, string | string[]>): Promise<Answer>;
  /** Posts a form with one file, as a page with an upload does. */
  upload(path: string, fields: Record<string, string>, file: UploadedFile): Promise<Answer>;
}

export interface UploadedFile {
  field: string;
  name: string;
  type: string;
  content: string | Buffer;
}

export interface SignedIn extends Client {
  id: string;
  email: string;
  password: string;
  /** As services see the person; to call a service without HTTP. */
  actor: Actor;
  /** `name=value` of the session cookie, as it is now. */
  readonly cookie: string;
  readonly formToken: string;
  /** Signs in anew, in another session. */
  signIn(): Promise<void>;
  /**
   * Lets neither the proof of who one is nor the session run out because the machine is slow; while a test holds or
   * moves the clock, both do. Done before each request of the client; for requests that go another way.
   */
  stayProved(): Promise<void>;
}

/** A proof lasts five minutes, a session half an hour: both are renewed well before. */
const PROVED_FOR_MS = 2 * 60_000;
/** A service whose clock differs by more from that of the machine has one that a test moved. */
const SAME_MOMENT_MS = 1_000;

/** Makes hashing cheap: the least that is allowed. */
export function hashFast(running: RunningApp): void {
  Object.assign(running.app.get(PasswordCost), { memoryKib: 19_456, passes: 2 });
}

/** A password that every rule takes. */
export function passwordOf(name: string): string {
  return `seven slow herons ${[...name].reverse().join('')}`;
}

/**
 * Accounts made by the service and signed in over HTTP.
 *
 * @returns `as('dana')` for one of them, `as(null)` for someone not signed in
 */
export async function people<Name extends string>(
  running: RunningApp,
  roles: Record<Name, Role>,
): Promise<{ (name: Name): SignedIn; (name: null): Client }> {
  hashFast(running);
  const users = running.app.get(Users);
  const signedIn = new Map<string, SignedIn>();
  for (const [name, role] of Object.entries(roles) as [Name, Role][]) {
    const account = { name: `${name} Tester`, email: `${name}@staff.example`, password: passwordOf(name) };
    const { id } = await users.create({ ...account, role });
    const actor: Actor = { ...SYSTEM, id, kind: 'user', name: account.name, role };
    const person = personOf(running, { id, email: account.email, password: account.password, actor });
    await person.signIn();
    signedIn.set(name, person);
  }
  const anonymous = clientOf(running.url, () => ({ origin: running.url }));
  const as = (name: Name | null) => (name === null ? anonymous : signedIn.get(name));
  return as as { (name: Name): SignedIn; (name: null): Client };
}

function personOf(
  running: RunningApp,
  person: Pick<SignedIn, 'id' | 'email' | 'password' | 'actor'>,
): SignedIn {
  const { url } = running;
  let cookie = '';
  let formToken = '';
  let provedAt = performance.now();
  const headers = () => ({ origin: url, cookie, 'x-form-token': formToken });
  const keepCookie = (answer: Answer) => {
    const fresh = cookieOf(answer);
    if (fresh !== null) cookie = fresh;
  };
  const stayProved = async () => {
    const now = running.app.get(Clock).now();
    const isMoved = Math.abs(now.epochMilliseconds - Date.now()) > SAME_MOMENT_MS;
    if (isMoved || performance.now() - provedAt < PROVED_FOR_MS) return;
    provedAt = performance.now();
    const live = { userId: person.id, endedAt: IsNull() };
    await running.app
      .get(UnitOfWork)
      .run((manager) => manager.update(Session, live, { provedAt: now, lastSeenAt: now }));
  };
  const client = clientOf(url, headers, keepCookie, stayProved);
  const signedIn: SignedIn = {
    ...client,
    ...person,
    stayProved,
    get cookie() {
      return cookie;
    },
    get formToken() {
      return formToken;
    },
    async signIn() {
      const { email, password } = signedIn;
      cookie = '';
      const answer = await clientOf(url, () => ({ origin: url })).post('/api/v1/sessions', {
        email,
        password,
      });
      if (answer.status !== 201) throw new Error(`${email} cannot sign in: ${answer.status} ${answer.text}`);
      keepCookie(answer);
      provedAt = performance.now();
      formToken = answer.json<{ formToken: string }>().formToken;
    },
  };
  return signedIn;
}

/** `name=value` of the session cookie an answer sets; null when it sets none or takes it back. */
export function cookieOf(answer: Answer): string | null {
  const set = answer.headers['set-cookie']?.find((line) => /^(__Host-)?redress_session=[^;]+/.test(line));
  return set?.split(';')[0] ?? null;
}

function clientOf(
  url: string,
  headers: () => Record<string, string>,
  seen: (answer: Answer) => void = () => undefined,
  ready: () => Promise<void> = () => Promise.resolve(),
): Client {
  const send = async (
    method: string,
    path: string,
    more: Record<string, string> = {},
    body?: string | Buffer,
  ) => {
    await ready();
    const own = method === 'GET' ? { ...headers(), 'x-form-token': '' } : headers();
    const all = Object.entries({ ...own, ...more }).filter(([, value]) => value !== '');
    const answer = await ask(url, path, { method, headers: Object.fromEntries(all), body });
    seen(answer);
    return answer;
  };
  const json =
    (method: string) =>
    (path: string, body: unknown = {}) =>
      send(method, path, { 'content-type': 'application/json' }, JSON.stringify(body));
  return {
    get: (path, more = { accept: path.startsWith('/api') ? 'application/json' : 'text/html' }) =>
      send('GET', path, more),
    post: json('POST'),
    put: json('PUT'),
    patch: json('PATCH'),
    delete: (path) => send('DELETE', path),
    form: (path, fields = {}) => {
      const pairs = Object.entries({ formToken: headers()['x-form-token'] ?? '', ...fields });
      const form = new URLSearchParams(
        pairs.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
      );
      const type = 'application/x-www-form-urlencoded';
      return send(
        'POST',
        path,
        { 'content-type': type, 'x-form-token': '', accept: 'text/html' },
        form.toString(),
      );
    },
    upload: (path, fields, file) => {
      const { type, body } = multipart({ formToken: headers()['x-form-token'] ?? '', ...fields }, file);
      return send('POST', path, { 'content-type': type, 'x-form-token': '', accept: 'text/html' }, body);
    },
  };
}

function multipart(fields: Record<string, string>, file: UploadedFile): { type: string; body: Buffer } {
  const boundary = 'redress-test-boundary-7c1e94a05be20d17';
  const chunks = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const disposition = `form-data; name="${file.field}"; filename="${file.name}"`;
  const head = `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${file.type}\r\n\r\n`;
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  const body = Buffer.concat([...chunks, Buffer.from(head), Buffer.from(file.content), end]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}
