/** What a safe fetch is asked, bounded by, and what it answers. */
import type { Host } from '../../model/names/host.js';
import type { AddressPolicy } from './address-policy.js';
import type { Certificate } from './certificate.js';

export interface FetchLimits {
  /** Redirects followed for one fetch. */
  readonly maxRedirects: number;
  /** Octets of one response's header section. */
  readonly maxHeaderBytes: number;
  /** Octets of body as they came over the wire. */
  readonly maxWireBytes: number;
  /** Octets of body after content decoding. */
  readonly maxDecodedBytes: number;
  /** Decoded octets for each octet on the wire, above `ratioFloorBytes`. */
  readonly maxRatio: number;
  /** Decoded size up to which the ratio is not looked at: small pages compress well. */
  readonly ratioFloorBytes: number;
  /** Longest connect, TLS handshake, wait for the headers, pause between body chunks. */
  readonly phaseMs: number;
  /** The whole fetch, redirects and second addresses included. */
  readonly totalMs: number;
  /** Mean rate that a body must keep once it has run for `phaseMs`. */
  readonly minBytesPerSecond: number;
  /** Characters of a URL, after resolution. */
  readonly maxUrlLength: number;
  /** Ports that may be connected to, by scheme. */
  readonly ports: { readonly http: readonly number[]; readonly https: readonly number[] };
}

export const DEFAULT_LIMITS: FetchLimits = {
  maxRedirects: 5,
  maxHeaderBytes: 16 * 1024,
  maxWireBytes: 512 * 1024,
  maxDecodedBytes: 1024 * 1024,
  maxRatio: 100,
  ratioFloorBytes: 64 * 1024,
  phaseMs: 5_000,
  totalMs: 30_000,
  minBytesPerSecond: 512,
  maxUrlLength: 2_048,
  ports: { http: [80], https: [443] },
};

/** Every way in which a fetch can end. `ok`: a whole response of whatever status was read. */
export const FETCH_OUTCOMES = [
  'ok',
  // Refused before anything was sent.
  'bad-url',
  'bad-scheme',
  'bad-port',
  'bad-host',
  'credentials-in-url',
  'unresolved',
  'address-not-public',
  'peer-mismatch',
  // Transport.
  'connect-refused',
  'connect-timeout',
  'connect-failed',
  'tls-name-mismatch',
  'tls-untrusted',
  'tls-expired',
  'tls-failed',
  'tls-timeout',
  'connection-lost',
  // HTTP.
  'headers-timeout',
  'headers-too-large',
  'http-malformed',
  'redirect-invalid',
  'redirect-loop',
  'redirect-limit',
  'redirect-refused',
  // Body.
  'body-timeout',
  'too-slow',
  'deadline',
  'wire-limit',
  'decoded-limit',
  'ratio-limit',
  'stacked-encodings',
  'unknown-encoding',
  'decode-failed',
  'length-mismatch',
  // This side.
  'consumer-failed',
  'aborted',
] as const;
export type FetchOutcome = (typeof FETCH_OUTCOMES)[number];

/** What a resolver said about a name. The words of `reason` are those of the DNS observations. */
export type HostAnswer =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string };

/** One resolve of A and AAAA. Must not throw; a failure is an answer of kind `none`. */
export type ResolveHost = (name: Host, signal: AbortSignal) => Promise<HostAnswer>;

/** Lower-case names; repeated fields joined by a comma (RFC 9110 §5.3). Control characters are gone. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/** One response that led somewhere else. */
export interface Hop {
  readonly url: string;
  readonly status: number;
  readonly location: string;
  readonly address: string;
}

/** Of the last response: known as soon as its headers are. */
export interface ResponseHead {
  /** The URL that this response answers, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly address: string;
  readonly certificate: Certificate | null;
  readonly hops: readonly Hop[];
}

/** Takes the decoded body piece by piece. Pieces may be kept. */
export type BodySink = (chunk: Uint8Array) => void;

export interface FetchRequest {
  /** Picks the sink of a response that is no redirect; null leaves the body unread and the outcome `ok`. */
  readonly onResponse?: ((head: ResponseHead) => BodySink | null) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Asked before a redirect is followed; false ends the fetch as `redirect-refused`. */
  readonly mayFollow?: ((url: string) => Promise<boolean>) | undefined;
  readonly accept?: string | undefined;
}

export interface FetchResult {
  readonly outcome: FetchOutcome;
  /** For people; free of control characters. Empty for `ok`. */
  readonly detail: string;
  readonly requestedUrl: string;
  /** Where the fetch stood when it ended. */
  readonly url: string;
  readonly hops: readonly Hop[];
  /** Present as soon as a final response's headers were read, also when the body failed later. */
  readonly head: ResponseHead | null;
  /** Of the last handshake, also where the name did not match. */
  readonly certificate: Certificate | null;
  readonly address: string | null;
  readonly wireBytes: number;
  readonly decodedBytes: number;
  readonly durationMs: number;
}

export interface FetcherOptions {
  readonly resolveHost: ResolveHost;
  /** With a contact URL, e.g. `Cordon/1.0 (+https://operator.example/bot)`; see {@link userAgentOf}. */
  readonly userAgent: string;
  readonly policy?: AddressPolicy | undefined;
  readonly limits?: Partial<FetchLimits> | undefined;
  /** Sent as Accept-Language. */
  readonly acceptLanguage?: string | undefined;
  /** PEM of the authorities to trust instead of the built-in ones: for a laboratory. */
  readonly ca?: string | undefined;
  /** Address of this machine to connect from; only addresses of its family are then connected to. */
  readonly localAddress?: string | undefined;
  /** Connections kept open between two fetches of one origin; 0 closes each. Default 32. */
  readonly maxIdleConnections?: number | undefined;
}

/** Outcomes that say something about the site, as opposed to the weather on the way there. */
const CONCLUSIVE: ReadonlySet<FetchOutcome> = new Set([
  'ok',
  'address-not-public',
  'tls-name-mismatch',
  'redirect-loop',
  'redirect-limit',
  'redirect-invalid',
  'wire-limit',
  'decoded-limit',
]);

/** Whether the outcome is a fact about the site; all others delete nothing. */
export const isConclusive = (outcome: FetchOutcome): boolean => CONCLUSIVE.has(outcome);

/** `Cordon/<version> (+<contact>)`. @param contactUrl where a site's owner can read who crawls and complain. */
export function userAgentOf(version: string, contactUrl: string): string {
  return `Cordon/${version} (+${contactUrl})`;
}
