import { diffFacts } from '../../incidents/domain/facts-diff.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { escaped } from '../../incidents/domain/json-pointer.js';
import { formatInstant, type InstantLike } from '../views.time.js';

/** One saved state of the facts; newest first in lists. */
export interface SavedFacts {
  revision: number;
  facts: IncidentFacts;
  savedAt: InstantLike;
  savedBy: string;
  reason: string;
}

/** Says of each fact who recorded it and when, from the revisions and from what the facts themselves say. */
export class FactOrigins {
  readonly #changedIn = new Map<string, number>();
  readonly #byRevision: ReadonlyMap<number, SavedFacts>;
  readonly #current: IncidentFacts;

  /** @param revisions newest first, at least one */
  constructor(
    revisions: readonly SavedFacts[],
    private readonly names: ReadonlyMap<string, string>,
    private readonly zone: string,
  ) {
    this.#current = revisions[0]?.facts ?? {};
    this.#byRevision = new Map(revisions.map((saved) => [saved.revision, saved]));
    revisions.forEach(({ facts, revision }, index) => {
      for (const { path } of diffFacts(revisions[index + 1]?.facts ?? {}, facts)) {
        if (!this.#changedIn.has(path)) this.#changedIn.set(path, revision);
      }
    });
  }

  /** `Recorded by Imke Dorn, Tue 17 Nov, 10:02 GMT, from VERIS`; of a group, its latest change. */
  of(...pointers: string[]): string | undefined {
    const changed = [...this.#changedIn].filter(([path]) =>
      pointers.some((pointer) => path === pointer || path.startsWith(`${pointer}/`)),
    );
    const revision = Math.max(0, ...changed.map(([, one]) => one));
    const saved = this.#byRevision.get(revision);
    if (!saved) return undefined;
    const source = this.#sourceSince(revision, pointers);
    const who = this.names.get(saved.savedBy) ?? 'a person who left';
    return `Recorded by ${who}, ${formatInstant(saved.savedAt, this.zone, 'short')}${source}`;
  }

  /** What the facts say of their source counts only when it was written with the value, or after it. */
  #sourceSince(revision: number, pointers: readonly string[]): string {
    const told = Object.entries(this.#current.provenance ?? {}).find(
      ([path, { source }]) =>
        source !== undefined &&
        pointers.some((pointer) => path === pointer || path.startsWith(`${pointer}/`)) &&
        (this.#changedIn.get(`/provenance/${escaped(path)}/at`) ?? 0) >= revision,
    );
    return told ? `, from ${(told[1].source ?? '').replace(/^VERIS .*/, 'VERIS')}` : '';
  }
}
