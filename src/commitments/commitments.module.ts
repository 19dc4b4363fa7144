import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/notices.module.js';
import { CommitmentsController } from './commitments.controller.js';
import { Commitments } from './commitments.service.js';

/** What notices promise to people, who keeps it and by when. */
@Module({
  imports: [NoticesModule],
  providers: [Commitments],
  controllers: [CommitmentsController],
  exports: [Commitments],
})
export class CommitmentsModule {}
