import { Module } from '@nestjs/common';
import { KnowledgeController } from './knowledge.controller.js';

/** Gives out what the field knows. */
@Module({ controllers: [KnowledgeController] })
export class KnowledgeModule {}
