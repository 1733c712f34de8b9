/** The time that decisions and releases carry. */
import { CordonError } from '../../model/errors.js';
import type { Io } from '../io.js';

/** RFC 3339, UTC, whole seconds. SOURCE_DATE_EPOCH makes it repeatable. */
export function createdNow(io: Io): string {
  const epoch = io.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && !/^\d{1,11}$/.test(epoch)) {
    throw new CordonError('usage', {
      message: `SOURCE_DATE_EPOCH is ${JSON.stringify(epoch)}`,
      hint: 'give whole seconds since 1970-01-01 UTC, or unset it',
    });
  }
  const now = epoch === undefined ? io.now() : new Date(Number(epoch) * 1000);
  return `${now.toISOString().slice(0, 19)}Z`;
}
