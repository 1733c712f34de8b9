/**
 * What rules read: observations and registry facts of one platform, reduced to what may bear on a decision, in a form
 * whose digest stays the same while nothing is said anew. Times of sighting stand beside a document, not in it.
 */

import { canonicalJson, type Json } from '../model/canonical-json.js';
import { sha256 } from '../model/digest.js';
import type { CountryCode, OperatorBase, ServiceEvidence } from '../model/registry/platform.js';
import type {
  AccountMention,
  AnalyticsId,
  ApiSource,
  AppMention,
  FormFact,
  HostUse,
  Link,
  ResourceKind,
} from '../observe/crawl/page-facts.js';

/** One page at one look. Fields of an answer that held no text (a wall, a failure) are empty. */
export interface PageDocument {
  readonly kind: 'page';
  /** Absolute URL that was asked for, and the one that answered after redirects. */
  readonly url: string;
  readonly finalUrl: string;
  /** Id of the vantage, and whether it stands in the home country of the profile's residents. */
  readonly vantage: string;
  readonly vantageCountry: CountryCode | null;
  /** Word of the vocabulary of `page` observations: `content`, `bot-wall`, `timeout`, … */
  readonly outcome: string;
  readonly status: number | null;
  readonly mediaType: string;
  /** BCP 47, as the page states it. */
  readonly language: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly alternates: readonly { readonly language: string; readonly url: string }[];
  readonly links: readonly Link[];
  readonly resources: readonly HostUse<ResourceKind>[];
  readonly apiHosts: readonly HostUse<ApiSource>[];
  /** File names and alternative texts of pictures; absent where the page was read before they were kept. */
  readonly images?: readonly string[] | undefined;
  readonly forms: readonly FormFact[];
  readonly analytics: readonly AnalyticsId[];
  readonly accounts: readonly AccountMention[];
  readonly apps: readonly AppMention[];
  /** Visible text, one block an entry, in order. */
  readonly text: readonly string[];
  /** JSON of configuration, message catalogues and API answers, as text. */
  readonly configs: readonly string[];
  /** sha256 of the decoded body: the captured page in the blob store. */
  readonly bodySha256: string | null;
}

/** One address of the platform's names, with what the databases say. */
export interface AddressDocument {
  readonly kind: 'address';
  readonly address: string;
  /** Names of the platform that led there, sorted. */
  readonly names: readonly string[];
  /** Null where the databases disagree or know nothing. */
  readonly country: CountryCode | null;
  /** `located`, `disagreement`, `unknown`, …: the outcome of the location. */
  readonly outcome: string;
  readonly confidence: string;
  readonly originAs: number | null;
  /** Class of infrastructure: `dedicated`, `hosting`, `cdn`, … */
  readonly infrastructure: string;
  /** Digests of the databases behind it, sorted. */
  readonly databases: readonly string[];
}

/** What the curated registry states of the platform. */
export interface RegistryDocument {
  readonly kind: 'registry';
  readonly platform: string;
  readonly operator: readonly OperatorBase[];
  readonly evidence: readonly ServiceEvidence[];
}

export type EvidenceDocument = PageDocument | AddressDocument | RegistryDocument;

/** A document with its digest and the times between which it was seen to say this (RFC 3339, UTC). */
export interface Sighted<Document extends EvidenceDocument> {
  readonly document: Document;
  /** Its canonical JSON (RFC 8785): what is kept as evidence. */
  readonly text: string;
  /** sha256 of the text, lower-case hex. */
  readonly digest: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** All that is known of one platform at the time of a decision. */
export interface Dossier {
  readonly platform: string;
  readonly pages: readonly Sighted<PageDocument>[];
  readonly addresses: readonly Sighted<AddressDocument>[];
  readonly registry: Sighted<RegistryDocument>;
}

export const documentText = (document: EvidenceDocument): string =>
  canonicalJson(document as unknown as Json);
export const documentDigest = (document: EvidenceDocument): string => sha256(documentText(document));
