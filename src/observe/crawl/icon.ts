/**
 * The icon of a site, as a digest: sites of one operator often carry the same file. It is a weak sign, because anybody
 * can copy it, and because makers of software ship icons with it.
 */
import { createHash } from 'node:crypto';
import type { Observation } from '../../model/observation.js';
import type { CrawlTools } from './crawl-platform.js';
import { type FetchOutcome, isConclusive } from './fetch-types.js';
import { faviconNumber } from './murmur.js';
import type { PageFacts } from './page-facts.js';

/** `none`: the site says that there is none, or an empty one. Closed vocabulary, with those of the fetch. */
export const ICON_OUTCOMES = [
  'icon',
  'none',
  'not-image',
  'too-large',
  'error-status',
  'robots-disallowed',
] as const;

export interface IconOutcome {
  readonly url: string;
  readonly outcome: (typeof ICON_OUTCOMES)[number] | Exclude<FetchOutcome, 'ok'>;
  readonly icon: Icon | null;
}

export interface Icon {
  /** Of the octets of the file, lower-case hex. */
  readonly sha256: string;
  /** The number under which search engines for hosts know the file. */
  readonly murmur3: number;
  readonly bytes: number;
}

const MAX_ICON_BYTES = 256 * 1024;
const ACCEPT = 'image/*,*/*;q=0.5';

/** Where the icon of a site is: where its pages say, else at the customary place. Null without a page that was read. */
export function iconUrlOf(pages: readonly PageFacts[]): string | null {
  const shown = pages.filter(({ mediaType, status }) => mediaType === 'text/html' && status < 400);
  const named = shown.find(({ icon }) => icon !== null)?.icon;
  return named ?? (shown[0] ? new URL('/favicon.ico', shown[0].url).href : null);
}

/** Never rejects. */
export async function fetchIcon(
  url: string,
  { fetcher, gate, robots }: Pick<CrawlTools, 'fetcher' | 'gate' | 'robots'>,
  signal?: AbortSignal,
): Promise<IconOutcome> {
  const { host, origin } = new URL(url);
  const rules = await gate.run(host, () => robots.rulesFor(origin, signal), signal);
  if (!rules.allows(url)) return { url, outcome: 'robots-disallowed', icon: null };
  const enough = new AbortController();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const result = await gate.run(
    host,
    () =>
      fetcher.fetch(url, {
        accept: ACCEPT,
        signal: signal ? AbortSignal.any([signal, enough.signal]) : enough.signal,
        mayFollow: async (next) =>
          /^https?:/.test(next) && (await robots.rulesFor(new URL(next).origin, signal)).allows(next),
        onResponse: ({ status }) =>
          status !== 200
            ? null
            : (chunk) => {
                bytes += chunk.length;
                if (bytes > MAX_ICON_BYTES) enough.abort();
                else chunks.push(chunk);
              },
      }),
    signal,
  );
  if (bytes > MAX_ICON_BYTES) return { url, outcome: 'too-large', icon: null };
  if (result.outcome !== 'ok' || !result.head)
    return { url, outcome: result.outcome === 'ok' ? 'none' : result.outcome, icon: null };
  const { status, headers } = result.head;
  return { url, ...judge(status, headers['content-type'] ?? '', Buffer.concat(chunks)) };
}

function judge(status: number, contentType: string, file: Buffer): Pick<IconOutcome, 'outcome' | 'icon'> {
  if (status !== 200)
    return {
      outcome: status === 404 || status === 410 || status === 204 ? 'none' : 'error-status',
      icon: null,
    };
  if (file.length === 0) return { outcome: 'none', icon: null };
  if (!isImage(contentType, file)) return { outcome: 'not-image', icon: null };
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { outcome: 'icon', icon: { sha256, murmur3: faviconNumber(file), bytes: file.length } };
}

/** First octets of ICO, CUR, PNG, GIF, JPEG, BMP; the media type is often wrong, and a page often comes instead. */
const SIGNATURES = ['00000100', '00000200', '89504e470d0a1a0a', '47494638', 'ffd8ff', '424d'];

function isImage(contentType: string, file: Buffer): boolean {
  const start = file.subarray(0, 8).toString('hex');
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true;
  if (start.startsWith('52494646') && file.subarray(8, 12).toString('latin1') === 'WEBP') return true;
  return /^image\/svg\+xml\b/i.test(contentType) && file.subarray(0, 1024).includes('<svg');
}

const LEARNED: ReadonlySet<string> = new Set(['icon', 'none', 'not-image', 'too-large']);

/** @param site registrable domain. @param at RFC 3339, UTC, milliseconds. */
export function iconObservation(found: IconOutcome, site: string, vantage: string, at: string): Observation {
  const { outcome, icon, url } = found;
  return {
    subject: site,
    type: 'favicon',
    vantage,
    at,
    outcome,
    conclusive: LEARNED.has(outcome) || isConclusive(outcome as FetchOutcome),
    value: { url, ...(icon ?? {}) },
  };
}
