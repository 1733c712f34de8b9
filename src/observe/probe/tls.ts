/** Proof of possession: whether an address shows a valid certificate for a name that it is said to have. */
import { connect } from 'node:tls';

export interface TlsProbeOptions {
  readonly port?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** PEM of the authorities to trust instead of the built-in ones. */
  readonly ca?: string | undefined;
}

export type TlsProof = 'ok' | 'fail' | 'unknown';

/**
 * `ok`: a handshake with the name as SNI gave a certificate that is valid for it. `fail`: it gave another one.
 * `unknown`: no handshake came about, which says nothing. The caller has checked that the address is public.
 */
export function probeTls(address: string, name: string, options: TlsProbeOptions = {}): Promise<TlsProof> {
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port: options.port ?? 443,
      servername: name,
      rejectUnauthorized: false,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    const end = (proof: TlsProof) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(proof);
    };
    const timer = setTimeout(() => end('unknown'), options.timeoutMs ?? 5_000);
    socket.on('secureConnect', () => end(socket.authorized ? 'ok' : 'fail'));
    socket.on('error', () => end('unknown'));
  });
}
