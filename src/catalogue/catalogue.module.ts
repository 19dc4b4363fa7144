import { Global, Module } from '@nestjs/common';
import { Environment } from '../platform/config/environment.js';
import { loadCatalogue } from './catalogue.loader.js';

/** Injects the loaded knowledge: `@Inject(CATALOGUE) private readonly catalogue: Catalogue`. */
export const CATALOGUE = Symbol('Catalogue');

/** Reads the knowledge when the program starts; a fault in it stops the start. */
@Global()
@Module({
  providers: [
    {
      provide: CATALOGUE,
      inject: [Environment],
      useFactory: ({ KNOWLEDGE_DIR }: Environment) =>
        loadCatalogue(KNOWLEDGE_DIR === undefined ? {} : { overlay: KNOWLEDGE_DIR }),
    },
  ],
  exports: [CATALOGUE],
})
export class CatalogueModule {}
