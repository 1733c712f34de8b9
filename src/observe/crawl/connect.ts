/**
 * One TCP or TLS connection to an address that was already judged. The name is never looked up again, so an
 * answer that changes between check and use (DNS rebinding) has nothing to change.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';
import { type AddressPolicy, sameAddress } from './address-policy.js';
import { type Certificate, readCertificate } from './certificate.js';
import type { FetchOutcome } from './fetch-types.js';

/** Where a connection leads: an origin whose host was resolved to `address`. */
export interface Endpoint {
  /** Host name, or an address for URLs that hold one (without brackets). */
  readonly host: string;
  readonly hostIsAddress: boolean;
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
}

export interface ConnectOptions {
  readonly policy: AddressPolicy;
  readonly ca?: string | undefined;
  /** Address of this machine to connect from; the system's choice where it is absent. */
  readonly localAddress?: string | undefined;
  /** Called when the handshake begins. */
  readonly onTlsStart: () => void;
  readonly signal: AbortSignal;
}

export interface Connection {
  readonly socket: Socket;
  readonly certificate: Certificate | null;
}

/** Why there is no connection. Thrown by {@link connect} only, and caught by the exchange around it. */
export class ConnectFailure extends Error {
  readonly outcome: FetchOutcome;
  readonly certificate: Certificate | null;

  constructor(outcome: FetchOutcome, detail: string, certificate: Certificate | null = null) {
    super(detail);
    this.outcome = outcome;
    this.certificate = certificate;
  }
}

/** @throws ConnectFailure */
export async function connect(endpoint: Endpoint, options: ConnectOptions): Promise<Connection> {
  const socket = await openTcp(endpoint, options);
  const peer = socket.remoteAddress ?? '';
  if (!options.policy(peer).allowed || !sameAddress(peer, endpoint.address)) {
    socket.destroy();
    throw new ConnectFailure('peer-mismatch', `asked for ${endpoint.address}, connected to ${peer}`);
  }
  if (!endpoint.tls) return { socket, certificate: null };
  options.onTlsStart();
  return openTls(socket, endpoint, options);
}

function openTcp(
  endpoint: Endpoint,
  { signal, localAddress }: Pick<ConnectOptions, 'signal' | 'localAddress'>,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ConnectFailure('aborted', 'given up'));
    const socket = connectTcp({
      host: endpoint.address,
      port: endpoint.port,
      noDelay: true,
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    const fail = (outcome: FetchOutcome, detail: string) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      reject(new ConnectFailure(outcome, detail));
    };
    const onAbort = () => fail('aborted', 'given up');
    const onError = (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ECONNREFUSED' ? 'connect-refused' : 'connect-failed', error.message);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      // Between here and the next owner's listener an error would otherwise end the process.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

function openTls(raw: Socket, endpoint: Endpoint, options: ConnectOptions): Promise<Connection> {
  return new Promise((resolve, reject) => {
    let certificate: Certificate | null = null;
    const socket = connectTls({
      socket: raw,
      ...(endpoint.hostIsAddress ? {} : { servername: endpoint.host }),
      ALPNProtocols: ['http/1.1'],
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      rejectUnauthorized: true,
      checkServerIdentity: (_name, peer) => {
        certificate = readCertificate(peer);
        return checkServerIdentity(endpoint.host, peer);
      },
    });
    const fail = (outcome: FetchOutcome, detail: string) => {
      options.signal.removeEventListener('abort', onAbort);
      socket.destroy();
      raw.destroy();
      reject(new ConnectFailure(outcome, detail, certificate ?? certificateOf(socket)));
    };
    const onAbort = () => fail('aborted', 'given up');
    const onError = (error: NodeJS.ErrnoException) => fail(tlsOutcome(error.code ?? ''), error.message);
    options.signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('secureConnect', () => {
      options.signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      socket.on('error', () => {});
      resolve({ socket, certificate });
    });
  });
}

/** A chain that failed verification never reached the identity check; what it showed is still worth keeping. */
function certificateOf(socket: TLSSocket): Certificate | null {
  try {
    return readCertificate(socket.getPeerCertificate());
  } catch {
    return null;
  }
}

function tlsOutcome(code: string): FetchOutcome {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'tls-name-mismatch';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'tls-expired';
  if (
    code.includes('SELF_SIGNED') ||
    code.includes('UNABLE_TO') ||
    code.startsWith('CERT_') ||
    code === 'INVALID_CA'
  )
    return 'tls-untrusted';
  return 'tls-failed';
}
