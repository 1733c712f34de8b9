/** One request and its response over one pinned connection; no redirects, no retries. */
import type { Client, Dispatcher } from 'undici';
import type { AddressPolicy } from './address-policy.js';
import type { Certificate } from './certificate.js';
import { cleanText } from './clean-text.js';
import { ConnectFailure, type Connection, connect, type Endpoint } from './connect.js';
import { type BodyDecoder, contentCoding, createDecoder, isCoding } from './decode-body.js';
import type { BodySink, FetchLimits, FetchOutcome, ResponseHeaders } from './fetch-types.js';
import type { Watchdog } from './watchdog.js';

export interface ExchangeSettings {
  readonly policy: AddressPolicy;
  readonly limits: FetchLimits;
  readonly ca?: string | undefined;
  readonly localAddress?: string | undefined;
}

export interface ExchangeRequest {
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where the body is not wanted; the response then ends with its headers. */
  readonly onHead: (
    status: number,
    headers: ResponseHeaders,
    certificate: Certificate | null,
  ) => BodySink | null;
  readonly watchdog: Watchdog;
  readonly signal?: AbortSignal | undefined;
}

export interface ExchangeResult {
  readonly outcome: FetchOutcome;
  readonly detail: string;
  readonly wireBytes: number;
  readonly decodedBytes: number;
}

/** A connection to one endpoint that serves one exchange at a time. */
export class Line {
  readonly endpoint: Endpoint;
  certificate: Certificate | null = null;
  readonly #client: Client;
  readonly #settings: ExchangeSettings;
  #connection: Connection | null = null;
  #attempt: Attempt | null = null;

  constructor(
    undici: typeof import('undici'),
    endpoint: Endpoint,
    origin: string,
    settings: ExchangeSettings,
  ) {
    this.endpoint = endpoint;
    this.#settings = settings;
    this.#client = new undici.Client(origin, {
      connect: (_options, callback) => {
        this.#connect().then(
          (socket) => callback(null, socket),
          (error: Error) => callback(error, null),
        );
      },
      maxHeaderSize: settings.limits.maxHeaderBytes,
      // The watchdog keeps time for all phases; undici's timers are coarse and start anew on each byte.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 10_000,
    });
  }

  /** Whether another exchange may use the open connection. */
  get reusable(): boolean {
    const socket = this.#connection?.socket;
    return socket !== undefined && !socket.destroyed && socket.writable && !this.#client.destroyed;
  }

  /** Never rejects. */
  run(request: ExchangeRequest): Promise<ExchangeResult> {
    return new Promise((resolve) => {
      const attempt = new Attempt(
        request,
        this.#settings.limits,
        (result) => this.#end(result, resolve),
        () => this.certificate,
      );
      this.#attempt = attempt;
      attempt.watchSocket(this.#connection?.socket ?? null);
      if (this.reusable) request.watchdog.enter('headers');
      this.#client.dispatch({ path: request.path, method: 'GET', headers: request.headers }, attempt);
    });
  }

  destroy(): void {
    this.#attempt?.finish('aborted', 'closed');
    this.#client.destroy().catch(() => {});
  }

  /** A line outlives its exchanges: what it still held of the last one would keep a whole page in memory. */
  #end(result: ExchangeResult, resolve: (result: ExchangeResult) => void): void {
    this.#attempt = null;
    resolve(result);
  }

  async #connect(): Promise<Connection['socket']> {
    const attempt = this.#attempt;
    if (attempt === null || attempt.finished) throw new ConnectFailure('aborted', 'nothing to connect for');
    const { watchdog } = attempt.request;
    watchdog.enter('connect');
    const onTlsStart = () => watchdog.enter('tls');
    try {
      const connection = await connect(this.endpoint, {
        policy: this.#settings.policy,
        ca: this.#settings.ca,
        localAddress: this.#settings.localAddress,
        onTlsStart,
        signal: attempt.connecting.signal,
      });
      this.#connection = connection;
      this.certificate = connection.certificate;
      watchdog.enter('headers');
      attempt.watchSocket(connection.socket);
      return connection.socket;
    } catch (error) {
      if (error instanceof ConnectFailure && error.certificate) this.certificate = error.certificate;
      throw error;
    }
  }
}

const ignore = (): void => {};

/**
 * Functions of one exchange are named before they become properties: V8 makes a function that is written as the value
 * of a property in old space, from where it holds the whole page until the next full collection. That took a third of
 * the time of a crawl.
 */
class Attempt implements Dispatcher.DispatchHandler {
  readonly request: ExchangeRequest;
  readonly connecting = new AbortController();
  finished = false;
  readonly #limits: FetchLimits;
  readonly #resolve: (result: ExchangeResult) => void;
  readonly #certificate: () => Certificate | null;
  #controller: Dispatcher.DispatchController | null = null;
  #decoder: BodyDecoder | null = null;
  #onAbort: (() => void) | null = null;

  constructor(
    request: ExchangeRequest,
    limits: FetchLimits,
    resolve: (result: ExchangeResult) => void,
    certificate: () => Certificate | null,
  ) {
    this.request = request;
    this.#limits = limits;
    this.#resolve = resolve;
    this.#certificate = certificate;
    const onExpire = (outcome: FetchOutcome) =>
      this.finish(outcome, `gave up after a limit of time: ${outcome}`);
    request.watchdog.onExpire = onExpire;
    if (request.signal) {
      const onAbort = () => this.finish('aborted', 'interrupted');
      this.#onAbort = onAbort;
      request.signal.addEventListener('abort', onAbort, { once: true });
    }
  }

  watchSocket(socket: Connection['socket'] | null): void {
    const before = socket?.bytesRead ?? 0;
    const socketBytes = () => (socket?.bytesRead ?? 0) - before;
    this.request.watchdog.socketBytes = socketBytes;
  }

  /** The first caller decides; what the aborted connection reports afterwards is an echo. */
  finish(outcome: FetchOutcome, detail: string): void {
    if (this.finished) return;
    this.finished = true;
    const { signal, watchdog } = this.request;
    watchdog.onExpire = ignore;
    if (this.#onAbort) signal?.removeEventListener('abort', this.#onAbort);
    const decoder = this.#decoder;
    this.#decoder = null;
    const { wireBytes = 0, decodedBytes = 0 } = decoder ?? {};
    if (outcome !== 'ok') decoder?.destroy();
    this.#resolve({ outcome, detail: cleanText(detail, 300), wireBytes, decodedBytes });
    if (outcome === 'ok' && decoder) return;
    this.connecting.abort();
    this.#controller?.abort(new Error('cordon: ended'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.finished) controller.abort(new Error('cordon: ended'));
  }

  onRequestUpgrade(_controller: Dispatcher.DispatchController, status: number): void {
    this.finish('http-malformed', `status ${status} without being asked for it`);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    raw: Record<string, string | string[] | undefined>,
  ): void {
    if (this.finished) return;
    if (status < 200) return;
    const headers = plainHeaders(raw);
    const sink = this.request.onHead(status, headers, this.#certificate());
    if (!sink) {
      this.finish('ok', '');
      return;
    }
    const transfer = headers['transfer-encoding']?.toLowerCase() ?? 'chunked';
    const coding = transfer === 'chunked' ? contentCoding(headers['content-encoding']) : 'unknown-encoding';
    if (!isCoding(coding)) {
      const content = headers['content-encoding'] ?? 'none';
      this.finish(coding, `content-encoding ${content}, transfer-encoding ${transfer}`);
      return;
    }
    this.request.watchdog.enter('body');
    this.#controller = controller;
    const onEnd = () => this.finish('ok', '');
    const onFail = (outcome: FetchOutcome, detail: string) => this.finish(outcome, detail);
    this.#decoder = createDecoder(coding, this.#limits, sink, { onEnd, onFail });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.finished) return;
    this.request.watchdog.bodyProgress(chunk.length);
    this.#decoder?.write(chunk);
  }

  onResponseEnd(): void {
    this.#decoder?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const [outcome, detail] = describeError(error, this.#decoder !== null);
    this.finish(outcome, detail);
  }
}

function describeError(error: Error, inBody: boolean): readonly [FetchOutcome, string] {
  if (error instanceof ConnectFailure) return [error.outcome, error.message];
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW')
    return ['headers-too-large', error.message];
  // A header section that does not parse is reported with the code of a body that is too short.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'HPE_INVALID_EOF_STATE')
    return [inBody ? 'length-mismatch' : 'http-malformed', error.message];
  if (error.name === 'HTTPParserError' || error.message === 'bad upgrade')
    return ['http-malformed', error.message];
  if (inBody && code === 'UND_ERR_SOCKET') return ['length-mismatch', error.message];
  return ['connection-lost', error.message];
}

function plainHeaders(raw: Readonly<Record<string, string | string[] | undefined>>): ResponseHeaders {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    // Of two locations the first counts; every other repeated field is a list.
    const text = Array.isArray(value) ? (name === 'location' ? (value[0] ?? '') : value.join(', ')) : value;
    headers[name] = cleanText(text, 16_384);
  }
  return headers;
}
