/** Ways of a web server to hurt its client: each is one answer that never ends well. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Trap } from '../site.js';

/** Zeros packed into a thousandth and less. Made when first asked for: making them takes a moment. */
const BOMB_BYTES = 64 * 1024 * 1024;
const made = new Map<string, Buffer>();
function once(name: string, make: () => Buffer): Buffer {
  const body = made.get(name) ?? make();
  made.set(name, body);
  return body;
}

const bombText = (): Buffer => Buffer.alloc(BOMB_BYTES, 'a');
const PAGE = '<!doctype html><title>Welcome</title><p>This page is part of a trap.</p>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A timer that goes with the connection. */
function every(response: ServerResponse, ms: number, work: () => void): void {
  const timer = setInterval(work, ms);
  response.on('close', () => clearInterval(timer));
}

const raw =
  (text: string): Answer =>
  (request) => {
    request.socket.end(text);
  };

export const TRAPS: { readonly [T in Trap]: Answer } = {
  'redirect-loop': (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    response.writeHead(302, { location: pathname === '/a' ? '/b' : '/a' }).end();
  },
  'redirect-chain': (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const hop = Number(searchParams.get('hop') ?? 0);
    if (hop >= 20) response.writeHead(200, HTML).end(PAGE);
    else response.writeHead(302, { location: `${pathname}?hop=${hop + 1}` }).end();
  },
  'gzip-bomb': (_, response) => {
    const body = once('gzip', () => gzipSync(bombText(), { level: 9 }));
    response.writeHead(200, { ...HTML, 'content-encoding': 'gzip', 'content-length': body.length }).end(body);
  },
  'brotli-bomb': (_, response) => {
    const body = once('brotli', () =>
      brotliCompressSync(bombText(), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
    );
    response.writeHead(200, { ...HTML, 'content-encoding': 'br', 'content-length': body.length }).end(body);
  },
  'stacked-encodings': (_, response) => {
    const body = once('stacked', () => gzipSync(gzipSync(gzipSync(PAGE))));
    response.writeHead(200, { ...HTML, 'content-encoding': 'gzip, gzip, gzip' }).end(body);
  },
  'unknown-encoding': (_, response) => {
    response.writeHead(200, { ...HTML, 'content-encoding': 'snappy' }).end('\x00\x01\x02');
  },
  'endless-body': (_, response) => {
    response.writeHead(200, HTML).write(PAGE);
    const block = Buffer.alloc(16 * 1024, '<p>more and more of the same</p>\n');
    const pour = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', pour);
    pour();
  },
  drip: (_, response) => {
    response.writeHead(200, { ...HTML, 'content-length': 1_000_000 }).flushHeaders();
    every(response, 500, () => response.write('.'));
  },
  silent: () => {},
  'slow-headers': (request, response) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    every(response, 500, () => request.socket.write('x-slow: 1\r\n'));
  },
  'long-headers': (request) => {
    const field = `x-padding: ${'a'.repeat(4000)}\r\n`;
    request.socket.end(
      `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n${field.repeat(32)}content-length: 2\r\n\r\nok`,
    );
  },
  'length-too-long': raw(
    `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5000\r\nconnection: close\r\n\r\n${PAGE}`,
  ),
  'length-too-short': raw(
    `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 10\r\n\r\n${PAGE}${PAGE}`,
  ),
  'not-http': raw('\x16\x03\x01 SSH-2.0-nothing of the kind\r\n\r\n'),
  reset: (request) => {
    request.socket.destroy();
  },
};
