/** What an output format can or cannot express. */

export const FEATURES = [
  'names-exact',
  'names-subtree',
  'ipv4',
  'ipv6',
  'prefixes',
  'monitor',
  'protected',
  'notice',
  'comments',
] as const;

/**
 * `names-exact`, `names-subtree`: entries of that scope. `ipv4`, `ipv6`: addresses. `prefixes`: blocks of addresses.
 * `monitor`: counts and logs without blocking. `protected`: exceptions for protected names and prefixes. `notice`:
 * tells a blocked person what happened. `comments`: carries its header.
 */
export type Feature = (typeof FEATURES)[number];

/** Fully; not at all; more than asked (blocks what it should not); less than asked. */
export type Support =
  | 'yes'
  | { readonly no: string }
  | { readonly widens: string }
  | { readonly narrows: string };

export const isNo = (support: Support): support is { readonly no: string } =>
  typeof support === 'object' && 'no' in support;
