/** What one page says, as far as anything downstream reads it. Plain data: it can be stored as JSON and read back. */
import type { Certificate } from './certificate.js';
import type { Hop } from './fetch-types.js';

export const RESOURCE_KINDS = ['script', 'style', 'image', 'frame', 'media', 'preconnect', 'form'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Where the name of a machine endpoint was read; `request`: scripts of the rendered page turned to it. */
export const API_SOURCES = ['csp', 'websocket', 'config', 'script', 'request'] as const;
export type ApiSource = (typeof API_SOURCES)[number];

/**
 * What kind of answer the page is. Only `content` says something about the service; a wall, an error or a shell
 * that was not rendered says nothing about it.
 */
export const PAGE_CONDITIONS = ['content', 'shell', 'bot-wall', 'parked', 'error-status', 'empty'] as const;
export type PageCondition = (typeof PAGE_CONDITIONS)[number];

export interface Link {
  /** Absolute, http or https, without fragment. */
  readonly url: string;
  readonly rel: readonly string[];
  /** Visible text of the anchor, cut. */
  readonly text: string;
}

export interface HostUse<Kind extends string> {
  readonly host: string;
  readonly as: readonly Kind[];
}

/** A non-network identity: `id` is the handle, number or invite code as the service spells it. */
export interface AccountMention {
  readonly service: string;
  readonly id: string;
}

export interface AppMention {
  /** `google-play`, `app-store`, `apk`, `enterprise-ios`, `testflight`. */
  readonly store: string;
  /** Package name, numeric store id, or the URL of the file. */
  readonly id: string;
}

export interface AnalyticsId {
  readonly service: string;
  readonly id: string;
}

export interface FormFact {
  readonly actionHost: string;
  readonly method: string;
  readonly hasPassword: boolean;
}

/** What is read from markup and scripts alone. */
export interface MarkupFacts {
  readonly language: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly generator: string | null;
  readonly canonical: string | null;
  readonly alternates: readonly { readonly language: string; readonly url: string }[];
  /** Target of a meta refresh. */
  readonly refresh: string | null;
  readonly links: readonly Link[];
  readonly resources: readonly HostUse<ResourceKind>[];
  readonly apiHosts: readonly HostUse<ApiSource>[];
  /** Pictures as `file name, alternative text`: logos say in pictures what text leaves out. Bounded. */
  readonly images: readonly string[];
  readonly forms: readonly FormFact[];
  readonly analytics: readonly AnalyticsId[];
  readonly accounts: readonly AccountMention[];
  readonly apps: readonly AppMention[];
  /** Absolute URLs. */
  readonly manifest: string | null;
  readonly icon: string | null;
  /** Same-site scripts worth reading for endpoints. */
  readonly scripts: readonly string[];
  /** Visible text, one block an entry, in order, bounded. */
  readonly text: readonly string[];
  /** JSON found in inline scripts, as text, bounded. */
  readonly configs: readonly string[];
  /** Bottom-k sketch of the text's shingles, ascending; empty where there is too little text. */
  readonly sketch: readonly number[];
}

export interface PageFacts extends MarkupFacts {
  readonly requestedUrl: string;
  /** After redirects. */
  readonly url: string;
  readonly status: number;
  readonly hops: readonly Hop[];
  readonly address: string;
  readonly certificate: Certificate | null;
  /** Media type without parameters, lower case. */
  readonly mediaType: string;
  /** WHATWG label of the encoding that the text was read with. */
  readonly charset: string;
  readonly condition: PageCondition;
  /** SHA-256 of the decoded body, or of the part that was read. */
  readonly bodySha256: string;
  readonly bodyBytes: number;
  /** False where a limit cut the body off. */
  readonly complete: boolean;
}

/** App identities that a host vouches for under .well-known. */
export interface AppClaims {
  readonly android: readonly { readonly packageName: string; readonly fingerprints: readonly string[] }[];
  readonly apple: readonly { readonly teamId: string; readonly bundleId: string }[];
}
