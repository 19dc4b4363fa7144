import { Global, Module } from '@nestjs/common';
import { KnowledgeEditions } from './knowledge-editions.service.js';

/** The knowledge of earlier days; open to every feature. */
@Global()
@Module({ providers: [KnowledgeEditions], exports: [KnowledgeEditions] })
export class KnowledgeEditionsModule {}
