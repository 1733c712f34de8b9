/** Observation: an immutable dated fact measured on the network, failures included, with its vantage. */
import type { Json } from './canonical-json.js';

export interface Observation {
  /** What was looked at: a canonical host name, an address in canonical text, or an absolute URL. */
  readonly subject: string;
  /** `dns/A`, `dns/HTTPS`, `page`, `tls`, `location`, …: decides the form of `value`. */
  readonly type: string;
  /** Id of the vantage: who looked, from where, through which resolver. */
  readonly vantage: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  /** A word of the type's closed vocabulary, e.g. `answer`, `nodata`, `nxdomain`, `timeout`. */
  readonly outcome: string;
  /** False where nothing was learned about the subject (timeout, SERVFAIL, bot wall): deletes nothing, ever. */
  readonly conclusive: boolean;
  /** What was seen, without what changes at every look; equal values of one key are one fact seen again. */
  readonly value: Json;
  /** What changes at every look (TTL, duration); only the latest is kept. */
  readonly detail?: Json | undefined;
}
