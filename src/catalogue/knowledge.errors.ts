import { NotFound } from '../platform/errors.js';

/** The loaded knowledge has no finding, step or industry of this id. */
export class KnowledgeEntryNotFound extends NotFound {
  readonly code = 'knowledge.entry_not_found';

  constructor(kind: 'finding' | 'step' | 'industry') {
    super(`The knowledge that is loaded has no such ${kind}; see the list of all.`);
  }
}
