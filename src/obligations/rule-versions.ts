import { createHash } from 'node:crypto';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';

const known = new WeakMap<ObligationRule, string>();

/**
 * First 12 hexadecimal digits of the SHA-256 of a rule's row, whatever the order of its keys. A rule of the
 * catalogue is frozen, so its version is worked out once.
 */
export function ruleVersion(rule: ObligationRule): string {
  const before = known.get(rule);
  if (before !== undefined) return before;
  const version = createHash('sha256').update(canonical(rule)).digest('hex').slice(0, 12);
  known.set(rule, version);
  return version;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
