import { Module } from '@nestjs/common';
import { RecipientImports } from './recipient-imports.service.js';
import { RecipientsController } from './recipients.controller.js';
import { Recipients } from './recipients.service.js';

/** The people notices go to. */
@Module({
  providers: [Recipients, RecipientImports],
  controllers: [RecipientsController],
  exports: [Recipients, RecipientImports],
})
export class RecipientsModule {}
