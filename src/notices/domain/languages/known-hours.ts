import type { Hours } from '../notice-values.js';

const aroundTheClock = /^(day and night|around the clock|24\/7)$/i;
const span = /^(every day|daily|Monday to Friday),? (?:from )?(\d{1,2}):(\d\d) to (\d{1,2}):(\d\d)$/i;

/**
 * Hours that a house has typed in plain English, as a value that every language can say; any other words of the house
 * stay as they are.
 */
export function knownHours(open: Hours): Hours {
  if (typeof open !== 'string') return open;
  const text = open.trim();
  if (aroundTheClock.test(text)) return 'around-the-clock';
  const [, days = '', fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = span.exec(text) ?? [];
  if (!isTime(fromHour, fromMinute) || !isTime(toHour, toMinute)) return open;
  return {
    days: /^monday/i.test(days) ? 'monday-to-friday' : 'every-day',
    from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
    to: `${toHour.padStart(2, '0')}:${toMinute}`,
  };
}

function isTime(hour: string, minute: string): boolean {
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60;
}
