/** Octets to text, piece by piece, in any encoding that pages come in. */
import { StringDecoder } from 'node:string_decoder';
import { TextDecoder } from 'node:util';
import { sniffCharset } from './charset.js';

export interface PageDecoder {
  /** WHATWG name of the encoding. */
  readonly encoding: string;
  decode(chunk: Uint8Array): string;
  /** What an unfinished sequence at the end becomes. */
  end(): string;
}

/** @param first the first piece of the body, in which an encoding may be declared. */
export function createPageDecoder(contentType: string, first: Uint8Array): PageDecoder {
  const encoding = sniffCharset(contentType, first);
  return encoding === 'utf-8' ? new Utf8Decoder() : new LegacyDecoder(encoding);
}

/**
 * Keeps ASCII in one byte a character. The streaming mode of TextDecoder makes two of each, which everything that
 * reads the text afterwards pays for.
 */
class Utf8Decoder implements PageDecoder {
  readonly encoding = 'utf-8';
  readonly #decoder = new StringDecoder('utf8');
  #started = false;

  decode(chunk: Uint8Array): string {
    const text = this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    if (this.#started || text === '') return text;
    this.#started = true;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  end(): string {
    return this.#decoder.end();
  }
}

class LegacyDecoder implements PageDecoder {
  readonly encoding: string;
  readonly #decoder: InstanceType<typeof TextDecoder>;

  constructor(encoding: string) {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding);
  }

  decode(chunk: Uint8Array): string {
    return this.#decoder.decode(chunk, { stream: true });
  }

  end(): string {
    return this.#decoder.decode();
  }
}
