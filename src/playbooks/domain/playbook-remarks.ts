import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import { unsoundPlaces } from '../../catalogue/domain/playbook-contradictions.js';
import { pointerTo } from '../../incidents/domain/json-pointer.js';
import type { Fault } from '../../platform/errors.js';
import type { PlaybookKnowledge } from './validate-playbook.js';

/**
 * No faults, yet worth a sentence before somebody works by the playbook: a step placed before one it waits for, due
 * later than a common legal clock, or waiting for one that is left out.
 */
export function playbookRemarks(content: PlaybookContent, { steps }: PlaybookKnowledge): Fault[] {
  return unsoundPlaces(content, (id) => steps.get(id)).map(({ path, message }) => ({
    path: path.reduce<string>(pointerTo, ''),
    message: `This ${message}.`,
  }));
}
