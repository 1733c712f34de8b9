/** What a listed platform is reached by beside its names: messaging accounts, apps, payment handles. */

export const ACCOUNT_KINDS = ['messaging', 'app', 'payment'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** What the platform's own pages use the account for. */
export const ACCOUNT_ROLES = ['promotes-trading', 'otc', 'support', 'app'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** One document that names the account. */
export interface AccountEvidence {
  /** sha256 of the document's canonical JSON (RFC 8785), lower-case hex. */
  readonly digest: string;
  /** Absolute URL of the page. */
  readonly url: string;
  /** The words around the account, as the page has them: untrusted. */
  readonly excerpt: string;
}

/** A handle of a business, as the platform itself publishes it; never one of a user. */
export interface ListedAccount {
  /** Lower-case word for where the id means something: `telegram`, `google-play`, … */
  readonly service: string;
  /** As the service writes it: untrusted. */
  readonly id: string;
  readonly kind: AccountKind;
  readonly role: AccountRole;
  /** RFC 3339, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly evidence: readonly AccountEvidence[];
}
