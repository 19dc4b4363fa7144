import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';

/** The shipped knowledge with the organisation's own packs over it, as the service would load it. */
export function knowledgeInForce(): Catalogue {
  const overlay = process.env.KNOWLEDGE_DIR || undefined;
  return loadCatalogue(overlay === undefined ? {} : { overlay });
}
