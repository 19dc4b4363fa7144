import { Module } from '@nestjs/common';
import { MaskedReaders } from './masked-readers.js';
import { RecipientImports } from './recipient-imports.service.js';
import { RecipientsController } from './recipients.controller.js';
import { Recipients } from './recipients.service.js';

/** The people notices go to. */
@Module({
  providers: [Recipients, RecipientImports, MaskedReaders],
  controllers: [RecipientsController],
  exports: [Recipients, RecipientImports, MaskedReaders],
})
export class RecipientsModule {}
