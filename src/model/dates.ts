/** Calendar dates as text. They compare as text; `YYYY-MM` stands before the days of its month. */
import type { IsoDate, PartialDate } from './registry/platform.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A real day of the Gregorian calendar, 1900 to 2199 (RFC 3339 full-date). */
export function isIsoDate(text: string): text is IsoDate {
  const parts = DATE.exec(text);
  if (!parts || !/^(?:19|20|21)/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function isPartialDate(text: string): text is PartialDate {
  return isIsoDate(text) || (/^\d{4}-\d{2}$/.test(text) && isIsoDate(`${text}-01`));
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day that many months earlier; the last day of the month where that day does not exist. */
export function monthsBefore(date: PartialDate, months: number): IsoDate {
  const [year, month, day] = (date.length === 7 ? `${date}-01` : date).split('-').map(Number) as [
    number,
    number,
    number,
  ];
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}

/** Whether a date lies on or after another; a month without a day counts to its end. */
export function onOrAfter(date: PartialDate, limit: IsoDate): boolean {
  return (date.length === 7 ? `${date}-31` : date) >= limit;
}
