import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { ReminderAudience } from './reminder-audience.js';
import { ReminderCalls } from './reminder-calls.js';
import { ReminderLadder } from './reminder-ladder.js';
import { ReminderLetters } from './reminder-letters.js';
import { ReminderSender } from './reminder-sender.js';
import { ReminderWorker } from './reminder.worker.js';
import { Reminders } from './reminders.service.js';

/** Clocks that people cannot overlook: who is told of which duty, and when. */
@Module({
  imports: [DeliveryModule],
  providers: [
    ReminderLadder,
    ReminderAudience,
    ReminderCalls,
    ReminderLetters,
    ReminderSender,
    ReminderWorker,
    Reminders,
  ],
  exports: [Reminders, ReminderWorker],
})
export class RemindersModule {}
