import { Module } from '@nestjs/common';
import { ComparablesController } from './comparables.controller.js';
import { IncidentsCompared } from './comparables.service.js';
import { OwnCount } from './own-count.js';
import { OwnCountWorker } from './own-count.worker.js';
import { OwnRows } from './own-rows.js';

/** What organisations did in comparable incidents: public ones, and the organisation's own. */
@Module({
  providers: [OwnRows, OwnCount, OwnCountWorker, IncidentsCompared],
  controllers: [ComparablesController],
  exports: [IncidentsCompared],
})
export class ComparablesModule {}
