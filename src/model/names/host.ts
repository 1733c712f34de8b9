/**
 * The one gate for names from outside. Everything that may end up in a configuration file of another program
 * passes here; a name that passes is lower-case LDH A-labels without a trailing dot, safe to write as is.
 *
 * The order is part of the safety: the raw text is refused first, because UTS 46 maps some of what it would
 * otherwise refuse (full-width forms, soft hyphens) to harmless letters, and a name that needs such help is
 * never one that an operator should enforce.
 */
import { parse as parseSuffix } from 'tldts';
import { toASCII } from 'tr46';
import { fail, ok, type Result } from '../result.js';

declare const hostBrand: unique symbol;
/** Canonical host name: lower-case A-labels, at most 253 octets, at least one label, no trailing dot. */
export type Host = string & { readonly [hostBrand]: 'Host' };

export type HostProblemCode =
  | 'empty'
  | 'forbidden-character'
  | 'wildcard'
  | 'address'
  | 'not-idna'
  | 'label-syntax'
  | 'too-long'
  | 'special-use'
  | 'public-suffix'
  | 'private-suffix'
  | 'not-registrable';

export interface HostProblem {
  readonly code: HostProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

const bad = (code: HostProblemCode, message: string, hint?: string) =>
  fail({ code, message, hint } satisfies HostProblem);

/** Control characters, white space of any script, quotes, and what shells and configuration formats interpret. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Z}\s"'`#;{}$*/\\<>()[\]|&!%,=@:?^~+]/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Names with a meaning of their own in the DNS (IANA special-use registry, RFC 6761 and later). The example
 * names are not among them: RFC 6761 §6.5 tells software not to treat those as special.
 */
const SPECIAL_USE = ['alt', 'arpa', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test'] as const;

/**
 * Syntax only: canonical form of a host name, with no look at the public suffix list.
 * One trailing dot is taken as the root and dropped.
 */
export function parseHostSyntax(raw: string): Result<Host, HostProblem> {
  if (raw === '' || raw === '.') return bad('empty', 'the name is empty');
  if (raw.length > 1024)
    return bad('too-long', `the name has ${raw.length} characters; 253 octets is the limit`);
  if (raw.includes('*'))
    return bad(
      'wildcard',
      `${quote(raw)} holds a wildcard`,
      'give the name alone and set its scope to subtree',
    );
  const forbidden = FORBIDDEN.exec(raw);
  if (forbidden)
    return bad(
      'forbidden-character',
      `${quote(raw)} holds ${describe(forbidden[0])}`,
      'give a bare host name, e.g. www.example.com',
    );
  const text = raw.endsWith('.') ? raw.slice(0, -1) : raw;
  const mapped = /^[a-z0-9.-]+$/.test(text) && !text.includes('xn--') ? text : idna(text);
  if (mapped === null) return bad('not-idna', `${quote(raw)} is not a valid internationalised name (UTS 46)`);
  if (mapped.length > 253)
    return bad('too-long', `${quote(raw)} has ${mapped.length} octets; 253 is the limit (RFC 1035 §3.1)`);
  const labels = mapped.split('.');
  for (const label of labels) {
    if (!LABEL.test(label))
      return bad(
        'label-syntax',
        `${quote(raw)} has the label ${quote(label)}, which is not letters, digits and inner hyphens, 1 to 63 of them (RFC 1123 §2.1)`,
      );
  }
  if (/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? ''))
    return bad(
      'address',
      `${quote(raw)} ends in a number, as only addresses do`,
      'list an address as a prefix',
    );
  return ok(mapped as Host);
}

/** A host that may be listed: syntax, not special use, and below (or at) a registrable domain. */
export function parseHost(raw: string): Result<Host, HostProblem> {
  const host = parseHostSyntax(raw);
  if (!host.ok) return host;
  const tld = host.value.slice(host.value.lastIndexOf('.') + 1);
  if ((SPECIAL_USE as readonly string[]).includes(tld))
    return bad('special-use', `${quote(raw)} is below the special-use name ${quote(tld)} (RFC 6761)`);
  const suffix = parseSuffix(host.value, {
    allowPrivateDomains: true,
    validateHostname: false,
    extractHostname: false,
  });
  if (suffix.domain === null) {
    if (suffix.isPrivate)
      return bad(
        'private-suffix',
        `${quote(raw)} is a suffix under which strangers register names`,
        'list the names below it that are meant',
      );
    if (suffix.isIcann || !host.value.includes('.'))
      return bad(
        'public-suffix',
        `${quote(raw)} is a public suffix`,
        'list the names below it that are meant',
      );
    return bad('not-registrable', `${quote(raw)} is not below any registrable domain`);
  }
  return host;
}

/** A site: a host that is itself a registrable domain (eTLD+1, private suffixes on). */
export function parseSite(raw: string): Result<Host, HostProblem> {
  const host = parseHost(raw);
  if (!host.ok) return host;
  const site = siteOf(host.value);
  return site === host.value
    ? host
    : bad(
        'not-registrable',
        `${quote(raw)} is not a registrable domain`,
        `its registrable domain is ${site}`,
      );
}

/** The registrable domain of a host that {@link parseHost} let through. */
export function siteOf(host: Host): Host {
  const { domain } = parseSuffix(host, {
    allowPrivateDomains: true,
    validateHostname: false,
    extractHostname: false,
  });
  return (domain ?? host) as Host;
}

/** Whether a subtree entry for `parent` covers `name`: the same name or one below it. */
export function covers(parent: string, name: string): boolean {
  return (
    name === parent ||
    (name.length > parent.length && name.endsWith(parent) && name[name.length - parent.length - 1] === '.')
  );
}

function idna(text: string): string | null {
  return toASCII(text, {
    useSTD3ASCIIRules: true,
    checkBidi: true,
    checkHyphens: true,
    checkJoiners: true,
    verifyDNSLength: true,
    transitionalProcessing: false,
  });
}

/** Text from outside, made safe for a message: control characters as escapes, and cut. */
export function quote(text: string): string {
  const escaped = text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`,
  );
  return `"${escaped.length > 80 ? `${escaped.slice(0, 77)}…` : escaped}"`;
}

function describe(character: string): string {
  if (/\s|\p{Z}/u.test(character))
    return character === '\n' || character === '\r' ? 'a line break' : 'white space';
  if (/[\p{Cc}\p{Cf}]/u.test(character)) return 'a control character';
  if (/["'`]/.test(character)) return 'a quote';
  return `the character ${character}`;
}
