import { Routes } from '../../src/identity/routes.js';
import type { RunningApp } from './app.js';
import type { Answer } from './client.js';
import { formsOf, readHtml } from './html.js';
import type { Form, FormField } from './html.js';
import type { SignedIn } from './people.js';
import { addressOf, allowed, forEach, isApi, send } from './world.js';
import type { World } from './world.js';

/** A form with someone to whom a page offers it. */
export interface Offered {
  form: Form;
  person: SignedIn;
}

/** Passwords and sessions have tests of their own: a wrong one counts. */
export function isOfTheAccount(path: string): boolean {
  return /^(\/api\/v1)?\/(sessions|me|step-up|sign-in|sign-out|setup)(\/|$)/.test(path);
}

/** The forms of all pages about the world, each once. */
export async function formsOffered(running: RunningApp, world: World): Promise<Offered[]> {
  const found = new Map<string, Offered>();
  const pages = running.app
    .get(Routes)
    .all()
    .filter((route) => route.method === 'GET' && !isApi(route) && !isOfTheAccount(route.path));
  const places = pages.flatMap((route) => [world.told, world.untold].map((ids) => ({ route, ids })));
  const offered = await forEach(places, async ({ route, ids }) => {
    const person = allowed(route, world.as);
    const { text } = await send(running, person, addressOf(route, ids), { method: 'GET' });
    return formsOf(readHtml(text))
      .filter(
        ({ method, action }) => method === 'post' && !isOfTheAccount(action) && !dismissesUs(action, world),
      )
      .map((form) => ({ form, person }));
  });
  for (const one of offered.flat())
    found.set(
      one.form.action.replace(/INC-\d+-\d+|[0-9A-Z]{26}|manual-[0-9a-z]{26}|steps\/[^/]+/g, ':id'),
      one,
    );
  return [...found.values()];
}

/** Whoever is disabled, or becomes a viewer, could not go on asking. */
function dismissesUs(action: string, { as }: World): boolean {
  return /^\/settings\/people\/./.test(action) && !action.includes(as('vera').id);
}

/** People type into it; what is hidden, and what is pressed, comes with the page. */
export function isTyped({ name, type }: FormField): boolean {
  return !['hidden', 'submit', 'button'].includes(type) && name !== 'formToken';
}

/** Sends a form with these fields, in order, and its own token. */
export function sendForm(
  running: RunningApp,
  { form, person }: Offered,
  fields: readonly (readonly [string, string])[],
): Promise<Answer> {
  const others = fields.filter(([name]) => name !== 'formToken');
  const own: (readonly [string, string])[] = [['formToken', person.formToken], ...others];
  const asked = form.multipart ? inParts(own) : asForm(own);
  return send(running, person, form.action, { method: 'POST', ...asked });
}

function asForm(fields: readonly (readonly [string, string])[]) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-form-token': '' };
  const pairs = fields.map(([name, value]) => [name, value.toWellFormed()]);
  return { headers, body: new URLSearchParams(pairs).toString() };
}

function inParts(fields: readonly (readonly [string, string])[]) {
  const parts = fields.map(([name, value]) => {
    const file = name === 'file' ? '; filename="f"' : '';
    return `--b7c1\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  const headers = { 'content-type': 'multipart/form-data; boundary=b7c1', 'x-form-token': '' };
  return { headers, body: Buffer.from(`${parts.join('')}--b7c1--\r\n`) };
}
