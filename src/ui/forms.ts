import type { Fault } from '../platform/errors.js';
import { InvalidInput, bodyPipe } from '../platform/http/body-pipe.js';

const pipe = bodyPipe();

/**
 * Reads a posted form by the same rules as a body of the API, but hands the faults back, so that the page can be shown
 * again with what was typed. The handler takes `@Body() body: unknown`.
 */
export async function readForm<Form extends object>(
  form: new () => Form,
  body: unknown,
): Promise<{ value: Form; faults: null } | { value: null; faults: Fault[] }> {
  try {
    const value: unknown = await pipe.transform(body ?? {}, { type: 'body', metatype: form });
    return { value: value as Form, faults: null };
  } catch (error) {
    if (error instanceof InvalidInput) return { value: null, faults: error.faults };
    throw error;
  }
}

/** What was typed into a text field, to show it again; never for passwords. */
export function typed(body: unknown, field: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[field];
  return typeof value === 'string' ? value : '';
}
