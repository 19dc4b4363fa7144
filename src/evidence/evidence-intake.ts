import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { plainFileName } from './domain/file-name.js';
import { fileTypeOf } from './domain/file-type.js';
import type { MediaType } from './domain/file-type.js';
import { EvidenceLimits } from './evidence-limits.js';
import { EvidenceScanner } from './evidence-scanner.js';
import type { ScanOutcome } from './evidence-scanner.js';
import { EvidenceRefused, EvidenceTooLarge } from './evidence.errors.js';

/** A file as it came. */
export interface EvidenceUpload {
  /** As the sender calls it; may be anything. */
  name: string;
  bytes: Buffer;
}

/** A file that was looked at and may be kept. */
export interface ReceivedEvidence {
  name: string;
  bytes: Buffer;
  sha256: string;
  mediaType: MediaType;
  scan: ScanOutcome;
}

/** Looks at a file before it is kept: everything slow or outside the database, never inside a transaction. */
@Injectable()
export class EvidenceIntake {
  constructor(
    private readonly scanner: EvidenceScanner,
    private readonly limits: EvidenceLimits,
  ) {}

  /** @throws EvidenceRefused when it is empty or not what its name says; EvidenceTooLarge */
  async receive(upload: EvidenceUpload): Promise<ReceivedEvidence> {
    const { bytes } = upload;
    if (bytes.length === 0)
      throw new EvidenceRefused({
        path: '/file',
        message: 'The file is empty; choose the one that holds something.',
      });
    if (bytes.length > this.limits.fileBytes) throw new EvidenceTooLarge();
    const name = plainFileName(upload.name);
    const type = fileTypeOf(name, bytes);
    if ('disagrees' in type) {
      const { ending, words } = type.disagrees;
      const message = `The name ends in .${ending}, but the content is not ${words}. Give the file the ending of what it is.`;
      throw new EvidenceRefused({ path: '/file', message });
    }
    const sha256 = sha256Of(bytes);
    return { name, bytes, sha256, mediaType: type.mediaType, scan: await this.scanner.scan(bytes) };
  }
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** True when the scanner was asked and did not let the bytes pass. */
export function isQuarantined(scan: ScanOutcome): boolean {
  return scan !== 'none' && scan !== 'passed';
}
