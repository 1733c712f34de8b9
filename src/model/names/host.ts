/**
 * The one gate for names from outside. Everything that may end up in a configuration file of another program
 * passes here; a name that passes is lower-case LDH A-labels without a trailing dot, safe to write as is.
 *
 * The order is part of the safety: the raw text is refused first, because UTS 46 drops or maps some of it (soft
 * hyphens, joiners, other invisible characters) and what a person sees would no longer be what is enforced.
 */
import { parse as parseSuffix } from 'tldts';
import { toASCII } from 'tr46';
import { quote } from '../quote.js';
import { fail, ok, type Result } from '../result.js';

export { quote };

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

/** Invisible characters, white space of any script, quotes, and what shells and configuration formats interpret. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{DI}\p{Z}\s"'`#;{}$*/\\<>()[\]|&!%,=@:?^~+]/u;
/** What URL parsers take as the last part of an IPv4 address (WHATWG URL §3.5): decimal or hexadecimal. */
const NUMBER = /^(?:\d+|0x[0-9a-f]*)$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Names with a meaning of their own in the DNS (IANA special-use registry, RFC 6761 and later). The example
 * names are not among them: RFC 6761 §6.5 tells software not to treat those as special.
 */
const SPECIAL_USE = ['alt', 'arpa', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test'] as const;

/** The host is canonical already; the parser's own repairs of its input are off. */
const SUFFIX_OPTIONS = { allowPrivateDomains: true, validateHostname: false, extractHostname: false };

/**
 * Syntax only: canonical form of a host name, with no look at the public suffix list.
 * One trailing dot is taken as the root and dropped.
 *
 * ASCII is only brought to lower case: hyphens in the third and fourth place are in daily use there
 * (`r3---sn-x.example`) and refused in internationalised labels alone (RFC 5891 §4.2.3.1). Labels that begin with
 * `xn--`, given or made from U-labels, must be what UTS 46 makes of themselves.
 */
export function parseHostSyntax(raw: string): Result<Host, HostProblem> {
  const refused = refuseRaw(raw);
  if (refused) return fail(refused);
  const text = raw.endsWith('.') ? raw.slice(0, -1) : raw;
  const name = /^[\x21-\x7e]+$/.test(text) ? text.toLowerCase() : toALabels(text, false);
  if (name === null) return bad('not-idna', `${quote(raw)} is not a valid internationalised name (UTS 46)`);
  if (name.length > 253)
    return bad('too-long', `${quote(raw)} has ${name.length} octets; 253 is the limit (RFC 1035 §3.1)`);
  const labels = name.split('.');
  const wrong = labels.find((label) => !LABEL.test(label));
  if (wrong !== undefined)
    return bad(
      'label-syntax',
      `${quote(raw)} has the label ${quote(wrong)}, which is not letters, digits and inner hyphens, 1 to 63 of them (RFC 1123 §2.1)`,
    );
  if (NUMBER.test(labels.at(-1) ?? ''))
    return bad(
      'address',
      `${quote(raw)} ends in a number, as only addresses do`,
      'list an address as a prefix',
    );
  if (!aLabelsHold(name, labels))
    return bad('not-idna', `${quote(raw)} has an xn-- label that stands for no valid one (UTS 46)`);
  return ok(name as Host);
}

/** What is refused on the text as it came, before anything is mapped. */
function refuseRaw(raw: string): HostProblem | undefined {
  if (raw === '' || raw === '.') return { code: 'empty', message: 'the name is empty' };
  if (raw.length > 1024)
    return {
      code: 'too-long',
      message: `the name has ${raw.length} characters; 253 octets is the limit`,
    };
  if (raw.includes('*'))
    return {
      code: 'wildcard',
      message: `${quote(raw)} holds a wildcard`,
      hint: 'give the name alone and set its scope to subtree',
    };
  const forbidden = FORBIDDEN.exec(raw);
  return forbidden
    ? {
        code: 'forbidden-character',
        message: `${quote(raw)} holds ${describe(forbidden[0])}`,
        hint: 'give a bare host name, e.g. www.example.com',
      }
    : undefined;
}

/**
 * A host that may be listed: syntax, not special use, and below (or at) a registrable domain. Under a top-level domain
 * that the public suffix list does not know, the list's default rule holds: the label before it makes it registrable.
 */
export function parseHost(raw: string): Result<Host, HostProblem> {
  const host = parseHostSyntax(raw);
  if (!host.ok) return host;
  const tld = host.value.slice(host.value.lastIndexOf('.') + 1);
  if ((SPECIAL_USE as readonly string[]).includes(tld))
    return bad('special-use', `${quote(raw)} is below the special-use name ${quote(tld)} (RFC 6761)`);
  const suffix = parseSuffix(host.value, SUFFIX_OPTIONS);
  if (suffix.domain !== null) return host;
  return suffix.isPrivate
    ? bad(
        'private-suffix',
        `${quote(raw)} is a suffix under which strangers register names`,
        'list the names below it that are meant',
      )
    : bad('public-suffix', `${quote(raw)} is a public suffix`, 'list the names below it that are meant');
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
  const { domain } = parseSuffix(host, SUFFIX_OPTIONS);
  return (domain ?? host) as Host;
}

/** Whether a subtree entry for `parent` covers `name`: the same name or one below it. */
export function covers(parent: string, name: string): boolean {
  return (
    name === parent ||
    (name.length > parent.length && name.endsWith(parent) && name[name.length - parent.length - 1] === '.')
  );
}

/** Whether every A-label decodes, is valid, and encodes to itself; and the name holds the Bidi rule as a whole. */
function aLabelsHold(name: string, labels: readonly string[]): boolean {
  const aLabels = labels.filter((label) => label.startsWith('xn--'));
  if (aLabels.length === 0) return true;
  return toALabels(name, false) === name && aLabels.every((label) => toALabels(label, true) === label);
}

function toALabels(text: string, checkHyphens: boolean): string | null {
  return toASCII(text, {
    useSTD3ASCIIRules: true,
    checkBidi: true,
    checkHyphens,
    checkJoiners: true,
    verifyDNSLength: true,
    transitionalProcessing: false,
  });
}

function describe(character: string): string {
  if (/\s|\p{Z}/u.test(character))
    return character === '\n' || character === '\r' ? 'a line break' : 'white space';
  if (/[\p{Cc}\p{Cf}\p{DI}]/u.test(character)) return 'a control or invisible character';
  if (/["'`]/.test(character)) return 'a quote';
  return `the character ${character}`;
}
