/** No release from the past: expired entries would look fresh in it, and the chain would run backwards. */
import type { Violation } from './verdict.js';

/** @param created RFC 3339, UTC, whole seconds, as is `last.created` */
export function clockViolation(
  created: string,
  last: { readonly serial: number; readonly created: string } | undefined,
): Violation[] {
  if (last === undefined || created >= last.created) return [];
  return [
    {
      guard: 'clock',
      verdict: 'refused',
      value: created,
      message: `clock: it is ${created}, before serial ${last.serial} was made (${last.created})`,
      hint: 'set the clock right; a release from the past would let expired entries look fresh',
      causes: [],
    },
  ];
}
