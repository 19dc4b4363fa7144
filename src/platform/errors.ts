/**
 * Refusals with a name, a stable code and a sentence for people. Services throw them; only
 * `http/problem.filter.ts` knows which HTTP status belongs to which kind.
 */
export abstract class Refusal extends Error {
  /** Stable, machine-readable: `<module>.<what>`. */
  abstract readonly code: string;

  constructor(
    message: string,
    /** Ids and counts a program may need; never personal data, never a value that was sent. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** 404: missing, or hidden from this actor; both answer alike. */
export abstract class NotFound extends Refusal {}

/** 409: the state of the thing, or four eyes, forbids it. */
export abstract class Conflict extends Refusal {}

/** 409: two people share a decision, and this one has had their part in it. An attempt goes on record. */
export abstract class FourEyes extends Conflict {}

/** 403: known, and not allowed. */
export abstract class Forbidden extends Refusal {}

/** 401: not signed in, or the credentials are wrong. */
export abstract class Unauthenticated extends Refusal {}

/** 428: sign in again first. */
export abstract class StepUpNeeded extends Refusal {}

/** 410: used or expired, told to its owner. */
export abstract class Gone extends Refusal {}

/** 421: asked under a name that is not ours. */
export abstract class Misdirected extends Refusal {}

/** 429: too many tries; `retryAfterSeconds` says when to come back. */
export abstract class TooMany extends Refusal {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message, { retryAfterSeconds });
  }
}

/** One fault of an input: the place as a JSON pointer or `line 12`, and how to mend it. Never the value. */
export interface Fault {
  path: string;
  message: string;
}

/** 422: readable but wrong, with the place of each fault. */
export abstract class Unprocessable extends Refusal {
  constructor(
    message: string,
    readonly faults: Fault[],
    details: Record<string, unknown> = {},
  ) {
    super(message, details);
  }
}
