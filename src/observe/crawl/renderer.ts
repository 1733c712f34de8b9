/**
 * Optional rendering of pages that scripts fill. The browser never touches the network: every request it makes is
 * answered through the safe fetch, so that the rules for addresses, sizes and time hold for scripts, too.
 */
import type { Fetcher } from './fetch.js';
import type { PageOutcome } from './fetch-page.js';
import type { PageReaderFactory } from './page-reader.js';

export interface Renderer {
  /** The page's markup once its scripts have run; null where that failed. Never rejects. */
  render(url: string, fetcher: Fetcher, signal?: AbortSignal): Promise<string | null>;
  close(): Promise<void>;
}

export interface RendererOptions {
  /** Of a locally installed Chromium; see {@link findChromium}. */
  readonly executablePath: string;
  readonly userAgent: string;
  readonly timeoutMs?: number | undefined;
  /** Requests answered for one page. */
  readonly maxRequests?: number | undefined;
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

/** @param exists whether a file is there; @param configured a path from the settings, tried first. */
export function findChromium(exists: (path: string) => boolean, configured?: string): string | null {
  const candidates = configured === undefined ? CHROMIUM_PATHS : [configured, ...CHROMIUM_PATHS];
  return candidates.find(exists) ?? null;
}

/** Null where playwright-core is not installed or the browser does not start. */
export async function createRenderer(options: RendererOptions): Promise<Renderer | null> {
  try {
    const playwright = (await (options.load ?? loadPlaywright)()) as Playwright;
    const browser = await playwright.chromium.launch({
      executablePath: options.executablePath,
      headless: true,
      // What is not routed through the fetcher (WebSockets, WebRTC, prefetches) finds no host.
      args: [
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--no-proxy-server',
        '--webrtc-ip-handling-policy=disable_non_proxied_udp',
      ],
    });
    return new ChromiumRenderer(browser, options);
  } catch {
    return null;
  }
}

/** Not a dependency: the name is no literal, so that neither the type checker nor a bundler looks for it. */
function loadPlaywright(): Promise<unknown> {
  const name = ['playwright', 'core'].join('-');
  return import(name);
}

/** A shell's page again, from the rendered markup; null where rendering gave no more than before. */
export async function renderPage(
  renderer: Renderer,
  page: PageOutcome,
  makeReader: PageReaderFactory,
  fetcher: Fetcher,
  signal?: AbortSignal,
): Promise<PageOutcome | null> {
  const { fetch } = page;
  if (!fetch?.head) return null;
  const markup = await renderer.render(fetch.url, fetcher, signal);
  if (markup === null) return null;
  const headers = { ...fetch.head.headers, 'content-type': 'text/html; charset=utf-8' };
  const reader = makeReader({ ...fetch.head, headers });
  if (!reader) return null;
  reader.sink(Buffer.from(markup.slice(0, MAX_MARKUP_LENGTH)));
  const facts = reader.finish(fetch);
  if (facts.condition === 'shell' || facts.condition === 'empty') return null;
  return { ...page, facts, outcome: facts.condition, conclusive: facts.condition === 'content' };
}

const MAX_MARKUP_LENGTH = 2 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_REQUESTS = 60;

class ChromiumRenderer implements Renderer {
  readonly #browser: Browser;
  readonly #options: RendererOptions;

  constructor(browser: Browser, options: RendererOptions) {
    this.#browser = browser;
    this.#options = options;
  }

  async render(url: string, fetcher: Fetcher, signal?: AbortSignal): Promise<string | null> {
    const timeout = this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    try {
      const context = await this.#browser.newContext({
        userAgent: this.#options.userAgent,
        serviceWorkers: 'block',
        acceptDownloads: false,
      });
      try {
        const page = await context.newPage();
        let left = this.#options.maxRequests ?? DEFAULT_MAX_REQUESTS;
        await page.route('**/*', (route) => (left-- > 0 ? answer(route, fetcher, signal) : route.abort()));
        await page.goto(url, { waitUntil: 'networkidle', timeout }).catch(() => {});
        return await page.content();
      } finally {
        await context.close();
      }
    } catch {
      return null;
    }
  }

  async close(): Promise<void> {
    await this.#browser.close().catch(() => {});
  }
}

/** GET alone: a crawler has nothing to send. Images and media are left out; they cannot change the text. */
async function answer(route: Route, fetcher: Fetcher, signal: AbortSignal | undefined): Promise<void> {
  const request = route.request();
  if (request.method() !== 'GET' || /^(?:image|media|font)$/.test(request.resourceType()))
    return route.abort();
  const chunks: Uint8Array[] = [];
  const result = await fetcher.fetch(request.url(), {
    signal,
    onResponse: () => (chunk) => void chunks.push(chunk),
  });
  if (result.outcome !== 'ok' || !result.head) return route.abort();
  const { 'content-type': contentType = 'text/html', 'access-control-allow-origin': origin } =
    result.head.headers;
  const headers = origin === undefined ? {} : { 'access-control-allow-origin': origin };
  await route.fulfill({ status: result.head.status, contentType, headers, body: Buffer.concat(chunks) });
}

/** The part of playwright-core that is used. */
interface Playwright {
  readonly chromium: { launch(options: object): Promise<Browser> };
}
interface Browser {
  newContext(options: object): Promise<Context>;
  close(): Promise<void>;
}
interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Page {
  route(pattern: string, handler: (route: Route) => Promise<void>): Promise<void>;
  goto(url: string, options: object): Promise<unknown>;
  content(): Promise<string>;
}
interface Route {
  request(): { url(): string; method(): string; resourceType(): string };
  abort(): Promise<void>;
  fulfill(response: object): Promise<void>;
}
