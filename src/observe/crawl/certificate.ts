/** What a server's certificate says, as far as it joins names to an owner. */
import { X509Certificate } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import { sha256 } from '../../model/digest.js';
import { cleanText } from './clean-text.js';

export interface Certificate {
  /** Subject organisation (O), only in certificates whose holder's identity was checked. */
  readonly organisation: string | null;
  readonly commonName: string | null;
  readonly issuer: string;
  /** DNS names of the subject alternative name extension, lower case; `*.` in front of wildcards. */
  readonly names: readonly string[];
  /** SHA-256 of the subject public key info (DER), hex: equal on certificates of one key. */
  readonly spkiSha256: string;
  /** RFC 3339. */
  readonly notBefore: string;
  readonly notAfter: string;
}

const MAX_NAMES = 200;
const MAX_TEXT = 256;

/** Null where the certificate cannot be read; the handshake's own verdict is not touched by that. */
export function readCertificate(peer: PeerCertificate): Certificate | null {
  if (!peer.raw) return null;
  try {
    const x509 = new X509Certificate(peer.raw);
    return {
      organisation: field(peer.subject?.O),
      commonName: field(peer.subject?.CN),
      issuer: [field(peer.issuer?.O), field(peer.issuer?.CN)].filter((part) => part !== null).join(', '),
      names: subjectNames(x509.subjectAltName),
      spkiSha256: sha256(x509.publicKey.export({ type: 'spki', format: 'der' })),
      notBefore: dateOf(x509.validFrom),
      notAfter: dateOf(x509.validTo),
    };
  } catch {
    return null;
  }
}

/** Node escapes odd values as JSON strings (CVE-2021-44532); those are dropped with whatever they hide. */
function subjectNames(text: string | undefined): string[] {
  const names = (text ?? '').split(', ').flatMap((part) => (part.startsWith('DNS:') ? [part.slice(4)] : []));
  const plain = names
    .map((name) => name.toLowerCase())
    .filter((name) => /^(?:\*\.)?[a-z0-9._-]+$/.test(name));
  return [...new Set(plain)].sort().slice(0, MAX_NAMES);
}

/** A repeated attribute comes as an array from OpenSSL. */
function field(value: string | readonly string[] | undefined): string | null {
  const text = typeof value === 'string' ? value : value?.[0];
  return text ? cleanText(text, MAX_TEXT) : null;
}

function dateOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
