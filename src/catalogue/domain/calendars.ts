/**
 * `knowledge/calendars.yaml`: per calendar and year (`2025`), the weekdays (YYYY-MM-DD) that are not working
 * days. A year that is not listed is unknown, never free of holidays. `us-sec-edgar` is not listed: it is
 * `us-federal`.
 */
export type Calendars = Record<string, Record<string, string[]>>;
