/** One web server for all addresses of the lab: by address, then by host name, plain and over TLS. */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { type BlockList, connect, createServer, isIPv4, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { RESOLVERS } from '../addresses.js';
import { DOH_PORT } from '../dns/daemons.js';
import { blockList } from '../dns/steer.js';
import { type Change, hostName, type PageSpec, type Site } from '../site.js';
import type { Authority } from './certificates.js';
import { TRAPS } from './traps.js';

/** One request as the server saw it; `connection` for a mere connection to an address where nobody should be led. */
export interface Seen {
  readonly at: number;
  /** Address that was connected to. */
  readonly address: string;
  readonly peer: string;
  readonly tls: boolean;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly userAgent: string;
}

/** Of one connection. */
interface Ends {
  readonly local: string;
  readonly peer: string;
  readonly tls: boolean;
}

/** The latest requests are kept, so that a test can look at who asked what. */
const MAX_SEEN = 20_000;
const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** Where nobody should be led: the loopback and private addresses. A mere connection is noted there. */
export const isInner = (address: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|169\.254\.|::1$|fd)/.test(address);
const unmapped = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '');
const within = (list: BlockList, address: string): boolean =>
  list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

export class WebServer {
  readonly #sites: ReadonlyMap<string, Site>;
  readonly #authority: Authority;
  readonly #changes: ReadonlyMap<string, Change>;
  readonly #contexts = new Map<string, SecureContext>();
  /** Where each site answers, as built. */
  readonly #places = new Map<string, BlockList>();
  readonly #http = createHttp((request, response) => this.#respond(request, response));
  readonly #seen: Seen[] = [];
  /** Of the raw connection below TLS: a TLS socket on top of it does not always know them. */
  readonly #ends = new WeakMap<object, Ends>();

  constructor(sites: readonly Site[], authority: Authority, changes: ReadonlyMap<string, Change>) {
    this.#sites = new Map(sites.map((site) => [site.name, site]));
    this.#authority = authority;
    this.#changes = changes;
    for (const site of sites) this.#places.set(site.name, this.#placesOf(site));
    // Limits that protect a server would end the traps before the client does.
    this.#http.requestTimeout = 0;
    this.#http.headersTimeout = 0;
    this.#http.on('clientError', (_, socket) => socket.destroy());
  }

  async listen(): Promise<void> {
    const plain = createServer((socket) => this.#accept(socket, false));
    const secure = createServer((socket) => this.#accept(socket, true));
    await Promise.all([
      new Promise<void>((resolve) => plain.listen(80, '::', 1024, resolve)),
      new Promise<void>((resolve) => secure.listen(443, '::', 1024, resolve)),
    ]);
  }

  seen(): readonly Seen[] {
    return this.#seen;
  }

  /** To be called when a change may ask for other certificates. */
  forgetCertificates(): void {
    this.#contexts.clear();
  }

  #accept(socket: Socket, tls: boolean): void {
    socket.on('error', () => socket.destroy());
    const ends = { local: unmapped(socket.localAddress), peer: unmapped(socket.remoteAddress), tls };
    if (isInner(ends.local)) this.#note(ends, { method: 'connection', host: '', path: '', userAgent: '' });
    if (tls && RESOLVER_ADDRESSES.has(ends.local)) {
      const inner = connect(DOH_PORT, '127.0.0.1');
      inner.on('error', () => socket.destroy());
      socket.on('close', () => inner.destroy());
      socket.pipe(inner).pipe(socket);
      return;
    }
    if (!tls) {
      this.#ends.set(socket, ends);
      this.#http.emit('connection', socket);
      return;
    }
    const secured = new TLSSocket(socket, {
      isServer: true,
      ALPNProtocols: ['http/1.1'],
      secureContext: this.#context(this.#siteAt(ends.local), ends.local),
      SNICallback: (name, done) => done(null, this.#context(this.#siteOf(name, ends.local), ends.local)),
    });
    secured.on('error', () => secured.destroy());
    this.#ends.set(secured, ends);
    this.#http.emit('connection', secured);
  }

  /** The site of a host name, where it is served at that address. */
  #siteOf(host: string, address: string): Site | undefined {
    for (let name = host.toLowerCase(); name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const site = this.#sites.get(name);
      if (!site) continue;
      const moved = this.#changes.get(name)?.web?.moveTo ?? [];
      const here = this.#places.get(name);
      return moved.includes(address) || (here && within(here, address)) ? site : undefined;
    }
    return undefined;
  }

  /** Whoever answers at an address that is called without a name, or with one that it does not know. */
  #siteAt(address: string): Site | undefined {
    for (const [name, places] of this.#places) if (within(places, address)) return this.#sites.get(name);
    return undefined;
  }

  #placesOf(site: Site): BlockList {
    const found = new Set<string>(site.shutOut?.edges);
    const specs = [
      ...Object.values(site.hosts),
      ...Object.values(site.dns?.hosts ?? {}),
      ...(site.dns?.views ?? []).flatMap(({ hosts }) => Object.values(hosts)),
    ];
    for (const spec of specs) {
      for (const address of [...(spec.a ?? []), ...(spec.aaaa ?? [])]) found.add(address);
      for (const address of this.#addressesBehind(spec.cname)) found.add(address);
    }
    const { rotate } = site.dns ?? {};
    const subnets = [...found]
      // Names that point at strangers are not served by them.
      .filter((address) => !site.borrows?.includes(address))
      .map((address) => `${address}/${isIPv4(address) ? 32 : 128}`);
    return blockList(rotate ? [...subnets, `${rotate.first}/23`] : subnets);
  }

  #addressesBehind(name: string | undefined, depth = 0): readonly string[] {
    if (name === undefined || depth > 8) return [];
    for (const site of this.#sites.values())
      for (const [label, { a = [], aaaa = [], cname }] of Object.entries(site.hosts))
        if (hostName(site.name, label) === name)
          return [...a, ...aaaa, ...this.#addressesBehind(cname, depth + 1)];
    return [];
  }

  #context(site: Site | undefined, address: string): SecureContext {
    const name = site?.name ?? address;
    const known = this.#contexts.get(name);
    if (known) return known;
    const { flaw, ...spec } = (site && (this.#changes.get(site.name)?.certificate ?? site.certificate)) ?? {};
    const own = site ? [site.name, `*.${site.name}`] : [address];
    const context = createSecureContext(
      this.#authority.issue({
        names: flaw === 'wrong-name' ? ['somebody-else.example'] : (spec.names ?? own),
        organisation: spec.organisation,
        key: spec.key ?? name,
        expired: flaw === 'expired',
        selfSigned: flaw === 'self-signed',
      }),
    );
    this.#contexts.set(name, context);
    return context;
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
    const ends = this.#ends.get(request.socket) ?? { local: '', peer: '', tls: false };
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const { pathname, search } = new URL(request.url?.replace(/^\/+/, '/') ?? '/', 'http://x');
    const { method = '', headers } = request;
    this.#note(ends, { method, host, path: pathname + search, userAgent: headers['user-agent'] ?? '' });
    const site = this.#siteOf(host, ends.local);
    if (site && !ends.tls && site.plainHttp === 'closed') {
      request.socket.destroy();
      return;
    }
    const page = this.#answer(site, request, host, pathname, ends);
    if (page.trap) TRAPS[page.trap](request, response);
    else send(response, page, pathname);
  }

  #answer(
    site: Site | undefined,
    request: IncomingMessage,
    host: string,
    path: string,
    ends: Ends,
  ): PageSpec {
    if (!site) return UNKNOWN_HOST;
    if (!ends.tls && site.plainHttp !== 'serve')
      return { status: 301, headers: { location: `https://${host}${request.url}` } };
    return this.#page(site, host, path, ends);
  }

  #page(site: Site, host: string, path: string, ends: Ends): PageSpec {
    const { shutOut } = site;
    if (shutOut && (shutOut.edges?.includes(ends.local) || within(blockList(shutOut.subnets), ends.peer)))
      return shutOut.page;
    const changed = this.#changes.get(site.name)?.web;
    const shown = (changed?.like === undefined ? site : this.#sites.get(changed.like)) ?? site;
    const pages = { ...shown.pages, ...changed?.pages };
    const label = host === site.name ? '@' : host.slice(0, -site.name.length - 1);
    // `//label/path` is a page of one host only; a host that has any shows nothing else.
    const own = Object.keys(pages).some((key) => key.startsWith(`//${label}/`)) ? `//${label}` : '';
    const found = pages[own + path] ?? byPrefix(pages, own + path) ?? NOT_FOUND;
    return typeof found === 'string' ? { body: found } : found;
  }

  #note(ends: Ends, request: Pick<Seen, 'method' | 'host' | 'path' | 'userAgent'>): void {
    if (this.#seen.length >= MAX_SEEN) this.#seen.splice(0, MAX_SEEN / 2);
    this.#seen.push({ at: Date.now(), address: ends.local, peer: ends.peer, tls: ends.tls, ...request });
  }
}

const RESOLVER_ADDRESSES: ReadonlySet<string> = new Set(RESOLVERS.atlas.addresses);
const UNKNOWN_HOST: PageSpec = {
  status: 421,
  body: '<!doctype html><title>421</title><p>No such host here.',
};
const NOT_FOUND: PageSpec = {
  status: 404,
  body: '<!doctype html><title>404 Not Found</title><p>Not found.',
};

function byPrefix(pages: Readonly<Record<string, string | PageSpec>>, path: string) {
  const key = Object.keys(pages).find((one) => one.endsWith('*') && path.startsWith(one.slice(0, -1)));
  return key === undefined ? undefined : pages[key];
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: PageSpec, path: string) {
  const extension = /\.\w+$/.exec(path)?.[0] ?? '';
  const type = TEXT_TYPES[extension] ?? 'text/html; charset=utf-8';
  response.writeHead(status, { 'content-type': type, server: 'lab', ...headers });
  response.end(body);
}
