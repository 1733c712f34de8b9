/** What is known of the addresses of a platform's names: measured by `observe`, judged by `release`. */
import type { PlatformId } from '../registry/platform.js';

/** A name of the platform whose answers held the address. */
export interface NameSighting {
  readonly name: string;
  /** RFC 3339, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Observations that held it, over all vantages. */
  readonly sightings: number;
  readonly vantages: readonly string[];
  /** Only answers with signs of forgery held it. */
  readonly suspect: boolean;
}

/** `ok`: the address showed a valid certificate for the name. `unknown`: no handshake came about. */
export interface PossessionProof {
  readonly name: string;
  readonly outcome: 'ok' | 'fail' | 'unknown';
  /** RFC 3339, UTC. */
  readonly lastSeen: string;
  /** sha256 of the certificate, lower-case hex. */
  readonly fingerprint?: string | undefined;
}

/** A registrable domain that is none of the platform's and was seen at the address. */
export interface Stranger {
  readonly name: string;
  /** RFC 3339, UTC. */
  readonly lastSeen: string;
  /** An answer for it held the address, or a certificate that was shown there names it. */
  readonly how: 'dns' | 'certificate';
}

export interface AddressFacts {
  /** Canonical text. */
  readonly address: string;
  readonly family: 4 | 6;
  readonly names: readonly NameSighting[];
  /** Canonical names on the way from the platform's names to the address. */
  readonly cnames: readonly string[];
  /** Null where the address was not located. */
  readonly infrastructure: {
    readonly class: string;
    readonly list?: string | undefined;
    readonly basis?: string | undefined;
    readonly match?: string | undefined;
  } | null;
  readonly country: string | null;
  readonly originAs: number | null;
  /** Geolocation databases that were asked, with the day on which they were built: `id 2026-06-17`. */
  readonly databases: readonly string[];
  readonly tls: readonly PossessionProof[];
  readonly strangers: readonly Stranger[];
  /** A registry's or AS's record that gives the operator of the address more than the one. */
  readonly allocation?: { readonly prefix: string; readonly source: string } | undefined;
}

/** How many addresses in how many origin ASes a name had within the hours of the limit before it was last seen. */
export interface NameFlux {
  readonly addresses: number;
  readonly systems: number;
}

/** A name that no vantage gets an answer for any more: all that were asked last heard NXDOMAIN. RFC 3339, UTC. */
export interface NameGone {
  readonly since: string;
  readonly lastSeen: string;
}

export interface PlatformAddresses {
  readonly addresses: readonly AddressFacts[];
  readonly flux: ReadonlyMap<string, NameFlux>;
  readonly gone: ReadonlyMap<string, NameGone>;
}

export type ObservedAddresses = ReadonlyMap<PlatformId, PlatformAddresses>;

/** Why an address is not listed: the condition that it fails. */
export const REFUSAL_CAUSES = [
  'not-public',
  'protected',
  'shared-infrastructure',
  'cname-into-shared',
  'not-located',
  'suspect-answer',
  'strangers',
  'too-wide',
  'stale',
  'name-gone',
  'too-few-sightings',
  'no-possession-proof',
  'fast-flux',
  'too-many',
] as const;
export type RefusalCause = (typeof REFUSAL_CAUSES)[number];

/** One address that is listed, with what shows that it is the platform's alone. */
export interface ListedAddress {
  /** Canonical text with its length. */
  readonly prefix: string;
  /** The name that proved its possession. */
  readonly name: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly sightings: number;
  readonly vantages: readonly string[];
  readonly country: string | null;
  readonly originAs: number | null;
  readonly class: string;
  readonly databases: readonly string[];
  readonly tls: { readonly lastSeen: string; readonly fingerprint?: string | undefined };
  /** What shows a prefix wider than the one address. */
  readonly allocation?: string | undefined;
  readonly action: 'block' | 'monitor';
  /** YYYY-MM-DD */
  readonly expires: string;
  /** First serial of the unbroken run of serials that carry it. */
  readonly since: number;
}

/** One condition that an address fails; an address may fail several. */
export interface RefusedAddress {
  readonly address: string;
  readonly cause: RefusalCause;
  /** In words: which list, with whom it is shared, how often it was seen. */
  readonly detail: string;
}
