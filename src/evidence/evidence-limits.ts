/** 25 MiB. */
export const LARGEST_EVIDENCE = 25 * 1024 * 1024;

/** How much evidence one incident takes, and how long a scanner may (`security.md` 2.5, row 37). */
export class EvidenceLimits {
  /** Bytes of one file. */
  fileBytes = LARGEST_EVIDENCE;
  /** Files of one incident. */
  files = 2_000;
  /** Milliseconds until a scanner counts as failed. */
  scanMs = 60_000;
}
