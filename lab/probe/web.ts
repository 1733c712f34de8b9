/** Fetches one URL with Node's own client and says what came of it, in a word and some facts. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

export interface WebQuestion {
  readonly url: string;
  /** Source address. */
  readonly from?: string | undefined;
  /** Address to connect to instead of resolving the name. */
  readonly to?: string | undefined;
}

export interface WebAnswer {
  /** `200`…; `timeout` before the headers, `cut` within the body; or the code of the error. */
  readonly outcome: string;
  readonly status?: number | undefined;
  readonly location?: string | undefined;
  readonly encoding?: string | undefined;
  /** Octets of body, as they came, up to {@link MAX_BYTES}. */
  readonly bytes?: number | undefined;
  /** Beginning of the body. */
  readonly text?: string | undefined;
  /** Subject alternative names of the server's certificate. */
  readonly names?: string | undefined;
}

/** Reading stops there. */
export const MAX_BYTES = 2 * 1024 * 1024;
const MAX_TEXT = 20_000;

export function fetchUrl({ url, from, to }: WebQuestion, timeoutMs: number): Promise<WebAnswer> {
  const { hostname, host, protocol, pathname, search, port } = new URL(url);
  return new Promise((resolve) => {
    const tls = protocol === 'https:';
    let facts: Omit<WebAnswer, 'outcome'> = {};
    const finish = (outcome: string) => {
      clearTimeout(timer);
      sent.destroy();
      resolve({ outcome, ...facts });
    };
    const sent = (tls ? secure : plain)({
      host: to ?? hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? undefined : Number(port),
      ...(tls ? { servername: hostname } : {}),
      ...(from === undefined ? {} : { localAddress: from, family: isIP(from) }),
      path: pathname + search,
      headers: { host },
      agent: false,
    });
    const timer = setTimeout(() => finish(facts.status === undefined ? 'timeout' : 'cut'), timeoutMs);
    sent.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    sent.on('response', (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      const note = () => {
        const text = Buffer.concat(parts).toString('utf8').slice(0, MAX_TEXT);
        facts = { ...facts, bytes, text };
      };
      facts = {
        status: response.statusCode,
        location: response.headers.location,
        encoding: response.headers['content-encoding'],
        names: tls ? (response.socket as TLSSocket).getPeerCertificate().subjectaltname : undefined,
      };
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes <= MAX_TEXT) parts.push(part);
        note();
        if (bytes > MAX_BYTES) finish('endless');
      });
      response.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
      response.on('end', () => finish(String(response.statusCode)));
    });
    sent.end();
  });
}
