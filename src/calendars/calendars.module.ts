import { Module } from '@nestjs/common';
import { CalendarFeeds } from './calendar-feeds.js';
import { CalendarsController } from './calendars.controller.js';
import { DutyCalendar } from './duty-calendar.js';

/** Last moments of duties in people's own calendars. */
@Module({
  providers: [DutyCalendar, CalendarFeeds],
  controllers: [CalendarsController],
  exports: [CalendarFeeds],
})
export class CalendarsModule {}
