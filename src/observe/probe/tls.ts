/** Proof of possession: whether an address shows a valid certificate for a name that it is said to have. */
import { connect, type TLSSocket } from 'node:tls';
import { sha256 } from '../../model/digest.js';
import { type Certificate, readCertificate } from '../crawl/certificate.js';

export interface TlsProbeOptions {
  readonly port?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** PEM of the authorities to trust instead of the built-in ones. */
  readonly ca?: string | undefined;
}

export type TlsProof = 'ok' | 'fail' | 'unknown';

/** What an address showed for a name. */
export interface TlsShown {
  readonly proof: TlsProof;
  /** sha256 of the certificate (DER), lower-case hex; null where none was shown or read. */
  readonly fingerprint: string | null;
  readonly certificate: Certificate | null;
  /** Why the certificate is not valid for the name, or no handshake came about; null for `ok`. */
  readonly problem: string | null;
}

/**
 * `ok`: a handshake with the name as SNI gave a certificate that is valid for it. `fail`: it gave another one.
 * `unknown`: no handshake came about, which says nothing. The caller has checked that the address is public.
 */
export function probeCertificate(
  address: string,
  name: string,
  options: TlsProbeOptions = {},
): Promise<TlsShown> {
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port: options.port ?? 443,
      servername: name,
      rejectUnauthorized: false,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    const end = (shown: TlsShown) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(shown);
    };
    const timer = setTimeout(() => end(nothing('timeout')), options.timeoutMs ?? 5_000);
    socket.on('secureConnect', () => end(shownBy(socket)));
    socket.on('error', (error: NodeJS.ErrnoException) => end(nothing(error.code ?? 'error')));
  });
}

export async function probeTls(
  address: string,
  name: string,
  options: TlsProbeOptions = {},
): Promise<TlsProof> {
  return (await probeCertificate(address, name, options)).proof;
}

const nothing = (problem: string): TlsShown => ({
  proof: 'unknown',
  fingerprint: null,
  certificate: null,
  problem,
});

function shownBy(socket: TLSSocket): TlsShown {
  const peer = socket.getPeerCertificate();
  return {
    proof: socket.authorized ? 'ok' : 'fail',
    fingerprint: peer.raw ? sha256(peer.raw) : null,
    certificate: readCertificate(peer),
    problem: socket.authorized ? null : String(socket.authorizationError ?? 'not valid'),
  };
}
