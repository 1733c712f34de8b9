/**
 * Optional rendering of pages that scripts fill. The browser never touches the network: every request that a page
 * makes is answered by the caller, through the safe fetch, so that the rules for addresses, sizes, robots and pauses
 * hold for scripts, too. What no request handler sees (WebSockets, WebRTC, prefetches, the browser's own services) is
 * sent to a proxy whose name cannot be resolved, by a browser that resolves no name: it fails before a packet leaves.
 */
import type { ResponseHeaders } from './fetch-types.js';

export interface Renderer {
  /** Never rejects. */
  render(url: string, ask: AskForPart, signal?: AbortSignal): Promise<Rendered | RenderFailure>;
  close(): Promise<void>;
}

/** Answers one GET of a page; null refuses it. */
export type AskForPart = (url: string) => Promise<PagePart | null>;

export interface PagePart {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Uint8Array;
}

export interface Rendered {
  /** Once the scripts have run; at most {@link MAX_MARKUP_LENGTH} characters. */
  readonly markup: string;
  /** Absolute URLs that scripts of the page asked for, answered or not: http, https, ws, wss. */
  readonly asked: readonly string[];
}

export interface RenderFailure {
  readonly markup: null;
  /** For people. */
  readonly why: string;
}

export interface RendererOptions {
  /** Of a locally installed Chromium; see {@link findChromium}. */
  readonly executablePath: string;
  readonly userAgent: string;
  /** Until the page is taken as it is; pauses between requests to one host are part of it. */
  readonly timeoutMs?: number | undefined;
  /** Requests answered for one page. */
  readonly maxRequests?: number | undefined;
  /** Chromium cannot use its sandbox as the superuser; anywhere else nothing is rendered without it. */
  readonly sandbox: boolean;
  /** Brings playwright-core; tests bring a stand-in. */
  readonly load?: (() => Promise<unknown>) | undefined;
}

const CHROMIUM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/** @param exists whether a file is there; @param configured a path from the settings, tried alone. */
export function findChromium(exists: (path: string) => boolean, configured?: string): string | null {
  const candidates = configured === undefined ? CHROMIUM_PATHS : [configured];
  return candidates.find(exists) ?? null;
}

/** The browser is started when the first page needs it: most runs meet no shell. */
export function createRenderer(options: RendererOptions): Renderer {
  return new ChromiumRenderer(options);
}

/** Renders nothing, and says why. */
export const noRenderer = (why: string): Renderer => ({
  render: async () => failed(why),
  close: async () => {},
});

export const MAX_MARKUP_LENGTH = 2 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 45_000;
const DEFAULT_MAX_REQUESTS = 40;
/** For what a script may hold up for ever: reading the page, closing it. */
const GRACE_MS = 2_000;
/** A page may crash the browser; whoever does so again and again is not helped. */
const MAX_STARTS = 3;

/** Playwright adds its own (no first run, no component updates, no background networking, a fresh profile). */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://nowhere.invalid:9',
  // Without it the loopback would be asked directly.
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--js-flags=--max-old-space-size=256',
] as const;

class ChromiumRenderer implements Renderer {
  readonly #options: RendererOptions;
  #starting: Promise<Browser | RenderFailure> | undefined;
  #starts = 0;

  constructor(options: RendererOptions) {
    this.#options = options;
  }

  async render(url: string, ask: AskForPart, signal?: AbortSignal): Promise<Rendered | RenderFailure> {
    const browser = await this.#browser();
    if ('why' in browser) return browser;
    let context: Context | undefined;
    try {
      context = await browser.newContext({
        userAgent: this.#options.userAgent,
        serviceWorkers: 'block',
        acceptDownloads: false,
        permissions: [],
      });
      const timeoutMs = this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      return await inTime(this.#see(context, url, ask, timeoutMs), timeoutMs + GRACE_MS, signal);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    } finally {
      if (context) await inTime(context.close(), GRACE_MS).catch(() => {});
    }
  }

  async close(): Promise<void> {
    const browser = await this.#starting;
    this.#starts = MAX_STARTS;
    if (browser && 'close' in browser) await inTime(browser.close(), GRACE_MS).catch(() => {});
  }

  /** One for all pages, and another when it ended. Nothing is awaited between looking and starting. */
  async #browser(): Promise<Browser | RenderFailure> {
    this.#starting ??= this.#start();
    const latest = this.#starting;
    const running = await latest;
    if ('why' in running || running.isConnected()) return running;
    if (this.#starts >= MAX_STARTS) return failed('the browser ended too often');
    if (this.#starting === latest) this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<Browser | RenderFailure> {
    const { executablePath, sandbox, load = loadPlaywright } = this.#options;
    this.#starts++;
    try {
      const playwright = (await load().catch(() => null)) as Playwright | null;
      if (!playwright) return failed('playwright-core is not installed');
      return await playwright.chromium.launch({
        executablePath,
        headless: true,
        chromiumSandbox: sandbox,
        args: [...FLAGS],
        // An interrupt ends the run in order, and the browser with it.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
    } catch (error) {
      return failed(`the browser does not start: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #see(context: Context, url: string, ask: AskForPart, timeout: number): Promise<Rendered> {
    const asked = new Set<string>();
    let stop: () => void = () => {};
    const enough = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const left = this.#options.maxRequests ?? DEFAULT_MAX_REQUESTS;
    const visit = { url, ask, asked, left, entered: false, stop };
    // Of the context and not of the page: windows that a page opens are answered by the same rules, and closed.
    await context.route('**/*', (route) => answer(route, visit));
    // Left open and silent: one that is refused is tried again and again.
    await context.routeWebSocket(/^/, (socket) => {
      if (asked.size < MAX_ASKED) asked.add(socket.url());
    });
    const page = await context.newPage();
    context.on('page', (other) => void other.close().catch(() => {}));
    await Promise.race([page.goto(url, { waitUntil: 'networkidle', timeout }).catch(() => {}), enough]);
    const markup = (await page.content()).slice(0, MAX_MARKUP_LENGTH);
    // A refused start shows a page of the browser's own.
    if (!page.url().startsWith(new URL(url).origin)) throw new Error('the page was not shown');
    return { markup, asked: [...asked] };
  }
}

interface Visit {
  readonly url: string;
  readonly ask: AskForPart;
  readonly asked: Set<string>;
  left: number;
  entered: boolean;
  /** Ends the wait for a page that asks for too much. */
  readonly stop: () => void;
}

const MAX_ASKED = 100;
/** Cannot change the text; frames are pages of their own. */
const LEFT_OUT = /^(?:image|media|font|stylesheet|texttrack|manifest|ping|beacon|cspviolationreport)$/;

/** GET alone: a crawler has nothing to send. A page that navigates away would put strangers' words into its mouth. */
async function answer(route: Route, visit: Visit): Promise<void> {
  const request = route.request();
  const url = request.url();
  const kind = request.resourceType();
  const isEntry = request.isNavigationRequest() && url === visit.url && !visit.entered;
  if (isEntry) visit.entered = true;
  const speaks = kind === 'xhr' || kind === 'fetch' || kind === 'eventsource';
  if (speaks && visit.asked.size < MAX_ASKED) visit.asked.add(url);
  // No content: the browser stays where it is, instead of showing an error.
  if (request.isNavigationRequest() && !isEntry) return route.fulfill({ status: 204 }).catch(() => {});
  const refused = request.method() !== 'GET' || LEFT_OUT.test(kind);
  // No answer at all: a script that asks again and again would be given the next try by each refusal.
  if (!refused && visit.left-- <= 0) return visit.stop();
  const part = refused ? null : await visit.ask(url).catch(() => null);
  // The page may be gone by now.
  if (!part) return route.abort().catch(() => {});
  const contentType = part.headers['content-type'] ?? 'text/html';
  await route.fulfill({ status: part.status, contentType, body: Buffer.from(part.body) }).catch(() => {});
}

const failed = (why: string): RenderFailure => ({ markup: null, why: why.split('\n', 1)[0] ?? why });

/** @throws Error when the time is up or the signal fires */
async function inTime<T>(work: Promise<T>, ms: number, signal?: AbortSignal): Promise<T> {
  let giveUp: () => void = () => {};
  const over = new Promise<never>((_, reject) => {
    giveUp = () => reject(new Error(signal?.aborted ? 'interrupted' : 'the page does not come to an end'));
  });
  const timer = setTimeout(giveUp, ms);
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted) giveUp();
  // What comes too late belongs to nobody.
  work.catch(() => {});
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** Not a dependency: the name is no literal, so that neither the type checker nor a bundler looks for it. */
function loadPlaywright(): Promise<unknown> {
  const name = ['playwright', 'core'].join('-');
  return import(name);
}

/** The part of playwright-core that is used. */
interface Playwright {
  readonly chromium: { launch(options: object): Promise<Browser> };
}
interface Browser {
  newContext(options: object): Promise<Context>;
  isConnected(): boolean;
  close(): Promise<void>;
}
interface Context {
  route(pattern: string, handler: (route: Route) => Promise<void>): Promise<unknown>;
  routeWebSocket(pattern: RegExp, handler: (socket: { url(): string }) => void): Promise<unknown>;
  on(event: 'page', listener: (page: Page) => void): unknown;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Page {
  goto(url: string, options: object): Promise<unknown>;
  content(): Promise<string>;
  url(): string;
  close(): Promise<void>;
}
interface Route {
  request(): { url(): string; method(): string; resourceType(): string; isNavigationRequest(): boolean };
  abort(): Promise<void>;
  fulfill(response: object): Promise<void>;
}
