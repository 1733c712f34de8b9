/** Content decoding (RFC 9110 §8.4) that stops at the limits while it runs, not after. */
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { BodySink, FetchLimits, FetchOutcome } from './fetch-types.js';

export interface BodyDecoder {
  write(chunk: Uint8Array): void;
  /** The last chunk was written; `onEnd` or `onFail` follows. */
  end(): void;
  destroy(): void;
  readonly wireBytes: number;
  readonly decodedBytes: number;
}

export interface DecoderEvents {
  readonly onEnd: () => void;
  /** Called at most once, and never after `onEnd`. */
  readonly onFail: (outcome: FetchOutcome, detail: string) => void;
}

const CODINGS = ['identity', 'gzip', 'br', 'deflate'] as const;
export type ContentCoding = (typeof CODINGS)[number];

/** One known coding, or why the body is not read. Two codings on one body are only met in attacks. */
export function contentCoding(header: string | undefined): ContentCoding | FetchOutcome {
  const names = (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length === 0) return 'identity';
  if (names.length > 1) return 'stacked-encodings';
  const name = names[0] === 'x-gzip' ? 'gzip' : names[0];
  return CODINGS.find((coding) => coding === name) ?? 'unknown-encoding';
}

export function isCoding(value: ContentCoding | FetchOutcome): value is ContentCoding {
  return (CODINGS as readonly string[]).includes(value);
}

export function createDecoder(
  coding: ContentCoding,
  limits: FetchLimits,
  sink: BodySink,
  events: DecoderEvents,
): BodyDecoder {
  const meter = new Meter(limits, sink, events);
  return coding === 'identity' ? new PlainDecoder(meter) : new ZlibDecoder(coding, meter);
}

/** Counts both sides and is the only one that calls the sink. */
class Meter {
  wireBytes = 0;
  decodedBytes = 0;
  done = false;
  readonly #limits: FetchLimits;
  readonly #sink: BodySink;
  readonly #events: DecoderEvents;

  constructor(limits: FetchLimits, sink: BodySink, events: DecoderEvents) {
    this.#limits = limits;
    this.#sink = sink;
    this.#events = events;
  }

  received(bytes: number): boolean {
    this.wireBytes += bytes;
    if (this.wireBytes > this.#limits.maxWireBytes)
      this.fail('wire-limit', `more than ${this.#limits.maxWireBytes} octets on the wire`);
    return !this.done;
  }

  decoded(chunk: Uint8Array): boolean {
    if (this.done) return false;
    const { maxDecodedBytes, maxRatio, ratioFloorBytes } = this.#limits;
    const total = this.decodedBytes + chunk.length;
    if (total > Math.max(ratioFloorBytes, this.wireBytes * maxRatio)) {
      this.fail('ratio-limit', `${this.wireBytes} octets on the wire decode to more than ${maxRatio} times`);
    } else if (total > maxDecodedBytes) {
      this.fail('decoded-limit', `more than ${maxDecodedBytes} octets decoded`);
    } else {
      this.decodedBytes = total;
      this.#pass(chunk);
    }
    return !this.done;
  }

  #pass(chunk: Uint8Array): void {
    try {
      this.#sink(chunk);
    } catch (error) {
      // One page that trips a reader must not end a run over thousands.
      this.fail('consumer-failed', error instanceof Error ? error.message : String(error));
    }
  }

  fail(outcome: FetchOutcome, detail: string): void {
    if (this.done) return;
    this.done = true;
    this.#events.onFail(outcome, detail);
  }

  end(): void {
    if (this.done) return;
    this.done = true;
    this.#events.onEnd();
  }
}

class PlainDecoder implements BodyDecoder {
  readonly #meter: Meter;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  get wireBytes(): number {
    return this.#meter.wireBytes;
  }

  get decodedBytes(): number {
    return this.#meter.decodedBytes;
  }

  write(chunk: Uint8Array): void {
    if (this.#meter.received(chunk.length)) this.#meter.decoded(chunk);
  }

  end(): void {
    this.#meter.end();
  }

  destroy(): void {
    this.#meter.done = true;
  }
}

type ZlibStream = ReturnType<typeof createGunzip> | ReturnType<typeof createBrotliDecompress>;

class ZlibDecoder implements BodyDecoder {
  readonly #meter: Meter;
  readonly #coding: ContentCoding;
  #stream: ZlibStream | null = null;

  constructor(coding: ContentCoding, meter: Meter) {
    this.#coding = coding;
    this.#meter = meter;
  }

  get wireBytes(): number {
    return this.#meter.wireBytes;
  }

  get decodedBytes(): number {
    return this.#meter.decodedBytes;
  }

  /** What zlib has not taken yet is held in memory; the wire limit bounds it. */
  write(chunk: Uint8Array): void {
    if (chunk.length === 0 || !this.#meter.received(chunk.length)) return;
    this.#stream ??= this.#open(chunk);
    this.#stream.write(chunk);
  }

  end(): void {
    if (this.#stream) this.#stream.end();
    else this.#meter.end();
  }

  destroy(): void {
    this.#meter.done = true;
    this.#stream?.destroy();
  }

  #open(first: Uint8Array): ZlibStream {
    const stream = createStream(this.#coding, first);
    stream.on('data', (chunk: Uint8Array) => {
      if (!this.#meter.decoded(chunk)) stream.destroy();
    });
    stream.on('end', () => this.#meter.end());
    stream.on('error', (error: Error) => this.#meter.fail('decode-failed', error.message));
    return stream;
  }
}

function createStream(coding: ContentCoding, first: Uint8Array): ZlibStream {
  if (coding === 'br') return createBrotliDecompress();
  if (coding === 'gzip') return createGunzip();
  // RFC 9110 §8.4.1.2 means zlib framing; some servers send the bare stream.
  const [cmf = 0, flags] = first;
  const framed = (cmf & 0x0f) === 8 && (flags === undefined || (cmf * 256 + flags) % 31 === 0);
  return framed ? createInflate() : createInflateRaw();
}
